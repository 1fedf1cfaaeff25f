"""The studio without a mouse: parts are removed, led to one another and put in between."""

from __future__ import annotations

from lxml import etree
from playwright.sync_api import Page, expect

from tests.base.processes import Program
from tests.workflows.studio.test_studio_in_chromium import Desk, desk, kept_drawing, open_studio

__all__ = ["desk"]

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
COVERED = """(id) => {
  const shapes = document.querySelector("[data-studio]").modeler.get("elementRegistry");
  const box = shapes.get(id), grow = 5;
  const meets = (o) => box.x - grow < o.x + o.width && o.x < box.x + box.width + grow
    && box.y - grow < o.y + o.height && o.y < box.y + box.height + grow;
  const span = (a, b) => ({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) });
  const lanes = shapes.filter((s) => s.type === "bpmn:Lane");
  const found = shapes.filter((s) => s !== box && !s.waypoints && !s.labelTarget
    && !/Lane|Participant|Collaboration/.test(s.type)).filter(meets);
  for (const arrow of shapes.filter((s) => s.waypoints && s.source !== box && s.target !== box))
    if (arrow.waypoints.slice(1).some((to, i) => meets(span(arrow.waypoints[i], to)))) found.push(arrow);
  for (const { x, y, width, height } of lanes)
    if ([y, y + height].some((edge) => meets({ x, y: edge, width, height: 0 }))) found.push({ id: "border" });
  return found.map((each) => each.id);
}"""


def choose(page: Page, part: str) -> None:
    page.locator("[data-parts]").select_option(part)
    expect(page.locator("[data-properties]")).to_have_attribute("data-of", part)


def saved(page: Page) -> etree._Element:
    expect(page.locator("[data-studio]")).to_have_attribute("data-saved", "saved")
    return etree.fromstring(kept_drawing().encode())


def arrows(root: etree._Element) -> set[tuple[str | None, str | None]]:
    return {(arrow.get("sourceRef"), arrow.get("targetRef")) for arrow in root.iter(f"{BPMN}sequenceFlow")}


def test_a_part_is_removed_in_the_panel_and_brought_back(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    choose(page, "Reply")
    page.get_by_role("button", name="Remove this part").press("Enter")
    told = page.locator("[data-told]")
    expect(told).to_contain_text("Removed: Stage: Draft and send the reply.")
    expect(told.get_by_role("button")).to_be_focused()
    assert not [part for part in saved(page).iter(f"{BPMN}userTask") if part.get("id") == "Reply"]
    told.get_by_role("button").press("Enter")
    expect(page.locator("[data-parts]")).to_be_focused()
    expect(page.locator("[data-parts]")).to_have_value("Reply")
    expect(page.locator("[data-no-findings]")).to_be_visible()
    assert ("Decision_given", "Reply") in arrows(saved(page))


def test_delete_in_the_list_removes_the_part_that_is_chosen(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    choose(page, "Filed")
    page.locator("[data-parts]").press("Delete")
    expect(page.locator("[data-told]")).to_contain_text("Filed without action")
    expect(page.locator("[data-parts] option[value='Filed']")).to_have_count(0)
    assert "Filed" not in {part.get("id") for part in saved(page).iter(f"{BPMN}endEvent")}


def test_two_parts_that_are_there_are_led_to_one_another(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    choose(page, "Mark_order")
    offered = page.locator("[data-lead-to] option").evaluate_all("all => all.map((one) => one.value)")
    assert "Decision" in offered
    assert not {"Mark_order", "Received", "Section"} & set(offered)
    page.locator("[data-lead-to]").select_option("Decision")
    page.get_by_role("button", name="Draw the arrow").press("Enter")
    expect(page.locator("[data-properties] [data-expression]")).to_be_visible()
    expect(page.locator("[data-properties] [data-prop='name']")).to_be_focused()
    assert ("Mark_order", "Decision") in arrows(saved(page))


def test_a_stage_after_one_that_leads_on_comes_in_between_and_covers_nothing(
    desk: Desk, live_app: Program
) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    for part, onward in (("Received", "Mark"), ("Reply", "Tell_answer"), ("Section", "Decision")):
        choose(page, part)
        expect(page.locator("[data-add='end']")).to_have_count(0)
        page.locator("[data-parts]").press("Tab")
        page.keyboard.press("Tab")
        expect(page.locator("[data-add='stage']")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("[data-properties] [data-prop='name']")).to_be_focused()
        made = page.locator("[data-properties]").get_attribute("data-of")
        assert page.evaluate(COVERED, made) == []
        drawn = arrows(saved(page))
        assert {(part, made), (made, onward)} <= drawn
        assert (part, onward) not in drawn
    expect(page.locator("[data-no-findings]")).to_be_visible()
    page.locator("[data-studio-act='undo']").click()
    assert ("Section", "Decision") in arrows(saved(page))


def test_the_keyboard_stays_in_the_list_of_outcomes_and_of_fields(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    choose(page, "Decision")
    outcomes, fields = (page.locator(f"[data-properties] [data-{name}]") for name in ("outcomes", "fields"))
    outcomes.locator("[data-add-row]").press("Enter")
    expect(outcomes.locator(".outcome").last.locator("[data-of='labelBn']")).to_be_focused()
    outcomes.locator("[data-remove-row]").nth(1).press("Enter")
    expect(outcomes.locator(".outcome").nth(1).locator("[data-of='labelBn']")).to_be_focused()
    for _ in range(3):
        outcomes.locator("[data-remove-row]").first.press("Enter")
    expect(outcomes.locator("[data-add-row]")).to_be_focused()
    fields.locator("summary").first.press("Enter")
    fields.locator("[data-remove-row]").first.press("Enter")
    expect(fields.locator("[data-add-row]")).to_be_focused()


def test_findings_come_after_the_panel_under_which_they_stand(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    names = page.locator("[data-studio] > *").evaluate_all("all => all.flatMap((one) => [...one.classList])")
    order = [name for name in names if name in ("parts", "properties", "findings")]
    assert order == ["parts", "properties", "findings"]
