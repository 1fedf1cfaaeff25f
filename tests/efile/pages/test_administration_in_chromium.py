"""The administrator at work: a post moved, a charge given, a post abolished, a table imported."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, ViewportSize, expect

from hierarchy.establishment.sheet import COLUMNS
from hierarchy.models import Charge, Post
from tests.base.processes import Program
from tests.efile.conftest import District
from tests.efile.pages.conftest import Enter
from tests.witness import with_head

FAULTY = (
    "relief,ত্রাণ,Relief,oc-relief,আধিকারিক,Officer,king,dm,,,,,",
    "relief,ত্রাণ,Relief,udc-relief,করণিক,Clerk,udc,nobody,rina,রীনা,Rina,substantive,২০২৬-০১-০১",
)
SOUND = (
    "relief,ত্রাণ,Relief,oc-relief,আধিকারিক,Officer,oc,dm,,,,,",
    "relief,ত্রাণ,Relief,udc-relief,করণিক,Clerk,udc,oc-relief,rina,রীনা,Rina,substantive,today",
)
PAGES = (
    "/administration/",
    "/administration/chart/?post=oc-land",
    "/administration/posts/",
    "/administration/posts/oc-land/",
    "/administration/charges/",
    "/administration/people/",
    "/administration/sections/",
    "/administration/powers/",
    "/administration/calendars/",
    "/administration/numbers/",
    "/administration/import/",
    "/administration/acts/give-charge/",
    "/administration/acts/new-calendar/",
)


def table(*rows: str) -> FilePayload:
    text = "\n".join([",".join(COLUMNS), *rows])
    return {"name": "office.csv", "mimeType": "text/csv", "buffer": text.encode()}


def confirm(page: Page, district: District) -> None:
    """Before the head, who gives his own password."""
    beside(page, district)
    page.locator("form.confirm button.pri").click()
    page.wait_for_url(lambda url: "/acts/" not in url)


def beside(page: Page, district: District) -> None:
    for name, value in with_head(district).items():
        page.locator(f"[name={name}]").fill(value)


def above(code: str) -> str:
    post = Post.objects.select_related("reports_to").get(office__code="uttar-dinajpur", code=code)
    assert post.reports_to is not None
    return post.reports_to.code


def test_a_post_is_moved_by_dragging_and_by_keys(
    page: Page, enter: Enter, lasting_district: District, complaints: list[str]
) -> None:
    enter("dpm", "/administration/chart/")
    page.locator("a#ldc-land").drag_to(page.locator("a#cic-land"))
    expect(page.locator(".follows")).to_contain_text("Lower Division Clerk, Land Section reports to Clerk")
    assert above("ldc-land") == "udc-land"
    confirm(page, lasting_district)
    assert above("ldc-land") == "cic-land"
    expect(page.locator("#panel h2")).to_have_text("Lower Division Clerk, Land Section")

    page.locator("a#ldc-land").focus()
    page.keyboard.press("m")
    expect(page.locator("[data-says]")).to_contain_text("The post is picked up.")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.locator("a#udc-land").focus()
    page.keyboard.press("Enter")
    confirm(page, lasting_district)
    assert above("ldc-land") == "udc-land"
    assert complaints == []


def test_a_charge_is_given_and_a_post_abolished_from_its_panel(
    page: Page, enter: Enter, lasting_district: District
) -> None:
    enter("dpm", "/administration/chart/")
    page.locator("a#udc-land-2").click()
    page.locator("#panel").get_by_role("link", name="Put somebody in charge").click()
    page.locator("input[name=person]").fill("no-such-person")
    page.locator("select[name=kind]").select_option("additional")
    page.locator("form.form button.pri").click()
    expect(page.locator(".field.wrong")).to_contain_text("no person with the user name “no-such-person”")
    expect(page.locator("select[name=kind]")).to_have_value("additional")
    page.locator("input[name=person]").fill("udc-land")
    page.locator("form.form button.pri").click()
    confirm(page, lasting_district)
    assert Charge.objects.get(post__code="udc-land-2", office=lasting_district.office).kind == "additional"

    page.locator("#panel").get_by_role("link", name="Abolish the post").click()
    successor = page.locator("select[name=successor]")
    successor.select_option(value=str(lasting_district.post("udc-land")))
    page.locator("form.form button.pri").click()
    expect(page.locator(".follows")).to_contain_text("charge of the post ends at once")
    confirm(page, lasting_district)
    expect(page.locator("a#udc-land-2")).to_have_count(0)
    assert Post.objects.get(office=lasting_district.office, code="udc-land-2").successor_id is not None


def test_a_table_with_faults_is_mended_and_imported(
    page: Page, enter: Enter, lasting_district: District, celery_worker_process: Program
) -> None:
    enter("dpm", "/administration/import/")
    page.locator("input[type=file]").set_input_files(files=[table(*FAULTY)])
    page.get_by_role("button", name="Try it out").click()
    faults = page.locator("#dry-run .faults")
    expect(faults).to_contain_text("There is no rank “king”")
    expect(faults).to_contain_text("In “from” write the digits 0-9")
    expect(page.get_by_role("button", name="Import it now")).to_have_count(0)
    page.locator("input[type=file]").set_input_files(files=[table(*SOUND)])
    page.get_by_role("button", name="Try it out").click()
    beside(page, lasting_district)
    page.get_by_role("button", name="Import it now").click()
    page.wait_for_url("**/administration/chart/")
    expect(page.locator("a#udc-relief")).to_contain_text("Rina")


def test_what_was_folded_of_a_table_stands_on_paper(page: Page, enter: Enter) -> None:
    """The second person signs for every line: none is missing from his print."""
    enter("dpm", "/administration/import/")
    page.locator("input[type=file]").set_input_files(files=[table(*SOUND)])
    page.get_by_role("button", name="Try it out").click()
    group = page.locator("#dry-run details").first
    group.locator("summary").click()
    content = "e => getComputedStyle(e, '::details-content').contentVisibility"
    row = group.locator("tbody tr").first
    assert (group.evaluate(content), row.evaluate("e => e.checkVisibility()")) == ("hidden", False)
    page.emulate_media(media="print")
    assert (group.evaluate(content), row.evaluate("e => e.checkVisibility()")) == ("visible", True)
    place = row.bounding_box()
    assert place is not None
    assert place["height"] > 10


@pytest.mark.parametrize("language", ["bn-in", "en"])
@pytest.mark.parametrize("width", [1366, 390])
def test_nothing_scrolls_sideways(
    page: Page, enter: Enter, lasting_district: District, width: int, language: str, tmp_path: Path
) -> None:
    size: ViewportSize = {"width": width, "height": 768 if width == 1366 else 844}
    page.set_viewport_size(size)
    for address in PAGES:
        enter("dpm", address, language)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        main = page.locator("main")
        assert main.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), address
