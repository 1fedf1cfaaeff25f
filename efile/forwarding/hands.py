"""Who of a section may take what lies in its pool."""

from __future__ import annotations

from datetime import date, datetime

from efile.models import Thread
from hierarchy import ability
from hierarchy import selectors as hierarchy
from hierarchy.models import Post


def may_be_taken(thread: Thread, service: str, now: datetime, today: date) -> bool:
    """Whether it lies in a pool of whose section somebody acts who may hold files; else its superiors pull it
    up, so that no order and no vacancy strands a file there.
    """
    if thread.present_pool is None:
        return False
    posts = list(Post.objects.filter(section=thread.present_pool, abolished_on=None).select_related("rank"))
    powers, holders = ability.powers_at(posts, today), hierarchy.holders_of([post.pk for post in posts], now)
    return any(post.pk in holders and powers[post.pk].may("forward", service) for post in posts)
