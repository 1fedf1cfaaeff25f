"""A committee of the district with two matters before it, called to a meeting that is still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from efile.committees import services
from efile.committees.holding import PLACE, body_of, post_in
from efile.models import Thread
from efile.officeclock import OfficeClock
from efile.services.receiving import Application
from efile.walking import Walker
from hierarchy.models import Office, SeatRole
from integrations.demonstration.days import Today
from integrations.relay import release_now

SERVICE: Final = "wb-khas-land"
BODY: Final = "khas-land"
STAGE: Final = "Committee"
HOUR: Final = time(11, 30)
AHEAD: Final = 2  # working days
PACE: Final = 9  # minutes between two acts


def call_a_meeting(office: Office, today: Today, applications: Sequence[Application]) -> UUID:
    """Each application is walked until it stands before the committee; all are on the meeting's agenda."""
    clock = OfficeClock(today.lately(), today.calendar, PACE, today.now)
    section = office.sections.get(code="land").pk
    walker = Walker(office, lambda matter, stage: None, release_now, clock, until=STAGE, mark_in=section)
    threads = [_before_the_committee(walker, each) for each in applications]
    now = clock()
    body = body_of(office, BODY, now)
    secretary = walker.actor(post_in(body, SeatRole.SECRETARY, now), now)
    meeting = services.call_meeting(actor=secretary, body=body.pk, at=_coming(today), place=PLACE, now=now)
    services.set_agenda(actor=secretary, meeting=meeting, threads=threads, now=now)
    return meeting


def _before_the_committee(walker: Walker, application: Application) -> UUID:
    matter = walker.receive(application, "counter-1").matter
    for _ in walker.work(matter):
        pass
    return Thread.objects.get(matter=matter, closed_at=None, stage__element=STAGE).pk


def _coming(today: Today) -> datetime:
    day = today.calendar.add_working_days(today.opening, AHEAD)
    return datetime.combine(day, HOUR, ZoneInfo(today.calendar.timezone))
