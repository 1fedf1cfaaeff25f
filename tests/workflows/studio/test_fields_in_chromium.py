"""The studio's list of what is filled in at a stage: written by keyboard, published, asked, kept."""

from __future__ import annotations

from lxml import etree
from playwright.sync_api import Locator, Page, expect

from ledger import selectors as ledger
from tests.base.processes import Program
from tests.efile.conftest import District
from tests.workflows.studio.test_studio_in_chromium import CODE, Desk, desk, kept_drawing, open_studio
from workflows.models import FlowVersion

__all__ = ["desk"]

GP = "{https://gotipath.org/bpmn/1}"


def at_the_decision(page: Page, live_app: Program) -> Locator:
    """The fields of the head's decision, chosen in the list of parts: no mouse is needed."""
    open_studio(page, live_app)
    page.locator("[data-parts]").select_option("Decision")
    expect(page.locator("[data-properties]")).to_have_attribute("data-of", "Decision")
    return page.locator("[data-properties] [data-fields]")


def typed(field: Locator, text: str) -> None:
    field.fill(text)
    field.press("Tab")


def added(fields: Locator, bn: str, en: str, short: str) -> Locator:
    """A new field as an officer adds it: the list opens it and puts the cursor into its first name."""
    fields.locator("[data-add-row]").press("Enter")
    row = fields.locator(".field-row").last
    expect(row.locator("[data-of='labelBn']")).to_be_focused()
    typed(row.locator("[data-of='labelBn']"), bn)
    typed(row.locator("[data-of='labelEn']"), en)
    typed(row.locator("[data-of='id']"), short)
    return row


def drawn() -> list[dict[str, str]]:
    """The fields of the decision as they are kept in the draft."""
    root = etree.fromstring(kept_drawing().encode())
    stage = next(each for each in root.iter() if each.get("id") == "Decision")
    return [{str(k): str(v) for k, v in each.attrib.items()} for each in stage.iter(f"{GP}field")]


def saved(page: Page) -> list[dict[str, str]]:
    expect(page.locator("[data-studio]")).to_have_attribute("data-saved", "saved")
    return drawn()


def test_a_field_that_was_drawn_and_published_is_asked_for_and_kept_as_a_fact(
    desk: Desk, live_app: Program, lasting_district: District
) -> None:
    drawer = desk("it-officer-1")
    fields = at_the_decision(drawer, live_app)
    row = added(fields, "মঞ্জুর টাকা", "Sum granted", "sum_granted")
    row.locator("[data-of='type']").select_option("number")
    row.get_by_label("The way may depend on it").check()
    row.locator("[data-asked]").get_by_label("Approve").check()
    assert saved(drawer)[-1] == {
        "id": "sum_granted",
        "type": "number",
        "labelBn": "মঞ্জুর টাকা",
        "labelEn": "Sum granted",
        "required": "yes",
        "fact": "yes",
        "outcomes": "approve",
    }
    expect(drawer.locator("[data-no-findings]")).to_be_visible()
    drawer.get_by_role("button", name="Ask for approval").click()
    expect(drawer.get_by_text("Approval was asked for.")).to_be_visible()

    publisher = desk("it-officer-2")
    publisher.goto(f"{live_app.url}/flows/{CODE}/draft/review/")
    expect(publisher.locator("main")).to_contain_text("Sum granted (Number; It must be filled in;")
    publisher.get_by_role("button", name="Publish as a new version").click()
    expect(publisher.get_by_text("Version 2 is published.")).to_be_visible()

    matter = lasting_district.put_up()
    lasting_district.note("dm", matter)
    head = desk("dm")
    head.goto(f"{live_app.url}/m/{matter.pk}/")
    head.locator('.acts [data-dialog*="outcome=approve"]').click()
    dialog = head.locator("#dialog[open]")
    dialog.get_by_label("Sum granted").fill("১২০০")
    dialog.locator("button.pri").click()
    head.wait_for_url("**/desk/**")
    matter.refresh_from_db()
    assert matter.instance.version == FlowVersion.objects.get(flow__code=CODE, number=2)
    engine = [entry.data["engine"] for entry in ledger.entries(matter.pk) if "engine" in entry.data][-1]
    assert (engine["outcome"], engine["facts"]) == ("approve", {"sum_granted": 1200})


def test_fields_change_places_by_keyboard_and_the_cursor_stays_with_them(
    desk: Desk, live_app: Program
) -> None:
    page = desk("it-officer-1")
    fields = at_the_decision(page, live_app)
    before = [field["id"] for field in drawn()]
    added(fields, "প্রথম", "First", "first")
    row = added(fields, "দ্বিতীয়", "Second", "second")
    up = row.locator("[data-move='-1']")
    up.press("Enter")
    assert [field["id"] for field in saved(page)] == [*before, "second", "first"]
    moved = fields.locator(".field-row").nth(len(before))
    expect(moved.locator("summary")).to_have_text(f"{len(before) + 1}. Second")
    expect(moved.locator("details")).to_have_attribute("open", "")
    expect(moved.locator("[data-move='-1']")).to_be_focused()
    moved.locator("[data-move='1']").press("Enter")
    expect(fields.locator(".field-row").last.locator("[data-move='-1']")).to_be_focused()
    assert [field["id"] for field in saved(page)] == [*before, "first", "second"]
    fields.locator(".field-row").last.locator("[data-remove-row]").press("Enter")
    assert [field["id"] for field in saved(page)] == [*before, "first"]
    expect(fields.locator(".field-row").last.locator("summary")).to_be_focused()


def test_a_finding_stands_on_the_field_it_is_about_and_leads_to_it(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    fields = at_the_decision(page, live_app)
    row = added(fields, "দফা", "Head of account", "account")
    row.locator("[data-of='type']").select_option("choice")
    said = row.locator("[data-field-findings] li.error")
    expect(said).to_contain_text("“account”")
    expect(fields.locator(".field-row.found")).to_have_count(1)
    row.locator("summary").click()
    expect(row.locator("[data-of='labelBn']")).to_be_hidden()
    page.locator("[data-parts]").select_option("Reply")
    expect(page.locator("[data-properties]")).to_have_attribute("data-of", "Reply")
    page.locator("[data-findings-list] button[data-element='Decision']").first.click()
    expect(row.locator("[data-of='labelBn']")).to_be_focused()
    typed(row.locator("[data-of='choices']"), "ত্রাণ, পেনশন")
    expect(said).to_have_count(0)
    expect(page.locator("[data-no-findings]")).to_be_visible()
    assert saved(page)[-1]["choices"] == "ত্রাণ, পেনশন"
    row.locator("[data-of='type']").select_option("text")
    row.locator("[data-of='tells']").select_option("reason")
    assert (saved(page)[-1].get("choices"), saved(page)[-1]["tells"]) == (None, "reason")
    row.get_by_label("The way may depend on it").check()
    expect(row.locator("[data-of='tells']")).to_be_hidden()
    expect(page.locator("[data-no-findings]")).to_be_visible()
    assert "tells" not in saved(page)[-1]


def test_looking_at_fields_changes_nothing(desk: Desk, live_app: Program) -> None:
    page = desk("it-officer-1")
    fields = at_the_decision(page, live_app)
    before = drawn()
    fields.locator("summary").first.click()
    expect(fields.locator("[data-asked] input:checked").first).to_have_value("reject")
    page.locator("[data-parts]").select_option("Reply")
    expect(page.locator("[data-studio]")).not_to_have_attribute("data-saved", "saving")
    assert drawn() == before
    assert before[0]["tells"] == "reason"
