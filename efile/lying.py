"""What lies with posts, for those who change the posts."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from efile.models import Thread


def files_lying(posts: Collection[UUID]) -> int:
    """Open strands of files held by these posts; what waits in a pool is its section's."""
    return Thread.objects.filter(holder__in=posts, pool=None, closed_at=None).count()
