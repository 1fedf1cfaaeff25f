"""A file is put by until a day: off the desk, and there again on that morning without an act."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from efile import selectors
from efile.desk import parking, reasons, rules
from efile.desks import desks_of
from efile.forwarding import selectors as forwarding
from efile.models import Matter, Thread
from efile.services.act import Done
from efile.verification import check_stream
from hierarchy import selectors as hierarchy
from hierarchy.lines import Seat
from hierarchy.models import User
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from ledger.ids import uuid7
from tests.efile.conftest import District

WHY = "উচ্চ আদালতের স্থগিতাদেশ"
OC = "oc-general"


def today(district: District) -> date:
    return district.now.astimezone(ZoneInfo("Asia/Kolkata")).date()


def park(district: District, matter: Matter, days: int = 10, code: str = OC, why: str = WHY) -> Done:
    return parking.park(
        actor=district.actor(code),
        thread=district.thread(matter).pk,
        until=today(district) + timedelta(days=days),
        reason=why,
        now=district.wait(minutes=5),
        seen=district.seen(matter),
    )


def in_box(district: District, name: str, code: str = OC, days: int = 0) -> set[Matter]:
    day = today(district) + timedelta(days=days)
    return {row.matter for row in selectors.box(district.actor(code), name, day)}


def test_it_leaves_the_desk_and_is_there_again_on_that_morning(district: District) -> None:
    matter = district.marked()
    park(district, matter)
    assert in_box(district, "with_me") == set()
    assert in_box(district, "parked") == {matter}
    assert in_box(district, "with_me", days=9) == set()
    assert in_box(district, "with_me", days=10) == {matter}
    assert in_box(district, "parked", days=10) == set()


def test_its_time_limit_runs_on_and_it_is_late_all_the_same(district: District) -> None:
    matter = district.marked()
    due_on = district.thread(matter).due_on
    assert due_on is not None
    park(district, matter, days=300)
    past = (due_on - today(district)).days + 1
    assert in_box(district, "late", days=past) == {matter}
    assert district.thread(matter).due_on == due_on


def test_the_counts_of_desk_and_posts_agree_with_the_boxes(district: District) -> None:
    matter, other = district.marked(), district.marked()
    park(district, matter)
    actor, day = district.actor(OC), today(district)
    counts = selectors.counts(actor, day)
    assert (counts["with_me"], counts["parked"], counts["back"]) == (1, 1, 0)
    assert selectors.counts(actor, day + timedelta(days=10))["back"] == 1
    assert actor.user_id is not None
    choices = hierarchy.acting_posts(User.objects.get(pk=actor.user_id), district.now)
    assert [(one.with_me, one.unread) for one in desks_of(choices, day) if one.choice.post.code == OC] == [
        (1, 1)
    ]
    assert other in in_box(district, "with_me")


def test_holder_reason_and_day_stand_in_the_ledger_and_it_agrees(district: District) -> None:
    matter = district.marked()
    park(district, matter)
    entries = ledger.entries(matter.pk)
    last = entries[-1]
    assert (last.kind, last.texts["reason"]) == ("thread.parked", WHY)
    assert last.data["until"] == str(today(district) + timedelta(days=10))
    assert last.by["post"] == str(district.post(OC))
    assert check_stream("matter", matter.pk, entries) is None


@pytest.mark.parametrize("until", [None, date(2030, 1, 1)])
def test_a_day_that_no_entry_tells_is_found(district: District, until: date | None) -> None:
    matter = district.marked()
    park(district, matter)
    Thread.objects.filter(matter=matter).update(parked_until=until)
    difference = check_stream("matter", matter.pk, ledger.entries(matter.pk))
    assert difference is not None
    assert difference.what == "thread"


def test_whatever_moves_it_ends_the_parking(district: District) -> None:
    matter = district.marked()
    park(district, matter)
    district.forward(OC, matter, "cic-general")
    assert district.thread(matter).parked_until is None
    assert in_box(district, "with_me", "cic-general") == {matter}
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


def wake(district: District, matter: Matter, code: str) -> Done:
    return parking.wake(
        actor=district.actor(code), thread=district.thread(matter).pk, now=district.wait(minutes=5)
    )


def test_the_holder_takes_it_up_before_its_day(district: District) -> None:
    matter = district.marked()
    park(district, matter)
    wake(district, matter, OC)
    assert in_box(district, "with_me") == {matter}
    assert forwarding.notices_of(district.actor(OC)) == []
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


def test_an_officer_above_him_takes_it_up_and_he_is_told(district: District) -> None:
    matter = district.marked()
    park(district, matter)
    wake(district, matter, "dm")
    assert district.thread(matter).holder.code == OC
    assert in_box(district, "with_me") == {matter}
    (notice,) = forwarding.notices_of(district.actor(OC))
    assert (notice.kind, notice.matter) == ("woken", matter)
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


@pytest.mark.parametrize("code", ["cic-general", "oc-land"])
def test_nobody_else_takes_it_up(district: District, code: str) -> None:
    matter = district.marked()
    park(district, matter)
    with pytest.raises(Refused) as refused:
        wake(district, matter, code)
    assert refused.value.reason is reasons.NOT_TO_WAKE


def test_only_its_holder_parks_it(district: District) -> None:
    matter = district.marked()
    with pytest.raises(Refused) as refused:
        park(district, matter, code="cic-general")
    assert refused.value.reason.code == "thread.not_holder"


def test_it_needs_a_reason(district: District) -> None:
    with pytest.raises(Refused) as refused:
        park(district, district.marked(), why="  ")
    assert refused.value.reason is reasons.PARK_WHY


def test_a_stale_page_does_not_park(district: District) -> None:
    matter = district.marked()
    seen = district.seen(matter)
    district.forward(OC, matter, "cic-general")
    district.forward("cic-general", matter, OC)
    with pytest.raises(Refused) as refused:
        parking.park(
            actor=district.actor(OC),
            thread=district.thread(matter).pk,
            until=today(district) + timedelta(days=3),
            reason=WHY,
            now=district.wait(minutes=1),
            seen=seen,
        )
    assert refused.value.reason.code == "thread.moved"


def test_one_form_parks_once(district: District) -> None:
    matter, key = district.marked(), uuid7()
    until, thread = today(district) + timedelta(days=3), district.thread(matter).pk

    def once() -> Done:
        return parking.park(
            actor=district.actor(OC),
            thread=thread,
            until=until,
            reason=WHY,
            now=district.wait(minutes=1),
            key=key,
        )

    first = once()
    assert once() == first
    assert [entry.kind for entry in ledger.entries(matter.pk)].count("thread.parked") == 1


DAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("parked", "until", "reason"),
    [
        (None, DAY + timedelta(days=1), None),
        (None, DAY + timedelta(days=366), None),
        (None, DAY, reasons.PARK_UNTIL),
        (None, DAY - timedelta(days=1), reasons.PARK_UNTIL),
        (None, DAY + timedelta(days=367), reasons.PARK_UNTIL),
        (DAY, DAY + timedelta(days=1), None),
        (DAY + timedelta(days=1), DAY + timedelta(days=2), reasons.PARKED_ALREADY),
    ],
)
def test_until_when(parked: date | None, until: date, reason: object) -> None:
    assert rules.may_park(parked, until, DAY) is reason


def test_who_wakes_it() -> None:
    above, own, other = uuid7(), uuid7(), uuid7()
    seat = Seat(own, uuid7(), None, (above,))
    later = DAY + timedelta(days=1)
    assert rules.may_wake(later, DAY, seat, {own}) is None
    assert rules.may_wake(later, DAY, seat, {above}) is None
    assert rules.may_wake(later, DAY, seat, {other}) is reasons.NOT_TO_WAKE
    assert rules.may_wake(DAY, DAY, seat, {own}) is reasons.NOT_PARKED
    assert rules.may_wake(None, DAY, seat, {own}) is reasons.NOT_PARKED
