"""Reminding the officer with whom a file lies, by a day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from efile import reasons as common
from efile.desk import rules
from efile.desk.alongside import ask
from efile.models import Movement, Thread
from efile.selectors import matter_for
from efile.services.act import Done, Once, act
from efile.services.locking import lock_thread, post_of
from efile.services.mandate import check_own_hand, today_of
from hierarchy import lines
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import clean
from ledger import services as ledger

LONGEST = 300


@act
def remind(
    *, actor: Actor, thread: UUID, words: str, act_by: date | None, now: datetime, key: UUID | None = None
) -> Done:
    """Ask the holder for the file, with words, a day, or both. By who sent or worked it, or is above him.

    CSMOP 60, 66: what is kept too long is asked for; the record keeps that it was. The file does not move,
    and no page of its holder grows old by it.
    """
    once = Once.of(actor, key, "remind", thread, words, act_by)
    held = lock_thread(thread, now, once)
    if held.answered:
        return held.answered
    row, own = held.thread, post_of(actor)
    matter_for(actor, held.matter.pk)
    check_may(actor, row)
    text = clean(words)
    refused = rules.reminder_says(text, act_by, today_of(held), LONGEST)
    if refused is not None:
        raise Refused(refused, field=common.FIELD_NAMES["reminder"], most=LONGEST)
    kept = ask(held, own, row.holder_id, text, act_by)
    done = Done(held.matter.pk, row.pk, held.matter.moves, "reminded")
    ledger.append(
        stream=held.matter.pk,
        stream_kind="matter",
        kind="thread.reminded",
        data={"thread": row.pk, "threads": [], "to": row.holder_id, "reminder": kept.pk, "act_by": act_by},
        by=actor.by(),
        at=now,
        texts={"reminder": text} if text else {},
        key=once.answered(done) if once else None,
    )
    return done


def check_may(actor: Actor, row: Thread) -> None:
    """Refused for who does not remind the holder of this thread."""
    check_own_hand(actor)
    if row.closed_at is not None:
        raise Refused(common.CLOSED)
    seat = lines.seats([row.present.pk])[row.present.pk]
    took_part = Movement.objects.filter(thread=row, from_post__in=actor.posts).exists()
    refused = rules.may_remind(seat, actor.posts, row.pool_id is not None, took_part)
    if refused is not None:
        raise Refused(refused, holder=row.present.title)
