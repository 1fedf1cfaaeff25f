"""Two administrators act at the same moment on one post, or one abolishes it while a file is sent to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from threading import Barrier, Event
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, OperationalError
from django.db.models import QuerySet

from efile import reasons as act_reasons
from efile import services
from efile.establishment import establishment_differs
from efile.handover import reasons as handover_reasons
from efile.handover.services import take_over
from efile.models import Matter
from efile.services import moving
from hierarchy import ability
from hierarchy import services as hierarchy
from hierarchy.establishment import reasons
from hierarchy.models import Charge, Deputation, HandOver, Post, User
from hierarchy.refusals import Refused
from hierarchy.rules import Powers
from hierarchy.services import giving as charges
from hierarchy.words import Words
from ledger import selectors as ledger
from tests.concurrency.racing import accepted, agrees, refused, together
from tests.efile.conftest import District
from tests.soak import rounds

POST = "udc-general"


ADMIN, OTHER = "dpm", "it-officer-1"


@pytest.fixture
def administrators(lasting_district: District) -> tuple[str, str]:
    """The district's own administrator, and an officer who has the power by order."""
    hierarchy.order_power(
        actor=lasting_district.actor(ADMIN), post=lasting_district.post(OTHER), power="admin",
        source=Words("আদেশ", "Order"), now=lasting_district.wait(minutes=5),
    )  # fmt: skip
    return ADMIN, OTHER


def people(count: int = 2) -> list[User]:
    return [User.objects.create(username=f"new-{n}-{User.objects.count()}") for n in range(count)]


def record_agrees(district: District) -> bool:
    return establishment_differs(district.office.pk, ledger.entries(district.office.pk)) is None


def vacate(district: District, code: str = POST) -> UUID:
    """The post with nobody in charge from now on."""
    post, now = district.post(code), district.wait(minutes=5)
    for charge in Charge.objects.filter(post=post).exclude(ends__lte=now):
        hierarchy.end_charge(actor=district.actor(ADMIN), charge=charge.pk, now=now)
    district.wait(minutes=5)
    return post


def giving(district: District, post: UUID, by: str, user: User) -> partial[Charge]:
    return partial(
        hierarchy.give_charge, actor=district.actor(by), post=post, user=user.pk, kind="in_charge",
        now=district.now,
    )  # fmt: skip


def test_of_two_who_give_one_post_one_does_and_the_other_is_told_who_has_it(
    lasting_district: District, administrators: tuple[str, str]
) -> None:
    district = lasting_district
    for _ in range(rounds(4, 60)):
        post, chosen = vacate(district), people()
        acts = [giving(district, post, by, user) for by, user in zip(administrators, chosen, strict=True)]
        (given,), (loser,) = (accepted(answers := together(*acts)), refused(answers))
        assert loser.reason is reasons.HELD
        assert given.user.name.en in loser.sentence
        assert Charge.objects.filter(post=post, ends=None).count() == 1
    assert record_agrees(district)


