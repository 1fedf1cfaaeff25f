"""Reads: the series of an office with their next numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from efile.models import NumberSeries
from efile.numbers import series_of
from hierarchy.models import NumberScheme, Office, Register, Section
from hierarchy.numbering import DEFAULTS, Parts, written
from hierarchy.words import Words


@dataclass(frozen=True, slots=True)
class Series:
    """A register in a year: the last serial given, and the number that comes next."""

    register: str
    section: Words | None
    last: int
    following: str


def pattern_on(office: Office, register: str, day: date) -> str:
    rows = NumberScheme.objects.filter(office=office, register=register, starts__lte=day)
    found = rows.order_by("-starts").values_list("pattern", flat=True).first()
    return found or DEFAULTS[register]


def series(office: Office, day: date) -> list[Series]:
    """The diary and the files of each standing section, in the day's year."""
    given = dict(NumberSeries.objects.filter(office=office, year=day.year).values_list("code", "last"))
    files = pattern_on(office, Register.FILE, day)
    diary = given.get(Register.RECEIPT.value, 0)
    issued = given.get(Register.ISSUE.value, 0)
    found = [
        Series(Register.RECEIPT, None, diary, next_receipt(office, day)),
        Series(Register.ISSUE, None, issued, next_issue(office, day)),
    ]
    for section in office.sections.filter(closed_on__isnull=True).order_by("position", "code"):
        last = given.get(series_of(section), 0)
        found.append(Series(Register.FILE, section.name, last, _file(files, office, section, last + 1, day)))
    return found


def next_receipt(office: Office, day: date, pattern: str = "") -> str:
    """The next number of the diary under the pattern in force, or under another one."""
    return _plain(office, Register.RECEIPT, day, pattern)


def next_issue(office: Office, day: date, pattern: str = "") -> str:
    """The same of the letters issued."""
    return _plain(office, Register.ISSUE, day, pattern)


def next_file(office: Office, section: Section, day: date, pattern: str) -> str:
    return _file(pattern, office, section, _last(office, series_of(section), day) + 1, day)


def earlier(office: Office, day: date) -> list[NumberSeries]:
    """The series of the years before."""
    rows = NumberSeries.objects.filter(office=office, year__lt=day.year)
    return list(rows.order_by("-year", "code"))


def _plain(office: Office, register: str, day: date, pattern: str) -> str:
    text = pattern or pattern_on(office, register, day)
    return written(text, Parts(_last(office, register, day) + 1, day.year, office.code))


def _last(office: Office, code: str, day: date) -> int:
    rows = NumberSeries.objects.filter(office=office, code=code, year=day.year)
    return rows.values_list("last", flat=True).first() or 0


def _file(pattern: str, office: Office, section: Section, serial: int, day: date) -> str:
    return written(pattern, Parts(serial, day.year, office.code, section.name_bn, section.code))
