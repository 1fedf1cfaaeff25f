"""A committee meets: notice, agenda, attendance, minutes, and the signature that completes stages."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from efile import reasons as efile_reasons
from efile import services as efile
from efile.committees import reasons, selectors, services
from efile.committees.models import AgendaItem, Meeting, MeetingNotice
from efile.reasons import BY_MINUTES, CHANNEL_NONE, KEY_REUSED
from efile.replay import reexecute
from efile.verification import check_stream
from hierarchy import grants
from hierarchy.models import Seat
from hierarchy.refusals import Reason, Refused
from ledger import selectors as ledger
from ledger.ids import uuid7
from ledger.models import Outbox
from notings.models import Paragraph
from tests.efile.committees.conftest import LATER, SETTLE, Committee


def refused(reason: Reason) -> pytest.RaisesExc[Refused]:
    return pytest.RaisesExc(Refused, check=lambda error: error.reason is reason)


def test_what_comes_before_the_committee_lies_with_its_secretary(committee: Committee) -> None:
    matter = committee.matter()
    thread = committee.district.thread(matter)
    assert (committee.stage(matter), thread.holder.code) == ("Committee", "oc-land")
    assert [row.pk for row in selectors.waiting_for(committee.body)] == [thread.pk]


def test_a_notice_goes_to_every_seat_by_desk_and_by_outbox(committee: Committee) -> None:
    meeting = committee.call()
    seats = set(Seat.objects.filter(body=committee.body).values_list("post", flat=True))
    assert set(MeetingNotice.objects.filter(meeting=meeting).values_list("post", flat=True)) == seats
    queued = Outbox.objects.filter(topic="notice.meeting", body__meeting=str(meeting))
    assert {UUID(row.body["post"]) for row in queued} == seats
    assert selectors.unread_notices(committee.district.actor("adm-land")).count() == 1
    services.mark_notice_read(
        actor=committee.district.actor("adm-land"), meeting=meeting, now=committee.district.now
    )
    assert selectors.unread_notices(committee.district.actor("adm-land")).count() == 0


def test_meetings_of_a_body_are_numbered_one_after_the_other(committee: Committee) -> None:
    meetings = [committee.call(days=day) for day in (1, 2, 3)]
    assert [Meeting.objects.get(pk=pk).number for pk in meetings] == [1, 2, 3]


def test_calling_twice_with_one_key_is_one_meeting(committee: Committee) -> None:
    key = uuid7()
    assert committee.call(key=key) == committee.call(key=key)
    assert Meeting.objects.count() == 1
    with refused(KEY_REUSED):
        committee.call(key=key, days=2)


@pytest.mark.parametrize("code", ["adm-land", "udc-land", "counter-1"])
def test_nobody_but_the_secretary_or_the_chair_calls_it(committee: Committee, code: str) -> None:
    with refused(reasons.NOT_SECRETARY):
        committee.call(by=code)
    committee.call(by="dm")


def test_a_meeting_is_not_called_into_the_past(committee: Committee) -> None:
    with refused(reasons.PAST):
        committee.call(hours=-1)


def test_a_meeting_is_called_as_far_ahead_as_a_file_is_shown(committee: Committee) -> None:
    for far in (grants.LONGEST.days + 1, 365 * 100):
        with refused(reasons.FAR):
            committee.call(days=far)
    committee.call(days=grants.LONGEST.days)


def test_the_agenda_holds_only_what_waits_for_this_body(committee: Committee) -> None:
    waiting, elsewhere = committee.matter(), committee.district.put_up()
    own = committee.district.marked(to="oc-land")
    meeting = committee.call()
    with refused(reasons.NOT_WAITING):
        committee.list(meeting, [waiting, own])
    with refused(efile_reasons.NOT_VISIBLE):
        committee.list(meeting, [waiting, elsewhere])
    committee.list(meeting, [waiting])
    assert [entry.kind for entry in ledger.entries(waiting.pk)][-1] == "matter.listed"


def test_a_stage_stands_before_one_meeting_at_a_time(committee: Committee) -> None:
    matter = committee.matter()
    first, second = committee.call(), committee.call(days=2)
    committee.list(first, [matter])
    with refused(reasons.ELSEWHERE):
        committee.list(second, [matter])
    committee.list(first, [])
    committee.list(second, [matter])


def test_the_database_keeps_a_stage_before_one_meeting(committee: Committee) -> None:
    matter = committee.matter()
    first, second = committee.call(), committee.call(days=2)
    committee.list(first, [matter])
    item = committee.item(first, matter)
    item.pk, item.meeting_id = uuid7(), second
    with pytest.raises(IntegrityError, match="item_before_one_meeting"), transaction.atomic():
        item.save(force_insert=True)


def test_a_new_order_of_items_keeps_what_was_written(committee: Committee) -> None:
    one, two = committee.matter("এক"), committee.matter("দুই")
    meeting = committee.call()
    committee.list(meeting, [one, two])
    committee.write(meeting, {one: SETTLE})
    committee.list(meeting, [two, one])
    items = AgendaItem.objects.filter(meeting=meeting)
    assert [(item.matter_id, item.position) for item in items] == [(two.pk, 1), (one.pk, 2)]
    assert committee.item(meeting, one).outcome == "settle"


def test_attendance_is_not_recorded_before_the_hour(committee: Committee) -> None:
    meeting = committee.call()
    actor = committee.district.actor("oc-land")
    with refused(reasons.NOT_BEGUN):
        services.record_attendance(actor=actor, meeting=meeting, present=[], now=committee.district.now)


def test_a_deputy_attends_for_a_post_and_both_names_are_kept(committee: Committee) -> None:
    from django.utils import timezone

    committee.district.now = timezone.now()
    meeting = committee.call(hours=1)
    committee.attend(meeting, ("dm", "oc-jm"))
    taken = Meeting.objects.get(pk=meeting).attendance.get(post=committee.district.post("oc-jm"))
    assert taken.present
    assert taken.on_behalf_of is not None
    assert taken.name != taken.on_behalf_of
    entry = ledger.entries(committee.district.office.pk)[-1]
    said = next(one for one in entry.data["present"] if one["post"] == str(taken.post_id))
    assert said["on_behalf_of"] == taken.on_behalf_of.both()


def test_who_has_no_seat_does_not_attend(committee: Committee) -> None:
    with refused(reasons.NO_SEAT):
        committee.attend(committee.call(), ("dm", "counter-1"))


def test_a_vacant_post_does_not_attend(committee: Committee) -> None:
    from hierarchy.models import Charge

    one = committee.district
    meeting = committee.call()
    Charge.objects.filter(post=one.post("adm-land")).update(ends=one.now)
    with refused(reasons.VACANT):
        committee.attend(meeting, ("dm", "adm-land"))


def test_the_chairs_signature_completes_the_stages_by_the_minutes(committee: Committee) -> None:
    one, two = committee.matter("এক"), committee.matter("দুই")
    meeting = committee.minuted(one, two)
    committee.sign(meeting)
    for matter in (one, two):
        assert committee.stage(matter) == "Decision"
        entry = ledger.entries(matter.pk)[-1]
        assert entry.kind == "stage.completed"
        assert entry.data["minutes"]["number"] == 1
        assert entry.by["post"] == str(committee.district.post("dm"))
        note = Paragraph.objects.get(pk=entry.data["note"]["id"])
        assert SETTLE.text in note.text
    row = Meeting.objects.get(pk=meeting)
    assert row.state == "signed"
    assert row.signer is not None
    assert row.signer["post_title"]["en"] == "District Magistrate"
    signed = ledger.entries(row.office_id)[-1]
    assert (signed.kind, signed.texts["item.1"]) == ("minutes.signed", SETTLE.text)


@pytest.mark.parametrize("language", ["en", "bn-in"])
def test_the_note_is_in_the_language_of_the_record_whoever_signs(committee: Committee, language: str) -> None:
    matter = committee.matter()
    meeting = committee.minuted(matter)
    with override(language):
        committee.sign(meeting)
    note = Paragraph.objects.filter(sheet=matter.sheet_id).latest("number")
    assert note.text == f"{committee.body.name.bn}, সভা ১, আলোচ্য বিষয় ১: {SETTLE.text}"


def test_such_a_matter_replays_and_agrees_with_its_record(committee: Committee) -> None:
    matter, left = committee.matter("এক"), committee.matter("দুই")
    meeting = committee.call()
    committee.list(meeting, [matter, left])
    committee.attend(meeting)
    committee.write(meeting, {matter: SETTLE, left: LATER})
    committee.sign(meeting)
    for each in (matter, left):
        entries = ledger.entries(each.pk)
        assert reexecute(each.pk, entries) is None
        assert check_stream("matter", each.pk, entries) is None
    office = committee.district.office.pk
    assert check_stream("office", office, ledger.entries(office)) is None


@pytest.mark.parametrize(
    ("posts", "reason"),
    [
        (("dm", "adm-land", "oc-land"), reasons.NO_QUORUM),
        (("adm-land", "adm-general", "oc-general", "oc-land"), reasons.NO_CHAIR),
        ((), reasons.NO_CHAIR),
    ],
)
def test_without_a_quorum_nothing_is_signed_and_nothing_moves(
    committee: Committee, posts: tuple[str, ...], reason: Reason
) -> None:
    matter = committee.matter()
    meeting = committee.minuted(matter, posts=posts)
    with refused(reason):
        committee.sign(meeting)
    assert committee.stage(matter) == "Committee"
    assert Meeting.objects.get(pk=meeting).is_open


@pytest.mark.parametrize("code", ["oc-land", "adm-land", "udc-land"])
def test_nobody_signs_for_the_chair(committee: Committee, code: str) -> None:
    meeting = committee.minuted(committee.matter())
    with refused(reasons.NOT_CHAIR):
        committee.sign(meeting, by=code)


def test_minutes_without_attendance_are_not_signed(committee: Committee) -> None:
    matter = committee.matter()
    meeting = committee.call()
    committee.list(meeting, [matter])
    committee.write(meeting, {matter: SETTLE})
    with refused(reasons.NOT_ATTENDED):
        committee.sign(meeting)


def test_every_item_needs_a_decision_and_a_resolution(committee: Committee) -> None:
    from dataclasses import replace

    one, two = committee.matter("এক"), committee.matter("দুই")
    meeting = committee.call()
    committee.list(meeting, [one, two])
    committee.attend(meeting)
    committee.write(meeting, {one: SETTLE})
    with refused(reasons.UNDECIDED):
        committee.sign(meeting)
    committee.write(meeting, {two: replace(SETTLE, text="")})
    with refused(reasons.NO_TEXT):
        committee.sign(meeting)
    assert committee.stage(one) == "Committee"


def test_a_decision_is_one_of_the_stages_outcomes(committee: Committee) -> None:
    from efile.committees.services import Decision

    matter = committee.matter()
    meeting = committee.call()
    committee.list(meeting, [matter])
    with refused(reasons.UNKNOWN_DECISION):
        committee.write(meeting, {matter: Decision("approve", text="…")})


def test_what_is_put_off_waits_for_the_next_meeting(committee: Committee) -> None:
    matter = committee.matter()
    meeting = committee.call()
    committee.list(meeting, [matter])
    committee.attend(meeting)
    committee.write(meeting, {matter: LATER})
    committee.sign(meeting)
    assert committee.stage(matter) == "Committee"
    committee.sign(committee.minuted(matter))
    assert committee.stage(matter) == "Decision"


def test_the_chair_signs_what_he_has_seen(committee: Committee) -> None:
    meeting = committee.minuted(committee.matter())
    seen = Meeting.objects.get(pk=meeting).version
    committee.attend(meeting)
    with refused(reasons.CHANGED):
        committee.sign(meeting, seen=seen)


def test_signed_minutes_are_not_changed_and_signing_again_gives_the_first_answer(
    committee: Committee,
) -> None:
    matter, key = committee.matter(), uuid7()
    meeting = committee.minuted(matter)
    assert committee.sign(meeting, key=key) == committee.sign(meeting, key=key)
    with refused(reasons.SIGNED):
        committee.write(meeting, {matter: LATER})
    with refused(reasons.SIGNED):
        committee.attend(meeting)
    with refused(reasons.SIGNED):
        committee.sign(meeting)


def test_a_committees_stage_is_left_by_minutes_alone(committee: Committee) -> None:
    matter = committee.matter()
    with refused(BY_MINUTES):
        committee.district.complete("oc-land", matter, "settle")
    with refused(CHANNEL_NONE):
        committee.district.forward("oc-land", matter, "cic-land")


def test_what_the_committee_decided_is_not_pulled_back(committee: Committee) -> None:
    from dataclasses import replace

    matter = committee.matter()
    meeting = committee.call()
    committee.list(meeting, [matter])
    committee.attend(meeting)
    committee.write(meeting, {matter: replace(SETTLE, outcome="enquire")})
    committee.sign(meeting)
    one = committee.district
    with refused(BY_MINUTES):
        efile.pull_back(actor=one.actor("dm"), thread=one.thread(matter).pk, now=one.wait(minutes=1))


def test_a_meeting_called_off_frees_its_agenda_and_tells_the_members_again(committee: Committee) -> None:
    matter = committee.matter()
    meeting = committee.call()
    committee.list(meeting, [matter])
    member = committee.district.actor("adm-land")
    services.mark_notice_read(actor=member, meeting=meeting, now=committee.district.now)
    secretary = committee.district.actor("oc-land")
    with refused(reasons.NO_REASON):
        services.call_off(actor=secretary, meeting=meeting, why=" ", now=committee.district.now)
    services.call_off(actor=secretary, meeting=meeting, why="নির্বাচনের কাজ", now=committee.district.now)
    assert selectors.unread_notices(member).count() == 1
    with refused(reasons.OFF):
        committee.sign(meeting)
    committee.sign(committee.minuted(matter))
    assert committee.stage(matter) == "Decision"


def test_an_item_whose_stage_has_gone_names_itself_and_nothing_is_signed(committee: Committee) -> None:
    one, two = committee.matter("এক"), committee.matter("দুই")
    meeting = committee.minuted(one, two)
    item = committee.item(meeting, two)
    item.stage.closed_at = committee.district.now
    item.stage.save(update_fields=["closed_at"])
    with refused(reasons.ITEM_NOT_WAITING):
        committee.sign(meeting)
    assert committee.stage(one) == "Committee"


def test_another_offices_meeting_does_not_exist(committee: Committee) -> None:
    from dataclasses import replace

    meeting, elsewhere = committee.call(), uuid7()
    stranger = replace(committee.district.actor("dm"), office_id=elsewhere, offices=frozenset({elsewhere}))
    with refused(reasons.NOT_VISIBLE):
        services.sign_minutes(actor=stranger, meeting=meeting, now=committee.district.now)
    with refused(reasons.NOT_VISIBLE):
        selectors.meeting_for(stranger, meeting)


def test_only_members_auditors_and_the_head_look_into_a_meeting(committee: Committee) -> None:
    meeting, one = committee.call(), committee.district
    for code in ("adm-land", "oc-jm", "oc-land", "dm", "auditor-1"):
        assert selectors.meeting_for(one.actor(code), meeting).pk == meeting
    for code in ("udc-land", "adm-it", "counter-1"):
        with refused(reasons.NOT_VISIBLE):
            selectors.meeting_for(one.actor(code), meeting)


def test_the_secretary_who_comes_after_holds_the_meeting(committee: Committee) -> None:
    """The seat moves to another post; what waits for the body is still what its meetings take up."""
    from hierarchy.models import SeatRole

    matter, one = committee.matter(), committee.district
    day = one.now.date()
    Seat.objects.filter(body=committee.body, role=SeatRole.SECRETARY).update(ends=day)
    Seat.objects.filter(body=committee.body, post=one.post("record-officer")).update(ends=day)
    Seat.objects.create(
        office=one.office,
        body=committee.body,
        post_id=one.post("record-officer"),
        role=SeatRole.SECRETARY,
        starts=day,
    )
    with refused(reasons.NOT_SECRETARY):
        committee.call()
    meeting = committee.call(by="record-officer")
    committee.list(meeting, [matter], by="record-officer")
    committee.attend(meeting, ("dm", "adm-land", "adm-general", "record-officer"), by="record-officer")
    committee.write(meeting, {matter: SETTLE}, by="record-officer")
    committee.sign(meeting)
    assert committee.stage(matter) == "Decision"


def test_a_waiting_time_of_the_committee_is_counted(committee: Committee) -> None:
    thread = committee.district.thread(committee.matter())
    assert thread.due_on == (thread.arrived_at + timedelta(days=30)).date()
