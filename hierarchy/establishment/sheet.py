"""One table of a whole establishment, read line by line; every fault of a cell is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from hierarchy.establishment import sheet_reasons as reasons
from hierarchy.establishment.sheet_lines import records
from hierarchy.establishment.table import USERNAME
from hierarchy.models import ChargeKind
from hierarchy.refusals import Reason, Refused
from hierarchy.telephones import is_telephone
from hierarchy.words import BENGALI, Words, clean
from web.templatetags.office import bn_digits

COLUMNS = (
    "section",
    "section_bn",
    "section_en",
    "post",
    "title_bn",
    "title_en",
    "rank",
    "reports_to",
    "username",
    "name_bn",
    "name_en",
    "charge",
    "from",
)
LATER = ("telephone",)
"""Columns that a table may leave out: what they say then stays as it is."""
MOST_LINES = 10_000
LONGEST = 200

SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel and LibreOffice begin, new and old."""

_DATE = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"|(?P<one>\d{1,2})([/.-])(?P<two>\d{1,2})\5(?P<last>\d{4})",
    re.ASCII,
)
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BENGALI_DIGIT = re.compile("[\u09e6-\u09ef]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of the table; line 0 is the file as a whole."""

    line: int
    refused: Refused

    @property
    def code(self) -> str:
        return self.refused.reason.code

    @property
    def sentence(self) -> str:
        return self.refused.sentence


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A post, with its section and the person who holds it; empty texts where the line names none.

    `telephone` is None where the table has no such column.
    `faulty` has the columns whose cells are wrong in themselves: nothing follows from those.
    """

    line: int
    section: str
    section_name: Words
    post: str
    title: Words
    rank: str
    reports_to: str
    username: str
    name: Words
    kind: str
    starts: date | None
    telephone: str | None = None
    faulty: frozenset[str] = frozenset()

    def sound(self, *columns: str) -> bool:
        return self.faulty.isdisjoint(columns)


@dataclass(slots=True)
class Sheet:
    """What was read: a row for every line with the right number of cells, and the faults of single cells."""

    sha256: str
    read: list[SheetRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lines: int = 0

    @property
    def rows(self) -> list[SheetRow]:
        """Those without faults of their own."""
        return [row for row in self.read if not row.faulty]


@dataclass(frozen=True, slots=True)
class Number:
    """Reads in the digits of the reader's script."""

    value: int

    def __str__(self) -> str:
        return bn_digits(self.value)


def fault(line: int, reason: Reason, **params: object) -> Fault:
    shown = {name: Number(value) if isinstance(value, int) else value for name, value in params.items()}
    return Fault(line, Refused(reason, **shown))


def read_sheet(content: bytes) -> Sheet:
    sheet = Sheet(sha256(content).hexdigest())
    if content.startswith(SPREADSHEETS):
        sheet.faults.append(fault(0, reasons.SPREADSHEET))
        return sheet
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        sheet.faults.append(fault(0, reasons.NOT_TEXT))
        return sheet
    lines = records(text)
    _number, first = next(lines, (1, []))
    heading = tuple(_cell(cell).lower() for cell in first) if isinstance(first, list) else ()
    named = set(heading) - set(LATER)
    if named != set(COLUMNS) or len(heading) != len(set(heading)):
        sheet.faults.append(fault(1, reasons.COLUMNS, columns=", ".join(COLUMNS), later=", ".join(LATER)))
        return sheet
    for number, cells in lines:
        sheet.lines += 1
        if isinstance(cells, Reason):
            sheet.faults.append(fault(number, cells))
        else:
            _take(sheet, number, heading, cells)
        if sheet.lines > MOST_LINES:
            sheet.faults.append(fault(0, reasons.TOO_LONG, most=MOST_LINES))
            return sheet
    if not sheet.lines:
        sheet.faults.append(fault(1, reasons.NO_LINES))
    return sheet


def _take(sheet: Sheet, number: int, heading: tuple[str, ...], cells: list[str]) -> None:
    if len(cells) != len(heading):
        sheet.faults.append(fault(number, reasons.CELLS, found=len(cells), wanted=len(heading)))
        return
    values = dict(zip(heading, map(_cell, cells), strict=True))
    faults = list(_faults_of(number, values))
    sheet.faults += [found for _column, found in faults]
    sheet.read.append(_row(number, values, frozenset(column for column, _found in faults)))


def _cell(text: str) -> str:
    """A cell that was broken in two for its width is one line of words."""
    return " ".join(clean(text).split())


def _faults_of(line: int, values: dict[str, str]) -> Iterator[tuple[str, Fault]]:
    """Each with its column."""
    for column in ("post", "title_bn", "title_en", "rank", *_needed(values)):
        if not values[column]:
            yield column, fault(line, reasons.EMPTY, column=column)
    for column, value in values.items():
        if value:
            yield from ((column, found) for found in _cell_faults(line, column, value))
    for column in ("name_bn", "name_en", "charge", "from"):
        if values[column] and not values["username"]:
            yield column, fault(line, reasons.NO_PERSON, column=column)


def _needed(values: dict[str, str]) -> tuple[str, ...]:
    """What must stand beside a section and beside a person."""
    of_section = ("section_bn", "section_en") if values["section"] else ()
    of_person = ("name_bn", "name_en", "charge", "from") if values["username"] else ()
    return (*of_section, *of_person)


def _cell_faults(line: int, column: str, value: str) -> Iterator[Fault]:
    named = {"column": column, "value": value}
    if len(value) > LONGEST:
        yield fault(line, reasons.LONG, column=column)
    if column.endswith("_bn"):
        if not BENGALI.search(value):
            yield fault(line, reasons.NOT_BENGALI, **named)
        return
    if _BENGALI_DIGIT.search(value):
        yield fault(line, reasons.BENGALI_DIGITS, **named)
    if column.endswith("_en"):
        if BENGALI.search(value):
            yield fault(line, reasons.NOT_ENGLISH, **named)
    elif not _BENGALI_DIGIT.search(value):
        yield from _value_faults(line, column, value)


def _value_faults(line: int, column: str, value: str) -> Iterator[Fault]:
    if column == "from":
        days = {value} if value in AT_ONCE else _days(value)
        if len(days) != 1:
            yield fault(line, reasons.TWO_DATES if days else reasons.BAD_DATE, value=value)
    elif column == "telephone":
        if not is_telephone(value):
            yield fault(line, reasons.BAD_TELEPHONE, value=value)
    elif column == "charge":
        if value not in ChargeKind.values:
            yield fault(line, reasons.UNKNOWN_KIND, value=value, known=", ".join(ChargeKind.values))
    elif not (USERNAME if column == "username" else _CODE).fullmatch(value):
        yield fault(line, reasons.BAD_CODE, column=column, value=value)


AT_ONCE = frozenset({"today", "আজ"})
"""In “from”: the charge begins with the import, on whatever day that is."""


def _days(text: str) -> set[date]:
    """What a date may mean: 2026-01-26, or as a spreadsheet rewrites it, the day before the month.

    Two, where the month may as well stand first.
    """
    found = _DATE.fullmatch(text)
    if found is None:
        return set()
    if found["year"]:
        return {day for day in [_made(found["year"], found["month"], found["day"])] if day}
    as_here = _made(found["last"], found["two"], found["one"])
    as_there = _made(found["last"], found["one"], found["two"])
    return {day for day in (as_here, as_there) if day} if as_here else set()


def _made(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _row(line: int, values: dict[str, str], faulty: frozenset[str]) -> SheetRow:
    return SheetRow(
        line=line,
        section=values["section"],
        section_name=Words(values["section_bn"], values["section_en"]),
        post=values["post"],
        title=Words(values["title_bn"], values["title_en"]),
        rank=values["rank"],
        reports_to=values["reports_to"],
        username=values["username"],
        name=Words(values["name_bn"], values["name_en"]),
        kind=values["charge"],
        starts=next(iter(sorted(_days(values["from"]))), None),
        telephone=values.get("telephone"),
        faulty=faulty,
    )
