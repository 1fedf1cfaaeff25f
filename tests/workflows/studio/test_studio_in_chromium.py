"""An IT officer adds a stage by mouse, a colleague publishes it, and the next application takes it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

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


def cookies_of(username: str, host: str) -> list[SetCookieParam]:
    client = Client()
    client.force_login(User.objects.get(username=username))
    session = client.cookies["sessionid"].value
    return [
        {"name": "sessionid", "value": session, "domain": host, "path": "/"},
        {"name": "language", "value": "en", "domain": host, "path": "/"},
    ]


@pytest.fixture
def desk(browser: Browser, live_app: Program, lasting_district: District) -> Iterator[Desk]:
    """A tab of the browser in which somebody has signed in."""
    contexts: list[BrowserContext] = []

    def signed_in(username: str) -> Page:
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        context.set_default_timeout(20_000)
        context.add_cookies(cookies_of(username, urlsplit(live_app.url).hostname or ""))
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
    expect(second.locator("[data-studio-notice]")).to_contain_text("saved this draft after you opened it")
    expect(second.locator("[data-studio-state]")).to_have_text("Not saved")
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
    dialog.get_by_label("Source in Bengali").fill("আদেশ ১২, ১ নভেম্বর")
    dialog.get_by_label("Source in English").fill("Order 12 of 1 November")
    dialog.get_by_role("button", name="Add").click()
    expect(dialog).to_be_hidden()
    chosen = page.locator("[data-properties] [data-prop='gp:sla'] option:checked")
    expect(chosen).to_have_text("5 working days — Order 12 of 1 November")
    expect(page.locator("[data-studio]")).to_have_attribute("data-saved", "saved")
    expect(page.locator("[data-no-findings]")).to_be_visible()
    kept = FlowDraft.objects.get(flow__code=CODE)
    assert 'gp:sla="limit-1"' in kept.bundle["files"]["flow.bpmn"]


def hold(route: Route) -> None:
    """The line is slow: a save takes a while to come back."""
    answer = route.fetch()
    time.sleep(1.5)
    route.fulfill(response=answer)


def choose_decision(page: Page) -> None:
    page.locator("[data-studio-zoom='fit']").click()
    page.locator("[data-element-id='Decision'] .djs-hit").first.click()


def test_asking_while_a_save_is_under_way_waits_for_it(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    page.route("**/draft/save/**", hold)
    choose_decision(page)
    with page.expect_request("**/draft/save/**"):
        write(page, "gp:nameEn", "Order of the head")
    page.get_by_role("button", name="Ask for approval").click()
    expect(page.get_by_text("Approval was asked for.")).to_be_visible()
    draft = FlowDraft.objects.get(flow__code=CODE)
    assert (draft.revision, draft.asked_at is not None) == (2, True)


def test_a_drawing_that_cannot_open_is_never_called_ready(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    draft = FlowDraft.objects.get(flow__code=CODE)
    whole = draft.bundle["files"]["flow.bpmn"]
    picture = re.compile(r"<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", re.DOTALL)
    draft.bundle["files"]["flow.bpmn"] = picture.sub("", whole)
    draft.save()
    page.reload()
    expect(page.locator("[data-studio-failed]")).to_be_visible()
    expect(page.locator("[data-no-findings]")).to_be_hidden()
    draft.bundle["files"]["flow.bpmn"] = picture.sub("", whole.replace(' gp:assign="head"', ""))
    draft.save()
    page.reload()
    expect(page.locator("[data-studio-failed]")).to_be_visible()
    expect(page.locator("[data-findings-list] li.error").first).to_be_visible()


def both_draw(desk: Desk, live_app: Program) -> Page:
    """The second of two windows, after the first saved; what it drew is not taken."""
    first, second = desk("it-officer-1"), desk("it-officer-2")
    open_studio(first, live_app)
    second.goto(live_app.url + reverse("flow_draft", args=[CODE]))
    second.locator("[data-studio][data-ready]").wait_for()
    for page, name, said in ((first, "First", "saved"), (second, "Second", "conflict")):
        choose_decision(page)
        write(page, "gp:nameEn", name)
        expect(page.locator("[data-studio]")).to_have_attribute("data-saved", said)
    return second


def kept_drawing() -> str:
    files: dict[str, str] = FlowDraft.objects.get(flow__code=CODE).bundle["files"]
    return files["flow.bpmn"]


def test_the_second_window_may_put_its_drawing_over_by_name(desk: Desk, live_app: Program) -> None:
    second = both_draw(desk, live_app)
    who = str(User.objects.get(username="it-officer-1").name_en)
    second.get_by_role("button", name="Ask for approval").click()
    expect(second.get_by_role("button", name="Open the saved draft; mine is thrown away")).to_be_focused()
    second.get_by_role("button", name="Put mine over it").click()
    expect(second.locator("[data-studio-notice]")).to_contain_text(f"What {who} saved")
    assert 'gp:nameEn="First"' in kept_drawing()
    second.get_by_role("button", name=f"Replace the work of {who}").click()
    expect(second.locator("[data-studio]")).to_have_attribute("data-saved", "saved")
    assert 'gp:nameEn="Second"' in kept_drawing()


def test_a_lost_race_is_said_once_and_covers_nothing(desk: Desk, live_app: Program) -> None:
    second = both_draw(desk, live_app)
    expect(second.get_by_text("saved this draft after you opened it")).to_have_count(1)
    notice, canvas = (second.locator(f"[data-{name}]").bounding_box() for name in ("studio-notice", "canvas"))
    assert notice is not None
    assert canvas is not None
    assert notice["x"] >= canvas["x"] + canvas["width"]


def test_who_saved_in_another_window_of_hers_is_told_so(desk: Desk, live_app: Program) -> None:
    first = desk("it-officer-1")
    open_studio(first, live_app)
    second = first.context.new_page()
    second.goto(live_app.url + reverse("flow_draft", args=[CODE]))
    second.locator("[data-studio][data-ready]").wait_for()
    for page, said in ((first, "saved"), (second, "conflict")):
        choose_decision(page)
        write(page, "gp:nameEn", said)
        expect(page.locator("[data-studio]")).to_have_attribute("data-saved", said)
    notice = second.locator("[data-studio-notice]")
    expect(notice).to_contain_text("You saved this draft yourself in another window.")
    second.get_by_role("button", name="Put mine over it").click()
    expect(notice).to_contain_text("What you saved in the other window is replaced by this drawing.")
    second.get_by_role("button", name="Replace what I saved there").click()
    expect(second.locator("[data-studio]")).to_have_attribute("data-saved", "saved")
    assert 'gp:nameEn="conflict"' in kept_drawing()


def test_the_second_window_may_open_what_the_first_saved(desk: Desk, live_app: Program) -> None:
    second = both_draw(desk, live_app)
    with second.expect_navigation():
        second.get_by_role("button", name="Open the saved draft; mine is thrown away").click()
    second.locator("[data-studio][data-ready]").wait_for()
    expect(second.locator("[data-studio-notice]")).to_be_hidden()
    choose_decision(second)
    expect(second.locator("[data-properties] [data-prop='gp:nameEn']")).to_have_value("First")


def test_who_lost_the_race_may_leave_and_finds_the_drawing_again(desk: Desk, live_app: Program) -> None:
    second = both_draw(desk, live_app)
    second.get_by_role("button", name="Leave the studio").click()
    second.wait_for_url(re.compile(re.escape(reverse("flow", args=[CODE])) + r"\??$"))
    second.goto(live_app.url + reverse("flow_draft", args=[CODE]))
    second.get_by_role("button", name="Put it over what is saved").click()
    expect(second.locator("[data-studio]")).to_have_attribute("data-saved", "saved")
    assert 'gp:nameEn="Second"' in kept_drawing()


def test_after_signing_in_again_elsewhere_the_studio_goes_on(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    choose_decision(page)
    page.context.clear_cookies()
    write(page, "gp:nameEn", "Order of the head")
    expect(page.locator("[data-studio-notice]")).to_contain_text("You are signed out")
    page.context.add_cookies(cookies_of("it-officer-1", urlsplit(live_app.url).hostname or ""))
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-studio]")).to_have_attribute("data-saved", "saved")
    expect(page.locator("[data-studio-notice]")).to_be_hidden()
    assert 'gp:nameEn="Order of the head"' in kept_drawing()
    page.get_by_role("button", name="Ask for approval").click()
    expect(page.get_by_text("Approval was asked for.")).to_be_visible()


def test_nothing_is_saved_in_the_name_of_who_signed_in_meanwhile(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    choose_decision(page)
    page.context.clear_cookies()
    page.context.add_cookies(cookies_of("it-officer-2", urlsplit(live_app.url).hostname or ""))
    write(page, "gp:nameEn", "Order of the head")
    expect(page.locator("[data-studio-notice]")).to_contain_text("Someone else is signed in here now")
    assert FlowDraft.objects.get(flow__code=CODE).revision == 1


def test_a_drawing_made_without_a_line_is_offered_when_the_studio_opens_again(
    desk: Desk, live_app: Program
) -> None:
    page = desk("it-officer-1")
    open_studio(page, live_app)
    choose_decision(page)
    page.context.set_offline(True)
    write(page, "gp:nameEn", "Order of the head")
    expect(page.locator("[data-studio]")).to_have_attribute("data-saved", "offline")
    page.close()
    page = page.context.new_page()
    page.context.set_offline(False)
    page.goto(live_app.url + reverse("flow_draft", args=[CODE]))
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator("[data-studio]")).to_have_attribute("data-saved", "saved")
    assert 'gp:nameEn="Order of the head"' in kept_drawing()
    page.reload()
    page.locator("[data-studio][data-ready]").wait_for()
    expect(page.locator("[data-studio-notice]")).to_be_hidden()
