"""How many files lie with posts and in pools. The room above, which keeps them, says so."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from hierarchy.actors import Actor

Count = Callable[[Collection[UUID], Actor, str], int]

_counts: list[tuple[Count, Count]] = []


def counted_by(with_posts: Count, in_pools: Count) -> None:
    """A room says how it counts what lies with posts and in pools; once, when it is set up."""
    if (with_posts, in_pools) not in _counts:
        _counts.append((with_posts, in_pools))


def files_with(actor: Actor, *posts: UUID, service: str = "") -> int:
    """Open files that lie with these posts, of one service if it is named, of which the actor may know."""
    return sum(with_posts(posts, actor, service) for with_posts, _in_pools in _counts)


def files_in_pools(actor: Actor, *sections: UUID, service: str = "") -> int:
    """Open files that wait in the pools of these sections, of one service if it is named, of which the actor
    may know.
    """
    return sum(in_pools(sections, actor, service) for _with_posts, in_pools in _counts)
