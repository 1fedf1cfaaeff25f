"""Numbers without gaps: the series row is locked in the transaction that uses the number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import OuterRef, Subquery

from efile.files import reasons
from efile.models import NumberSeries
from hierarchy.heads import number_on
from hierarchy.models import NumberScheme, Office, Register, Section, SubjectHead
from hierarchy.numbering import (
    DEFAULTS,
    Parts,
    head_text,
    names_head,
    names_section_number,
    needs_head,
    written,
)
from hierarchy.refusals import Refused

DISPOSAL = "disposal"
"""The series of the lists of files to be destroyed."""


def receipt_number(office: Office, day: date) -> tuple[int, str]:
    """The next serial of the diary in the day's year, and the number as the office writes it that day."""
    serial, pattern = next_serial(office, Register.RECEIPT, Register.RECEIPT, day)
    return serial, written(pattern, Parts(serial, day.year, office.code))


def issue_number(office: Office, day: date) -> tuple[int, str]:
    """The next serial of the office's letters issued in the day's year, and the number as it is written."""
    serial, pattern = next_serial(office, Register.ISSUE, Register.ISSUE, day)
    return serial, written(pattern, Parts(serial, day.year, office.code))


def file_number(office: Office, section: Section, day: date, head: SubjectHead | None = None) -> str:
    """The next number of the section's files, under a head; digits in ASCII, shown in the reader's digits.

    Serials run without a gap in the section and the year; under a pattern that names the head, in the head.
    Refused where the pattern needs a head or the section's number and there is none.
    """
    pattern = pattern_on(office, Register.FILE, day)
    parts = file_parts(office, section, day, pattern, head)
    if head is None and needs_head(pattern):
        raise Refused(reasons.HEAD_NEEDED)
    if names_section_number(pattern) and not parts.number:
        raise Refused(reasons.SECTION_WITHOUT_NUMBER, section=section.name)
    serial = next_serial(office, series_of(section, pattern, parts.heads), Register.FILE, day)[0]
    return written(pattern, replace(parts, serial=serial))


def file_parts(
    office: Office,
    section: Section,
    day: date,
    pattern: str,
    head: SubjectHead | None = None,
    serial: int = 0,
) -> Parts:
    number = number_on(section, day) if names_section_number(pattern) else ""
    codes = head.codes if head is not None else ()
    return Parts(serial, day.year, office.code, section.name_bn, section.code, number, codes)


def series_of(section: Section, pattern: str = "", heads: tuple[str, ...] = ()) -> str:
    """The series of the section's files; of those under one head where the pattern names it."""
    under = f":{head_text(pattern, heads)}" if names_head(pattern) else ""
    return f"file:{section.code}{under}"


def pattern_on(office: Office, register: str, day: date) -> str:
    """The pattern in force that day."""
    rows = NumberScheme.objects.filter(office=office, register=register, starts__lte=day)
    found = rows.order_by("-starts").values_list("pattern", flat=True).first()
    return found or DEFAULTS[register]


def next_serial(office: Office, code: str, register: str, day: date) -> tuple[int, str]:
    """The next serial of a series in a year, held until the transaction ends, and the pattern in force."""
    NumberSeries.objects.bulk_create(
        [NumberSeries(office=office, code=code, year=day.year)], ignore_conflicts=True
    )
    rows = NumberSeries.objects.select_for_update(of=("self",)).annotate(pattern=in_force(register, day))
    row = rows.get(office=office, code=code, year=day.year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last, row.pattern or DEFAULTS[register]


def in_force(register: str, day: date) -> Subquery:
    """The office's newest order for a register that has begun by a day; NULL without one."""
    orders = NumberScheme.objects.filter(office=OuterRef("office"), register=register, starts__lte=day)
    return Subquery(orders.order_by("-starts").values("pattern")[:1])
