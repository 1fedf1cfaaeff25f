"""Numbers without gaps: the series row is locked in the transaction that uses the number."""

from __future__ import annotations

from efile.models import NumberSeries
from hierarchy.models import Office, Section


def next_serial(office: Office, code: str, year: int) -> int:
    """The next serial of a register in a year, held until the transaction ends."""
    NumberSeries.objects.bulk_create(
        [NumberSeries(office=office, code=code, year=year)], ignore_conflicts=True
    )
    row = NumberSeries.objects.select_for_update().get(office=office, code=code, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def file_number(office: Office, section: Section, year: int) -> str:
    """`<section>/<serial>/<year>`, digits in ASCII; shown in the reader's digits."""
    serial = next_serial(office, f"file:{section.code}", year)
    return f"{section.name_bn}/{serial}/{year}"
