"""Hops inside a stage: opened, forwarded, returned, claimed. No engine step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from efile import reasons, rules
from efile.desk.alongside import Alongside, put_along, tell_copies
from efile.forwarding.sender import sender_of, why_not
from efile.history import ThreadFacts
from efile.models import Movement
from efile.services import levels
from efile.services.act import Done, Once, Seen, act
from efile.services.disposal import check_levels
from efile.services.explaining import check_explained
from efile.services.locking import (
    Held,
    check_holder,
    check_seen,
    check_stage,
    lock_thread,
    post_of,
    share_post,
    share_sender,
)
from efile.services.mandate import require, today_of
from efile.services.recording import hand_over, record
from efile.services.signing import sign_note
from hierarchy import lines
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.rules import Powers
from hierarchy.words import Words
from ledger import services as ledger
from workflows.engine import StageSpec

FORWARD = Words("নথি পাঠানো", "Send the file")
RETURN = Words("নথি ফেরত পাঠানো", "Return the file")
TAKE = Words("নথি নেওয়া", "Take the file")


@act
def mark_opened(*, actor: Actor, thread: UUID, now: datetime) -> bool:
    """The holder opened (or peeked at) what lies with him. True when this was the first time.

    An assistant's look is not the officer's reading.
    """
    held = lock_thread(thread, now)
    row = held.thread
    if rules.may_act(actor) is not None:
        return False
    first = row.read_at is None and row.closed_at is None and row.pool_id is None
    if not first or row.holder_id not in actor.posts:
        return False
    row.read_at = now
    row.save(update_fields=["read_at"])
    ledger.append(
        stream=held.matter.pk,
        stream_kind="matter",
        kind="thread.opened",
        data={"thread": row.pk, "threads": [ThreadFacts.of(row).entry()]},
        by=actor.by(),
        at=now,
    )
    return True


@act
def forward(
    *,
    actor: Actor,
    thread: UUID,
    to: UUID,
    now: datetime,
    seen: Seen | None = None,
    key: UUID | None = None,
    copies: Sequence[UUID] = (),
    answer_by: date | None = None,
) -> Done:
    """Send the file to another post inside the stage; the holder's draft is signed with it. Posts in `copies`
    may read it; by `answer_by` an answer is asked for."""
    asked = [*sorted(copies), *([answer_by] if answer_by else [])]
    once = Once.of(actor, key, "forward", thread, to, *asked)
    held = lock_thread(thread, now, once)
    if held.answered:
        return held.answered
    check_seen(held, seen, actor)
    check_holder(held, actor)
    stage = check_stage(held)
    target, powers = share_post(to, today_of(held), held.clock.now)
    seats = lines.seats([post_of(actor), target.pk])
    _check_recipient(held, actor, stage, target, powers, seats)
    check_levels(held, post_of(actor), target, stage)
    along = put_along(held, actor, target, copies, answer_by, today_of(held))
    return _send(held, actor, "forwarded", target.pk, stage, once, seats, along)


@act
def return_(
    *,
    actor: Actor,
    thread: UUID,
    now: datetime,
    seen: Seen | None = None,
    key: UUID | None = None,
) -> Done:
    """Send the file back to the post it came from, or who stands for it today, in one step.

    A post from which forwarding is withheld may do it too: no order strands a file.
    """
    once = Once.of(actor, key, "return", thread)
    came_here = {"thread": OuterRef("pk"), "from_post": OuterRef("sender"), "to_post__in": actor.posts}
    inside = Movement.objects.filter(kind__in=HOPS, **came_here)
    held = lock_thread(thread, now, once, came_inside=Exists(inside))
    if held.answered:
        return held.answered
    check_seen(held, seen, actor)
    check_holder(held, actor)
    stage = check_stage(held)
    sender = held.thread.sender_id
    came = held.thread.act == "pulled_up" or getattr(held.thread, "came_inside", False)
    if sender is None or sender in actor.posts or not came:
        raise Refused(reasons.NOBODY_TO_RETURN_TO)
    target = share_sender(sender, today_of(held), held.clock.now)
    seats = lines.seats([post_of(actor), target.pk])
    own = seats[post_of(actor)]
    goes_to = levels.return_target(held.matter, held.thread, own, seats[target.pk], held.clock.now)
    if goes_to != target.pk:
        share_post(goes_to, today_of(held), held.clock.now)
    return _send(held, actor, "returned", goes_to, stage, once, seats)


HOPS = ("forwarded", "returned")


@act
def claim(
    *,
    actor: Actor,
    thread: UUID,
    now: datetime,
    seen: Seen | None = None,
    key: UUID | None = None,
) -> Done:
    """Take a file nobody of the section has taken yet."""
    once = Once.of(actor, key, "claim", thread)
    held = lock_thread(thread, now, once)
    if held.answered:
        return held.answered
    row = held.thread
    if row.pool is None or row.present_pool is None:
        raise Refused(reasons.NOT_IN_POOL, holder=row.present.title)
    check_seen(held, seen, actor)
    require(actor, "forward", TAKE, today_of(held), held.matter.service.code)
    if actor.post_id is None or row.pool_id not in actor.sections:
        raise Refused(reasons.NOT_OF_SECTION, section=row.present_pool.name)
    stage = check_stage(held)
    hand_over(row, actor.post_id, row.sender_id, "claimed", now, actor.post_id)
    held.touch(row)
    return record(held, actor, "claimed", to=actor.post_id, stage=stage.element, once=once)


def _check_recipient(
    held: Held, actor: Actor, stage: StageSpec, to: Post, powers: Powers, seats: Mapping[UUID, lines.Seat]
) -> None:
    own, service = seats[post_of(actor)], held.matter.service.code
    sender = sender_of(held.thread, stage, actor, own, held.clock.now, today_of(held))
    reason = why_not(to, seats[to.pk], powers, sender, stage, service)
    if reason is not None:
        raise sender.refused(reason, to, stage)


def _send(
    held: Held,
    actor: Actor,
    kind: str,
    to: UUID,
    stage: StageSpec,
    once: Once | None,
    seats: Mapping[UUID, lines.Seat],
    along: Alongside | None = None,
) -> Done:
    hop = levels.hop(held, post_of(actor), to, seats)
    paragraph = sign_note(held, actor, to)
    check_explained(held, actor, paragraph)
    hand_over(held.thread, to, actor.post_id, kind, held.clock.now, None)
    held.touch(held.thread)
    beside = along or Alongside()
    done = record(
        held,
        actor,
        kind,
        to=to,
        stage=stage.element,
        paragraph=paragraph,
        data={**hop.entry(), **beside.data},
        texts=beside.texts,
        once=once,
    )
    levels.keep(held, actor, hop, done.seq)
    tell_copies(held, actor, beside, hop.told, done.seq)
    return done
