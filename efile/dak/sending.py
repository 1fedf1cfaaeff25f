"""A dak goes to another main recipient, and copies to those who should know. Copies never hold it up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from efile import reasons as common
from efile import rules
from efile.dak import reasons
from efile.dak.models import Dak, DakCopy, DakMove
from efile.dak.recording import Noted, Taken, check_main, check_open, need, note, take
from efile.services.act import Once, act
from efile.services.locking import post_of, share_post
from hierarchy import lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.words import clean

LONGEST_WORDS: Final = 300


@act
def send(
    *,
    actor: Actor,
    dak: UUID,
    to: UUID,
    now: datetime,
    words: str = "",
    copies: Sequence[UUID] = (),
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """To another main recipient, with copies beside. By the one it lies with, or a superior of his who may
    pull up: CSMOP 2019 App. 1.1 (5), one officer decides whose a disputed receipt is."""
    once = Once.of(actor, key, "send_dak", dak, to, words, *copies)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    row = taken.dak
    check_sender(row, actor, now)
    target, said = _recipient(taken, to), _words(words)
    if target.pk == row.holder_id:
        raise Refused(reasons.SAME_POST, to=target.title)
    told = _copy(taken, [one for one in copies if one != target.pk])
    hand_to(taken, target)
    fields = ("holder", "sender", "arrived_at", "read_at")
    return note(
        taken, DakMove.Kind.SENT, to=target.pk, fields=fields, data={"copies": told}, texts={"words": said}
    )


@act
def send_copies(
    *,
    actor: Actor,
    dak: UUID,
    to: Sequence[UUID],
    now: datetime,
    words: str = "",
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """Copies for information: by the main recipient, and by who reads a copy himself."""
    once = Once.of(actor, key, "copy_dak", dak, words, *to)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    if not taken.dak.copies.filter(post__in=actor.posts).exists():
        check_main(taken.dak, actor)
    need(actor, "forward", reasons.ACT, now)
    told = _copy(taken, to)
    if not told:
        raise Refused(reasons.NO_COPIES)
    return note(taken, DakMove.Kind.COPIED, data={"copies": told}, texts={"words": _words(words)})


@act
def close_copy(*, actor: Actor, dak: UUID, now: datetime, key: UUID | None = None) -> Noted:
    """The reader of a copy has read it and puts it away; the dak itself is not touched by it."""
    once = Once.of(actor, key, "close_copy", dak)
    taken = take(actor, dak, now, once)
    if taken.answered:
        return taken.answered
    found = taken.dak.copies.filter(post__in=actor.posts, closed_at=None).first()
    if found is None:
        raise Refused(reasons.COPY_GONE)
    found.closed_at = now
    found.save(update_fields=["closed_at"])
    return note(taken, DakMove.Kind.COPY_READ, data={"copy": found.pk})


def hand_to(taken: Taken, target: Post) -> None:
    row = taken.dak
    row.holder, row.sender_id = target, post_of(taken.actor)
    row.arrived_at, row.read_at = taken.now, None


def check_sender(row: Dak, actor: Actor, now: datetime) -> None:
    """Whether he may send on what is open. The physical item need not have come: what was sent to the wrong
    desk goes on without waiting."""
    check_open(row)
    if rules.may_act_as_holder(row.holder_id, False, actor.posts) is None:
        need(actor, "forward", reasons.ACT, now)
        return
    above = lines.seats([row.holder_id])[row.holder_id].superiors
    if actor.posts.isdisjoint(above) or not actor.may("pull_up"):
        check_main(row, actor)


def _recipient(taken: Taken, to: UUID) -> Post:
    today = hierarchy.calendar_for(taken.dak.office_id).local_date(taken.now)
    target = share_post(to, today, taken.now)[0]
    if target.office_id != taken.actor.office_id:
        raise Refused(reasons.OTHER_OFFICE, to=target.title)
    return target


def _copy(taken: Taken, to: Sequence[UUID]) -> list[UUID]:
    """A copy to each of these; one put away before is sent anew."""
    found = []
    for one in dict.fromkeys(to):
        post = _recipient(taken, one)
        if post.pk == taken.dak.holder_id:
            continue
        DakCopy.objects.update_or_create(
            dak=taken.dak, post=post, defaults={"sent_at": taken.now, "closed_at": None}
        )
        found.append(post.pk)
    return found


def _words(given: str) -> str:
    said = clean(given)
    if len(said) > LONGEST_WORDS:
        raise Refused(common.TOO_LONG, field=common.FIELD_NAMES["reminder"], most=LONGEST_WORDS)
    return said
