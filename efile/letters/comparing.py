"""Two versions side by side: what was taken out, what was put in, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from efile.letters import reasons
from efile.letters.wording import Wording

_PIECE: Final = re.compile(r"\s+|[^\s]+")
MOST_PIECES: Final = 4_000
"""Beyond this many words whole lines are compared: a long letter must not hold the page up."""


@dataclass(frozen=True, slots=True)
class Span:
    """`same`, `out` of the earlier version, `in` the later one."""

    what: Literal["same", "out", "in"]
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a letter in both versions."""

    name: str
    spans: tuple[Span, ...]

    @property
    def differs(self) -> bool:
        return any(span.what != "same" for span in self.spans)


def compared(before: Wording, after: Wording) -> list[Part]:
    """Every part of the letter that either version fills."""
    earlier, later = _readable(before), _readable(after)
    return [
        Part(name, tuple(spans(earlier[name], later[name])))
        for name in earlier
        if earlier[name] or later[name]
    ]


def _readable(said: Wording) -> dict[str, str]:
    """The texts as a reader compares them: each recipient with his role and his ways."""
    rows = (
        f"{reasons.ROLES[row.role]}: {row.printed}"
        + "".join(f"\n{way}" for way in (row.email, row.mobile) if way)
        for row in said.addressed
    )
    texts = {name: text for name, text in said.texts.items() if name not in {"to", "copies"}}
    return {**texts, "recipients": "\n\n".join(rows)}


def spans(before: str, after: str) -> Iterator[Span]:
    """The later text with what it lost. A space between two changed words is changed with them."""
    one, other = pieces(before), pieces(after)
    if max(len(one), len(other)) > MOST_PIECES:
        one, other = before.splitlines(keepends=True), after.splitlines(keepends=True)
    out = into = ""
    for what, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        lost, found = "".join(one[a:b]), "".join(other[c:d])
        if what != "equal" or ((out or into) and lost.isspace() and "\n" not in lost):
            out, into = out + lost, into + found
            continue
        yield from _changed(out, into)
        out = into = ""
        yield Span("same", lost)
    yield from _changed(out, into)


def _changed(out: str, into: str) -> Iterator[Span]:
    if out:
        yield Span("out", out)
    if into:
        yield Span("in", into)


def pieces(text: str) -> list[str]:
    """Words and the space between them; together they are the text."""
    return _PIECE.findall(text)
