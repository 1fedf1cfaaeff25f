"""Text typed for the SutonnyMJ fonts (Bijoy): known when it is met, and turned into Unicode.

Such text is Latin letters that only the font draws as Bengali, in the order in which the eye sees them: the
vowel signs that stand left of their letter come before it, the reph after it. The table of signs is a fact of
those fonts, read as Windows-1252; the browser uses the same one (web/frontend/src/typing).
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from hierarchy.words import BENGALI

TABLE: Final = Path(__file__).resolve().parent.parent / "web/frontend/src/typing/bijoy.json"
REPH: Final = "\ue000"
"""Stands for the reph until its place is known."""

YA_PHALA: Final = "\ue001"
"""A র that keeps its shape before ্য, for which Unicode puts a joiner between them."""

_C: Final = "(?:[ক-হ]়?|[ৎ\ue001])"
_CLUSTER: Final = f"{_C}(?:্{_C})*"
_STEPS: Final = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        ("্্+", "্"),
        ("র্য", YA_PHALA),
        (f"([া-ৌ])((?:্{_C})+)", r"\2\1"),
        (f"({_CLUSTER})([া-ৌৗঁ]*){REPH}", r"র্\1\2"),
        (f"([িেৈ])({_CLUSTER})", r"\2\1"),
        ("ঁ([া-ৌৗ])", r"\1ঁ"),
        (YA_PHALA, "র‍্য"),
        (REPH, ""),
    )
)
_SIGNS: Final = re.compile("(?<=[A-Za-z`_~])[©ª«¨¡-®¯-¿×÷•˜™š›œŸ‹Œ†‡ˆ‰Š„…ƒ‚—]|[†‡ˆ‰](?=[A-Z`_a-z])")
"""Signs of those fonts that stand beside a letter, where no other text has them."""
_LETTERS: Final = re.compile(r"[^\W\d]|[†‡ˆ‰`~©ª¨¡-¿×÷]")
FEWEST: Final = 4
LEAST_SIGNS: Final = 0.03
MANY_SIGNS: Final = 0.12
LEAST_VOWELS: Final = 0.07


def to_unicode(text: str) -> str:
    """The same words in Unicode, NFC. What is no sign of those fonts stays as it is."""
    found = _signs().sub(lambda sign: _table()[sign.group()], text)
    for pattern, into in _STEPS:
        found = pattern.sub(into, found)
    return unicodedata.normalize("NFC", found)


def looks_like_bijoy(text: str) -> bool:
    """Whether Latin text was typed for such a font: its signs stand among the letters, very often, or often
    and with the Bengali vowel signs `v`, `w`, `x` as frequent as no European language has those letters.
    """
    letters = _LETTERS.findall(text)
    if len(letters) < FEWEST or BENGALI.search(text):
        return False
    signs = len(_SIGNS.findall(text)) / len(letters)
    vowels = sum(letter in "vwx†‡" for letter in letters) / len(letters)
    return signs >= MANY_SIGNS or (signs >= LEAST_SIGNS and vowels >= LEAST_VOWELS)


@cache
def _table() -> dict[str, str]:
    found: dict[str, str] = json.loads(TABLE.read_text(encoding="utf-8"))
    return found


@cache
def _signs() -> re.Pattern[str]:
    longest = sorted(_table(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)))
