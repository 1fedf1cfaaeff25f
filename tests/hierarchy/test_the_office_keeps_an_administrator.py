"""The office keeps somebody who looks after it: today, and on every day that is set already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hierarchy import services
from hierarchy.refusals import Refused
from hierarchy.services.keeping import administrators
from hierarchy.words import Words
from tests.hierarchy.offices import Establishment, make_establishment

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Establishment:
    return make_establishment()


def test_an_order_does_not_end_on_a_day_when_nobody_else_is_left(office: Establishment) -> None:
    """The administrator goes in two days; the officer who looks after the office by order stays for good."""
    order = services.order_power(
        actor=office.actor(), power="admin", source=Words("আদেশ ১", "Order 1"), post=office.posts["oc"].pk,
        now=office.now,
    )  # fmt: skip
    services.end_charge(
        actor=office.actor(), charge=office.charge_of("admin").pk, ends=office.now + timedelta(days=2),
        now=office.now,
    )  # fmt: skip
    day = office.now.date()
    refused_as_last(
        services.end_power, actor=office.actor(), power=order.pk, ends=day + timedelta(days=3),
        now=office.now,
    )  # fmt: skip
    office.wait(days=10)
    assert [post.code for post in administrators(office.office, office.now)] == ["oc"]


def test_a_deputy_until_a_day_does_not_stand_for_who_stays_away_after_it(office: Establishment) -> None:
    services.name_deputy(
        actor=office.actor(), post=office.posts["admin"].pk, user=office.users["clerk"].pk, reason="ছুটি",
        ends=office.now + timedelta(days=5), now=office.now,
    )  # fmt: skip
    refused_as_last(
        services.end_charge, actor=office.actor(), charge=office.charge_of("admin").pk,
        ends=office.now + timedelta(days=1), now=office.now,
    )  # fmt: skip


def test_who_takes_a_deputys_place_takes_it_for_as_long(office: Establishment) -> None:
    """Nobody holds the post, as was possible once: its deputy looks after the office, then another."""
    services.order_power(
        actor=office.actor(), power="admin", source=Words("আদেশ ১", "Order 1"), post=office.posts["oc"].pk,
        starts=office.now.date() + timedelta(days=5), now=office.now,
    )  # fmt: skip
    services.name_deputy(
        actor=office.actor(), post=office.posts["admin"].pk, user=office.users["clerk"].pk, reason="ছুটি",
        ends=office.now + timedelta(days=9), now=office.now,
    )  # fmt: skip
    charge = office.charge_of("admin")
    charge.ends = office.now + timedelta(days=1)
    charge.save()
    office.wait(days=2)
    given: dict[str, Any] = {
        "post": office.posts["admin"].pk,
        "user": office.user("new").pk,
        "kind": "in_charge",
    }
    shorter, longer = office.now + timedelta(days=1), office.now + timedelta(days=8)
    refused_as_last(
        services.give_charge, actor=office.actor(), ends=shorter, now=office.now,
        **given,
    )  # fmt: skip
    services.give_charge(actor=office.actor(), ends=longer, now=office.now, **given)


def test_what_nobody_looked_after_before_hinders_no_act(office: Establishment) -> None:
    """An office whose administrator's charge ends anyway may still change what it will."""
    charge = office.charge_of("admin")
    charge.ends = office.now + timedelta(days=5)
    charge.save()
    services.end_charge(
        actor=office.actor(), charge=office.charge_of("oc").pk, ends=office.now + timedelta(days=9),
        now=office.now,
    )  # fmt: skip


def refused_as_last(service: Callable[..., object], /, **given: object) -> None:
    with pytest.raises(Refused, match="last_admin"):
        service(**given)
