"""Every kind of page in a real browser: nothing against the content policy, nothing out of reach."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.web.conftest import speak
from tests.web.guide import PAGES

READY = {"replay": "[data-replay][data-index]", "studio": "[data-studio][data-ready]"}


def visit(page: Page, guide: str, name: str) -> None:
    page.goto(f"{guide}/guide/{name}/")
    page.locator(READY.get(name, "main :is(h1, h2)")).first.wait_for()


@pytest.mark.parametrize("language", ["bn-in", "en"])
@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"peek", "forward"}])
def test_a_page_breaks_no_policy_and_shuts_nobody_out(
    page: Page, guide: str, complaints: list[str], name: str, language: str
) -> None:
    speak(page, guide, language)
    visit(page, guide, name)
    violations = Axe().run(page).response["violations"]
    found = [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in violations]
    assert found == []
    assert complaints == []


@pytest.mark.parametrize("name", ["desk", "file", "replay", "citizen", "parts"])
def test_contrast_holds_in_the_dark(page: Page, guide: str, name: str) -> None:
    page.emulate_media(color_scheme="dark")
    visit(page, guide, name)
    violations = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [node["html"][:200] for v in violations for node in v["nodes"]] == []


@pytest.mark.parametrize("name", ["desk", "file", "replay", "citizen", "slip", "parts"])
def test_a_telephone_shows_one_column_without_scrolling_sideways(page: Page, guide: str, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, guide, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    if name == "file":
        likely = page.locator(".acts .btn.pri").bounding_box()
        assert likely is not None
        assert likely["y"] > 844 / 2
        assert likely["height"] >= 44


def test_bengali_letters_come_from_the_house(page: Page, guide: str) -> None:
    visit(page, guide, "desk")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert {name.strip('"') for name in loaded} >= {"Noto Sans Bengali"}


def test_on_paper_the_notes_stand_whole_and_the_buttons_are_gone(page: Page, guide: str) -> None:
    visit(page, guide, "file")
    page.emulate_media(media="print")
    expect(page.locator(".acts")).to_be_hidden()
    expect(page.locator(".side")).to_be_hidden()
    sheet = page.locator(".sheet > .scroll")
    assert sheet.evaluate("e => e.scrollHeight <= e.clientHeight + 1")


def test_the_language_switch_keeps_the_page(page: Page, guide: str) -> None:
    page.goto(f"{guide}/guide/desk/?box=late")
    page.get_by_role("button", name="English").click()
    page.wait_for_url("**/guide/desk/?box=late")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".row .meta").first).to_contain_text("317/2026")


def test_a_draft_of_the_studio_lands_as_it_was_drawn(page: Page, guide: str, tmp_path: Path) -> None:
    from tests.web import guide as pages

    pages.KEPT.revision = 3
    visit(page, guide, "studio")
    page.locator('[data-element-id="Search"] .djs-hit').first.click()
    page.locator('[data-prop="gp:sla"]').select_option("copy-fee")
    page.locator("[data-studio][data-saved=saved]").wait_for()
    assert page.locator("[data-studio]").get_attribute("data-revision") == "4"
    page.locator("[data-findings-list] button").click()
    expect(page.locator('[data-element-id="Search"].selected')).to_be_visible()
    assert (tmp_path / "draft").read_text().count('gp:sla="copy-fee"') == 1
