"""A list of holidays as lines of text: day, Bengali name, English name, and the order it is known from."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, datetime
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hierarchy.models import Holiday
from hierarchy.services.calendars import Off
from hierarchy.words import Words, clean
from web.templatetags.office import bn_digits
from web.words import LATIN_DIGITS

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


def _day(text: str) -> date | None:
    """2027-01-26, or as an office writes it: 26.01.2027, 26/01/2027, in the digits of either script."""
    latin = text.translate(LATIN_DIGITS)
    for way in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(latin, way).date()
        except ValueError:
            continue
    return None


def _take(found: dict[date, Off], values: list[str]) -> str:
    """What is wrong with a line; nothing, when it was taken."""
    if len(values) not in {3, 4}:
        return _("write day, Bengali name, English name and order, with commas between them.")
    day = _day(values[0])
    if day is None:
        return _("“%(value)s” is no date (write it like 2026-01-26).") % {"value": values[0]}
    if day in found:
        return _("this day stands on an earlier line already.")
    if not values[1] or not values[2]:
        return _("a name in Bengali and one in English are needed.")
    found[day] = Off(Words(values[1], values[2]), values[3] if len(values) == len(HEADING) else "")
    return ""
