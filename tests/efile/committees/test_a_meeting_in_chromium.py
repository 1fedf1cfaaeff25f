"""A whole meeting by hand: called, attended and minuted by the secretary, signed by the chair."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from efile.committees.models import Meeting
from efile.models import Matter
from efile.verification import verify_all
from hierarchy.selectors import calendar_at
from tests.efile.committees.conftest import Committee
from tests.efile.pages.conftest import Enter, enter

__all__ = ["enter"]

TAKEN = ("District Magistrate", "(Land)", "General Section", "Land Section")


def test_a_meeting_is_held_from_the_notice_to_the_signature(
    enter: Enter, page: Page, lasting_committee: Committee
) -> None:
    committee = lasting_committee
    committee.district.now = timezone.now() - timedelta(days=3)
    first, second = committee.matter("এক নম্বর দাগ"), committee.matter("দুই নম্বর দাগ")
    committee.district.go_live()

    enter("oc-land", "/committees/khas-land/")
    calendar = calendar_at(committee.district.office.pk, timezone.now())
    page.locator("input[name=on]").fill(calendar.add_working_days(timezone.localdate(), 2).isoformat())
    page.locator("input[name=hour]").fill("11:30")
    page.locator("input[name=place]").fill("সভাকক্ষ")
    page.locator("#call button.pri").click()
    page.wait_for_url("**/meetings/**")
    meeting = Meeting.objects.get()
    for subject in ("এক নম্বর দাগ", "দুই নম্বর দাগ"):
        page.locator("#agenda input[type=checkbox]").and_(page.get_by_label(subject)).check()
    page.locator("#agenda button").click()
    expect(page.locator("#minutes .item-no")).to_have_count(2)
    expect(page.locator("#attendance")).to_contain_text("from the hour of the meeting on")

    Meeting.objects.filter(pk=meeting.pk).update(called_at=timezone.now(), at=timezone.now())
    page.reload()
    for title in TAKEN:
        page.locator("#attendance tr", has_text=title).first.locator("input").check()
    page.locator("#attendance button").click()
    expect(page.locator("#attendance h2")).to_contain_text("There is a quorum: 4 present, 4 needed.")
    for place, text in enumerate(("পাঁচ শতক বন্দোবস্ত", "তিন শতক বন্দোবস্ত")):
        page.locator("#minutes select").nth(place).select_option("settle")
        page.locator("#minutes textarea").nth(place).fill(text)
    page.locator("#minutes button").click()
    expect(page.locator("#minutes textarea").first).to_have_value("পাঁচ শতক বন্দোবস্ত")
    expect(page.locator("#sign button")).to_have_count(0)

    enter("dm", "/desk/")
    page.locator("#side a", has_text="Committees and meetings").click()
    page.get_by_role("link", name="Meeting 1:").click()
    page.locator("#sign button.pri").click()
    expect(page.locator("#sign")).to_contain_text("District Magistrate")
    for matter in (first, second):
        stage = Matter.objects.get(pk=matter.pk).threads.get().stage
        assert stage is not None
        assert stage.element == "Decision"
    assert [difference for *_, difference in verify_all() if difference] == []
