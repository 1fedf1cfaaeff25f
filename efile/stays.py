"""How long a matter stood in each stage, read from the engine steps of its ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hierarchy.calendar import WorkingCalendar
from ledger.selectors import EntryView
from web.templatetags.office import bn_digits, span_words

A_DAY = timedelta(hours=24)


@dataclass(slots=True)
class Stay:
    """One stay in one stage. `closed_at` is None while the stage is open; `due_on` is its own limit.

    `opened_seq` and `closed_seq` are the entries that opened and closed it: two acts may fall in one
    moment, entries never do.
    """

    stage: UUID
    element: str
    opened_at: datetime
    due_on: date | None = None
    closed_at: datetime | None = None
    outcome: str = ""
    opened_seq: int = 0
    closed_seq: int = 0

    def after(self, seq: int) -> Stay:
        """The stay as it was after an entry."""
        left = self.closed_at is not None and self.closed_seq <= seq
        return self if left or self.closed_at is None else replace(self, closed_at=None)

    def late_days(self, at: datetime, calendar: WorkingCalendar) -> int:
        """Working days beyond the limit at a moment."""
        if self.due_on is None:
            return 0
        until = calendar.local_date(min(self.closed_at or at, at))
        return max(calendar.working_days_between(self.due_on, until), 0)


def stays_of(entries: Iterable[EntryView]) -> list[Stay]:
    """Every stay in every stage, in the order in which they began."""
    stays: list[Stay] = []
    standing: dict[UUID, Stay] = {}
    for entry in entries:
        if "engine" not in entry.data:
            continue
        engine = entry.data["engine"]
        live = {UUID(stage[0]): stage[1] for stage in engine["open"]}
        for pk in [pk for pk in standing if pk not in live]:
            stay = standing.pop(pk)
            stay.closed_at, stay.closed_seq = entry.at, entry.seq
            stay.outcome = str(engine.get("outcome") or "") if engine.get("subject") == str(pk) else ""
        for pk, element in live.items():
            if pk not in standing:
                standing[pk] = Stay(pk, element, entry.at, _due(stays, pk), opened_seq=entry.seq)
                stays.append(standing[pk])
        for subject, _limit, due_on in engine["dues"]:
            if (dated := standing.get(UUID(subject))) is not None:
                dated.due_on = date.fromisoformat(due_on)
    return stays


def _due(stays: Sequence[Stay], stage: UUID) -> date | None:
    """A stage that was put back keeps the limit it had."""
    return next((stay.due_on for stay in reversed(stays) if stay.stage == stage), None)


@dataclass(frozen=True, slots=True)
class Dwell:
    """The time spent in one drawn stage up to a moment, in words; `late` when beyond its limit."""

    words: str
    late: bool
    open: bool


def dwell(stays: Iterable[Stay], at: datetime, calendar: WorkingCalendar) -> dict[str, Dwell]:
    """For each stage the matter has been in by `at`, how long it has been there in all."""
    groups: dict[str, list[Stay]] = defaultdict(list)
    for stay in stays:
        if stay.opened_at <= at:
            groups[stay.element].append(stay)
    return {element: _dwell(group, at, calendar) for element, group in groups.items()}


def _dwell(group: list[Stay], at: datetime, calendar: WorkingCalendar) -> Dwell:
    late = sum(stay.late_days(at, calendar) for stay in group)
    still = any(stay.closed_at is None or stay.closed_at > at for stay in group)
    parts = [spent_words([(stay.opened_at, min(stay.closed_at or at, at)) for stay in group], calendar)]
    if late:
        parts.append(ngettext("%(count)s late", "%(count)s late", late) % {"count": bn_digits(late)})
    elif still:
        parts.append(_("now"))
    return Dwell(", ".join(parts), bool(late), still)


def spent_words(spans: Iterable[tuple[datetime, datetime]], calendar: WorkingCalendar) -> str:
    """The sum of some spans in the office's words: working days, or hours and minutes under a full day,
    also when a night lies in between.
    """
    days, passed = 0, timedelta()
    for start, end in spans:
        days += calendar.working_days_between(calendar.local_date(start), calendar.local_date(end))
        passed += end - start
    if days and passed >= A_DAY:
        return span_words("working_day", days)
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return _("under a minute")
    return span_words("minute", minutes) if minutes < 60 else span_words("hour", minutes // 60)
