"""PUC and FR: what the papers of a matter are called in its notes. CSMOP 25."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.translation import get_language, pgettext

from efile.papers.models import Paper, PaperKind
from web.words import digits, is_bengali

FRESH: Final = frozenset({PaperKind.MESSAGE, PaperKind.RECEIPT})
"""What comes from outside while the matter is under way."""
ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def flagged_kinds(papers: Sequence[Paper]) -> list[str]:
    """The kinds of these papers, for `flags_of`. The answer that a letter brought, laid in with it, is no
    receipt beside the letter: its kind is empty."""
    brought = {one.at for one in papers if one.kind == PaperKind.RECEIPT}
    return ["" if one.kind == PaperKind.MESSAGE and one.at in brought else one.kind for one in papers]


def flags_of(kinds: Sequence[str]) -> list[str]:
    """The flags of the papers of a matter, in their order. CSMOP 25: the first is the paper under
    consideration (PUC); each that came from outside since is a fresh receipt (FR), numbered as it came. A
    struck paper keeps its number, so that what a note says of another stays true."""
    flags, fresh = [], 0
    for place, kind in enumerate(kinds):
        fresh += place > 0 and kind in FRESH
        if place == 0:
            flags.append(pgettext("flag", "PUC"))
        elif kind in FRESH:
            flags.append(pgettext("flag", "FR-%(number)s") % {"number": _numeral(fresh)})
        else:
            flags.append("")
    return flags


def _numeral(number: int) -> str:
    """In Roman numerals, as it is written on a flag; in Bengali digits for a Bengali reader."""
    language = get_language()
    if is_bengali(language):
        return digits(number, language)
    said = ""
    for value, sign in ROMAN:
        said += sign * (number // value)
        number %= value
    return said
