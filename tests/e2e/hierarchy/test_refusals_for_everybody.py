"""What is refused, and what is printed for the hand, shuts nobody out either, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Response, expect

from efile.models import Receipt
from hierarchy.models import HandOver, User
from hierarchy.services import transfer
from ledger.ids import uuid7
from tests.e2e.hierarchy.conftest import Enter, Town
from tests.e2e.hierarchy.looking import LANGUAGES, MONITOR, faults, looked_at
from tests.efile.conftest import District
from tests.witness import with_head

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def answered_by(page: Page) -> Response:
    """What the server says to the form of whoever has no script: the browser checks nothing first."""
    with page.expect_navigation() as answer:
        page.locator("main form").last.evaluate(
            "e => { setTimeout(() => HTMLFormElement.prototype.submit.call(e)); }"
        )
    return answer.value


def newcomer(district: District) -> User:
    name = str(uuid7())
    user = User(username=f"new-{name[-12:]}", name_bn="নবাগতা দেবী", name_en="Nabagata Devi")
    user.set_unusable_password()
    user.save()
    return user


def test_a_page_that_is_closed_or_unknown(
    page: Page, enter: Enter, district: District, language: str
) -> None:
    for code, address, status in (
        ("oc-land", f"/charge/{district.post('oc-it')}/", 403),
        ("ldc-it", "/administration/", 403),
        ("udc-it", f"/m/{district.marked().pk}/", 404),
        ("udc-it", "/no/such/page/", 404),
    ):
        with page.expect_response(lambda one: one.request.is_navigation_request()) as answer:
            enter(code, address, language)
        assert answer.value.status == status
        assert faults(page) == []


def test_an_act_that_came_too_late(page: Page, enter: Enter, district: District, language: str) -> None:
    matter = district.marked()
    enter("oc-general", f"/t/{district.thread(matter).pk}/forward/", language)
    district.forward("oc-general", matter, "cic-general")
    assert answered_by(page).status == 409
    assert faults(page) == []


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("dpm", "/administration/acts/name-deputy/"),
        ("dpm", "/administration/acts/new-calendar/"),
        ("dpm", "/administration/acts/transfer/"),
        ("counter-1", "/receive/?service=wb-tube-well"),
    ],
)
def test_a_form_with_faults(
    page: Page, enter: Enter, district: District, language: str, code: str, address: str
) -> None:
    enter(code, address, language)
    assert answered_by(page).status in {400, 422}
    assert faults(page) == []


def test_the_applicants_receipt(page: Page, enter: Enter, district: District, language: str) -> None:
    receipt = Receipt.objects.get(matter=district.receive())
    enter("counter-1", f"/receive/{receipt.pk}/slip/", language)
    expect(page.locator("main")).to_contain_text(receipt.tracking[:4])
    assert faults(page) == []
    page.emulate_media(media="print")
    assert looked_at(page, MONITOR) == []


def test_the_receipt_of_charge_and_the_sealed_slip(
    page: Page, enter: Enter, town: Town, district: District, language: str
) -> None:
    code = "oc-front-desk" if language == "en" else "oc-dm-office"
    district.marked(code)
    user = newcomer(district)
    charge = transfer(
        actor=district.actor("dpm"),
        post=district.post(code),
        user=user.pk,
        kind="officiating",
        remarks="চাবি দেওয়া হল",
        now=district.wait(),
    )
    done = HandOver.objects.get(incoming=charge)
    town.sign_in(page, user, done.post_id, language)
    page.goto(f"{town.url}/charge/list/{done.pk}/")
    expect(page.locator(".handover-list")).to_be_visible()
    assert faults(page) == []
    enter("dpm", f"/accounts/{user.pk}/", language)
    assert faults(page) == []
    for name, value in with_head(district).items():
        page.locator(f"form[action$='/slip/'] [name={name}]").fill(value)
    page.locator("form[action$='/slip/'] button").click()
    expect(page.locator("[data-code]")).to_be_visible()
    assert faults(page) == []
