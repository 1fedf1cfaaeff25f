"""Numbers without gaps: the series row is locked in the transaction that uses the number."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Subquery

from efile.models import NumberSeries
from hierarchy.models import NumberScheme, Office, Register, Section
from hierarchy.numbering import DEFAULTS, Parts, written


def receipt_number(office: Office, day: date) -> tuple[int, str]:
    """The next serial of the diary in the day's year, and the number as the office writes it that day."""
    serial, pattern = next_serial(office, Register.RECEIPT, Register.RECEIPT, day)
    return serial, written(pattern, Parts(serial, day.year, office.code))


def issue_number(office: Office, day: date) -> tuple[int, str]:
    """The next serial of the office's letters issued in the day's year, and the number as it is written."""
    serial, pattern = next_serial(office, Register.ISSUE, Register.ISSUE, day)
    return serial, written(pattern, Parts(serial, day.year, office.code))


def file_number(office: Office, section: Section, day: date) -> str:
    """The next number of the section's files; digits in ASCII, shown in the reader's digits."""
    serial, pattern = next_serial(office, series_of(section), Register.FILE, day)
    return written(pattern, Parts(serial, day.year, office.code, section.name_bn, section.code))


def series_of(section: Section) -> str:
    return f"file:{section.code}"


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
