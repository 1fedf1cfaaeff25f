"""What the page of a file offers of the desk's own acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from efile.desk.rules import may_remind, may_wake
from efile.models import Movement, Thread
from hierarchy import lines
from hierarchy.actors import Actor


def parking_offered(thread: Thread, actor: Actor, today: date) -> dict[str, bool]:
    """`parked`; whether he may park it (`parks`) or take it up before its day (`wakes`)."""
    parked = thread.parked(today)
    holds = thread.holder_id in actor.posts and thread.pool_id is None and not actor.assistant
    at_work = thread.closed_at is None and thread.stage_id is not None
    return {
        "parked": parked,
        "parks": holds and at_work and not parked and actor.may("note", thread.matter.service.code),
        "wakes": parked and not actor.assistant and _wakes(thread, actor, today),
    }


def _wakes(thread: Thread, actor: Actor, today: date) -> bool:
    holder = thread.present.pk
    return may_wake(thread.parked_until, today, lines.seats([holder])[holder], actor.posts) is None


def reminding_offered(thread: Thread, movements: Iterable[Movement], actor: Actor) -> bool:
    """Whether he may remind the holder of a thread that lies with another post."""
    if actor.assistant or thread.closed_at is not None or thread.holder_id in actor.posts:
        return False
    took_part = any(row.thread_id == thread.pk and row.from_post_id in actor.posts for row in movements)
    holder = thread.present.pk
    seat = lines.seats([holder])[holder]
    return may_remind(seat, actor.posts, thread.pool_id is not None, took_part) is None
