"""The moments that put a due date where the demonstration wants it, seen from the day it opens on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction

from hierarchy.actors import Actor
from hierarchy.calendar import Unit, WorkingCalendar
from hierarchy.models import Office
from integrations.demonstration.scenes import Age
from ledger import selectors as ledger
from workflows import limitrecord
from workflows.catalogue import limit_in_force, spec_of
from workflows.models import Limit, Service

LIMITS = Path(__file__).resolve().parent / "limits.toml"
MORNING = time(9, 35)
LATELY = 3  # working days ago


@transaction.atomic
def load_limits(office: Office, now: datetime) -> None:
    """The district's own time limits, entered in its ledger stream; its matters begin under them."""
    told = limitrecord.told(ledger.entries(office.pk))
    by = Actor.system("demonstration").by()
    for given in tomllib.loads(LIMITS.read_text(encoding="utf-8"))["limits"]:
        row, _made = Limit.objects.update_or_create(
            name=given.pop("name"),
            profile=office.profile,
            office=office,
            valid_from=given.pop("valid_from"),
            defaults=given,
        )
        before = told.get(str(row.pk))
        limitrecord.enter(row, stream=office.pk, stream_kind="office", by=by, now=now, before=before)


def limit_at(office: Office, code: str, element: str, on: date | datetime) -> tuple[int, Unit]:
    """Days and unit of the limit of a service's stage, else of the service as a whole."""
    service = Service.objects.select_related("flow").get(code=code)
    version = service.flow.versions.order_by("-number").first()
    stages = spec_of(version.pk).stages if version else {}
    stage = stages.get(element)
    day = on.date() if isinstance(on, datetime) else on
    row = limit_in_force((stage.sla if stage else None) or service.limit, office, day)
    return row.days, row.counted_in


@dataclass(slots=True)
class Today:
    """The day the district opens on. On a day off a limit in working days falls due the next working day."""

    calendar: WorkingCalendar
    now: datetime

    def entry(self, age: Age, days: int, unit: Unit) -> datetime:
        """The morning on which a stage with this limit began, for it to be due as the age says."""
        if age == "fresh":
            return self._morning(self._back(1))
        if age == "weeks":
            return self._morning(self._back(30))
        if unit == "calendar" and age == "today":
            return self._morning(self.opening - timedelta(days=days))
        due = self._due(age)
        day = due
        while self.calendar.due_on(self._morning(day), days, unit) > due or not self.calendar.is_working(day):
            day -= timedelta(days=1)
        return self._morning(day)

    def lately(self) -> datetime:
        return self._morning(self._back(LATELY))

    @property
    def opening(self) -> date:
        return self.calendar.local_date(self.now)

    def _due(self, age: Age) -> date:
        if age == "late":
            return self._back(2)
        working = self.calendar.is_working(self.opening)
        return self.opening if age == "today" and working else self.calendar.add_working_days(self.opening, 1)

    def _back(self, working: int) -> date:
        day = self.opening
        while working:
            day -= timedelta(days=1)
            working -= self.calendar.is_working(day)
        return day

    def _morning(self, day: date) -> datetime:
        return datetime.combine(day, MORNING, ZoneInfo(self.calendar.timezone))
