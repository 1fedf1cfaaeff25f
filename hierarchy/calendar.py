"""The office's working days. Pure: no clock, no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Literal
from zoneinfo import ZoneInfo

Unit = Literal["working", "calendar"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """One version of an office's calendar.

    `weekly_off` holds weekdays with Monday as 0: {5, 6} in West Bengal, {4, 5} in
    Bangladesh. `holidays` are the office's dates, `timezone` its zone's name. What begins on `valid_from` or
    later is counted by it.
    """

    version: int
    weekly_off: frozenset[int]
    holidays: frozenset[date]
    timezone: str
    valid_from: date = date.min

    def __post_init__(self) -> None:
        if self.weekly_off >= frozenset(range(7)):
            raise ValueError("a calendar needs at least one working weekday")

    def is_working(self, day: date) -> bool:
        return day.weekday() not in self.weekly_off and day not in self.holidays

    def add_working_days(self, start: date, days: int) -> date:
        """The day on which the `days`-th working day after `start` falls.

        The day of start is excluded, as the day of receipt is under the RTPS rules
        (West Bengal, 2013); nought days is the day itself.
        """
        if days < 0:
            raise ValueError("working days are counted forward")
        day = start
        for _ in range(days):
            day = next(self._working_after(day))
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + _DAY * passed for passed in range(1, (end - start).days + 1))
        return sum(self.is_working(day) for day in days)

    def due_on(self, start: datetime, days: int, unit: Unit) -> date:
        """The last day of a limit that began at `start`, in the office's own zone."""
        day = self.local_date(start)
        if unit == "working":
            return self.add_working_days(day, days)
        if days < 0:
            raise ValueError("a limit runs forward")
        return day + _DAY * days

    def local_date(self, moment: datetime) -> date:
        """The date in the office at an aware moment."""
        if moment.tzinfo is None:
            raise ValueError("a moment without a zone has no date in the office")
        return moment.astimezone(ZoneInfo(self.timezone)).date()

    def _working_after(self, day: date) -> Iterator[date]:
        following = (day + _DAY * passed for passed in count(1))
        return (candidate for candidate in following if self.is_working(candidate))
