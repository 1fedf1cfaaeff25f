"""What a word sounds like, in Bengali or Latin letters: its consonants, those that sound alike as one.

Pure. The same rules stand in the database (`efile_skeleton`, migration 0036), where names are taken up; a
test compares the two.
"""

from __future__ import annotations

import re
from typing import Final

from efile.finding.folding import words_of

SHORTEST: Final = 3
"""Of fewer sounds too many words are made."""

SPELT: Final = (("ksh", "k"), ("ch", "চ"), ("ck", "k"), ("কশ", "ক"))
"""Letters that stand together for one sound."""

SOUNDS: Final = str.maketrans("কখগঘচছজঝটঠতথডঢদধনংঞপফবভমরলশহৃঋcqxzfv", "kkggccjjttttddddnnnppbbmrlshrrkkkjpb")
_BREATH: Final = re.compile("([bcdgjkprstzচ])h")
_VOWEL_FIRST: Final = re.compile("[aeiouywঅআইউএঐওঔ]")
_SILENT: Final = re.compile("[^bcdghjklmnprst]")
_TWICE: Final = re.compile(r"(.)\1+")


def skeleton(word: str) -> str:
    """ "rhm" of the folded words "rahima", "rohima" and "রহিমা"; empty for one of too few sounds."""
    said = word
    for letters, alike in SPELT:
        said = said.replace(letters, alike)
    said = _BREATH.sub(r"\1", said).translate(SOUNDS)
    sounds = _TWICE.sub(r"\1", _SILENT.sub("", said).replace("ng", "n"))
    found = ("a" if _VOWEL_FIRST.match(word) else "") + sounds
    return found if len(found) >= SHORTEST else ""


def sounds_of(said: str) -> list[str]:
    """Those of all words of a text, in order."""
    return [found for word in words_of(said) if (found := skeleton(word))]
