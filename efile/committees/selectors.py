"""Reads of committees: whose they are, what waits for them, how a meeting stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from efile.committees import reasons, rules
from efile.committees.models import AgendaItem, Meeting, MeetingNotice
from efile.models import Thread
from hierarchy import bodies, lines
from hierarchy.actors import Actor
from hierarchy.models import Body, Office, Seat
from hierarchy.refusals import Refused
from workflows.catalogue import spec_of
from workflows.engine import StageSpec
from workflows.models import FlowVersion


def bodies_for(actor: Actor, office: Office, now: datetime) -> list[Body]:
    """The committees of his office an officer may look into: those he sits in, or all if he audits or
    heads the office.
    """
    day = bodies.day_in(office, now)
    rows = bodies.bodies_on(office, day).select_related("office")
    if sees_all(actor):
        return list(rows)
    seats = bodies.seats_held(posts_of(actor), day).values("body")
    return list(rows.filter(pk__in=seats))


def body_for(actor: Actor, office: Office, code: str, now: datetime) -> Body:
    found = next((body for body in bodies_for(actor, office, now) if body.code == code), None)
    if found is None:
        raise Refused(reasons.NOT_VISIBLE)
    return found


def meeting_for(actor: Actor, meeting: UUID) -> Meeting:
    """A meeting of a body he sits in, or sat in when it was held; else it does not exist for him."""
    row = (
        Meeting.objects.select_related("body__office", "called_by")
        .filter(pk=meeting, office__in=actor.offices)
        .first()
    )
    if row is None or not _may_see(actor, row):
        raise Refused(reasons.NOT_VISIBLE)
    return row


def _may_see(actor: Actor, row: Meeting) -> bool:
    if sees_all(actor):
        return True
    told = row.notices.filter(post__in=posts_of(actor))
    return told.exists() or Seat.objects.filter(body=row.body, post__in=posts_of(actor), ends=None).exists()


def posts_of(actor: Actor) -> frozenset[UUID]:
    """The actor's post and all that it succeeded."""
    return actor.posts | ({actor.post_id} if actor.post_id else frozenset())


def waiting_for(body: Body) -> list[Thread]:
    """Threads standing in a stage of this body, the longest waiting first.

    A committee takes over what waited for those of its code in offices that were merged into its own.
    """
    rows = (
        Thread.objects.filter(
            office__in=lines.offices_taken_in(body.office_id),
            closed_at=None,
            stage__closed_at=None,
            pool=None,
        )
        .filter(stage__element__in=_elements(body.code), waiting_for="")
        .select_related("matter__instance", "matter__receipt__applicant", "matter__file", "matter__service")
        .select_related("stage")
        .order_by("stage__opened_at", "pk")
    )
    return [row for row in rows if _stage(row).body == body.code]


def _elements(code: str) -> set[str]:
    """Names that a stage of this body has in any version; the version itself is asked afterwards."""
    specs = (spec_of(pk) for pk in FlowVersion.objects.values_list("pk", flat=True))
    return {stage.element for spec in specs for stage in spec.stages.values() if stage.body == code}


def _stage(thread: Thread) -> StageSpec:
    assert thread.stage is not None  # noqa: S101 [the query asks for it]
    return spec_of(thread.matter.instance.version_id).stages[thread.stage.element]


def stage_of_item(item: AgendaItem) -> StageSpec:
    return spec_of(item.matter.instance.version_id).stages[item.stage.element]


def listed_elsewhere(stage: UUID) -> Meeting | None:
    """The meeting before which a stage already stands."""
    item = _standing_before(stage).first()
    return item.meeting if item else None


def listed(stages: Iterable[UUID]) -> dict[UUID, Meeting]:
    """The meeting before which each of these stages stands, for those that stand before one."""
    return {row.stage_id: row.meeting for row in _standing_before(*stages)}


def _standing_before(*stages: UUID) -> QuerySet[AgendaItem]:
    """Items of meetings that can still be held."""
    rows = AgendaItem.objects.filter(stage__in=stages, put_off=False, meeting__office__closed_on=None)
    return rows.select_related("meeting")


def left_standing(stage: UUID) -> QuerySet[AgendaItem]:
    """Its items of meetings that are not held any more, because their office was merged into another."""
    return AgendaItem.objects.filter(stage=stage, put_off=False).exclude(meeting__office__closed_on=None)


def quorum_of(row: Meeting) -> rules.Quorum:
    taken = row.attendance.filter(present=True).values_list("user", "role")
    return rules.quorum(row.body.quorum, (rules.Attended(user, role) for user, role in taken if user))


def meetings_of(body: Body) -> QuerySet[Meeting]:
    """The meetings of a committee under this code, also of its earlier constitutions and of the offices that
    were merged into its own, newest first.
    """
    offices = lines.offices_taken_in(body.office_id)
    rows = Meeting.objects.filter(office__in=offices, body__code=body.code)
    return rows.select_related("body__office").order_by("-at", "-number")


def next_meeting(body: Body) -> Meeting | None:
    rows = meetings_of(body).filter(off_at=None, signed_at=None, office=body.office_id)
    return rows.order_by("at").first()


def seats_of(actor: Actor) -> QuerySet[Seat]:
    """His seats that have no end yet."""
    return Seat.objects.filter(post__in=posts_of(actor), ends=None)


def sees_all(actor: Actor) -> bool:
    return actor.may("audit") or actor.heads


def unread_notices(actor: Actor) -> QuerySet[MeetingNotice]:
    return MeetingNotice.objects.filter(post__in=posts_of(actor), read_at=None)
