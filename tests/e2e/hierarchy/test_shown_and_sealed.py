"""A file shown to a post until a day, and a post's own list of posts."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.e2e.hierarchy.conftest import Enter
from tests.efile.conftest import District

UNTIL = 5


def test_a_file_is_shown_to_a_post_until_a_day_and_no_longer_when_ended(
    page: Page, enter: Enter, another: Enter, district: District, complaints: list[str]
) -> None:
    matter = district.marked()
    day = timezone.localdate() + timedelta(days=UNTIL)
    stranger = another("udc-it", f"/m/{matter.pk}/")
    expect(stranger.locator("main")).not_to_contain_text(matter.subject)

    enter("oc-general", f"/m/{matter.pk}/")
    page.get_by_role("link", name="Who sees it").click()
    dialog = page.locator("#dialog[open]")
    expect(dialog).to_contain_text("It is not shown to anybody else.")
    dialog.locator("#find").fill("upper it section")
    dialog.locator(".pick", has_text="Upper Division Clerk, IT Section").first.click()
    dialog.locator("#reason").fill("For an opinion on the software")
    dialog.locator("button.pri").click()
    expect(dialog.locator(".refusal")).to_be_visible()
    expect(dialog.locator("#reason")).to_have_value("For an opinion on the software")
    expect(dialog.locator("#find")).to_have_value("upper it section")
    expect(dialog.locator(".pick input:checked")).to_have_count(1)
    dialog.locator("#until").fill(day.isoformat())
    dialog.locator("button.pri").click()

    expect(page.locator("#dialog")).to_be_hidden()
    page.get_by_role("link", name="Who sees it").click()
    shown = dialog.locator(".picks").first
    expect(shown).to_contain_text("Upper Division Clerk, IT Section")
    expect(shown).to_contain_text(f"until {day.day} ")
    expect(shown).to_contain_text("For an opinion on the software")

    stranger.reload()
    expect(stranger.locator("main")).to_contain_text(matter.subject)
    expect(stranger.locator("[data-composer]")).to_have_count(0)
    expect(stranger.locator(".acts button")).to_have_count(0)
    shown.get_by_role("button", name="End").click()
    expect(page.locator("#dialog")).to_be_hidden()
    stranger.reload()
    expect(stranger.locator("main")).not_to_contain_text(matter.subject)
    assert [one for one in complaints if "422" not in one and "400" not in one] == []


def test_a_list_of_posts_is_made_ordered_and_used(page: Page, enter: Enter, district: District) -> None:
    enter("oc-it", "/seals/")
    expect(page.locator("main")).to_contain_text("No post is on your list yet.")
    for title in ("Lower Division Clerk, IT Section", "Upper Division Clerk, IT Section"):
        page.locator("#find").fill(title)
        found = page.locator("#others > li")
        expect(found.filter(has_text="Counter")).to_have_count(0)
        found.filter(has_text=title).get_by_role("button", name="Put on the list").click()
    lines = page.locator("ol.picks > li")
    expect(lines).to_have_count(2)
    expect(lines.first).to_contain_text("Lower Division Clerk")
    lines.nth(1).get_by_role("button", name="Up").click()
    expect(lines.first).to_contain_text("Upper Division Clerk")

    matter = district.marked("oc-it")
    enter("oc-it", f"/m/{matter.pk}/")
    page.get_by_role("button", name="Somebody else…").click()
    sealed = page.locator("#dialog .pick", has=page.get_by_text("on your list", exact=True))
    expect(sealed).to_have_count(2)
    expect(sealed.first).to_contain_text("Upper Division Clerk")
    page.locator("#dialog").get_by_role("link", name="Your list of posts").click()
    lines.first.get_by_role("button", name="Remove").click()
    expect(lines).to_have_count(1)
