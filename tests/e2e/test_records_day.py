"""A day of the record room in Bengali: the list of the year, the reading, the order, the certificate."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from efile.disposal import carrying
from efile.disposal.models import Disposal
from tests.e2e.hierarchy.looking import MONITOR, TELEPHONE, faults
from tests.efile.conftest import District, lasting_district
from tests.efile.disposal.conftest import YEAR, empty_file
from tests.efile.pages.conftest import Enter, enter
from web.words import digits

__all__ = ["enter", "lasting_district"]


def looked_at(page: Page, folder: Path, name: str) -> None:
    """On a telephone and on a monitor."""
    assert faults(page) == []
    for size in (TELEPHONE, MONITOR):
        page.set_viewport_size(size)
        page.screenshot(path=folder / f"{name}-{size['width']}.png", full_page=True)


@pytest.mark.parametrize("language", ["bn-in"])
def test_a_disposal_in_a_browser(
    page: Page, enter: Enter, lasting_district: District, language: str, tmp_path: Path
) -> None:
    files = [empty_file(lasting_district, f"12/{number}/2015") for number in range(1, 4)]
    enter("ldc-general", reverse("disposals"), language)
    looked_at(page, tmp_path, "no-list")
    page.get_by_role("link", name="এ বছরের বিনষ্টযোগ্য নথি").click()
    looked_at(page, tmp_path, "due")
    page.get_by_role("button", name="তালিকা করুন").click()
    expect(page.get_by_role("alert")).to_contain_text("কোন বিধি বা নির্দেশে")
    page.locator("#why").fill("বেঙ্গল রেকর্ডস ম্যানুয়াল, বার্ষিক বাছাই")
    page.get_by_role("button", name="তালিকা করুন").click()
    row = Disposal.objects.get()
    expect(page.get_by_role("heading", level=1)).to_contain_text(digits(f"1/{YEAR}", "bn"))
    looked_at(page, tmp_path, "drawn")

    here = reverse("disposal", args=[row.pk])
    enter("oc-general", here, language)
    for number in range(len(files)):
        card = page.locator("article.card").nth(number)
        card.locator("summary").click()
        if number == 2:
            card.get_by_label("নথিটি আরও রাখা হবে").check()
            card.get_by_label("যেদিন পর্যন্ত রাখা হবে").fill(f"{YEAR + 3}-12-31")
            card.get_by_label("কেন আরও রাখা হবে").fill("আপিল চলছে")
        else:
            card.get_by_label("নথিটি বিনষ্ট করা যায়").check()
        card.get_by_role("button", name="নথিবদ্ধ করুন").click()
        expect(page.locator("article.card").nth(number).get_by_text("পড়ে দেখেছেন")).to_be_visible()
    looked_at(page, tmp_path, "read")

    enter("dm", here, language)
    page.get_by_role("link", name="বিনষ্ট করার আদেশ দিন").click()
    expect(page.get_by_text("এ কাজ আর ফেরানো যায় না।")).to_be_visible()
    looked_at(page, tmp_path, "order")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="বিনষ্ট করার আদেশ দিন").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    carrying.carry_out_all()
    page.goto(page.url)
    looked_at(page, tmp_path, "done")
    with page.expect_download() as given:
        page.get_by_role("link", name="প্রত্যয়ন (PDF)").click()
    given.value.save_as(tmp_path / "certificate.pdf")
    with pikepdf.open(tmp_path / "certificate.pdf") as made:
        assert len(made.pages) == 1

    page.goto(page.url.split("/disposals/")[0] + reverse("file", args=[files[0].pk]))
    expect(page.get_by_text(f"আদেশ নং {digits(f'1/{YEAR}', 'bn')}").first).to_be_visible()
    looked_at(page, tmp_path, "file")
    page.goto(page.url.split("/f/")[0] + reverse("register", args=["disposals"]))
    assert page.locator("tbody tr").count() == 2
    looked_at(page, tmp_path, "register")
