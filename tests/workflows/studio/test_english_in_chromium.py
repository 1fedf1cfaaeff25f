"""Drawings on an English page: English names, in their boxes, over nothing; what is saved keeps both."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lxml import etree
from playwright.sync_api import Page, expect

from tests.base.processes import Program
from tests.workflows.studio.test_studio_in_chromium import CODE, Desk, desk, kept_drawing, open_studio

__all__ = ["desk"]

EN = "{https://gotipath.org/bpmn/1}nameEn"
SMALLEST = 10.5
LETTERS = "texts => texts.map((t) => t.getBoundingClientRect().height / t.querySelectorAll('tspan').length)"
OVER = """() => {
  const boxes = (of) => [...document.querySelectorAll(of)].map((one) => [one, one.getBoundingClientRect()]);
  const idOf = (one) => one.closest("[data-element-id]").dataset.elementId;
  const shape = "#flow-picture .djs-shape:not([data-element-id$='_label'])";
  const words = boxes("#flow-picture [data-element-id$='_label'] .djs-label");
  const parts = boxes(`${shape} > .djs-visual > :is(rect, circle, polygon)`)
    .filter(([one]) => !/^(Pool|Lane)_/.test(idOf(one)));
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
    && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const out = (a, b) => a.left < b.left - 1 || a.right > b.right + 1 || a.top < b.top - 1
    || a.bottom > b.bottom + 1;
  const found = [];
  for (const [word, box] of words)
    for (const [other, its] of [...parts, ...words])
      if (word !== other && meet(box, its)) found.push(`${word.textContent} over ${idOf(other)}`);
  for (const [part, its] of boxes(shape))
    for (const word of part.querySelectorAll(":scope > .djs-visual > .djs-label"))
      if (out(word.getBoundingClientRect(), its)) found.push(`${word.textContent} out of ${idOf(part)}`);
  return found;
}"""


def named(page: Page, part: str) -> str:
    return page.locator(f"[data-element-id='{part}'] .djs-label").first.text_content() or ""


def test_the_canvas_is_in_english_and_large_enough_to_read(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    assert named(page, "Mark").replace(" ", "") == "Marktheapplication"
    assert named(page, "Mark_order_label").replace(" ", "") == "Whichorder?"
    assert named(page, "Lane_head") == "Head of the district"
    assert min(page.locator("[data-canvas] .djs-label").evaluate_all(LETTERS)) > SMALLEST


def test_what_is_written_on_the_canvas_is_the_english_name(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    for part, words in (("Mark", "Mark it"), ("Mark_order", "What now?")):
        page.locator(f"[data-element-id='{part}'] > .djs-hit").first.dblclick()
        expect(page.locator(".djs-direct-editing-content")).to_be_visible()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(words)
        page.locator("[data-canvas] svg").first.click(position={"x": 500, "y": 20})
        expect(page.locator("[data-studio]")).to_have_attribute("data-saved", "saved")
    assert named(page, "Mark") == "Mark it"
    assert named(page, "Mark_order_label").replace(" ", "") == "Whatnow?"
    parts = {part.get("id"): part for part in etree.fromstring(kept_drawing().encode()).iter()}
    assert [(parts[each].get("name"), parts[each].get(EN)) for each in ("Mark", "Mark_order")] == [
        ("আবেদন মার্ক করা", "Mark it"),
        ("কী আদেশ?", "What now?"),
    ]


def test_a_change_of_one_part_leaves_the_names_and_places_of_the_others(
    desk: Desk, live_app: Program
) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    before = page.evaluate("JSON.parse(document.getElementById('flow-xml').textContent)")
    page.locator("[data-parts]").select_option("Decision")
    page.locator("[data-properties] [data-prop='gp:nameEn']").fill("Order")
    page.keyboard.press("Tab")
    expect(page.locator("[data-studio]")).to_have_attribute("data-saved", "saved")
    again = page.evaluate(
        """async (xml) => {
          const { modeler } = document.querySelector("[data-studio]");
          await modeler.importXML(xml);
          return (await modeler.saveXML({ format: true })).xml;
        }""",
        before,
    )
    changed = set(kept_drawing().splitlines()) ^ set(again.splitlines())
    assert len(changed) == 2
    assert all('id="Decision"' in line for line in changed)


@pytest.mark.parametrize("code", [CODE, "certified-copy"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
@pytest.mark.parametrize("language", ["en", "bn-in"])
def test_no_words_lie_over_a_part_or_run_out_of_it(
    desk: Desk, live_app: Program, code: str, width: int, height: int, language: str
) -> None:
    page = desk("it-officer-1")
    page.set_viewport_size({"width": width, "height": height})
    page.context.add_cookies([{"name": "language", "value": language, "url": live_app.url}])
    page.goto(live_app.url + reverse("flow", args=[code]))
    page.locator("#flow-picture[data-ready]").wait_for()
    assert page.evaluate(OVER) == []
    picture, controls = (page.locator(each).bounding_box() for each in ("#flow-picture", ".picture > .zoom"))
    assert picture is not None
    assert controls is not None
    assert controls["y"] >= picture["y"] + picture["height"]
