"""An officer orders a whole file as a PDF, watches it being made by the worker, and has it; and a copy of the
files is read in a browser without any server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from efile.standby.making import make_copy
from tests.base.processes import Program
from tests.e2e.hierarchy.looking import LANGUAGES, MONITOR, TELEPHONE, faults, looked_at
from tests.efile.conftest import District, lasting_district
from tests.efile.pages.conftest import Enter, enter
from tests.efile.test_filing import put_in_file

__all__ = ["enter", "lasting_district"]
NOTE = "ক্ষমতাপ্রাপ্ত আধিকারিকের কাছে জ্ঞাতার্থে পেশ করা হল; মন্ত্রণালয়, কার্যালয়, র‍্যাব, লক্ষ্মী, কি, কো।"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_file_is_ordered_made_and_downloaded(
    page: Page,
    enter: Enter,
    lasting_district: District,
    celery_worker_process: Program,
    tmp_path: Path,
    language: str,
) -> None:
    matter = lasting_district.marked()
    file = put_in_file(lasting_district, matter)
    lasting_district.note("oc-general", matter, NOTE)
    lasting_district.complete("oc-general", matter, "recommend")
    enter("oc-general", reverse("file", args=[file.pk]), language)
    page.locator(f'a[href="{reverse("print_file", args=[file.pk])}"]').click()
    page.wait_for_url(f"**{reverse('print_file', args=[file.pk])}")
    assert faults(page) == []
    page.screenshot(path=tmp_path / f"order-{language}.png")
    page.locator("main form button").click()
    download = page.locator('a[href^="/prints/"]')
    expect(download).to_be_visible(timeout=120_000)
    assert faults(page) == []
    page.screenshot(path=tmp_path / f"ready-phone-{language}.png", full_page=True)
    page.set_viewport_size(MONITOR)
    page.screenshot(path=tmp_path / f"ready-{language}.png")
    with page.expect_download() as coming:
        download.click()
    kept = tmp_path / "print.pdf"
    coming.value.save_as(kept)
    assert kept.read_bytes().startswith(b"%PDF-")
    assert celery_worker_process.pid


def test_the_copy_is_searched_and_read_without_a_server(
    page: Page, lasting_district: District, tmp_path: Path, settings: Any
) -> None:
    matter = lasting_district.marked()
    file = put_in_file(lasting_district, matter)
    make_copy(lasting_district.office, tmp_path, timezone.now())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / lasting_district.office.code / "current/index.html").as_uri())
    found = page.locator("[data-found] li")
    assert matter.receipt is not None
    for words in ("নলকুপ মেরামতের", "রহীমা", matter.receipt.number, "১/২০২৬"):
        page.locator("[data-search]").fill(words)
        expect(found).to_have_count(1)
    page.locator("[data-search]").fill("এমন কিছু নেই")
    expect(found).to_have_count(0)
    expect(page.locator("[data-told]")).not_to_be_empty()
    page.locator("[data-search]").fill("নলকূপ")
    for size in (MONITOR, TELEPHONE):
        assert looked_at(page, size) == []
        page.screenshot(path=tmp_path / f"copy-{size['width']}.png", full_page=True)
    found.locator("a").click()
    expect(page).to_have_url(re.compile(f"files/{file.pk}.html"))
    for size in (MONITOR, TELEPHONE):
        assert looked_at(page, size) == []
        page.screenshot(path=tmp_path / f"copied-file-{size['width']}.png", full_page=True)
    assert asked
    assert all(one.startswith("file:") for one in asked)
