"""Double clicks and two windows: whatever arrives at once, one act moves the file."""

from functools import partial
from uuid import UUID, uuid4

import pytest

from efile import reasons, services
from efile.models import Matter, Movement
from efile.services.act import Done
from hierarchy.refusals import Refused
from tests.concurrency.racing import accepted, agrees, refused, together
from tests.efile.conftest import District
from tests.soak import rounds

ROUNDS = rounds(40, 1000)
DESKS = ("oc-general", "cic-general")


def forwarding(district: District, matter: Matter, sender: str, to: str, key: UUID | None) -> partial[Done]:
    return partial(
        services.forward,
        actor=district.actor(sender),
        thread=district.thread(matter).pk,
        to=district.post(to),
        seen=district.seen(matter),
        now=district.now,
        key=key,
    )


def completing(district: District, matter: Matter, key: UUID | None) -> partial[Done]:
    """The holder's outcome in a round of recommending and returning."""
    holder = district.thread(matter).holder.code
    district.note(holder, matter)
    return partial(
        services.complete_stage,
        actor=district.actor(holder),
        thread=district.thread(matter).pk,
        outcome="return" if holder == "dm" else "recommend",
        seen=district.seen(matter),
        now=district.now,
        key=key,
    )


def test_a_double_click_on_forward_is_one_movement_and_one_answer(lasting_district: District) -> None:
    district = lasting_district
    matter = district.marked()
    for number in range(ROUNDS):
        district.wait(minutes=1)
        sender, to = DESKS[number % 2], DESKS[1 - number % 2]
        act = forwarding(district, matter, sender, to, uuid4())
        first, second = together(act, act)
        assert isinstance(first, Done)
        assert first == second
        assert district.thread(matter).holder.code == to
    assert Movement.objects.filter(matter=matter, kind="forwarded").count() == ROUNDS
    assert agrees(matter)


def test_two_clicks_on_forward_without_a_key_are_one_movement_and_one_refusal(
    lasting_district: District,
) -> None:
    district = lasting_district
    matter = district.marked()
    for number in range(ROUNDS):
        district.wait(minutes=1)
        sender, to = DESKS[number % 2], DESKS[1 - number % 2]
        act = forwarding(district, matter, sender, to, None)
        answers = together(act, act)
        assert len(accepted(answers)) == 1
        (loser,) = refused(answers)
        assert loser.reason is reasons.MOVED
        assert loser.reason.status == 409
        assert str(district.actor(to).post_title) in loser.sentence
    assert Movement.objects.filter(matter=matter, kind="forwarded").count() == ROUNDS
    assert agrees(matter)


@pytest.mark.parametrize("with_key", [True, False])
def test_a_double_click_on_complete_leaves_one_stage(lasting_district: District, with_key: bool) -> None:
    district = lasting_district
    matter = district.marked()
    for number in range(ROUNDS // 2):
        district.wait(minutes=1)
        act = completing(district, matter, uuid4() if with_key else None)
        answers = together(act, act)
        if with_key:
            assert isinstance(answers[0], Done)
            assert answers[0] == answers[1]
        else:
            assert len(accepted(answers)) == 1
            assert [loser.reason for loser in refused(answers)] == [reasons.MOVED]
        completed = Movement.objects.filter(matter=matter, kind="completed").count()
        assert completed == number + 2
    assert matter.instance.stages.filter(closed_at=None).count() == 1
    assert agrees(matter)


def test_of_forwarding_and_completing_in_two_windows_one_is_done(lasting_district: District) -> None:
    district = lasting_district
    matter = district.marked()
    ways = {"forwarded": 0, "completed": 0}
    for _ in range(ROUNDS // 2):
        district.wait(minutes=1)
        done: list[Done | Refused] = together(
            forwarding(district, matter, "oc-general", "cic-general", uuid4()),
            completing(district, matter, uuid4()),
        )
        (winner,) = accepted(done)
        assert [loser.reason for loser in refused(done)] == [reasons.MOVED]
        ways[winner.kind] += 1
        bring_back(district, matter, winner.kind)
    assert sum(ways.values()) == ROUNDS // 2
    assert agrees(matter)


def bring_back(district: District, matter: Matter, kind: str) -> None:
    if kind == "forwarded":
        district.forward("cic-general", matter, "oc-general")
    else:
        district.note("dm", matter)
        district.complete("dm", matter, "return")


def test_pulling_back_and_opening_never_both_succeed(lasting_district: District) -> None:
    district = lasting_district
    matter = district.marked()
    for _ in range(ROUNDS // 2):
        district.forward("oc-general", matter, "cic-general")
        thread, now = district.thread(matter).pk, district.wait(minutes=1)
        pulled, opened = together(
            partial(services.pull_back, actor=district.actor("oc-general"), thread=thread, now=now),
            partial(services.mark_opened, actor=district.actor("cic-general"), thread=thread, now=now),
        )
        if isinstance(pulled, Refused):
            assert pulled.reason is reasons.ALREADY_READ
            assert opened is True
            district.forward("cic-general", matter, "oc-general")
        else:
            assert opened is False
        assert district.thread(matter).holder.code == "oc-general"
    assert agrees(matter)
