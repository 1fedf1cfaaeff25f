"""Classes of case by code: what an order of powers may name. The room that knows them registers its lookup.

This room lies under the one that keeps services, so it asks for them by a function given to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hierarchy.models import Office
from hierarchy.words import Words

Lookup = Callable[[Office], Iterable[tuple[str, Words]]]

_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    """Called once when its room is ready; `lookup` gives code and name of each class the office works."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def cases_of(office: Office) -> dict[str, Words]:
    """Every class of case that the office works, by code, in the order of the front desk's list."""
    return {code: name for lookup in _lookups for code, name in lookup(office)}
