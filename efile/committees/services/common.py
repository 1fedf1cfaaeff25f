"""What every act on a meeting shares: the locked meeting, who may act, the entry in the office's stream."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from efile.committees import reasons, rules
from efile.committees.models import Meeting
from efile.committees.selectors import posts_of
from efile.services.act import Once
from hierarchy import bodies
from hierarchy.actors import Actor
from hierarchy.bodies import Sitting
from hierarchy.models import Body, SeatRole
from hierarchy.refusals import Reason, Refused
from hierarchy.words import Words
from ledger import services as ledger

NOBODY = Words("কেউ না", "nobody")


def lock_meeting(actor: Actor, meeting: UUID) -> Meeting:
    """The meeting, locked; another office's does not exist for the actor."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("body__office")
    row = rows.filter(pk=meeting, office=actor.office_id).first()
    if row is None:
        raise Refused(reasons.NOT_VISIBLE)
    return row


def check_open(row: Meeting, seen: int | None) -> None:
    """Refuse on a meeting that is over, and on one that changed since the page was drawn."""
    if row.signed_at is not None:
        raise Refused(reasons.SIGNED)
    if row.off_at is not None:
        raise Refused(reasons.OFF)
    if seen is not None and seen != row.version:
        raise Refused(reasons.CHANGED)


def check_secretary(actor: Actor, body: Body, now: datetime) -> None:
    secretary, chair = (bodies.sitting_of(body, role, now) for role in (SeatRole.SECRETARY, SeatRole.CHAIR))
    reason = rules.may_call(posts_of(actor), _post(secretary), _post(chair))
    if reason is not None or actor.assistant:
        raise refused_seat(reason or reasons.NOT_SECRETARY, body, secretary)


def check_chair(actor: Actor, body: Body, now: datetime) -> None:
    chair = bodies.sitting_of(body, SeatRole.CHAIR, now)
    reason = rules.may_sign(posts_of(actor), _post(chair), drafts_only=actor.assistant)
    if reason is not None:
        raise refused_seat(reason, body, chair)


def refused_seat(reason: Reason, body: Body, seat: Sitting | None) -> Refused:
    return Refused(reason, body=body.name, who=seat.post.title if seat else NOBODY)


def _post(seat: Sitting | None) -> UUID | None:
    return seat.post.pk if seat else None


def enter(
    row: Meeting,
    actor: Actor,
    kind: str,
    data: Mapping[str, object],
    now: datetime,
    *,
    texts: Mapping[str, str] | None = None,
    once: Once | None = None,
) -> None:
    """The act's entry in the stream of the body's office."""
    said = {"meeting": row.pk, "body": row.body.code, "number": row.number, **data}
    ledger.append(
        stream=row.office_id,
        stream_kind="office",
        kind=kind,
        data=said,
        by=actor.by(),
        at=now,
        texts={name: text for name, text in (texts or {}).items() if text},
        key=ledger.Key(once.user, once.key, once.request, {"meeting": str(row.pk)}) if once else None,
    )


def answered(once: Once | None) -> UUID | None:
    """The meeting of the first answer, when this form was already taken."""
    answer = once.first_answer() if once else None
    return UUID(str(answer["meeting"])) if answer else None


def touch(row: Meeting, *fields: str) -> None:
    """Save what the act changed; whoever saw the meeting before sees an older version."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])
