"""One CSV file as lines that know where they stand."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path

from hierarchy.words import clean

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
USERNAME = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


class ChartFault(Exception):
    """A row, or a file, that cannot be loaded; reads as a sentence with file and line."""

    def __init__(self, file: str, line: int, sentence: str) -> None:
        super().__init__(f"{file}, line {line}: {sentence}")
        self.file = file
        self.line = line
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file; cells are cleaned text by column."""

    file: str
    number: int
    cells: Mapping[str, str]

    def fault(self, sentence: str) -> ChartFault:
        return ChartFault(self.file, self.number, sentence)

    def optional(self, column: str) -> str:
        return self.cells[column]

    def text(self, column: str) -> str:
        if not self.cells[column]:
            raise self.fault(f"the column {column} is empty.")
        return self.cells[column]

    def code(self, column: str) -> str:
        code = self.text(column)
        if not _CODE.fullmatch(code):
            raise self.fault(f"“{code}” is no code: small Latin letters, digits and hyphens only.")
        return code

    def whole_number(self, column: str) -> int:
        text = self.text(column)
        if not (text.isascii() and text.isdigit()):
            raise self.fault(f"“{text}” in {column} is not a whole number.")
        return int(text)

    def date(self, column: str) -> date:
        text = self.text(column)
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self.fault(f"“{text}” in {column} is no date (like 2026-01-26).") from None

    def one_of(self, column: str, known: Iterable[str]) -> str:
        value = self.text(column)
        choices = sorted(known)
        if value not in choices:
            raise self.fault(f"“{value}” in {column} is unknown; known are {', '.join(choices)}.")
        return value


def read_table(folder: Path, name: str, columns: tuple[str, ...], later: tuple[str, ...] = ()) -> list[Line]:
    """The rows of `folder/name`, whose heading must name exactly these columns in this order.

    A heading may leave out the `later` columns at its end; their cells are then empty. Lines before the
    heading that begin with # say where the rows come from.
    """
    path = folder / name
    if not path.is_file():
        raise ChartFault(name, 1, "the file is missing.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ChartFault(name, 1, "the file is not UTF-8 text.") from None
    lines = text.splitlines(keepends=True)
    said = len(list(takewhile(lambda line: line.startswith("#"), lines)))
    rows = csv.reader(lines[said:])
    header = tuple(cell.strip() for cell in next(rows, []))
    if header not in {columns, columns + later}:
        raise ChartFault(name, said + 1, f"the columns must be {', '.join(columns + later)}.")
    absent = dict.fromkeys(later, "")
    return [_line(name, said + rows.line_num, header, row, absent) for row in rows if row]


def once(lines: Iterable[Line], *columns: str) -> None:
    """No two lines carry the same values in these columns."""
    seen: dict[tuple[str, ...], int] = {}
    for line in lines:
        key = tuple(line.cells[column] for column in columns)
        first = seen.setdefault(key, line.number)
        if first != line.number:
            raise line.fault(f"“{' '.join(key)}” stands already on line {first}.")


def _line(
    name: str, number: int, columns: tuple[str, ...], row: list[str], absent: Mapping[str, str]
) -> Line:
    if len(row) != len(columns):
        raise ChartFault(name, number, f"there are {len(row)} cells for {len(columns)} columns.")
    return Line(name, number, {**absent, **dict(zip(columns, map(clean, row), strict=True))})
