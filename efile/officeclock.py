"""When the acts of a walk happen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hierarchy.calendar import WorkingCalendar

OFFICE_HOURS = range(10, 18)


@dataclass(slots=True)
class OfficeClock:
    """Acts happen in office hours of working days from a given moment on, some minutes apart."""

    moment: datetime
    calendar: WorkingCalendar
    minutes: int = 35
    latest: datetime | None = None

    def __call__(self) -> datetime:
        self.moment += timedelta(minutes=self.minutes)
        while not self._open(self.moment):
            self.moment += timedelta(minutes=self.minutes)
        return self.moment if self.latest is None else min(self.moment, self.latest)

    def _open(self, moment: datetime) -> bool:
        local = moment.astimezone(ZoneInfo(self.calendar.timezone))
        return local.hour in OFFICE_HOURS and self.calendar.is_working(local.date())
