"""Ticking and sending several files without a mouse, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.efile.conftest import District
from tests.efile.pages.conftest import Enter, complaints, enter

__all__ = ["complaints", "enter"]


def test_lines_are_ticked_by_x_and_sent_together_by_f(
    page: Page,
    enter: Enter,
    lasting_district: District,
    complaints: list[str],
) -> None:
    matters = [lasting_district.marked() for _ in range(3)]
    enter("oc-general", "/desk/", "bn")
    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("x")
    expect(page.locator("[data-chosen]")).to_have_text("২টি বাছা হয়েছে")
    page.keyboard.press("f")
    expect(page.locator("#dialog h2")).to_have_text("২টি নথি: কার কাছে?")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("ক্লার্ক-ইন-চার্জ")
    expect(page.locator("#picks")).to_have_attribute("data-for", "ক্লার্ক-ইন-চার্জ")
    expect(page.locator("#picks input:checked")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_selector(".told")
    expect(page.locator(".told")).to_contain_text("পাঠানো নথি ২টি")
    expect(page.locator("[data-row]")).to_have_count(1)
    gone = [matter for matter in matters if lasting_district.thread(matter).holder.code == "cic-general"]
    assert len(gone) == 2
    assert complaints == []
