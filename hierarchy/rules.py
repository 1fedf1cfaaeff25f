"""Pure decisions of the hierarchy. No queries."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Limited:
    """A power within one service (all, when empty) and up to a sum (any, when None)."""

    power: str
    service: str = ""
    most: int | None = None

    def covers(self, power: str, service: str, amount: int | None) -> bool:
        """A sum that is not known is not covered by a limit."""
        fits = self.most is None or (amount is not None and amount <= self.most)
        return self.power == power and self.service in {"", service} and fits


@dataclass(frozen=True, slots=True)
class Order:
    """An order in force: it gives, or withholds, a power for a post or its whole rank."""

    gives: bool
    of_post: bool
    power: str
    service: str = ""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Powers:
    """What a post may: `always`; `limited` by service or sum; `withheld` (power, service) pairs."""

    always: frozenset[str]
    limited: tuple[Limited, ...] = ()
    withheld: frozenset[tuple[str, str]] = frozenset()

    def may(self, power: str, service: str = "", amount: int | None = None) -> bool:
        """Whether they carry a power, here in a service and for a sum if these are given."""
        if (power, service) in self.withheld:
            return False
        return power in self.always or any(one.covers(power, service, amount) for one in self.limited)


def powers_in_force(rank: Iterable[str], orders: Iterable[Order]) -> Powers:
    """The rank's powers as the office's orders change them.

    An order about the post goes before one about its rank; of two about the same, withholding goes
    before giving. CSMOP 14(i): level of disposal and powers are delegated by order, per class of case.
    """
    always, limited, withheld = set(rank), list[Limited](), set[tuple[str, str]]()
    for order in sorted(orders, key=lambda one: (one.of_post, not one.gives)):
        if order.gives:
            _give(order, always, limited, withheld)
        else:
            _withhold(order, always, limited, withheld)
    return Powers(frozenset(always), tuple(limited), frozenset(withheld))


def _give(order: Order, always: set[str], limited: list[Limited], withheld: set[tuple[str, str]]) -> None:
    withheld.difference_update(
        {pair for pair in withheld if pair[0] == order.power and order.service in {"", pair[1]}}
    )
    if order.service or order.most is not None:
        limited.append(Limited(order.power, order.service, order.most))
    else:
        always.add(order.power)


def _withhold(order: Order, always: set[str], limited: list[Limited], withheld: set[tuple[str, str]]) -> None:
    if order.service:
        withheld.add((order.power, order.service))
        return
    always.discard(order.power)
    limited[:] = [one for one in limited if one.power != order.power]


def leads_back(links: Mapping[Key, Key | None], start: Key, to: Key) -> bool:
    """Whether following the links from `to` comes to `start`: a link from one to the other makes a ring."""
    seen: set[Key] = set()
    place: Key | None = to
    while place is not None and place not in seen:
        if place == start:
            return True
        seen.add(place)
        place = links.get(place)
    return False
