"""Levels jumped on the way up, and the way back through them.

CSMOP 14(iii): level jumping is allowed, but on return the file goes through every level jumped.
CSMOP 14(iv): what is urgent goes straight to whom it concerns, and the levels jumped are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from efile import reasons
from efile.forwarding import rules
from efile.forwarding.models import DeskNotice, JumpedLevel, NoticeKind
from efile.models import Matter, Priority, Thread
from efile.services.locking import Held
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.lines import Seat
from hierarchy.models import Post
from hierarchy.refusals import Refused


@dataclass(frozen=True, slots=True)
class Hop:
    """What a hop means for the levels: jumped now, made good by it, told of it."""

    below: UUID
    jumped: tuple[UUID, ...] = ()
    made_good: tuple[JumpedLevel, ...] = ()
    told: tuple[UUID, ...] = ()
    kind: NoticeKind = NoticeKind.JUMPED

    def entry(self) -> dict[str, object]:
        named = {"jumped": list(self.jumped), "told": list(self.told)}
        return {name: posts for name, posts in named.items() if posts}


def hop(held: Held, own: UUID, to: UUID, seats: Mapping[UUID, Seat]) -> Hop:
    """Refused when the file would go down past a level it still owes a look, unless it is urgent."""
    owed = _owed(held)
    seat = seats.get(to)
    passed = _filled(rules.jumped(seats[own], seat) if seat else (), held.clock.now)
    skipped = _skipped(owed, seats[own], seat, held.clock.now)
    if skipped and not urgent(held):
        raise Refused(reasons.LEVELS_JUMPED, level=Post.objects.get(pk=skipped[-1]).title)
    good = tuple(row for row in owed if row.post_id == to or row.post_id in skipped)
    return Hop(own, tuple(passed), good, tuple(skipped))


def return_target(matter: Matter, thread: Thread, own: Seat, sender: Seat, now: datetime) -> UUID:
    """Back to the sender, or first to the highest level that it was sent past; straight when urgent."""
    if own.post not in sender.superiors or matter.priority >= Priority.URGENT:
        return sender.post
    skipped = _skipped([row for row in _jumped(thread) if row.passed_seq is None], own, sender, now)
    return skipped[-1] if skipped else sender.post


def keep(held: Held, actor: Actor, hop: Hop, seq: int) -> None:
    """The rows of a hop, inside its act."""
    JumpedLevel.objects.bulk_create(
        JumpedLevel(
            office_id=held.matter.office_id, thread=held.thread, below_id=hop.below, post_id=post, seq=seq
        )
        for post in hop.jumped
    )
    if hop.made_good:
        JumpedLevel.objects.filter(pk__in=[row.pk for row in hop.made_good]).update(passed_seq=seq)
    tell(held, actor, hop.told, hop.kind, seq)


def undone(held: Held, last: int, seq: int) -> None:
    """An act taken back owes nothing any more, and what it had made good is owed again."""
    for row in _jumped(held.thread):
        if row.passed_seq != last and (row.seq, row.passed_seq) != (last, None):
            continue
        row.passed_seq = None if row.passed_seq == last else seq
        row.save(update_fields=["passed_seq"])


def owes_a_level() -> Exists:
    """Of a thread: whether it owes a level jumped a look."""
    return Exists(JumpedLevel.objects.filter(thread=OuterRef("pk"), passed_seq=None))


def owed_by(thread: Thread) -> QuerySet[JumpedLevel]:
    """The levels that a file still owes a look, with their posts."""
    return JumpedLevel.objects.filter(thread=thread, passed_seq=None).select_related("post")


def decided(held: Held) -> Hop:
    """A stage is left: the flow leads the file straight on, and the levels jumped are told."""
    owed = tuple(_owed(held))
    posts = dict.fromkeys(row.post_id for row in owed)
    return Hop(held.thread.holder_id, (), owed, tuple(posts), NoticeKind.DECIDED)


def tell(held: Held, actor: Actor, posts: Iterable[UUID], kind: NoticeKind, seq: int) -> None:
    """Put a notice on the desks of posts, inside the act that it tells of."""
    rows = [
        DeskNotice(
            office_id=held.matter.office_id,
            post_id=post,
            matter=held.matter,
            kind=kind,
            seq=seq,
            by=actor.by(),
            at=held.clock.now,
        )
        for post in posts
    ]
    if rows:
        DeskNotice.objects.bulk_create(rows)


def urgent(held: Held) -> bool:
    return held.matter.priority >= Priority.URGENT


def _owed(held: Held) -> list[JumpedLevel]:
    return [row for row in _jumped(held.thread) if row.passed_seq is None]


def _jumped(thread: Thread) -> Iterable[JumpedLevel]:
    """The thread's rows, asked for only where its lock found any."""
    none = not getattr(thread, "has_jumped", True)
    return () if none else JumpedLevel.objects.filter(thread=thread)


def _skipped(owed: list[JumpedLevel], own: Seat, to: Seat | None, now: datetime) -> list[UUID]:
    """The levels between `to` and `own` that the file still owes a look, nearest to `to` first."""
    return _filled(rules.passed_by({row.post_id for row in owed}, own, to) if to else (), now)


def _filled(posts: Iterable[UUID], now: datetime) -> list[UUID]:
    """Those at which somebody acts: a vacant post is no level."""
    named = list(posts)
    holders = hierarchy.holders_of(named, now) if named else {}
    return [post for post in named if post in holders]
