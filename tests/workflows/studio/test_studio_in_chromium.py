"""An IT officer adds a stage by mouse, a colleague publishes it, and the next application takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hierarchy.models import User
from tests.base.processes import Program
from tests.efile.conftest import District
from workflows.models import Flow, FlowDraft

CODE = "citizen-application"
Desk = Callable[[str], Page]

MIDDLE_OF_ARROW = """(id) => {
  const modeler = document.querySelector("[data-studio]").modeler;
  const canvas = modeler.get("canvas"), { x, y, scale } = canvas.viewbox();
  const points = modeler.get("elementRegistry").get(id).waypoints;
  const length = (i) => Math.hypot(points[i + 1].x - points[i].x, points[i + 1].y - points[i].y);
  const longest = points.slice(1).map((_, i) => i).reduce((a, b) => (length(a) >= length(b) ? a : b));
  const box = canvas.getContainer().getBoundingClientRect();
  const middle = (axis) => (points[longest][axis] + points[longest + 1][axis]) / 2;
  return [box.left + (middle("x") - x) * scale, box.top + (middle("y") - y) * scale];
}"""


@pytest.fixture
def desk(browser: Browser, live_app: Program, lasting_district: District) -> Iterator[Desk]:
    """A tab of the browser in which somebody has signed in."""
    contexts: list[BrowserContext] = []

    def signed_in(username: str) -> Page:
        client = Client()
        client.force_login(User.objects.get(username=username))
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        context.set_default_timeout(20_000)
        host = urlsplit(live_app.url).hostname or ""
        session = client.cookies["sessionid"].value
        context.add_cookies(
            [
                {"name": "sessionid", "value": session, "domain": host, "path": "/"},
                {"name": "language", "value": "en", "domain": host, "path": "/"},
            ]
        )
        contexts.append(context)
        return context.new_page()

    yield signed_in
    for context in contexts:
        context.close()


def open_studio(page: Page, live_app: Program) -> None:
    page.goto(live_app.url + reverse("flow", args=[CODE]))
    page.get_by_role("button", name="Draft a change").click()
    page.locator("[data-studio][data-ready]").wait_for()


def drop_stage_on(page: Page, arrow: str) -> None:
    """Drag a stage from the palette onto an arrow, as a hand does: in many small moves."""
    page.locator("[data-studio-zoom='fit']").click()
    x, y = page.evaluate(MIDDLE_OF_ARROW, arrow)
    entry = page.locator(".djs-palette .entry[data-action='stage']").bounding_box()
    assert entry is not None
    page.mouse.move(entry["x"] + 20, entry["y"] + 15)
    page.mouse.down()
    page.mouse.move(entry["x"] + 90, entry["y"] + 40, steps=4)
    page.mouse.move(x - 20, y - 12, steps=8)
    page.mouse.move(x, y, steps=6)
    page.mouse.up()
    expect(page.locator("[data-properties] [data-assign-kind]")).to_have_value("marked")


def write(page: Page, field: str, value: str) -> None:
    place = page.locator(f"[data-properties] [data-prop='{field}']")
    place.fill(value)
    place.press("Tab")


def test_a_stage_drawn_by_one_and_published_by_another_is_taken_by_the_next_application(
    desk: Desk, live_app: Program, lasting_district: District
) -> None:
    drawer = desk("it-officer-1")
    complaints: list[str] = []
    drawer.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    open_studio(drawer, live_app)
    drop_stage_on(drawer, "f_sent")
    write(drawer, "name", "আবার দেখা")
    write(drawer, "gp:nameEn", "Second look")
    expect(drawer.locator("[data-studio]")).to_have_attribute("data-saved", "saved")
    expect(drawer.locator("[data-no-findings]")).to_be_visible()
    drawer.get_by_role("button", name="Ask for approval").click()
    expect(drawer.get_by_text("Approval was asked for.")).to_be_visible()
    assert complaints == []

    publisher = desk("it-officer-2")
    publisher.goto(live_app.url + reverse("draft_review", args=[CODE]))
    expect(publisher.get_by_text("The stage “Second look” is new.")).to_be_visible()
    expect(publisher.locator("#flow-picture .djs-shape.now")).to_have_count(1)
    publisher.get_by_role("button", name="Publish as a new version").click()
    expect(publisher.get_by_text("Version 2 is published.")).to_be_visible()
    assert Flow.objects.get(code=CODE).versions.count() == 2

    matter = lasting_district.put_up()
    lasting_district.note("dm", matter)
    lasting_district.complete("dm", matter, "approve")
    lasting_district.complete("oc-general", matter, "sent")
    stage = lasting_district.thread(matter).stage
    assert stage is not None
    assert matter.instance.version.number == 2
    assert stage.closed_at is None
    assert stage.element.startswith("Activity_")


def test_a_finding_stands_on_its_element_until_it_is_mended(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    page.locator("[data-studio-zoom='fit']").click()
    page.locator("[data-element-id='Decision'] .djs-hit").first.click()
    page.locator("[data-assign-kind]").select_option("")
    finding = page.locator("[data-findings-list] button[data-element='Decision']").first
    expect(finding).to_be_visible()
    expect(page.locator("[data-element-id='Decision'].found")).to_have_count(1)
    page.locator("[data-assign-kind]").select_option("head")
    expect(page.locator("[data-no-findings]")).to_be_visible()
    expect(page.locator("[data-element-id='Decision'].found")).to_have_count(0)


def test_the_second_window_is_told_and_keeps_its_drawing(desk: Desk, live_app: Program) -> None:
    first, second = desk("it-officer-1"), desk("it-officer-2")
    open_studio(first, live_app)
    second.goto(live_app.url + reverse("flow_draft", args=[CODE]))
    second.locator("[data-studio][data-ready]").wait_for()
    for page, name in ((first, "First"), (second, "Second")):
        page.locator("[data-studio-zoom='fit']").click()
        page.locator("[data-element-id='Decision'] .djs-hit").first.click()
        write(page, "gp:nameEn", name)
        expected = "saved" if page is first else "conflict"
        expect(page.locator("[data-studio]")).to_have_attribute("data-saved", expected)
    expect(second.locator("[data-studio-state]")).to_contain_text("saved this draft after you opened it")
    expect(second.locator("[data-properties] [data-prop='gp:nameEn']")).to_have_value("Second")
    kept = FlowDraft.objects.get(flow__code=CODE)
    assert 'gp:nameEn="First"' in kept.bundle["files"]["flow.bpmn"]
    assert 'gp:nameEn="Second"' not in kept.bundle["files"]["flow.bpmn"]


def test_going_to_the_shared_part_first_keeps_what_was_drawn(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    page.locator("[data-studio-zoom='fit']").click()
    page.locator("[data-element-id='Decision'] .djs-hit").first.click()
    write(page, "gp:nameEn", "Order of the head")
    page.get_by_role("button", name="Section processing").click()
    page.locator("[data-studio][data-ready] [data-element-id='Process']").wait_for()
    kept = FlowDraft.objects.get(flow__code=CODE)
    assert 'gp:nameEn="Order of the head"' in kept.bundle["files"]["flow.bpmn"]


def test_who_asked_too_early_comes_back_to_the_place_and_loses_nothing(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    page.locator("[data-element-id='Decision'] .djs-hit").first.click()
    write(page, "gp:nameEn", "Order of the head")
    page.locator("[data-assign-kind]").select_option("")
    page.get_by_role("button", name="Ask for approval").click()
    expect(page.get_by_text("Approval was not asked for yet")).to_be_visible()
    page.locator("[data-studio][data-ready]").wait_for()
    expect(page.locator("[data-findings-list] li.error").first).to_be_visible()
    expect(page.locator("[data-properties]")).to_have_attribute("data-of", "Decision")
    expect(page.locator("[data-properties] [data-prop='gp:nameEn']")).to_have_value("Order of the head")


def test_a_limit_is_added_without_leaving_the_drawing(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    page.locator("[data-element-id='Decision'] .djs-hit").first.click()
    page.locator("[data-properties] [data-opens='new-limit']").click()
    dialog = page.locator("#new-limit")
    dialog.get_by_label("How many days").fill("৫")
    dialog.get_by_role("button", name="Add").click()
    expect(dialog.locator("[data-fault]").first).to_be_visible()
    dialog.get_by_label("Source").fill("Order 12 of 1 November")
    dialog.get_by_role("button", name="Add").click()
    expect(dialog).to_be_hidden()
    chosen = page.locator("[data-properties] [data-prop='gp:sla'] option:checked")
    expect(chosen).to_have_text("5 working days — Order 12 of 1 November")
    expect(page.locator("[data-studio]")).to_have_attribute("data-saved", "saved")
    expect(page.locator("[data-no-findings]")).to_be_visible()
    kept = FlowDraft.objects.get(flow__code=CODE)
    assert 'gp:sla="limit-1"' in kept.bundle["files"]["flow.bpmn"]
