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
        """Where no sum is in question a limit by sum says nothing."""
        fits = self.most is None or amount is None or amount <= self.most
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
    """What a post may: `always`; `limited` by service or sum; `withheld` (power, service) pairs.

    What is limited or withheld in a service goes there before what is given in all.
    """

    always: frozenset[str]
    limited: tuple[Limited, ...] = ()
    withheld: frozenset[tuple[str, str]] = frozenset()

    def may(self, power: str, service: str = "", amount: int | None = None) -> bool:
        """Whether they carry a power, here in a service and for a sum if these are given."""
        if (power, service) in self.withheld:
            return False
        there = [one for one in self.limited if service and (one.power, one.service) == (power, service)]
        if there:
            return any(one.covers(power, service, amount) for one in there)
        return power in self.always or any(one.covers(power, service, amount) for one in self.limited)


def powers_in_force(rank: Iterable[str], orders: Iterable[Order]) -> Powers:
    """The rank's powers as the office's orders change them.

    CSMOP 14(i): level of disposal and powers are delegated by order, per class of case. What is said of the
    post goes before what is said of its rank, and that before what the rank carries; what is said of one
    service before what is said of all; of two orders alike, withholding before giving. An order up to a sum
    says how far the power goes: it also narrows what the rank carries without limit.
    """
    found, given = {(power, ""): [Limited(power)] for power in rank}, list(orders)
    for of_post in (False, True):
        own = [one for one in given if one.of_post is of_post]
        for power in {one.power for one in own if not one.service}:
            found = {pair: limits for pair, limits in found.items() if pair[0] != power}
        for one in own:
            found[one.power, one.service] = _said(own, one.power, one.service)
    limits = [limit for said in found.values() for limit in said]
    always = frozenset(limit.power for limit in limits if limit == Limited(limit.power))
    withheld = frozenset(pair for pair, said in found.items() if not said and pair[1])
    narrower = (limit for limit in limits if limit.service or limit.power not in always)
    return Powers(always, tuple(sorted(narrower, key=repr)), withheld)


def _said(orders: Iterable[Order], power: str, service: str) -> list[Limited]:
    """What orders of one kind say together of a power in a service: nothing where one withholds it."""
    about = [one for one in orders if (one.power, one.service) == (power, service)]
    return [Limited(power, service, one.most) for one in about] if all(one.gives for one in about) else []


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
