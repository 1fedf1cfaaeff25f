"""Pulling up by the line of control; seals; what is told for information."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from efile import reasons
from efile.forwarding import rules
from efile.forwarding.hands import may_be_taken
from efile.forwarding.models import DeskNotice, NoticeKind, Seal
from efile.models import Matter
from efile.services.act import Done, Once, Seen, act
from efile.services.levels import tell
from efile.services.locking import check_seen, check_stage, lock_thread, post_of
from efile.services.mandate import check_own_hand, require, today_of
from efile.services.recording import hand_over, record
from efile.visibility import opened_one
from hierarchy import lines
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.words import Words

PULL_UP = Words("নথি উপরে তুলে নেওয়া", "Pull the file up")
MOST_SEALS = 40


@act
def pull_up(
    *, actor: Actor, thread: UUID, now: datetime, seen: Seen | None = None, key: UUID | None = None
) -> Done:
    """A superior in the holder's line of control, who may open the file, takes it to himself; the holder is
    told."""
    once = Once.of(actor, key, "pull_up", thread)
    held = lock_thread(thread, now, once)
    if held.answered:
        return held.answered
    check_seen(held, seen, actor)
    row, own = held.thread, post_of(actor)
    if row.closed_at is not None:
        raise Refused(reasons.CLOSED)
    require(actor, "pull_up", PULL_UP, today_of(held), held.matter.service.code)
    stage = check_stage(held)
    seat = lines.seats([row.present.pk])[row.present.pk]
    to_be_taken = may_be_taken(row, held.matter.service.code, now, today_of(held))
    reason = rules.may_pull_up(seat, actor.posts, to_be_taken)
    if reason is not None:
        raise Refused(reason, holder=row.present.title)
    if not opened_one(Matter.objects.all(), actor, held.matter.pk).exists():
        raise Refused(reasons.NOT_VISIBLE)
    taken_from = row.holder_id
    hand_over(row, own, taken_from, "pulled_up", now, own)
    held.touch(row)
    data = {"taken_from": taken_from, "told": [taken_from]}
    done = record(held, actor, "pulled_up", to=own, stage=stage.element, data=data, once=once)
    tell(held, actor, [taken_from], NoticeKind.PULLED_UP, done.seq)
    return done


@transaction.atomic(durable=True)
def dismiss(*, actor: Actor, notice: UUID, now: datetime) -> None:
    """The post has taken note; a repeat changes nothing."""
    check_own_hand(actor)
    mine = DeskNotice.objects.filter(pk=notice, post__in=actor.posts)
    if not mine.exists():
        raise Refused(reasons.NO_NOTICE)
    mine.filter(dismissed_at=None).update(dismissed_at=now)


@transaction.atomic(durable=True)
def add_seal(*, actor: Actor, to: UUID) -> None:
    """Put a post at the end of the own list; one that is there stays where it is."""
    own = _owner(actor)
    post = Post.objects.filter(pk=to, office=actor.office_id).first()
    if post is None:
        raise Refused(reasons.NO_SUCH_SEAL)
    if post.pk in actor.posts:
        raise Refused(reasons.SEAL_OF_ONESELF)
    if post.abolished_on is not None:
        raise Refused(reasons.POST_GONE, to=post.title)
    seals = list(Seal.objects.select_for_update().filter(owner=own))
    if len(seals) >= MOST_SEALS:
        raise Refused(reasons.SEALS_FULL, most=MOST_SEALS)
    if all(seal.to_id != post.pk for seal in seals):
        last = max((seal.position for seal in seals), default=0)
        Seal.objects.create(office_id=post.office_id, owner_id=own, to=post, position=last + 1)


@transaction.atomic(durable=True)
def remove_seal(*, actor: Actor, to: UUID) -> None:
    Seal.objects.filter(owner=_owner(actor), to=to).delete()


@transaction.atomic(durable=True)
def raise_seal(*, actor: Actor, to: UUID) -> None:
    """One place up in the own list."""
    seals = list(Seal.objects.select_for_update().filter(owner=_owner(actor)))
    place = next((at for at, seal in enumerate(seals) if seal.to_id == to), 0)
    if place:
        seals[place - 1], seals[place] = seals[place], seals[place - 1]
    for position, seal in enumerate(seals, 1):
        seal.position = position
    Seal.objects.bulk_update(seals, ["position"])


def _owner(actor: Actor) -> UUID:
    check_own_hand(actor)
    if actor.post_id is None:
        raise Refused(reasons.OFFICERS_ONLY)
    return actor.post_id
