"""The marks of a written note: what its text says about bold, lists, numbered paragraphs and tables.

A note is text and stays text: it is signed, hashed, searched and copied as it was typed. Its marks are few,
each text has exactly one reading, and what is no mark stands for itself. docs/adr/0020 has the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

PLAIN: Final = 0
"""The form of a note in which nothing is a mark: those signed before there were marks, and resolutions."""
MARKED: Final = 1

MARKS: Final = {"**": "strong", "~~": "em", "__": "u"}
NUMBERED: Final = re.compile(r"([0-9]{1,3}|[০-৯]{1,3})([.।)])[ \t]+(.*)", re.DOTALL)
BULLET: Final = re.compile(r"[-•][ \t]+(.*)", re.DOTALL)
ROW: Final = re.compile(r"\|.*\|[ \t]*")
RULE: Final = re.compile(r"\|([ \t]*:?-+:?[ \t]*\|)+[ \t]*")
CELL: Final = re.compile(r"(?<!\\)\|")
GOES_ON: Final = re.compile(r"(?:  |\t)[ \t]*(?=\S)")
ESCAPE: Final = re.compile(r"\\([\\*~_|\-•.।)\[\]])")
_SIGNS: Final = re.compile(r"[\\*~_|\[\]]")
_MARK: Final = re.compile(
    r"(?<![\\*])(\*\*)(?=[^\s*])(.+?)(?<=[^\s*\\])\*\*(?!\*)"
    r"|(?<![\\~])(~~)(?=[^\s~])(.+?)(?<=[^\s~\\])~~(?!~)"
    r"|(?<![\\_])(__)(?=[^\s_])(.+?)(?<=[^\s_\\])__(?!_)"
)


REFERENCE: Final = re.compile(
    r"\[\[(para|paper|matter|guard):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r" ([^\[\]\n|*~_\\]{1,120})\]\]"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a note refers to, by an id that never changes; its number may, when files are parted or joined."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the same marks (`strong`, `em`, `u`). Those of a reference stand as it was signed."""

    text: str
    marks: frozenset[str] = frozenset()
    refers: Reference | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list; `number` as it was written, "২।", empty for a bullet."""

    lines: tuple[Line, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    items: tuple[Item, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Table:
    """`head` is empty where no line of dashes follows the first row."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Words | Listed | Table


def blocks(text: str) -> list[Block]:
    """The note as it is to be read, block after block; lines without a mark keep their breaks."""
    found: list[Block] = []
    waiting = text.split("\n")
    while waiting:
        line = waiting[0]
        if not line.strip():
            waiting.pop(0)
        elif ROW.fullmatch(line):
            found.append(_table(waiting))
        elif NUMBERED.fullmatch(line) or BULLET.fullmatch(line):
            found.append(_list(waiting, numbered=NUMBERED.fullmatch(line) is not None))
        else:
            found.append(_words(waiting))
    return found


def runs(text: str) -> Line:
    """One line's words with their marks; a mark that is not closed stands for itself."""
    return tuple(run for run in _runs(text, frozenset()) if run.text)


def references(text: str, form: int) -> list[Reference]:
    """What a note refers to, in order."""
    if form == PLAIN:
        return []
    return [Reference(found[1], UUID(found[2])) for found in REFERENCE.finditer(text)]


def plain(text: str, form: int) -> str:
    """The words without their marks, for lists, notices and search; the same line breaks."""
    if form == PLAIN:
        return text
    return "\n".join(_plain_line(line) for line in text.split("\n") if not RULE.fullmatch(line))


def _plain_line(line: str) -> str:
    if ROW.fullmatch(line):
        return " ".join("".join(run.text for run in runs(cell)) for cell in _cells(line)).strip()
    return "".join(run.text for run in runs(line))


def _begins(line: str) -> bool:
    return not line.strip() or any(one.fullmatch(line) for one in (ROW, NUMBERED, BULLET))


def _words(waiting: list[str]) -> Words:
    lines = [waiting.pop(0)]
    while waiting and not _begins(waiting[0]):
        lines.append(waiting.pop(0))
    return Words(tuple(runs(line) for line in lines))


def _list(waiting: list[str], *, numbered: bool) -> Listed:
    mark = NUMBERED if numbered else BULLET
    items: list[Item] = []
    while waiting and (found := mark.fullmatch(waiting[0])):
        waiting.pop(0)
        lines = [found.groups()[-1]]
        while waiting and GOES_ON.match(waiting[0]):
            lines.append(waiting.pop(0).strip())
        number = "".join(found.groups()[:2]) if numbered else ""
        items.append(Item(tuple(runs(line) for line in lines), number))
    return Listed(tuple(items), numbered)


def _table(waiting: list[str]) -> Table:
    rows: list[tuple[Line, ...]] = []
    headed = len(waiting) > 1 and RULE.fullmatch(waiting[1]) is not None
    while waiting and ROW.fullmatch(waiting[0]):
        line = waiting.pop(0)
        if not RULE.fullmatch(line):
            rows.append(tuple(runs(cell) for cell in _cells(line)))
    headed = headed and len(rows) > 0
    return Table(rows[0] if headed else (), tuple(rows[1:] if headed else rows))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in CELL.split(line.strip()[1:-1])]


def _runs(text: str, marks: frozenset[str]) -> Iterator[Run]:
    at = 0
    for found in _MARK.finditer(text):
        sign = next(group for group in found.groups()[::2] if group)
        inside = next(group for group in found.groups()[1::2] if group)
        yield from _words_and_references(text[at : found.start()], marks)
        yield from _runs(inside, marks | {MARKS[sign]})
        at = found.end()
    yield from _words_and_references(text[at:], marks)


def _words_and_references(text: str, marks: frozenset[str]) -> Iterator[Run]:
    at = 0
    for found in REFERENCE.finditer(text):
        yield Run(_unescaped(text[at : found.start()]), marks)
        yield Run(found[3], marks, Reference(found[1], UUID(found[2])))
        at = found.end()
    yield Run(_unescaped(text[at:]), marks)


def _unescaped(text: str) -> str:
    return ESCAPE.sub(r"\1", text)


def escaped(text: str) -> str:
    """Words that somebody else wrote, as they are put into a note: none of their signs is a mark."""
    return _SIGNS.sub(r"\\\g<0>", text)
