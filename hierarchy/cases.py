"""Classes of case by code: what an order of powers may name. The room that knows them registers its lookup.

This room lies under the one that keeps services, so it asks for them by a function given to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hierarchy.models import Office
from hierarchy.words import Words


@dataclass(frozen=True, slots=True)
class Case:
    """A class of case by its name. `asks_sum`: its path names the sum that a power may be bound to."""

    name: Words
    asks_sum: bool


Lookup = Callable[[Office], Iterable[tuple[str, Case]]]

_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    """Called once when its room is ready; `lookup` gives each class the office works by its code."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def cases_of(office: Office) -> dict[str, Case]:
    """Every class of case that the office works, by code, in the order of the front desk's list."""
    return {code: case for lookup in _lookups for code, case in lookup(office)}
