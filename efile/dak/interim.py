"""An interim reply: the writer is told by when the answer will probably go. CSMOP 66."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from efile import reasons as common
from efile.dak import reasons
from efile.dak.models import Dak, DakMove, DakState
from efile.dak.recording import Noted, note, take
from efile.models import Thread
from efile.services.act import Once, act
from hierarchy import lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.refusals import Refused

ANSWERED = (DakState.FILED, DakState.ARCHIVED, DakState.PASSED, DakState.RECALLED)


@act
def reply_in_the_interim(
    *,
    actor: Actor,
    dak: UUID,
    by: date | None,
    now: datetime,
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """Note that an interim reply went, with the day that it told. By the main recipient, or by whoever has
    the matter in which the letter lies."""
    once = Once.of(actor, key, "interim_dak", dak, by)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    row = taken.dak
    if not may_answer(row, actor):
        holder = lines.present_posts([row.holder])[row.holder_id]
        raise Refused(reasons.NOT_ANSWERING, holder=holder.title)
    if row.state in ANSWERED:
        raise Refused(reasons.DONE_WITH, state=DakState(row.state).label)
    if row.matter is not None and row.matter.closed_at is not None:
        raise Refused(common.CLOSED)
    if by is None or by <= hierarchy.calendar_for(row.office_id).local_date(now):
        raise Refused(reasons.INTERIM_DAY)
    row.told_by = by
    return note(taken, DakMove.Kind.INTERIM, fields=("told_by",), data={"by": by})


def awaits_answer(row: Dak) -> bool:
    """Whether its writer may still be answered: neither put away nor disposed of."""
    return row.state not in ANSWERED and (row.matter is None or row.matter.closed_at is None)


def may_answer(row: Dak, actor: Actor) -> bool:
    if row.holder_id in actor.posts:
        return True
    if row.matter_id is None:
        return False
    return Thread.objects.filter(matter=row.matter_id, closed_at=None, holder__in=actor.posts).exists()
