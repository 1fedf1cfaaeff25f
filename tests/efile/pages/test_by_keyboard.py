"""The daily work without a mouse, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from efile.models import Matter, Receipt
from hierarchy.models import User
from notings.models import Paragraph
from tests.base.processes import Program
from tests.efile.conftest import SERVICE, District

Enter = Callable[[str, str], None]


@pytest.fixture
def enter(page: Page, live_app: Program, lasting_district: District) -> Enter:
    """Open an address as the holder of a post, in English."""
    lasting_district.now = timezone.now()

    def opened(code: str, address: str) -> None:
        client = Client()
        user = lasting_district.actor(code).user_id
        assert user is not None
        client.force_login(User.objects.get(pk=user))
        session = client.session
        session["post"] = str(lasting_district.post(code))
        session.save()
        cookies = {"sessionid": client.cookies["sessionid"].value, "language": "en"}
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": name, "value": value, "url": live_app.url} for name, value in cookies.items()]
        )
        page.goto(live_app.url + address)

    return opened


def test_applications_are_taken_one_after_the_other(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    enter("counter-1", "/receive/")
    for number in (1, 2):
        expect(page.locator("#id_service")).to_be_focused()
        if number == 1:
            page.locator("#id_service").select_option(SERVICE)
        expect(page.locator("#promise")).to_contain_text("District Magistrate")
        for text in ("", "Rahima Bewa", "9000000000", "Chopra", f"Tube well {number}"):
            page.keyboard.press("Tab")
            page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(page.locator(".slip .number").first).to_contain_text(f"{number}/")
        expect(page.locator("main .bar .btn.pri")).to_be_focused()
        page.keyboard.press("Enter")

    assert list(Receipt.objects.order_by("serial").values_list("subject", flat=True)) == [
        "Tube well 1",
        "Tube well 2",
    ]


def test_a_file_is_read_marked_noted_and_sent_by_keys(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    matter = lasting_district.receive(subject="Tube well at Chopra")
    lasting_district.receive(subject="Second file")

    enter("dm", "/desk/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#peek h2")).to_have_text("Tube well at Chopra")
    expect(page.locator("#peek .seen")).to_contain_text("Counted as read")
    page.keyboard.press("f")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("land officer-in")
    expect(page.locator("#picks .pick")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("[data-undo]")).to_contain_text("recorded")
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("[data-row].on")).to_contain_text("Second file")

    enter("oc-land", "/desk/")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator("[data-composer]")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("[data-composer] textarea")).to_be_focused()
    page.keyboard.type("Examine and put up.")
    expect(page.locator("[data-composer]")).to_have_attribute("data-saved", "saved")
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.locator("[data-undo]")).to_contain_text("Sent to Clerk-in-Charge, Land Section.")
    page.locator("[data-undo] form .btn").click()
    expect(page.locator(".note")).to_contain_text("Examine and put up.")
    expect(page.locator("[data-composer] textarea")).to_have_value("")

    assert Paragraph.objects.filter(sheet=Matter.objects.get(pk=matter.pk).sheet_id).count() == 1


def test_a_refusal_in_the_dialog_leaves_the_words_where_they_were(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    enter("oc-general", f"/m/{matter.pk}/")
    page.locator("[data-composer] textarea").fill("My words stay.")
    page.get_by_text("Somebody else…").click()
    expect(page.locator("#picks")).to_be_visible()
    lasting_district.now = timezone.now()
    lasting_district.forward("oc-general", matter, "cic-general")
    page.locator("#dialog .btn.pri").click()

    expect(page.locator("#dialog .refusal")).to_contain_text("has moved this file meanwhile")
    expect(page.locator("#dialog .refusal")).to_contain_text("It moved on")
    expect(page.locator("[data-composer] textarea")).to_have_value("My words stay.")
