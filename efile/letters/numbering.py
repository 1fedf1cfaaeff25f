"""Memo numbers: the file's number with the next serial in it. Two letters of one day have two serials.

CSMOP 42 (A-11011/5(I)/2001-Est.); in Bangladesh too a memo number is the file's with its serial.
"""

from __future__ import annotations

from typing import Final

from efile.models import File, NumberSeries
from hierarchy.models import Office

WHOLE_LIFE: Final = 0
"""A file's letters are counted through all its years."""


def memo_of(office: Office, file: File) -> str:
    """The next one of a file, its digits in ASCII; the series is locked until the transaction ends."""
    place = {"office": office, "code": f"memo:{file.pk}", "year": WHOLE_LIFE}
    NumberSeries.objects.bulk_create([NumberSeries(**place)], ignore_conflicts=True)
    row = NumberSeries.objects.select_for_update(of=("self",)).get(**place)
    row.last += 1
    row.save(update_fields=["last"])
    return f"{file.number}-{row.last}"
