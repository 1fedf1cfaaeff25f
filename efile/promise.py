"""What the front desk tells before it saves: the date an application gets, and the desk it goes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from efile.assigning import desk_of
from efile.models import Matter
from efile.path_ahead import likely_path
from hierarchy import lines
from hierarchy import selectors as hierarchy
from hierarchy.models import Office, Post, Section
from hierarchy.refusals import Refused
from hierarchy.words import Words
from workflows.catalogue import current_version, due_on, limit_in_force, services_for, spec_of
from workflows.engine import StageSpec
from workflows.models import Limit, Service


@dataclass(frozen=True, slots=True)
class Promise:
    """`desk` is the first post's title or the section whose pool it enters; None when no post is found."""

    service: Service
    promised_on: date
    limit: Limit
    desk: Words | None
    stage: Words


def service_of(office: Office, code: str) -> Service | None:
    return next((row for row in services_for(office) if row.code == code), None)


def promise_for(office: Office, service: Service, now: datetime) -> Promise:
    """Refused when no limit is in force or the flow has no version."""
    calendar = hierarchy.calendar_at(office.pk, now)
    limit = limit_in_force(service.limit, office, calendar.local_date(now))
    version = current_version(service.flow)
    path = likely_path(version.pk, service.facts, now)
    stage = spec_of(version.pk).stages[path[0]] if path else None
    return Promise(
        service=service,
        promised_on=due_on(limit, calendar, now),
        limit=limit,
        desk=_first_desk(office, service, stage, now) if stage else None,
        stage=Words(stage.name, stage.name_en) if stage else Words("", ""),
    )


def _first_desk(office: Office, service: Service, stage: StageSpec, now: datetime) -> Words | None:
    """Where a matter of this service would lie first. The matter is never saved."""
    section = Section.objects.filter(office=office, code=service.section).first()
    if section is None:
        return None
    matter = Matter(office=office, section=section)
    try:
        post, pool = desk_of(matter, stage, now)
    except Refused:
        return None
    if pool is None:
        return Post.objects.get(pk=post).title
    return lines.present_sections(Section.objects.filter(pk=pool))[pool].name
