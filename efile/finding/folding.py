"""How words are made alike before they are compared: one spelling for each sound, digits of one script.

Pure. The same rules stand in the database (`efile_fold`, `efile_words`, `efile_number_parts`), where what is
written is taken up; a test compares the two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

SIGNS: Final = "\u09bc\u09cd\u0981\u0983\u00ad\u200c\u200d"
"""Left out or typed in two ways: nukta, hasanta, candrabindu, visarga, what joins and parts letters."""

SAME: Final = str.maketrans("ঈঊীূণষসযৎঙ০১২৩৪৫৬৭৮৯", "ইউিুনশশজতং0123456789", SIGNS)
"""Letters that Bengali writers take for each other."""

FLAPS: Final = (("\u09a1\u09bc", "র"), ("\u09a2\u09bc", "র"), ("\u09af\u09bc", "\u09df"))
"""Letters whose nukta tells: ড় and ঢ় sound like র, and য় is not য."""

BETWEEN: Final = (
    "\u0001-\u002f:-@\\[-`{-\u00ac\u00ae-\u00bf\u0964\u0965\u09f2\u09f3\u09fb"
    "\u2000-\u200b\u200e-\u206f\u20a0-\u20cf\u3000"
)
"""Between words: spaces, punctuation, signs of money."""

LONGEST: Final = 40
"""Characters of a word that are looked at."""

_WORD: Final = re.compile(f"[^{BETWEEN}]+")


def fold(said: str) -> str:
    """ "জাতি শংসাপত্র" and "জাতী সংশাপত্র" alike; Latin letters small, digits in ASCII."""
    text = unicodedata.normalize("NFKC", said).lower()
    for letter, alike in FLAPS:
        text = text.replace(letter, alike)
    return text.translate(SAME)


def words_of(said: str) -> list[str]:
    """The folded words of a text, in order."""
    return [found[0][:LONGEST] for found in _WORD.finditer(fold(said))]


def number_of(said: str) -> str:
    """What was typed, as a number is kept: folded, from its first letter or digit on."""
    folded = fold(said)
    found = _WORD.search(folded)
    return folded[found.start() :].strip()[:LONGEST] if found else ""


def marked(text: str, wanted: list[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that begins as one of the folded words does."""
    last = 0
    for found in _WORD.finditer(text):
        if fold(found[0]).startswith(tuple(wanted)):
            yield text[last : found.start()], False
            yield found[0], True
            last = found.end()
    yield text[last:], False
