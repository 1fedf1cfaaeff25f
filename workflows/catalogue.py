"""Which version of which flow runs, and the time limits in force."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet

from hierarchy.calendar import WorkingCalendar
from hierarchy.models import Office
from hierarchy.refusals import Refused
from workflows import engine, reasons
from workflows.models import WITHDRAWN, Flow, FlowVersion, Instance, Limit, OpenStage, Service


@lru_cache(maxsize=256)
def spec_of(version_id: UUID) -> engine.FlowSpec:
    """The compiled form of a published version; versions never change, so it is cached."""
    bundle = FlowVersion.objects.values_list("bundle", flat=True).get(pk=version_id)
    return engine.compile(engine.Bundle.from_json(bundle))


def current_version(flow: Flow) -> FlowVersion:
    version = flow.versions.order_by("-number").first()
    if version is None:
        raise Refused(reasons.NO_VERSION, flow=flow.name)
    return version


def stages_taken(instance: Instance) -> QuerySet[OpenStage]:
    """The stages an instance has been in, without those that a pull back took away again."""
    return instance.stages.exclude(outcome=WITHDRAWN)


def services_for(office: Office) -> list[Service]:
    """The services an office offers, in the order of the front desk's list: those of its country
    whose section it has."""
    worked_here = Q(section__in=office.sections.values("code")) | Q(kind=Service.Kind.INTERNAL)
    return list(
        Service.objects.filter(
            worked_here, profile__in=[office.profile, "both"], flow__versions__isnull=False
        )
        .distinct()
        .select_related("flow")
    )


def limit_in_force(name: str, office: Office, on: date) -> Limit:
    """The row of limit `name` for this office on this day: the office's own before its country's."""
    return limits_in_force([name], office, on)[name]


def limits_in_force(names: Collection[str], office: Office, on: date) -> dict[str, Limit]:
    """`limit_in_force` for several names in one query."""
    rows = Limit.objects.filter(
        Q(office=office) | Q(office__isnull=True),
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        name__in=names,
        profile__in=[office.profile, "both"],
        valid_from__lte=on,
    )
    best: dict[str, Limit] = {}
    for row in sorted(rows, key=_precedence):
        best[row.name] = row
    for name in names:
        if name not in best:
            raise Refused(reasons.NO_LIMIT, limit=name, on=on)
    return best


def _precedence(row: Limit) -> tuple[bool, bool, date]:
    return (row.office_id is not None, row.profile != "both", row.valid_from)


def due_on(limit: Limit, calendar: WorkingCalendar, entered_at: datetime) -> date:
    return calendar.due_on(entered_at, limit.days, limit.counted_in)
