"""A whole meeting at one stroke, by the posts that would hold it: for matters that are walked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from efile.committees import reasons, services
from efile.committees.models import Meeting
from efile.committees.services import Decision
from efile.models import Thread
from hierarchy import bodies
from hierarchy.actors import Actor
from hierarchy.models import Body, Office, SeatRole
from hierarchy.refusals import Refused

PLACE: Final = "সভাকক্ষ"
ActorOf = Callable[[UUID, datetime], Actor]


def hold_meeting(
    *, office: Office, code: str, thread: Thread, outcome: str, text: str, actor_of: ActorOf, now: datetime
) -> UUID:
    """The body meets on one thread: called, attended by all who can, minuted, signed by the chair.

    Bound by every rule of the acts it is made of; Refused when there is no quorum.
    """
    body = body_of(office, code, now)
    secretary = actor_of(post_in(body, SeatRole.SECRETARY, now), now)
    chair = actor_of(post_in(body, SeatRole.CHAIR, now), now)
    meeting = services.call_meeting(actor=secretary, body=body.pk, at=now, place=PLACE, now=now)
    services.set_agenda(actor=secretary, meeting=meeting, threads=[thread.pk], now=now)
    present = [one.seat.post_id for one in bodies.sittings(body, now) if not one.vacant]
    services.record_attendance(actor=secretary, meeting=meeting, present=present, now=now)
    item = Meeting.objects.get(pk=meeting).items.get()
    decision = {item.pk: Decision(outcome, text=text)}
    services.write_minutes(actor=secretary, meeting=meeting, decisions=decision, now=now)
    services.sign_minutes(actor=chair, meeting=meeting, now=now)
    return meeting


def body_of(office: Office, code: str, now: datetime) -> Body:
    """The committee as it is constituted at that moment; Refused when the office has none."""
    body = bodies.body_on(office, code, bodies.day_in(office, now))
    if body is None:
        raise Refused(reasons.NOT_VISIBLE)
    return body


def post_in(body: Body, role: SeatRole, now: datetime) -> UUID:
    sitting = bodies.sitting_of(body, role, now)
    if sitting is None:
        raise Refused(reasons.NOT_VISIBLE)
    return sitting.post.pk
