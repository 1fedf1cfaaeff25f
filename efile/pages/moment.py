"""When: the office's calendar, today's date in its zone and the moment, read once for a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hierarchy.calendar import WorkingCalendar
from web import words
from web.templatetags.office import span_words


@dataclass(frozen=True, slots=True)
class Moment:
    """`now` is aware; everything shown is in the office's own zone."""

    now: datetime
    calendar: WorkingCalendar

    @property
    def today(self) -> date:
        return self.calendar.local_date(self.now)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.calendar.timezone))

    def since(self, start: datetime, end: datetime | None = None) -> str:
        """The time from `start` to `end` (default: now) in words: 2 hours, 1 working day."""
        until = self.local(end or self.now)
        return span_words(*words.span(self.local(start), until, self.calendar.working_days_between))
