"""The members are shown what a meeting takes up, until the meeting is over."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from efile import services as efile
from efile.access.models import MatterGrant
from efile.access.shown import shown_here, shown_of
from efile.committees import services
from efile.committees.models import Meeting
from efile.committees.why import in_words
from efile.models import Matter
from efile.verification import check_stream
from efile.visibility import visible_to
from hierarchy import bodies
from hierarchy.selectors import calendar_of
from ledger import selectors as ledger
from tests.efile.committees.conftest import LATER, SETTLE, Committee

MEMBER = "oc-general"


def sees(committee: Committee, matter: Matter, code: str = MEMBER) -> bool:
    """By the database's clock, as every page asks it."""
    return visible_to(Matter.objects.filter(pk=matter.pk), committee.district.actor(code)).exists()


def agrees(matter: Matter) -> bool:
    return check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


def lately(committee: Committee) -> Committee:
    """The days of these meetings are those of the database's clock, where the present one is hours old."""
    office, now = committee.district.office, timezone.now()
    office.timezone = "UTC" if now.hour >= 3 else "Asia/Dhaka"
    office.save(update_fields=["timezone"])
    calendar_of.cache_clear()
    committee.district.now = now - timedelta(hours=2)
    return committee


def test_each_member_sees_what_is_on_the_agenda(committee: Committee) -> None:
    matter = lately(committee).matter()
    meeting = committee.call()
    assert not sees(committee, matter)
    committee.list(meeting, [matter])
    assert sees(committee, matter)
    seats = bodies.seats_on(committee.body, committee.district.now.date())
    shown = {row.post.code for row in MatterGrant.objects.filter(content_object=matter)}
    assert shown == {seat.post.code for seat in seats} - {"oc-land"}
    assert agrees(matter)


def test_who_has_no_seat_sees_nothing_of_it(committee: Committee) -> None:
    matter = lately(committee).matter()
    committee.list(committee.call(), [matter])
    assert not sees(committee, matter, "oc-it")


def test_it_ends_by_itself_with_the_day_of_the_meeting(committee: Committee) -> None:
    committee.district.now = timezone.now() - timedelta(hours=2)
    matter = committee.matter()
    meeting = committee.call(days=1)
    committee.list(meeting, [matter])
    (until,) = set(MatterGrant.objects.filter(content_object=matter).values_list("until", flat=True))
    at = Meeting.objects.get(pk=meeting).at
    assert at < until <= at + timedelta(days=1)
    assert until.astimezone(ZoneInfo("Asia/Kolkata")).strftime("%H:%M") == "00:00"
    MatterGrant.objects.update(given_at=until - timedelta(days=9), until=timezone.now())
    assert not sees(committee, matter)


def test_taken_off_the_agenda_it_is_shown_no_longer(committee: Committee) -> None:
    kept, gone = lately(committee).matter("এক"), committee.matter("দুই")
    meeting = committee.call()
    committee.list(meeting, [kept, gone])
    committee.list(meeting, [kept])
    assert (sees(committee, kept), sees(committee, gone)) == (True, False)
    assert ledger.entries(gone.pk)[-1].kind == "matter.meeting_over"
    assert agrees(gone)
    assert agrees(kept)


def test_put_on_the_agenda_again_it_is_shown_again(committee: Committee) -> None:
    matter = lately(committee).matter()
    first, second = committee.call(), committee.call(days=2)
    committee.list(first, [matter])
    committee.list(first, [])
    committee.list(second, [matter])
    assert sees(committee, matter)
    committee.list(second, [])
    assert not sees(committee, matter)
    assert agrees(matter)


def test_a_meeting_called_off_shows_nothing(committee: Committee) -> None:
    matter = lately(committee).matter()
    meeting = committee.call()
    committee.list(meeting, [matter])
    services.call_off(
        actor=committee.district.actor("oc-land"), meeting=meeting, why="বন্যা", now=committee.district.now
    )
    assert not sees(committee, matter)
    assert agrees(matter)


def test_signed_minutes_end_it_also_for_what_was_put_off(committee: Committee) -> None:
    decided, later = lately(committee).matter("এক"), committee.matter("দুই")
    meeting = committee.call(hours=1)
    committee.list(meeting, [decided, later])
    committee.attend(meeting)
    committee.write(meeting, {decided: SETTLE, later: LATER})
    assert sees(committee, decided)
    committee.sign(meeting)
    assert not sees(committee, decided)
    assert not sees(committee, later)
    assert agrees(decided)
    assert agrees(later)


def shown_until(committee: Committee, matter: Matter, days: int) -> None:
    efile.show_to(
        actor=committee.district.actor("oc-land"),
        matter=matter.pk,
        post=committee.district.post(MEMBER),
        until=timezone.localdate() + timedelta(days=days),
        reason="মতামতের জন্য",
        now=committee.district.now,
    )


def test_what_is_shown_to_a_member_for_longer_stays_as_it_is(committee: Committee) -> None:
    matter = lately(committee).matter()
    shown_until(committee, matter, days=30)
    meeting = committee.call()
    committee.list(meeting, [matter])
    assert MatterGrant.objects.filter(reason="মতামতের জন্য").count() == 1
    committee.list(meeting, [])
    assert sees(committee, matter)
    assert agrees(matter)


def test_what_was_shown_for_a_shorter_time_goes_on_to_its_own_day(committee: Committee) -> None:
    matter = lately(committee).matter()
    shown_until(committee, matter, days=3)
    earlier = MatterGrant.objects.get().until
    meeting = committee.call(days=9)
    committee.list(meeting, [matter])
    mine = MatterGrant.objects.filter(group__standing_for__post=committee.district.post(MEMBER))
    assert mine.get().until > earlier
    committee.list(meeting, [])
    assert mine.get().until == earlier
    assert agrees(matter)


def test_why_it_is_shown_is_said_in_the_readers_language(committee: Committee) -> None:
    one = lately(committee)
    matter = one.matter()
    meeting = one.call()
    with translation.override("en"):
        one.list(meeting, [matter])
    said = {}
    for language in ("bn", "en"):
        with translation.override(language):
            to_member = shown_here(one.district.actor(MEMBER), one.district.now)
            dialog = shown_of(matter, one.district.actor("oc-land"), one.district.now)
            said[language] = {row.reason for row in to_member} | {row.reason for row in dialog}
    assert said == {
        "bn": {"খাস জমি বন্দোবস্ত কমিটি, সভা ১"},
        "en": {"Khas Land Settlement Committee, meeting 1"},
    }
    assert agrees(matter)


def test_a_reason_that_only_looks_like_a_meetings_is_shown_as_written(committee: Committee) -> None:
    written = ["meeting:", "meeting:tomorrow", f"meeting:{committee.district.office.pk}", "মতামতের জন্য"]
    assert in_words(written) == {reason: reason for reason in written}
