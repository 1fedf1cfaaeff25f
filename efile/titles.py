"""Titles of posts without their section's name, where that leaves no doubt which post is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable


def shortener(titles: Iterable[str]) -> Callable[[str], str]:
    """“Officer-in-Charge, General Section” becomes “Officer-in-Charge” when no other title begins so."""
    begun = Counter(_begin(title) for title in set(titles))

    def short(title: str) -> str:
        return _begin(title) if begun[_begin(title)] == 1 else title

    return short


def _begin(title: str) -> str:
    return title.split(",")[0].strip()
