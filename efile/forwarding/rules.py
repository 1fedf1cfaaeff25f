"""Lines of control as pure decisions: pulling up, levels jumped, levels counted. No queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from efile import reasons
from hierarchy.lines import Seat
from hierarchy.refusals import Reason

MOST_LEVELS = 4


def may_pull_up(holder: Seat, posts: frozenset[UUID], to_be_taken: bool) -> Reason | None:
    """The line of control takes a file from below; nobody else, and nothing out of a pool whose section has
    somebody who may take it (`to_be_taken`).

    NIC eFile FAQ 3.1: a senior may take up an item from below; it is logged, and whom it was taken
    from is told.
    """
    if to_be_taken:
        return reasons.IN_POOL
    if holder.post in posts:
        return reasons.HAS_IT
    return None if posts.intersection(holder.superiors) else reasons.NOT_IN_LINE


def jumped(sender: Seat, to: Seat) -> tuple[UUID, ...]:
    """The intermediate superiors that a file goes past on its way up, nearest first; none elsewhere.

    CSMOP 14(iii): level jumping is allowed, but on return the file goes through every level jumped.
    """
    if to.post not in sender.superiors:
        return ()
    return sender.superiors[: sender.superiors.index(to.post)]


def passed_by(owed: Collection[UUID], own: Seat, to: Seat) -> list[UUID]:
    """The levels owed a look that a hop down would go past, nearest to `to` first.

    CSMOP 14(iii): on return the file goes through every level jumped.
    """
    if own.post not in to.superiors:
        return []
    return [post for post in to.superiors[: to.superiors.index(own.post)] if post in owed]


def level_entered(hands: Iterable[Seat], to: Seat) -> int:
    """Which level to a decision a post is, above the lowest hand that worked the file; 0 when it is none.

    CSMOP 14(ii): a file passes through at most four levels to a decision. The dealing hand that put it
    up counts for none: District Magistrate, ADM, officer-in-charge and clerk-in-charge are four.
    """
    seats = list(hands)
    lowest = max(seats, key=lambda seat: len(seat.superiors), default=None)
    if lowest is None or to.post not in lowest.superiors:
        return 0
    return len({seat.post for seat in (*seats, to)}.intersection(lowest.superiors))


def level_too_many(own: Seat, hands: Iterable[Seat], to: Seat, most: int = MOST_LEVELS) -> int:
    """The level that a hop up would add beyond the most; 0 where it adds none: on the way down, aside, and
    to who has had the file already.

    CSMOP 14(ii): beyond four levels the sender is warned; what the class of case publishes stops him.
    """
    seats = [own, *hands]
    if to.post not in own.superiors or to.post in {seat.post for seat in seats}:
        return 0
    level = level_entered(seats, to)
    return level if level > most else 0


def may_go_up(own: Seat, hands: Iterable[Seat], to: Seat, published: int | None) -> Reason | None:
    """CSMOP 14(i), (ii): a file passes through at most four levels, unless its class says otherwise.

    What the class of case publishes binds, the general four are warned of. Who has had the file already
    is no further level, and the way down stays open to the levels jumped.
    """
    if published is None or not level_too_many(own, hands, to, published):
        return None
    return reasons.LEVELS_SPENT
