"""Two pages that only a browser shows right: recovery codes for paper, and rows of days that come and go."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from hierarchy.models import User
from tests.e2e.hierarchy.conftest import Enter, Town
from tests.e2e.hierarchy.looking import faults
from tests.efile.conftest import District

PASSWORD = "a long enough secret"
DAYS = "/administration/acts/new-calendar/"
ROWS = "[data-rows] ol > li"


def signs_in(page: Page, town: Town, user: User) -> None:
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "language", "value": "en", "url": town.url}])
    page.goto(f"{town.url}/signin/")
    page.locator("input[name=username]").fill(user.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form.sign-in button.pri").click()


def set_up_app(page: Page, town: Town) -> list[str]:
    """The recovery codes that come with it."""
    page.goto(f"{town.url}/account/app/")
    secret = page.locator(".secret code").inner_text()
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    page.locator("input[name=code]").fill(str(code))
    with page.expect_navigation():
        page.locator("button.pri", has_text="Set up the app").click()
    return recovery_codes(page)


def recovery_codes(page: Page) -> list[str]:
    codes = page.locator(".recovery-codes code")
    expect(codes).to_have_count(10)
    return codes.all_inner_texts()


def test_new_recovery_codes_void_the_old_ones_are_shown_once_and_let_in_once(
    page: Page, town: Town, district: District, complaints: list[str]
) -> None:
    user = User.objects.get(pk=str(district.actor("oc-jm").user_id))
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    signs_in(page, town, user)
    page.wait_for_url("**/desk/**")
    first = set_up_app(page, town)

    page.goto(f"{town.url}/account/")
    page.get_by_role("link", name="Make new codes").click()
    expect(page.locator("main")).to_contain_text("The codes of before will be void.")
    with page.expect_navigation():
        page.get_by_role("button", name="Make new codes").click()
    codes = recovery_codes(page)
    assert len({*codes, *first}) == 20
    assert faults(page) == []
    page.evaluate("() => { window.print = () => { document.body.dataset.printed = 'yes' } }")
    page.get_by_role("button", name="Print").click()
    expect(page.locator("body[data-printed=yes]")).to_be_attached()
    page.goto(f"{town.url}/account/codes/")
    expect(page.locator("main")).to_contain_text("shown once and are not shown again")
    expect(page.locator(".recovery-codes")).to_have_count(0)

    signs_in(page, town, user)
    page.wait_for_url("**/signin/factor/**")
    page.locator("input[name=code]").fill(first[0])
    page.locator("button.pri").click()
    expect(page.locator("form.sign-in")).to_contain_text("The code is not right.")
    page.locator("input[name=code]").fill(codes[0])
    page.locator("button.pri").click()
    page.wait_for_url("**/desk/**")
    page.goto(f"{town.url}/account/")
    expect(page.locator("main")).to_contain_text("9 left")
    assert complaints == []


def row(page: Page, place: int, cell: str) -> str:
    return page.locator(ROWS).nth(place).locator(f"input[name=holidays-{cell}]").input_value()


@pytest.mark.parametrize(("language", "third"), [("en", "3"), ("bn-in", "৩")])
def test_rows_of_days_are_added_and_taken_away_where_they_stand(
    page: Page, enter: Enter, complaints: list[str], language: str, third: str
) -> None:
    enter("dpm", DAYS, language)
    rows = page.locator(ROWS)
    before = rows.count()
    add = page.locator("[data-add-row]")
    add.click()
    expect(rows).to_have_count(before + 1)
    new = rows.nth(before)
    expect(new.locator("input[name=holidays-on]")).to_be_focused()
    assert [one.input_value() for one in new.locator("input").all()] == ["", "", "", ""]
    expect(rows.nth(2).locator(".place")).to_have_text(third)

    new.locator("input[name=holidays-on]").fill("2030-01-26")
    new.locator("input[name=holidays-name_en]").fill("Republic Day")
    moved = row(page, 1, "on")
    rows.nth(0).locator("[data-drop-row]").click()
    expect(rows).to_have_count(before)
    expect(rows.nth(0).locator("input[name=holidays-on]")).to_be_focused()
    assert row(page, 0, "on") == moved
    assert row(page, before - 1, "name_en") == "Republic Day"
    expect(rows.nth(2).locator(".place")).to_have_text(third)
    assert [one.get_attribute("value") for one in page.locator("[data-drop-row]").all()[:3]] == [
        "0",
        "1",
        "2",
    ]
    assert page.url.endswith(DAYS), "nothing was sent"
    assert complaints == []


def test_the_last_row_is_emptied_and_a_pasted_table_goes_into_its_own_field(
    page: Page, enter: Enter, complaints: list[str]
) -> None:
    enter("dpm", DAYS)
    rows = page.locator(ROWS)
    while rows.count() > 1:
        rows.nth(0).locator("[data-drop-row]").click()
    only = rows.nth(0).locator("input[name=holidays-on]")
    only.fill("2030-05-01")
    rows.nth(0).locator("[data-drop-row]").click()
    expect(rows).to_have_count(1)
    expect(only).to_have_value("")
    expect(only).to_be_focused()
    only.evaluate(
        """(field, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const how = { clipboardData, bubbles: true, cancelable: true };
            field.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        "2030-01-26\tপ্রজাতন্ত্র দিবস\tRepublic Day\tOrder 1\n2030-08-15\tস্বাধীনতা দিবস\tIndependence Day\t\n",
    )
    pasted = page.locator("[data-pasted] textarea")
    expect(pasted).to_be_focused()
    expect(pasted).to_have_value(
        "2030-01-26\tপ্রজাতন্ত্র দিবস\tRepublic Day\tOrder 1\n2030-08-15\tস্বাধীনতা দিবস\tIndependence Day\t\n"
    )
    page.locator("input[name=source]").fill("Order 3")
    page.locator("input[name=source]").press("Enter")
    expect(page.locator(".follows")).to_be_visible()
    assert complaints == []
