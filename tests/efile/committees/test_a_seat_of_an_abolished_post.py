"""A seat follows its abolished post: the successor's holder calls, attends, is counted and signs."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from efile.access.models import MatterGrant
from efile.committees import pages, reasons, selectors, services
from efile.committees.holding import post_in
from efile.committees.models import Attendance, Meeting
from efile.handover.listing import held_by
from efile.handover.vacancies import empty_seats
from efile.verification import check_stream
from hierarchy import bodies
from hierarchy.bodies import Sitting
from hierarchy.models import Charge, Post, SeatRole
from hierarchy.refusals import Refused
from hierarchy.services import abolish_post, end_charge
from ledger import selectors as ledger
from tests.base.days import office_day
from tests.efile.committees.conftest import SETTLE, Committee
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in

__all__ = ["district", "sign_in"]
SECRETARY, HEIR = "oc-land", "cic-land"
MEMBER, OF_MEMBER = "adm-land", "sdo-raiganj"


def abolish(district: District, code: str, heir: str) -> None:
    abolish_post(
        actor=district.actor("dpm"),
        post=district.post(code),
        successor=district.post(heir),
        now=district.wait(minutes=1),
    )


def abolish_both(district: District) -> None:
    abolish(district, SECRETARY, HEIR)
    abolish(district, MEMBER, OF_MEMBER)
    district.wait(minutes=1)


def seat(committee: Committee, code: str) -> Sitting:
    """The seat that was given to this post."""
    sittings = bodies.sittings(committee.body, committee.district.now)
    return next(one for one in sittings if one.seat.post.code == code)


def all_present(committee: Committee, meeting: UUID, by: str) -> Meeting:
    one = committee.district
    row = Meeting.objects.get(pk=meeting)
    one.now = max(one.now, row.at)
    present = [line.post for line in pages.seat_lines(row) if line.who]
    services.record_attendance(actor=one.actor(by), meeting=meeting, present=present, now=one.now)
    return Meeting.objects.get(pk=meeting)


def test_the_seat_is_taken_by_who_holds_the_successor(committee: Committee) -> None:
    abolish_both(committee.district)
    for code, heir in ((SECRETARY, HEIR), (MEMBER, OF_MEMBER)):
        found = seat(committee, code)
        assert found.holder is not None
        assert found.holder.user_id == committee.district.actor(heir).user_id
        assert found.post.code == heir
        assert found.instead_of == found.seat.post.title
    assert seat(committee, "dm").instead_of is None


def test_a_whole_meeting_is_held_by_the_successors(committee: Committee) -> None:
    one = committee.district
    abolish_both(one)
    matter = committee.matter(by=HEIR)
    meeting = committee.call(by=HEIR)
    told = set(Meeting.objects.get(pk=meeting).notices.values_list("post__code", flat=True))
    assert {HEIR, OF_MEMBER} <= told
    assert told.isdisjoint({SECRETARY, MEMBER})
    committee.list(meeting, [matter], by=HEIR)
    shown = {row.post.code for row in MatterGrant.objects.filter(content_object=matter)}
    assert OF_MEMBER in shown
    assert MEMBER not in shown
    row = all_present(committee, meeting, by=HEIR)
    kept = Attendance.objects.get(meeting=meeting, post=one.post(MEMBER))
    assert kept.present
    assert kept.name == one.actor(OF_MEMBER).name
    assert kept.post_title == Post.objects.get(pk=one.post(OF_MEMBER)).title
    assert kept.instead_of == Post.objects.get(pk=one.post(MEMBER)).title
    assert selectors.quorum_of(row).present == len(bodies.seats_on(row.body, office_day(one.now)))
    committee.write(meeting, {matter: SETTLE}, by=HEIR)
    committee.sign(meeting)
    assert committee.stage(matter) != ""
    assert Meeting.objects.get(pk=meeting).signed_at is not None
    assert check_stream("office", one.office.pk, ledger.entries(one.office.pk)) is None


def test_minutes_are_signed_by_the_successor_of_an_abolished_chair(committee: Committee) -> None:
    """The head's post is never abolished; a committee may have another officer in its chair."""
    one = committee.district
    bodies_of = committee.body.seats
    bodies_of.filter(role=SeatRole.CHAIR).delete()
    bodies_of.filter(post=one.post(MEMBER)).update(role=SeatRole.CHAIR)
    meeting = committee.minuted(
        committee.matter(), posts=["adm-land", "oc-general", "oc-land", "adm-general"]
    )
    abolish(one, MEMBER, "adm-general")
    with pytest.raises(Refused) as refused:
        committee.sign(meeting, by="oc-general")
    assert refused.value.reason is reasons.NOT_CHAIR
    title = Post.objects.get(pk=one.post("adm-general")).title
    assert str(title) in refused.value.sentence
    committee.sign(meeting, by="adm-general")
    assert Meeting.objects.get(pk=meeting).signed_at is not None


