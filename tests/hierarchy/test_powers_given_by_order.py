"""A rank's powers, changed by the office's orders."""

from __future__ import annotations

import pytest

from hierarchy.actors import Actor
from hierarchy.rules import Limited, Order, Powers, powers_in_force
from hierarchy.words import Words

RANK = ("note", "forward", "decide")


@pytest.mark.parametrize(
    ("orders", "always"),
    [
        ([], {"note", "forward", "decide"}),
        ([Order(True, False, "issue")], {"note", "forward", "decide", "issue"}),
        ([Order(False, False, "decide")], {"note", "forward"}),
        ([Order(False, False, "issue"), Order(True, False, "issue")], {"note", "forward", "decide"}),
        ([Order(False, False, "decide"), Order(True, True, "decide")], {"note", "forward", "decide"}),
        ([Order(True, False, "issue"), Order(False, True, "issue")], {"note", "forward", "decide"}),
    ],
    ids=["rank", "given", "withheld", "withheld before given", "post before rank", "post loses it"],
)
def test_orders_change_what_a_rank_carries(orders: list[Order], always: set[str]) -> None:
    assert powers_in_force(RANK, orders).always == always
    assert powers_in_force(RANK, orders[::-1]).always == always


@pytest.mark.parametrize(
    ("order", "service", "amount", "may"),
    [
        (Order(True, True, "sign", "domicile"), "domicile", None, True),
        (Order(True, True, "sign", "domicile"), "arms", None, False),
        (Order(True, True, "sign", "", 5_000), "arms", 5_000, True),
        (Order(True, True, "sign", "", 5_000), "arms", 5_001, False),
        (Order(True, True, "sign", "", 5_000), "arms", None, True),
        (Order(True, True, "decide", "", 5_000), "arms", 5_000, True),
        (Order(True, True, "decide", "", 5_000), "arms", 5_001, False),
        (Order(True, False, "decide", "", 5_000), "arms", 5_001, False),
        (Order(True, True, "decide", "arms", 5_000), "arms", 5_001, False),
        (Order(True, True, "decide", "arms", 5_000), "domicile", 5_001, True),
        (Order(False, True, "decide", "arms"), "arms", None, False),
        (Order(False, True, "decide", "arms"), "domicile", None, True),
    ],
)
def test_a_power_may_be_bound_to_a_service_and_a_sum(
    order: Order, service: str, amount: int | None, may: bool
) -> None:
    assert _actor(powers_in_force(RANK, [order])).may(order.power, service, amount) is may


def test_a_post_gets_back_what_its_rank_lacks_in_a_service() -> None:
    rank = Order(False, False, "decide", "arms")
    assert not _actor(powers_in_force(RANK, [rank])).may("decide", "arms")
    assert _actor(powers_in_force(RANK, [rank, Order(True, True, "decide", "arms")])).may("decide", "arms")


def test_withholding_a_power_withholds_its_limited_forms() -> None:
    orders = [Order(True, False, "sign", "domicile"), Order(False, True, "sign")]
    assert powers_in_force(RANK, orders).limited == ()


def test_what_a_post_is_given_in_all_services_goes_before_what_its_rank_lacks_in_one() -> None:
    orders = [Order(False, False, "decide", "arms"), Order(True, False, "decide", "land", 5)]
    powers = powers_in_force(RANK, [*orders, Order(True, True, "decide")])
    assert powers == Powers(frozenset(RANK))


def test_of_two_limits_alike_the_wider_one_counts() -> None:
    powers = powers_in_force(RANK, [Order(True, True, "decide", "", 5), Order(True, True, "decide", "", 9)])
    assert powers.may("decide", "arms", 9)
    assert not powers.may("decide", "arms", 10)


def test_a_limit_says_what_it_covers() -> None:
    assert Limited("decide", "", 100).covers("decide", "arms", 100)
    assert not Limited("decide", "", 100).covers("issue", "arms", 100)


def _actor(powers: Powers) -> Actor:
    nobody = Words(bn="", en="")
    return Actor(
        kind="officer",
        user_id=None,
        post_id=None,
        office_id=None,
        section_id=None,
        powers=powers.always,
        level=3,
        name=nobody,
        post_title=nobody,
        charge="substantive",
        on_behalf_of=None,
        limited=powers.limited,
        withheld=powers.withheld,
    )
