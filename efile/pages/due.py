"""How much time is left, in the words and the colour of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hierarchy.calendar import WorkingCalendar
from web.templatetags.office import office_date


@dataclass(frozen=True, slots=True)
class Due:
    """`tone` is late, today, soon or empty; `used` of `total` working days are gone."""

    words: str
    tone: str
    used: int
    total: int


def due_of(due_on: date | None, since: date, today: date, calendar: WorkingCalendar) -> Due | None:
    """The limit that began on `since` and ends on `due_on`, as seen on `today`."""
    if due_on is None:
        return None
    total = max(calendar.working_days_between(since, due_on), 1)
    left = calendar.working_days_between(today, due_on)
    words, tone = _words(due_on, today, left)
    return Due(words, tone, min(max(total - left, 0), total), total)


def promised_words(day: date, today: date) -> str:
    """The day promised to the applicant, which a limit given later, as by reopening, does not move."""
    said = _("Promised by %(date)s, which has passed") if day < today else _("Expected %(date)s")
    return said % {"date": office_date(day)}


def _words(due_on: date, today: date, left: int) -> tuple[str, str]:
    if due_on < today:
        return _late(-left), "late"
    if due_on == today:
        return _("Last day is today"), "today"
    if due_on == today + timedelta(days=1):
        return _("Last day is tomorrow"), "soon"
    count = {"count": left}
    words = ngettext("%(count)s working day left", "%(count)s working days left", left) % count
    return words, "soon" if left <= 1 else ""


def _late(days: int) -> str:
    if not days:
        return _("The last day has passed")
    return ngettext("%(count)s working day late", "%(count)s working days late", days) % {"count": days}