def test_who_sat_before_the_abolition_of_that_day_is_who_attended(committee: Committee) -> None:
    one = committee.district
    before = one.actor(MEMBER).user_id
    meeting = committee.call(hours=1)
    one.now = Meeting.objects.get(pk=meeting).at
    one.wait(minutes=30)
    abolish(one, MEMBER, OF_MEMBER)
    all_present(committee, meeting, by=SECRETARY)
    assert Attendance.objects.get(meeting=meeting, post=one.post(MEMBER)).user_id == before


def test_a_refusal_names_the_post_that_stands(committee: Committee) -> None:
    one = committee.district
    abolish(one, SECRETARY, HEIR)
    with pytest.raises(Refused) as refused:
        committee.call(by=MEMBER)
    assert refused.value.reason is reasons.NOT_SECRETARY
    old, new = (Post.objects.get(pk=one.post(code)).title for code in (SECRETARY, HEIR))
    assert str(new) in refused.value.sentence
    assert str(old) not in refused.value.sentence


def test_one_successor_of_two_seats_gets_one_notice_and_counts_once(committee: Committee) -> None:
    one = committee.district
    abolish(one, MEMBER, SECRETARY)
    meeting = committee.call()
    row = Meeting.objects.get(pk=meeting)
    assert row.notices.filter(post=one.post(SECRETARY)).count() == 1
    assert row.notices.count() == row.body.seats.count() - 1
    row = all_present(committee, meeting, by=SECRETARY)
    assert selectors.quorum_of(row).present == row.body.seats.count() - 1
    assert pages.counted_once(pages.seat_lines(row)) == [one.actor(SECRETARY).name]


def test_a_meeting_walked_at_one_stroke_is_called_by_the_successor(committee: Committee) -> None:
    one = committee.district
    abolish(one, SECRETARY, HEIR)
    assert post_in(committee.body, SeatRole.SECRETARY, one.now) == one.post(HEIR)


def test_the_successor_opens_the_notice_that_was_sent_to_the_post_before(committee: Committee) -> None:
    one = committee.district
    meeting = committee.call()
    abolish(one, MEMBER, OF_MEMBER)
    heir = one.actor(OF_MEMBER)
    assert selectors.unread_notices(heir).count() == 2 - (one.post(OF_MEMBER) not in seats(committee))
    services.mark_notice_read(actor=heir, meeting=meeting, now=one.now)
    assert not selectors.unread_notices(heir).exists()


def seats(committee: Committee) -> set[UUID]:
    return set(committee.body.seats.values_list("post", flat=True))


def test_the_list_of_what_a_post_holds_has_the_seats_of_the_posts_it_succeeded(committee: Committee) -> None:
    one = committee.district
    abolish(one, SECRETARY, HEIR)
    held = held_by(Post.objects.get(pk=one.post(HEIR)), office_day(one.now))["seats"]
    assert {"body": committee.body.name.both(), "role": "secretary"} in held


def test_a_seat_whose_post_is_vacant_is_in_the_report(committee: Committee) -> None:
    one = committee.district
    assert empty_seats(one.office, one.now) == []
    abolish(one, SECRETARY, HEIR)
    assert empty_seats(one.office, one.now) == []
    charge = Charge.objects.get(post=one.post(HEIR), ends=None)
    end_charge(actor=one.actor("dpm"), charge=charge.pk, now=one.wait(minutes=1))
    found = [one for one in empty_seats(one.office, one.now) if one.seat.body == committee.body]
    assert [(row.seat.role, row.post.code) for row in found] == [("secretary", HEIR)]


def test_the_pages_show_the_successor_in_the_seat(committee: Committee, sign_in: SignIn) -> None:
    one = committee.district
    meeting = committee.call(hours=1)
    one.go_live()
    abolish_both(one)
    Meeting.objects.filter(pk=meeting).update(at=one.now + timedelta(hours=1))
    old = Post.objects.get(pk=one.post(MEMBER)).title.en
    new = one.actor(OF_MEMBER)
    for path, reader in (
        ("/committees/khas-land/", "dm"),
        (f"/meetings/{meeting}/", HEIR),
        ("/administration/committees/", "dpm"),
    ):
        page = sign_in(reader).get(path).content.decode()
        assert new.name.en in page, path
        assert f"in place of {old}" in page, path
        assert "acant<" not in page, path
