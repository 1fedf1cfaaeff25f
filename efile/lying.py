"""What lies with posts, for those who change the posts."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from efile.models import Matter, Thread
from efile.visibility import not_known
from hierarchy.actors import Actor
from hierarchy.lines import standing_predecessors


def files_lying(posts: Collection[UUID], actor: Actor, service: str = "") -> int:
    """Open strands of files with these posts or with posts that they stand for, without those of graded
    matters of which the actor may not know; what waits in a pool is its section's. `service`: of it alone.
    """
    rows = Thread.objects.filter(holder__in=standing_predecessors(posts), pool=None, closed_at=None)
    return _known(rows, actor, service)


def files_in_pools(sections: Collection[UUID], actor: Actor, service: str = "") -> int:
    """The same in the pools of these sections; one that took another in is asked with it."""
    return _known(Thread.objects.filter(pool__in=sections, closed_at=None), actor, service)


def _known(rows: QuerySet[Thread], actor: Actor, service: str) -> int:
    if service:
        rows = rows.filter(matter__service__code=service)
    return rows.exclude(matter__in=not_known(Matter.objects.filter(closed_at=None), actor)).count()
