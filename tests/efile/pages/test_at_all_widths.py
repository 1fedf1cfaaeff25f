"""The desk and the file page on an office monitor and on a telephone."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, Locator, Page, ViewportSize, expect

from tests.efile.conftest import District
from tests.efile.pages.conftest import Enter

MONITOR: ViewportSize = {"width": 1366, "height": 768}
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
CUT = "e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1"


def box(part: Locator) -> FloatRect:
    found = part.bounding_box()
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["bn-in", "en"])
@pytest.mark.parametrize("size", [MONITOR, TELEPHONE], ids=["monitor", "telephone"])
def test_nothing_is_cut_and_nothing_scrolls_sideways(
    page: Page, enter: Enter, lasting_district: District, size: ViewportSize, language: str
) -> None:
    matter = lasting_district.marked()
    page.set_viewport_size(size)
    for address in (
        "/desk/",
        "/desk/?box=late",
        "/search/?q=নলকূপ",
        f"/m/{matter.pk}/",
        f"/m/{matter.pk}/path/",
    ):
        enter("oc-general", address, language)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
        office = page.locator(".brand small:visible")
        expect(office).to_have_count(1)
        assert not office.evaluate(CUT), address
        header, brand = box(page.locator(".top")), box(page.locator(".brand"))
        assert brand["y"] >= header["y"]
        assert brand["y"] + brand["height"] <= header["y"] + header["height"]


def test_the_diagram_leaves_the_composer_where_it_is(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    page.set_viewport_size(MONITOR)
    enter("oc-general", f"/m/{matter.pk}/")
    before = box(page.locator("[data-composer]"))
    page.locator("details.path summary").click()
    picture = page.locator("[data-flow-viewer][data-ready]")
    expect(picture).to_be_visible()

    assert box(page.locator("[data-composer]")) == before
    drawn = box(page.locator(".path-body"))
    assert drawn["y"] + drawn["height"] <= before["y"]
    page.locator("[data-composer] textarea").click()
    page.keyboard.type("Seen.")
    expect(page.locator("[data-composer] textarea")).to_have_value("Seen.")


def test_on_a_telephone_the_likely_act_stands_alone(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    page.set_viewport_size(TELEPHONE)
    enter("oc-general", f"/m/{matter.pk}/")
    acts = page.locator(".acts")
    expect(acts.locator(".btn.pri:visible")).to_have_count(1)
    expect(acts.locator(".btn:visible")).to_have_count(3)  # the act, the way to the note, and the rest
    assert box(acts)["height"] < TELEPHONE["height"] / 10
    acts.locator(".unfold").click()
    expect(acts.get_by_text("Somebody else…")).to_be_visible()
    acts.get_by_text("Somebody else…").click()
    expect(page.locator("#picks")).to_be_visible()


def test_on_a_telephone_the_strip_shows_where_the_file_stands(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    matter = lasting_district.put_up()
    page.set_viewport_size(TELEPHONE)
    enter("dm", f"/m/{matter.pk}/")
    now = box(page.locator(".stages [aria-current=step]").first)
    assert now["x"] >= 0
    assert now["x"] + now["width"] <= TELEPHONE["width"]


def test_on_a_telephone_the_whole_diagram_is_within_reach(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    matter = lasting_district.marked()
    page.set_viewport_size(TELEPHONE)
    enter("oc-general", f"/m/{matter.pk}/path/")
    expect(page.locator("[data-flow-viewer][data-ready]")).to_be_visible()
    drawing, around = page.locator(".djs-container svg .viewport"), page.locator("[data-flow-viewer]")
    whole, paper = box(drawing), box(around)
    assert whole["x"] >= paper["x"]
    assert whole["x"] + whole["width"] <= paper["x"] + paper["width"]
    assert page.locator(".picture").evaluate("e => e.scrollWidth > e.clientWidth")
    expect(page.locator(".djs-shape.now").first).to_be_in_viewport()


def test_a_tap_on_a_line_opens_it_where_nothing_stands_beside(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    lasting_district.marked()
    page.set_viewport_size(TELEPHONE)
    enter("oc-general", "/desk/")
    page.locator("[data-row] .due").click()
    page.wait_for_url("**/m/**")
