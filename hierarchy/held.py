"""How many files lie with posts. The room above that keeps files says so; here nobody knows of files."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from hierarchy.actors import Actor

Count = Callable[[Collection[UUID], Actor, str], int]

_counts: list[Count] = []


def counted_by(count: Count) -> None:
    """A room says how it counts what lies with posts; once, when it is set up."""
    if count not in _counts:
        _counts.append(count)


def files_with(actor: Actor, *posts: UUID, service: str = "") -> int:
    """Open files that lie with these posts, of one service if it is named, of which the actor may know."""
    return sum(count(posts, actor, service) for count in _counts)
