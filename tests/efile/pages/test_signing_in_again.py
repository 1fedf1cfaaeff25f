"""A session ends, or somebody signs in again in another tab, while a page stands open with words on it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from efile.models import Matter
from hierarchy.models import User
from notings.models import Paragraph
from tests.efile.conftest import District
from tests.efile.pages.conftest import Enter

NOTE = "[data-composer] textarea[name=text]"
PASSWORD = "a long sentence for a test"
WORDS = "Written before the session ended."


@pytest.fixture
def officer(lasting_district: District) -> User:
    """The holder of a post in the general section, with a password."""
    found = User.objects.get(pk=str(lasting_district.actor("oc-general").user_id))
    found.set_password(PASSWORD)
    found.save()
    return found


def sign_in(page: Page, officer: User) -> None:
    page.locator("input[name=username]").fill(officer.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form.sign-in button.pri").click()
    page.wait_for_url(lambda url: "/signin/" not in url)


def sign_in_elsewhere(page: Page, officer: User) -> None:
    """In another tab of the same browser: out, and in again."""
    other = page.context.new_page()
    sign_out(other, page.url)
    other.goto(page.url)
    sign_in(other, officer)
    other.close()


def sign_out(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("details.acting summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("details.acting")).to_have_count(0)


def notes(matter: Matter) -> list[str]:
    rows = Paragraph.objects.filter(sheet=matter.sheet_id).order_by("number")
    return list(rows.values_list("text", flat=True))


def test_an_act_after_signing_in_again_leads_back_to_the_file_with_the_note(
    page: Page, enter: Enter, lasting_district: District, officer: User
) -> None:
    matter = lasting_district.marked()
    enter("oc-general", f"/m/{matter.pk}/")
    sign_in_elsewhere(page, officer)
    page.locator(NOTE).fill(WORDS)
    page.locator(".acts .btn.pri").click()

    expect(page.locator("[role=alert] h1")).to_contain_text("You signed in again after this page was opened")
    assert notes(matter) == []
    page.get_by_role("link", name="Back to the page").click()

    expect(page.locator(NOTE)).to_have_value(WORDS)
    page.locator(".acts .btn.pri").click()
    expect(page.locator("[data-undo]")).to_be_visible()
    assert notes(matter) == [WORDS]


def test_a_form_after_signing_in_again_is_filled_as_it_was(
    page: Page, enter: Enter, lasting_district: District, officer: User
) -> None:
    enter("oc-general", reverse("start_internal"))
    sign_in_elsewhere(page, officer)
    page.locator("[name=subject]").fill(WORDS)
    page.locator("form.form button.pri").click()
    page.get_by_role("link", name="Back to the page").click()

    expect(page.locator("[name=subject]")).to_have_value(WORDS)
    assert not Matter.objects.exists()
    page.locator("form.form button.pri").click()
    expect(page.locator("[data-composer]")).to_be_visible()
    assert Matter.objects.get().subject == WORDS

    page.goto(page.url.split("/m/")[0] + reverse("start_internal"))
    expect(page.locator("[name=subject]")).to_have_value("")


def test_who_is_signed_out_signs_in_and_finds_his_form_as_he_left_it(
    page: Page, enter: Enter, lasting_district: District, officer: User
) -> None:
    enter("oc-general", reverse("start_internal"))
    sign_out(page.context.new_page(), page.url)
    page.locator("[name=subject]").fill(WORDS)
    page.locator("form.form button.pri").click()
    page.get_by_role("link", name="Sign in").last.click()
    sign_in(page, officer)

    page.wait_for_url("**" + reverse("start_internal"))
    expect(page.locator("[name=subject]")).to_have_value(WORDS)


def test_a_program_and_a_part_of_a_page_get_the_sentence_alone(lasting_district: District) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["language"] = "en"

    said = client.post("/start/", {}, headers={"accept": "application/json"})
    part = client.post(
        "/start/", {}, headers={"hx-request": "true", "hx-current-url": "http://testserver/m/1/?box=late"}
    ).content.decode()

    assert "You signed in again" in said.json()["sentence"]
    assert "<html" not in part
    assert 'href="/m/1/?box=late"' in part


def test_another_site_is_not_a_page_to_go_back_to(lasting_district: District) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["language"] = "en"

    page = client.post("/start/", {}, headers={"referer": "https://elsewhere.example/start/"})

    assert page.status_code == 403
    assert "elsewhere.example" not in page.content.decode()