def test_without_the_locks_the_database_alone_refuses_the_second_charge(
    lasting_district: District, administrators: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    post, chosen = vacate(lasting_district), people()
    acts = [giving(lasting_district, post, by, user) for by, user in zip(administrators, chosen, strict=True)]
    _both_read_first(monkeypatch)
    # Where both had written before either looked for the other's row, each waits for the other: one is ended.
    with pytest.raises((IntegrityError, OperationalError), match=r"charge_one_holder_at_a_time|deadlock"):
        _raised(together(*acts))
    assert Charge.objects.filter(post=post, ends=None).count() == 1


def _raised(answers: list[Charge | Refused]) -> None:
    """What the database said to who was told that somebody else is at it."""
    (loser,) = refused(answers)
    assert loser.reason is reasons.BUSY
    raise loser.__cause__ or loser


def test_without_locks_and_constraint_one_post_has_two_holders(
    lasting_district: District,
    administrators: tuple[str, str],
    superuser_cursor: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post, chosen = vacate(lasting_district), people()
    superuser_cursor.execute("ALTER TABLE hierarchy_charge DROP CONSTRAINT charge_one_holder_at_a_time")
    acts = [giving(lasting_district, post, by, user) for by, user in zip(administrators, chosen, strict=True)]
    _both_read_first(monkeypatch)
    assert len(accepted(together(*acts))) == 2
    assert Charge.objects.filter(post=post, ends=None).count() == 2


def _both_read_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is locked, and both find the post free before either takes it."""
    both, check = Barrier(2), charges._check_free

    def wait_for_the_other(*given: Any) -> None:
        check(*given)
        both.wait(10)

    monkeypatch.setattr(charges, "_check_free", wait_for_the_other)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, *_, **__: rows)


def handing(district: District, by: str, user: User, code: str = POST) -> partial[Charge]:
    return partial(
        hierarchy.transfer, actor=district.actor(by), post=district.post(code), user=user.pk,
        kind="in_charge", now=district.now,
    )  # fmt: skip


def test_a_post_is_handed_over_once_and_taken_over_once(
    lasting_district: District, administrators: tuple[str, str]
) -> None:
    district = lasting_district
    for _ in range(rounds(4, 60)):
        district.wait(minutes=5)
        acts = [handing(district, by, user) for by, user in zip(administrators, people(), strict=True)]
        (given,), (loser,) = (accepted(answers := together(*acts)), refused(answers))
        assert loser.reason is reasons.HELD
        listed = HandOver.objects.get(incoming=given)
        district.wait(minutes=5)
        taking = partial(
            take_over, actor=district.actor(POST), handover=listed.pk, differences="", now=district.now
        )
        taken = together(taking, taking)
        assert len(accepted(taken)) == 1
        assert [one.reason for one in refused(taken)] == [handover_reasons.TAKEN]
        assert district.actor(POST).user_id == given.user_id
    assert record_agrees(district)


def test_handing_over_and_abolishing_leave_no_charge_of_what_is_gone(
    lasting_district: District, administrators: tuple[str, str]
) -> None:
    district = lasting_district
    one, other = administrators
    for n in range(rounds(4, 40)):
        code = made(district, f"short-{n}")
        (first,) = people(1)
        giving(district, district.post(code), one, first)()
        district.wait(minutes=5)
        together(handing(district, one, people(1)[0], code), abolishing(district, other, code))
        post = Post.objects.get(pk=district.post(code))
        if post.abolished_on is not None:
            assert not Charge.objects.filter(post=post).exclude(ends__lte=district.now).exists()
        else:
            assert Charge.objects.filter(post=post).exclude(ends__lte=district.now).count() == 1
    assert record_agrees(district)


def test_a_deputy_is_named_once(lasting_district: District, administrators: tuple[str, str]) -> None:
    district = lasting_district
    post = district.post("oc-general")
    for _ in range(rounds(3, 40)):
        naming = [
            partial(
                hierarchy.name_deputy, actor=district.actor(by), post=post, user=user.pk, reason="ছুটি",
                now=district.now, ends=district.now + timedelta(minutes=30),
            )
            for by, user in zip(administrators, people(), strict=True)
        ]  # fmt: skip
        answers = together(*naming)
        assert len(accepted(answers)) == 1
        assert [one.reason for one in refused(answers)] == [reasons.DEPUTED]
        district.wait(hours=1)
    assert Deputation.objects.filter(post=post).count() == rounds(3, 40)


def made(district: District, code: str) -> str:
    """A clerk's post of the general section, with nobody in it."""
    pattern = Post.objects.get(pk=district.post(POST))
    assert pattern.section_id
    assert pattern.reports_to_id
    hierarchy.make_post(
        actor=district.actor(ADMIN), code=code, title=pattern.title, rank=pattern.rank_id,
        reports_to=pattern.reports_to_id, section=pattern.section_id, now=district.wait(minutes=5),
    )  # fmt: skip
    return code


def filled(district: District, code: str) -> str:
    """The same with a person in it."""
    post, (user,) = district.post(made(district, code)), people(1)
    hierarchy.give_charge(
        actor=district.actor(ADMIN), post=post, user=user.pk, kind="substantive", now=district.now
    )
    district.wait(minutes=5)
    return code


def abolishing(district: District, by: str, code: str) -> partial[Post]:
    return partial(
        hierarchy.abolish_post, actor=district.actor(by), post=district.post(code),
        successor=district.post(POST), now=district.now,
    )  # fmt: skip


def sending(district: District, matter: Matter, code: str) -> partial[Any]:
    return partial(
        services.forward, actor=district.actor("oc-general"), thread=district.thread(matter).pk,
        to=district.post(code), now=district.now,
    )  # fmt: skip


def test_a_file_is_sent_before_its_post_goes_or_not_at_all(
    lasting_district: District, administrators: tuple[str, str]
) -> None:
    district = lasting_district
    for n in range(rounds(4, 60)):
        code, matter = filled(district, f"going-{n}"), district.marked()
        sent, gone = together(sending(district, matter, code), abolishing(district, administrators[0], code))
        assert isinstance(gone, Post)
        holder = district.thread(matter).holder
        if isinstance(sent, Refused):
            assert sent.reason is act_reasons.POST_GONE
            assert holder.code == "oc-general"
        else:
            assert holder.code == code
            assert district.thread(matter).holder_id in district.actor(POST).posts
        assert agrees(matter)
    assert record_agrees(district)


def test_without_its_lock_a_file_is_sent_to_a_post_that_has_gone(
    lasting_district: District, administrators: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    district = lasting_district
    code, matter = filled(district, "going"), district.marked()
    read, gone = Event(), Event()

    def read_only(post: UUID, today: date, *_: object) -> tuple[Post, Powers]:
        row = Post.objects.select_related("rank").get(pk=post)
        powers = ability.powers_at([row], today)[row.pk]
        read.set()
        assert gone.wait(10)
        return row, powers

    def abolish(act: Callable[[], Post]) -> Post:
        assert read.wait(10)
        try:
            return act()
        finally:
            gone.set()

    monkeypatch.setattr(moving, "share_post", read_only)
    abolition = abolishing(district, administrators[0], code)
    answers = together(sending(district, matter, code), partial(abolish, abolition))
    assert len(accepted(answers)) == 2
    holder = district.thread(matter).holder
    assert holder.code == code
    assert holder.abolished_on is not None
