"""One code used twice at the same moment, and used while it is withdrawn. With real connections."""

from __future__ import annotations

from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from hierarchy.models import FirstCode, User
from hierarchy.refusals import Refused
from hierarchy.signin import reasons, services
from ledger import selectors
from tests.concurrency.racing import accepted, refused, together
from tests.hierarchy.signin.conftest import House, make_house
from tests.soak import rounds


@pytest.fixture
def standing_house(fresh_database: str) -> House:
    return make_house()


def slip(house: House) -> str:
    return services.make_slip(user=house.newcomer.pk, actor=house.actor(house.admin), now=timezone.now()).code


def using(code: str, password: str) -> partial[User]:
    return partial(services.use_code, username="newcomer", typed=code, password=password, now=timezone.now())


def first_uses(house: House) -> int:
    return sum(one.kind == "account.first_signed_in" for one in selectors.entries(house.office.pk))


def begin_again(house: House) -> None:
    house.newcomer.set_unusable_password()
    house.newcomer.save(update_fields=["password"])


def test_of_two_uses_of_one_code_one_sets_the_password(standing_house: House) -> None:
    house = standing_house
    for n in range(1, rounds(3, 50) + 1):
        code = slip(house)
        answers = together(using(code, "the holder's own choice"), using(code, "the thief's own choice"))
        (winner,), (loser,) = accepted(answers), refused(answers)
        assert loser.reason is reasons.CODE_NOT_RIGHT
        house.newcomer.refresh_from_db()
        assert house.newcomer.password == winner.password
        assert first_uses(house) == n
        begin_again(house)


def test_without_the_locks_both_uses_are_taken(
    standing_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, both, save = slip(standing_house), Barrier(2), FirstCode.save

    def after_both_read(self: FirstCode, *args: Any, **given: Any) -> None:
        both.wait(10)
        save(self, *args, **given)

    monkeypatch.setattr(FirstCode, "save", after_both_read)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, *_, **__: rows)
    assert len(accepted(together(using(code, "one long choice"), using(code, "another long choice")))) == 2
    assert first_uses(standing_house) == 2


def test_a_use_and_a_reset_come_one_after_the_other(standing_house: House) -> None:
    """Neither waits for what the other holds; a code that was withdrawn sets no password."""
    house = standing_house
    for _ in range(rounds(3, 50)):
        code = slip(house)
        taking = partial(
            services.reset,
            user=house.newcomer.pk,
            password=True,
            factors=False,
            reason="হারিয়ে গেছে",
            actor=house.actor(house.admin),
            now=timezone.now(),
        )
        used, taken = together(using(code, "a choice of his own"), taking)
        assert isinstance(taken, User)
        house.newcomer.refresh_from_db()
        if isinstance(used, Refused):
            assert used.reason is reasons.CODE_NOT_RIGHT
        assert not house.newcomer.has_usable_password() or isinstance(used, User)
        begin_again(house)


def test_two_slips_made_at_once_leave_one_open_code(standing_house: House) -> None:
    house = standing_house
    making = partial(services.make_slip, actor=house.actor(house.admin), now=timezone.now())
    made = accepted(together(*(partial(making, user=house.newcomer.pk) for _ in range(2))))
    assert len(made) == 2
    assert FirstCode.objects.filter(used_at=None, withdrawn_at=None).count() == 1
