"""A file of a thousand pages in a browser: the last one is read, and only what is looked at is drawn."""

from __future__ import annotations

from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.e2e.hierarchy.looking import MONITOR, faults
from tests.efile.conftest import District, lasting_district
from tests.efile.pages.conftest import Enter, enter
from tests.efile.printing.test_a_thousand_pages import PAGES, PAPERS, lay_a_thousand
from tests.efile.test_filing import put_in_file

__all__ = ["enter", "lasting_district"]
LAST = PAPERS * PAGES + 1
DRAWN_AT_ONCE = 12


def test_the_last_of_a_thousand_pages_is_read(
    page: Page, enter: Enter, lasting_district: District, tmp_path: Path
) -> None:
    matter = lasting_district.marked()
    file = put_in_file(lasting_district, matter)
    lay_a_thousand(lasting_district, matter)
    page.set_viewport_size(MONITOR)
    enter("oc-general", reverse("matter", args=[matter.pk]), "bn-in")
    expect(page.locator("[data-pdf]")).to_have_count(PAPERS)
    assert faults(page) == []

    last = page.locator(f'figure[data-sheet="{LAST}"]')
    last.scroll_into_view_if_needed()

    expect(last.locator("canvas")).to_be_visible(timeout=60_000)
    assert page.locator("figure canvas").count() <= DRAWN_AT_ONCE
    page.screenshot(path=tmp_path / "matter.png")
    page.goto(page.url.split("/m/")[0] + reverse("file", args=[file.pk]))
    assert faults(page) == []
    page.screenshot(path=tmp_path / "file.png")
