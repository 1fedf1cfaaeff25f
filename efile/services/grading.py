"""Giving a matter another secrecy grade, with the reason. It counts from that moment for every reader."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from efile import reasons, selectors
from efile.access.rules import may_grade
from efile.models import Matter, Secrecy, name_present
from efile.services.act import Done, Once, act
from efile.services.filing import said_why
from efile.services.locking import Held, lock_thread
from efile.services.mandate import NOBODY, check_own_hand, require, today_of
from efile.visibility import opened_one
from hierarchy import ability, lines
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words
from ledger import services as ledger

GRADE = Words("গোপনীয়তার মাত্রা বদলানো", "Change the secrecy grade")


@act
def grade(
    *, actor: Actor, matter: UUID, secrecy: int, reason: str, now: datetime, key: UUID | None = None
) -> Done:
    """Raise or lower the grade. To whom the matter is shown until a day, it stays shown."""
    once = Once.of(actor, key, "grade", matter, secrecy, reason)
    row = selectors.matter_for(actor, matter)
    held = lock_thread(row.threads.get(parent=None).pk, now, once)
    if held.answered:
        return held.answered
    before = held.matter.secrecy
    _check(held, actor, secrecy)
    why = said_why(reason, reasons.GRADE_WHY)
    held.matter.secrecy = secrecy
    held.matter.save(update_fields=["secrecy"])
    if not opened_one(Matter.objects.all(), actor, matter).exists():
        raise Refused(reasons.GRADE_OUT_OF_SIGHT, holder=held.thread.present.title)
    done = Done(held.matter.pk, held.thread.pk, held.matter.moves, "graded")
    ledger.append(
        stream=held.matter.pk,
        stream_kind="matter",
        kind="matter.graded",
        data={"thread": held.thread.pk, "threads": [], "secrecy": secrecy, "secrecy_before": before},
        by=actor.by(),
        at=now,
        texts={"reason": why},
        key=once.answered(done) if once else None,
    )
    return done


def grades_for(matter: Matter, actor: Actor) -> list[int]:
    """The grades that its page offers the reader, the present one among them; none to who may give none.

    The service checks again.
    """
    place = _place(matter, actor)
    found = [to for to in Secrecy.values if may_grade(actor, matter.secrecy, to, *place) is None]
    return found if actor.may("note") else []


def check_may_grade(matter: Matter, actor: Actor, holder: Words, today: date) -> None:
    """Refused unless the actor may give the matter some grade; asked by its page and by the act."""
    check_own_hand(actor)
    reason = may_grade(actor, matter.secrecy, matter.secrecy, *_place(matter, actor))
    if reason is not None:
        raise Refused(reason, holder=holder)
    require(actor, "note", GRADE, today)


def _check(held: Held, actor: Actor, secrecy: int) -> None:
    check_may_grade(held.matter, actor, held.thread.present.title, today_of(held))
    if secrecy not in Secrecy.values:
        raise Refused(reasons.GRADE_UNKNOWN)
    before = held.matter.secrecy
    reason = may_grade(actor, before, secrecy, *_place(held.matter, actor))
    if reason is not None:
        raise Refused(reason, who=_nearest(held, actor))
    if secrecy == before:
        raise Refused(reasons.GRADE_SAME)


def _place(matter: Matter, actor: Actor) -> tuple[bool, bool]:
    """Whether he holds a part of it; whether he is above a post that does."""
    rows = list(matter.threads.select_related("holder"))
    name_present(rows)
    holds = any(row.pool_id is None and row.present.pk in actor.posts for row in rows)
    seats = lines.seats({row.present.pk for row in rows})
    return holds, any(actor.posts.intersection(seat.superiors) for seat in seats.values())


def _nearest(held: Held, actor: Actor) -> Words:
    if actor.post_id is None:
        return NOBODY
    able = ability.nearest_able(actor.post_id, "see_secret", today_of(held))
    return able.title if able else NOBODY
