"""Reads: the series of an office with their next numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from efile.letters.numbering import WHOLE_LIFE
from efile.models import NumberSeries
from efile.numbers import DISPOSAL, file_parts, pattern_on, series_of
from hierarchy.heads import heads_on
from hierarchy.models import Office, Register, Section, SubjectHead
from hierarchy.numbering import Parts, names_head, written
from hierarchy.words import Words


@dataclass(frozen=True, slots=True)
class Series:
    """A register in a year: the last serial given, and the number that comes next."""

    register: str
    section: Words | None
    last: int
    following: str

    @property
    def label(self) -> str:
        return str(Register(self.register).label)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A series of a year that is over; `under` is the code of its heads, where it has one."""

    label: str
    section: str
    under: str
    year: int
    last: int


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
    head = sample_head(office, day, files)
    for section in office.sections.filter(closed_on__isnull=True).order_by("position", "code"):
        last = _last_under(given, section, files, head)
        found.append(
            Series(Register.FILE, section.name, last, _file(files, office, section, last + 1, day, head))
        )
    return found


def next_receipt(office: Office, day: date, pattern: str = "") -> str:
    """The next number of the diary under the pattern in force, or under another one."""
    return _plain(office, Register.RECEIPT, day, pattern)


def next_issue(office: Office, day: date, pattern: str = "") -> str:
    """The same of the letters issued."""
    return _plain(office, Register.ISSUE, day, pattern)


def next_file(office: Office, section: Section, day: date, pattern: str) -> str:
    given = dict(NumberSeries.objects.filter(office=office, year=day.year).values_list("code", "last"))
    head = sample_head(office, day, pattern)
    return _file(pattern, office, section, _last_under(given, section, pattern, head) + 1, day, head)


def sample_head(office: Office, day: date, pattern: str) -> SubjectHead | None:
    """The first head, to show a number by that names one."""
    return heads_on(office, day).first() if names_head(pattern) else None


def earlier(office: Office, day: date) -> list[Earlier]:
    """The series of the years before, by the names the sections have now. Memo numbers are counted in
    their file through all its years, and stand in none."""
    names = {one.code: str(one.name) for one in office.sections.all()}
    rows = NumberSeries.objects.filter(office=office, year__gt=WHOLE_LIFE, year__lt=day.year)
    rows = rows.order_by("-year", "code")
    return [_earlier(row, names) for row in rows]


def _earlier(row: NumberSeries, names: dict[str, str]) -> Earlier:
    register, _colon, rest = row.code.partition(":")
    code, _colon, under = rest.partition(":")
    label = _("lists of disposal") if register == DISPOSAL else str(Register(register).label)
    return Earlier(label, names.get(code, code), under, row.year, row.last)


def _plain(office: Office, register: str, day: date, pattern: str) -> str:
    text = pattern or pattern_on(office, register, day)
    return written(text, Parts(_last(office, register, day) + 1, day.year, office.code))


def _last(office: Office, code: str, day: date) -> int:
    rows = NumberSeries.objects.filter(office=office, code=code, year=day.year)
    return rows.values_list("last", flat=True).first() or 0


def _last_under(given: dict[str, int], section: Section, pattern: str, head: SubjectHead | None) -> int:
    return given.get(series_of(section, pattern, head.codes if head else ()), 0)


def _file(
    pattern: str, office: Office, section: Section, serial: int, day: date, head: SubjectHead | None
) -> str:
    return written(pattern, file_parts(office, section, day, pattern, head, serial))
