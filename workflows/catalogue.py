"""Which version of which flow runs, and the time limits in force."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from hierarchy.calendar import WorkingCalendar
from hierarchy.cases import Case
from hierarchy.models import Office
from hierarchy.refusals import Refused
from workflows import engine, reasons
from workflows.models import WITHDRAWN, Flow, FlowVersion, Instance, Limit, OpenStage, Profile, Service

AMOUNT: Final = "amount"
"""The fact that names the sum in question."""


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
    and kind whose section it has."""
    worked_here = Q(section__in=office.sections.values("code")) | Q(kind=Service.Kind.INTERNAL)
    rows = services_served_by(office).filter(worked_here, flow__versions__isnull=False)
    return list(rows.distinct())


def services_served_by(office: Office) -> QuerySet[Service]:
    """The services of the office's country that its kind of office serves, worked in whichever section."""
    of_its_kind = Q(office_kinds=[]) | Q(office_kinds__contains=[office.kind])
    rows = Service.objects.filter(of_its_kind, profile__in=[office.profile, Profile.BOTH])
    return rows.select_related("flow")


def cases_of(office: Office) -> list[tuple[str, Case]]:
    """Each class of case that an order of the office may speak of, by its code."""
    return [(row.code, Case(row.name, asks_sum(row.flow))) for row in services_served_by(office)]


def asks_sum(flow: Flow) -> bool:
    """Whether the flow's present version names the sum that powers are held to."""
    version = flow.versions.order_by("-number").values_list("pk", flat=True).first()
    return version is not None and AMOUNT in spec_of(version).facts


def limit_in_force(name: str, office: Office, on: date) -> Limit:
    """The row of limit `name` for this office on this day: the office's own before its country's."""
    return limits_in_force([name], office, on)[name]


def limits_in_force(names: Collection[str], office: Office, on: date) -> dict[str, Limit]:
    """`limit_in_force` for several names in one query."""
    best = {row.name: row for row in limit_rows(office, on).filter(name__in=names, valid_from__lte=on)}
    for name in names:
        if name not in best:
            raise Refused(reasons.NO_LIMIT, limit=name, on=on)
    return best


def limit_rows(office: Office, on: date) -> QuerySet[Limit]:
    """Rows for an office that have not ended, also those still to come. Of those of one name that are in
    force the last counts: the office's own after its country's, the country's after that of both.
    """
    return (
        Limit.objects.filter(
            Q(office=office) | Q(office__isnull=True),
            Q(valid_to__isnull=True) | Q(valid_to__gte=on),
            profile__in=[office.profile, Profile.BOTH],
        )
        .annotate(own=Q(office__isnull=False), told_by_country=~Q(profile=Profile.BOTH))
        .order_by("own", "told_by_country", "valid_from")
    )


def due_on(limit: Limit, calendar: WorkingCalendar, entered_at: datetime) -> date:
    return calendar.due_on(entered_at, limit.days, limit.counted_in)
