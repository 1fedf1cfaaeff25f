"""A list of holidays as lines of text: day, Bengali name, English name, and the order it is known from."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hierarchy.models import Holiday
from hierarchy.services.calendars import Off
from hierarchy.words import Words, clean
from web.templatetags.office import bn_digits

HEADING = ("on", "name_bn", "name_en", "source")


def as_lines(holidays: Iterable[Holiday]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in holidays:
        writer.writerow([row.on.isoformat(), row.name_bn, row.name_en, row.source])
    return text.getvalue()


def read_lines(text: str) -> dict[date, Off]:
    """The holidays by day. Raises ValidationError with every bad line in a sentence."""
    found: dict[date, Off] = {}
    wrong: list[str] = []
    rows = csv.reader(StringIO(text, newline=""))
    for cells in rows:
        values = [clean(cell) for cell in cells]
        if any(values) and tuple(values) != HEADING:
            said = _take(found, values)
            if said:
                wrong.append(_("Line %(line)s: %(said)s") % {"line": bn_digits(rows.line_num), "said": said})
    if wrong:
        raise ValidationError(wrong)
    return found


def _take(found: dict[date, Off], values: list[str]) -> str:
    """What is wrong with a line; nothing, when it was taken."""
    if len(values) not in {3, 4}:
        return _("write day, Bengali name, English name and order, with commas between them.")
    try:
        day = date.fromisoformat(values[0])
    except ValueError:
        return _("“%(value)s” is no date (write it like 2026-01-26).") % {"value": values[0]}
    if day in found:
        return _("this day stands on an earlier line already.")
    if not values[1] or not values[2]:
        return _("a name in Bengali and one in English are needed.")
    found[day] = Off(Words(values[1], values[2]), values[3] if len(values) == len(HEADING) else "")
    return ""
