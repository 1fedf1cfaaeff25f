"""A note written and sent while the line is down: not lost, not sent twice, and a lost race is told."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from efile.forwarding import services as forwarding
from efile.models import Movement
from notings.models import NoteDraft, Paragraph
from tests.efile.conftest import District
from tests.efile.pages.conftest import Enter, enter

__all__ = ["enter"]

OC, NOTE = "oc-general", "লাইন কাটা অবস্থায় লেখা নোট।"
AREA = "[data-composer] textarea[name=text]"


def writes_offline(page: Page, text: str = NOTE) -> None:
    page.context.set_offline(True)
    page.locator(AREA).fill(text)
    expect(page.locator("[data-composer]")).to_have_attribute("data-saved", "offline")


def test_a_note_sent_without_a_line_goes_once_when_it_is_back(
    page: Page,
    enter: Enter,
    lasting_district: District,
) -> None:
    matter = lasting_district.marked()
    enter(OC, f"/m/{matter.pk}/", "bn")
    writes_offline(page)
    for _ in range(3):
        page.locator(".acts .btn.pri").click()
    expect(page.locator(".toast")).to_have_count(1)
    assert not Movement.objects.filter(matter=matter, kind="forwarded").exists()
    page.context.set_offline(False)
    page.wait_for_url("**/desk/**")
    expect(page.locator("[data-undo]")).to_be_visible()
    assert [row.text for row in Paragraph.objects.filter(sheet=matter.sheet_id)] == [NOTE]
    assert Movement.objects.filter(matter=matter, kind="forwarded").count() == 1
    assert page.evaluate("localStorage.length") == 0


def test_a_note_only_written_is_kept_here_and_with_the_office_when_it_is_back(
    page: Page,
    enter: Enter,
    lasting_district: District,
) -> None:
    matter = lasting_district.marked()
    enter(OC, f"/m/{matter.pk}/", "bn")
    writes_offline(page)
    assert NOTE in page.evaluate("Object.values(localStorage).join()")
    page.context.set_offline(False)
    expect(page.locator("[data-composer]")).to_have_attribute("data-saved", "saved")
    assert NoteDraft.objects.get(sheet=matter.sheet_id).text == NOTE
    assert page.evaluate("localStorage.length") == 0


def test_what_was_called_off_is_not_sent(
    page: Page,
    enter: Enter,
    lasting_district: District,
) -> None:
    matter = lasting_district.marked()
    enter(OC, f"/m/{matter.pk}/", "bn")
    writes_offline(page)
    page.locator(".acts .btn.pri").click()
    page.locator(".toast [data-dismiss]").click()
    page.context.set_offline(False)
    expect(page.locator("[data-composer]")).to_have_attribute("data-saved", "saved")
    assert not Movement.objects.filter(matter=matter, kind="forwarded").exists()


def test_a_race_lost_meanwhile_is_told_and_the_words_are_there(
    page: Page,
    enter: Enter,
    lasting_district: District,
) -> None:
    matter = lasting_district.marked()
    lasting_district.forward(OC, matter, "cic-general")
    enter("cic-general", f"/m/{matter.pk}/", "bn")
    writes_offline(page)
    page.locator(".acts .btn.pri").click()
    forwarding.pull_up(
        actor=lasting_district.actor(OC),
        thread=lasting_district.thread(matter).pk,
        now=lasting_district.wait(),
    )
    page.context.set_offline(False)
    expect(page.locator(".refusal")).to_be_visible()
    expect(page.locator("body")).to_contain_text(NOTE)
    assert not Paragraph.objects.filter(sheet=matter.sheet_id).exists()
    assert lasting_district.thread(matter).holder.code == OC
