"""Places along the posts strip: one for each working day; a run of days off is a narrow band."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from hierarchy.calendar import WorkingCalendar

# The part of a day that is drawn; an act before or after it lies at the day's edge.
DAY_BEGINS, DAY_ENDS = time(8), time(20)
OFF = 0.3  # the width of a run of days off, in working days
DAY = timedelta(days=1)
CLOCK_STEPS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 10, 15, 30, 60, 120, 240))
MOST_CLOCKS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A working day, or a run of days off: from when until when, and where it begins and ends."""

    start: datetime
    end: datetime
    left: float
    right: float
    working: bool

    def at(self, moment: datetime) -> float:
        part = (moment - self.start) / (self.end - self.start)
        return self.left + min(max(part, 0), 1) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place with its own label: the beginning of a day, or an hour of the only day."""

    at: float
    moment: datetime


@dataclass(frozen=True, slots=True)
class Scale:
    """Places in working days from `start`. When all lies on one date, the clock itself is the scale and
    `pieces` is empty.
    """

    start: datetime
    end: datetime
    zone: ZoneInfo
    pieces: tuple[Piece, ...]

    @classmethod
    def over(cls, start: datetime, end: datetime, calendar: WorkingCalendar) -> Scale:
        zone = ZoneInfo(calendar.timezone)
        first, last = calendar.local_date(start), calendar.local_date(end)
        whole = first != last and tuple(_pieces(first, last, calendar, zone))
        return cls(start, end, zone, whole or ())

    @property
    def by_clock(self) -> bool:
        return not self.pieces

    @property
    def length(self) -> float:
        return self.at(self.end)

    def at(self, moment: datetime) -> float:
        if self.by_clock:
            return max((moment - self.start) / DAY, 0)
        return max(round(self._along(moment) - self._along(self.start), 4), 0)

    def _along(self, moment: datetime) -> float:
        place = bisect_right(self.pieces, moment, key=lambda piece: piece.start) - 1
        return self.pieces[max(place, 0)].at(moment)

    def ticks(self) -> list[Tick]:
        """The working days within; on a single day the full hours, or parts of one."""
        if self.by_clock:
            return [Tick(self.at(moment), moment) for moment in self._clocks()]
        from_start = self._along(self.start)
        return [
            Tick(max(round(piece.left - from_start, 4), 0), piece.start)
            for piece in self.pieces
            if piece.working and piece.right > from_start
        ]

    def days_off(self) -> list[tuple[float, float, date, date]]:
        """The bands between: from, to, the first day and the last."""
        bands = []
        for piece in self.pieces:
            left, right = self.at(piece.start), self.at(piece.end)
            if not piece.working and right > left:
                days = (
                    piece.start.astimezone(self.zone).date(),
                    (piece.end - DAY).astimezone(self.zone).date(),
                )
                bands.append((left, right, *days))
        return bands

    def _clocks(self) -> Iterator[datetime]:
        span = self.end - self.start
        step = next((each for each in CLOCK_STEPS if span / each <= MOST_CLOCKS), CLOCK_STEPS[-1])
        local = self.start.astimezone(self.zone)
        moment = local.replace(hour=0, minute=0, second=0, microsecond=0)
        moment += -((moment - local) // step) * step
        while moment <= self.end:
            yield moment
            moment += step


def _pieces(first: date, last: date, calendar: WorkingCalendar, zone: ZoneInfo) -> Iterator[Piece]:
    days = [first + DAY * passed for passed in range((last - first).days + 1)]
    left = 0.0
    for working, run in groupby(days, key=calendar.is_working):
        together = list(run)
        for start, end in [(day, day) for day in together] if working else [(together[0], together[-1])]:
            begins = datetime.combine(start, DAY_BEGINS if working else time.min, zone)
            ends = datetime.combine(end, DAY_ENDS, zone) if working else _midnight_after(end, zone)
            right = left + (1 if working else OFF)
            yield Piece(begins, ends, left, right, working)
            left = right


def _midnight_after(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + DAY, time.min, zone)
