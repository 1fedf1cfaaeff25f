"""A page of a register on screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from efile.keyset import Keyset
from efile.registers.asked import Asked
from efile.registers.frame import Column, Kind, Line, Reader, Register, Statement
from efile.registers.written import cells_of

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Cell:
    title: Promise | str
    words: str
    kind: Kind
    url: str = ""

    @property
    def css(self) -> str:
        return {Kind.COUNT: "num", Kind.DAY: "day", Kind.NUMBER: "id"}.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as it is drawn."""

    cells: list[Cell]
    hidden: bool

    @property
    def last(self) -> Cell:
        return self.cells[-1]


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[Shown]
    next: Keyset | None


def page_of(one: Register | Statement, asked: Asked, reader: Reader, after: Keyset | None) -> Page:
    """One page after a key, and where the next one begins."""
    (told,) = one.told(asked, reader, after, PAGE)
    return Page([shown(one.columns, line) for line in told.lines], told.next)


def shown(columns: Sequence[Column], line: Line) -> Shown:
    said = cells_of(columns, line)
    opened = _named_by(columns, said)
    links = line.links or [line.url if at == opened else "" for at in range(len(columns))]
    cells = [
        Cell(column.title, words, column.kind, url)
        for column, words, url in zip(columns, said, links, strict=True)
    ]
    return Shown(cells, line.hidden)


def _named_by(columns: Sequence[Column], said: Sequence[str]) -> int:
    """The cell that opens the line: its number, else another number, else the first words that it has."""
    if said[0]:
        return 0
    for kind in (Kind.NUMBER, Kind.WORDS):
        for at, words in enumerate(said):
            if words and columns[at].kind is kind:
                return at
    return 0
