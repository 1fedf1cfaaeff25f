"""Parking a file that lies on a desk until a day, and taking it up before that."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from efile import reasons as common
from efile.desk import reasons, rules
from efile.forwarding.models import NoticeKind
from efile.models import Matter
from efile.services.act import Done, Once, Seen, act
from efile.services.levels import tell
from efile.services.locking import check_holder, check_seen, check_stage, lock_thread
from efile.services.mandate import check_own_hand, require, today_of
from efile.services.recording import record
from efile.visibility import opened_one
from hierarchy import lines
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words, clean

PARK = Words("নথি স্থগিত রাখা", "Park the file")
LONGEST_REASON = 300


@act
def park(
    *,
    actor: Actor,
    thread: UUID,
    until: date | None,
    reason: str,
    now: datetime,
    seen: Seen | None = None,
    key: UUID | None = None,
) -> Done:
    """The holder puts a file by until a day: it leaves his desk, and is there again on that morning without
    an act. Whatever moves it before ends the parking."""
    once = Once.of(actor, key, "park", thread, until, reason)
    held = lock_thread(thread, now, once)
    if held.answered:
        return held.answered
    check_seen(held, seen, actor)
    check_holder(held, actor)
    stage, today = check_stage(held), today_of(held)
    require(actor, "note", PARK, today, held.matter.service.code)
    refused = rules.may_park(held.thread.parked_until, until or today, today)
    if refused is not None:
        raise Refused(refused)
    why = clean(reason)
    if not why:
        raise Refused(reasons.PARK_WHY)
    if len(why) > LONGEST_REASON:
        raise Refused(common.TOO_LONG, field=common.SHOWN_REASON, most=LONGEST_REASON)
    held.thread.parked_until = until
    held.touch(held.thread)
    said = {"until": until}
    return record(held, actor, "parked", stage=stage.element, data=said, texts={"reason": why}, once=once)


@act
def wake(
    *, actor: Actor, thread: UUID, now: datetime, seen: Seen | None = None, key: UUID | None = None
) -> Done:
    """Take a parked file up before its day. A holder who did not do it himself is told."""
    once = Once.of(actor, key, "wake", thread)
    held = lock_thread(thread, now, once)
    if held.answered:
        return held.answered
    check_own_hand(actor)
    check_seen(held, seen, actor)
    row = held.thread
    seat = lines.seats([row.present.pk])[row.present.pk]
    refused = rules.may_wake(row.parked_until, today_of(held), seat, actor.posts)
    if refused is not None:
        raise Refused(refused, holder=row.present.title)
    if not opened_one(Matter.objects.all(), actor, held.matter.pk).exists():
        raise Refused(common.NOT_VISIBLE)
    told = [] if row.holder_id in actor.posts else [row.holder_id]
    held.touch(row)
    data = {"told": told} if told else {}
    done = record(held, actor, "woken", stage=row.stage.element if row.stage else "", data=data, once=once)
    if told:
        tell(held, actor, told, NoticeKind.WOKEN, done.seq)
    return done
