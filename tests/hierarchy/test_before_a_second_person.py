"""Nobody gives himself a post or a power, or puts somebody at the head, alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hierarchy import services
from hierarchy.refusals import Refused
from hierarchy.services.administering import on_trial
from hierarchy.words import Words
from ledger import selectors as ledger
from tests.hierarchy.factories import NOW, charge, make_post
from tests.hierarchy.offices import Establishment, make_establishment

ORDER = Words(bn="আদেশ ৭", en="Order 7")


@pytest.fixture
def house(db: None) -> Establishment:
    return make_establishment()


def depute(house: Establishment, post: str, who: str, second: str | None = None) -> None:
    services.name_deputy(
        actor=house.actor(),
        post=house.posts[post].pk,
        user=house.user(who).pk,
        reason="ছুটি",
        ends=house.now + timedelta(days=3),
        now=house.now,
        second=house.user(second) if second else None,
    )


def order(house: Establishment, power: str, post: str, second: str | None = None) -> None:
    services.order_power(
        actor=house.actor(),
        power=power,
        source=ORDER,
        post=house.posts[post].pk,
        now=house.now,
        second=house.user(second) if second else None,
    )


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match=code)


@pytest.mark.parametrize("post", ["oc", "dm"])
def test_an_administrator_does_not_make_himself_a_deputy_alone(house: Establishment, post: str) -> None:
    with refused("signin.second_needed"):
        depute(house, post, "admin")
    assert house.kinds() == []

    depute(house, "oc", "admin", second="dm")

    (entry,) = ledger.entries(house.office.pk)
    assert entry.data["witness"]["name"] == house.users["dm"].name.both()


def test_nobody_comes_to_the_heads_post_unseen(house: Establishment) -> None:
    with refused("signin.second_needed"):
        depute(house, "dm", "oc")
    with refused("signin.second_is_other"):
        depute(house, "dm", "oc", second="oc")
    with refused("signin.second_may_not"):
        depute(house, "dm", "oc", second="oc-land")
    depute(house, "dm", "oc", second="dm")
    assert house.kinds() == ["deputy.named"]


def test_an_officer_of_the_level_below_sees_a_new_head_in(house: Establishment) -> None:
    house.posts["adm"] = make_post(house.office, "adm", house.posts["dm"], level=2)
    charge(house.user("adm"), house.posts["adm"])
    with refused("signin.second_may_not"):
        order(house, "audit", "oc", second="adm")
    services.transfer(
        actor=house.actor(),
        post=house.posts["dm"].pk,
        user=house.user("new").pk,
        kind="officiating",
        now=house.now,
        second=house.user("adm"),
    )
    assert house.kinds() == ["charge.transferred"]


def test_a_charge_of_another_post_needs_nobody_else(house: Establishment) -> None:
    depute(house, "clerk", "oc")
    house.transfer("oc", "new")
    assert house.kinds() == ["deputy.named", "charge.transferred"]


def test_no_second_administrator_is_made_by_one_alone(house: Establishment) -> None:
    house.posts["systems"] = make_post(house.office, "systems", house.posts["dm"], level=4, powers=("admin",))
    with refused("signin.second_needed"):
        house.transfer("systems", "invented")
    with refused("signin.second_needed"):
        depute(house, "systems", "clerk")
    depute(house, "systems", "clerk", second="dm")
    assert house.kinds() == ["deputy.named"]


@pytest.mark.parametrize("power", ["admin", "audit", "see_secret", "flow_publish"])
def test_powers_over_others_are_given_before_two(house: Establishment, power: str) -> None:
    with refused("signin.second_needed"):
        order(house, power, "oc")
    with refused("signin.second_is_other"):
        order(house, power, "oc", second="admin")
    order(house, power, "oc", second="dm")
    assert house.kinds() == ["power.ordered"]


def test_an_administrator_does_not_give_his_own_post_a_power_alone(house: Establishment) -> None:
    with refused("signin.second_needed"):
        order(house, "decide", "admin")
    order(house, "decide", "oc")
    assert house.kinds() == ["power.ordered"]


def test_nor_his_own_rank(house: Establishment) -> None:
    with refused("signin.second_needed"):
        services.order_power(
            actor=house.actor(), power="decide", source=ORDER, rank=house.posts["admin"].rank_id, now=NOW
        )


def test_what_is_tried_out_is_taken_back(house: Establishment) -> None:
    with on_trial():
        depute(house, "clerk", "oc")
    assert house.kinds() == []
    assert not house.posts["clerk"].deputations.exists()
    depute(house, "clerk", "oc")
    assert house.kinds() == ["deputy.named"]
