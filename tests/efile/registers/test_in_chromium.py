"""The registers and the office at a glance in Chromium: no complaint of the browser, nothing wider than the
screen, axe-core finds nothing, and a bar opens its list."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.efile.conftest import District
from tests.efile.pages.conftest import Enter, complaints, enter

__all__ = ["complaints", "enter"]
WIDTHS = (1366, 390)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_they_read_well_at_both_widths(
    page: Page, enter: Enter, lasting_district: District, complaints: list[str], language: str
) -> None:
    lasting_district.marked()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        for address in ("/registers/", "/registers/pending/", "/registers/arrears/", "/at-a-glance/"):
            enter("dm", address, language)
            expect(page.locator("h1")).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            assert Axe().run(page).response["violations"] == [], address
    assert complaints == []


def test_a_bar_opens_the_list_that_it_counts(page: Page, enter: Enter, lasting_district: District) -> None:
    lasting_district.marked()
    enter("dm", "/at-a-glance/")
    page.get_by_role("link", name="General Section, up to 7 days: 1").click()
    expect(page).to_have_url(re.compile("/registers/pending/"))
    expect(page.locator(".register tbody tr")).to_have_count(1)
    page.get_by_role("link", name="1/2026").click()
    expect(page.locator("h1")).to_be_visible()
