"""Why a holder is away, in the words offices use: known ones in both languages, others as written."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from hierarchy.words import Words

FILE = Path(__file__).parent / "data" / "absences.csv"


@cache
def _known() -> tuple[tuple[str, Words], ...]:
    """The profile (WB, BD or both) and the words of each, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        return tuple((row["profile"], Words(row["name_bn"], row["name_en"])) for row in csv.DictReader(rows))


def offered(profile: str) -> list[Words]:
    """The usual reasons of a country's offices."""
    return [words for where, words in _known() if where in {"both", profile}]


def in_both(text: str) -> Words:
    """A reason as it was kept. One of the usual ones is known by its words in either language."""
    sought = text.casefold()
    found = (words for _where, words in _known() if sought in {words.bn.casefold(), words.en.casefold()})
    return next(found, Words(text, text))
