"""When a report or return is due. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from efile.periodicals.models import Every

MONTHS: Final = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
WEEK: Final = timedelta(days=7)


def due_day(first: date, every: str, turn: int) -> date:
    """The day of a turn, the first one being 0: the same day of its month, or the month's last."""
    if every == Every.WEEK:
        return first + turn * WEEK
    year, month = divmod(first.year * 12 + first.month - 1 + turn * MONTHS[Every(every)], 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def near(first: date, today: date) -> bool:
    """Whether turns may be counted from this day: one year back to two years ahead."""
    return due_day(today, Every.YEAR, -1) <= first <= due_day(today, Every.YEAR, 2)
