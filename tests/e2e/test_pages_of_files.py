"""The list and the page of files in a browser: many rows, scanned pages, the axe rules, both widths."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.e2e.hierarchy.looking import LANGUAGES, MONITOR, faults
from tests.efile.conftest import District, lasting_district
from tests.efile.files.test_scans_are_shown import taken_over
from tests.efile.files.test_states_parts_and_links import empty
from tests.efile.pages.conftest import Enter, enter
from tests.efile.test_filing import put_in_file
from tests.notings.contents import samples

__all__ = ["enter", "lasting_district"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_and_page_of_files_in_a_browser(
    page: Page, enter: Enter, lasting_district: District, language: str, tmp_path: Path
) -> None:
    for number in range(60):
        empty(lasting_district, f"বন্যা ত্রাণ ও পুনর্বাসন {number + 1}")
    row = taken_over(lasting_district, samples.pdf(3))
    for _ in range(12):
        put_in_file(lasting_district, lasting_district.marked(), file=row)
    enter("oc-general", reverse("files"), language)
    assert faults(page) == []
    page.screenshot(path=tmp_path / f"files-phone-{language}.png")
    page.set_viewport_size(MONITOR)
    page.screenshot(path=tmp_path / f"files-{language}.png")
    page.locator('main a[rel="next"]').click()
    page.wait_for_url("**after=**")
    assert faults(page) == []
    page.goto(page.url.split("/files/")[0] + reverse("file", args=[row.pk]))
    page.locator("details.scan-pages summary").click()
    expect(page.locator(".pdf-page canvas").first).to_be_visible(timeout=60_000)
    assert faults(page) == []
    page.screenshot(path=tmp_path / f"file-phone-{language}.png", full_page=True)
    page.set_viewport_size(MONITOR)
    page.screenshot(path=tmp_path / f"file-{language}.png", full_page=True)
