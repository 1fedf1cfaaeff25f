"""Who of a section may take what lies in its pool."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from efile.models import Thread
from hierarchy import ability
from hierarchy import selectors as hierarchy
from hierarchy.models import Post
from hierarchy.rules import Powers


def may_be_taken(thread: Thread, service: str, now: datetime, today: date) -> bool:
    """Whether it lies in a pool of whose section somebody acts who may hold files; else its superiors pull it
    up, so that no order and no vacancy strands a file there.
    """
    if thread.present_pool is None:
        return False
    hands = hands_in([thread.present_pool.pk], now, today)
    return takes(hands.get(thread.present_pool.pk, []), service)


def hands_in(sections: Collection[UUID], now: datetime, today: date) -> dict[UUID, list[Powers]]:
    """The powers of the posts at which somebody acts, by section; a section where nobody does is left out."""
    rows = Post.objects.filter(section__in=sections, abolished_on=None).select_related("rank")
    posts = {post.pk: post for post in rows}
    powers, holders = ability.powers_at(posts.values(), today), hierarchy.holders_of(posts, now)
    found: dict[UUID, list[Powers]] = defaultdict(list)
    for post in posts.values():
        if post.pk in holders and post.section_id:
            found[post.section_id].append(powers[post.pk])
    return found


def takes(hands: Iterable[Powers], service: str) -> bool:
    """Whether one of them may hold a file of the service."""
    return any(powers.may("forward", service) for powers in hands)
