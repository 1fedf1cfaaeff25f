"""To whom a dak may go."""

from __future__ import annotations

from datetime import datetime

from efile.choices import Choice
from efile.forwarding.selectors import seals_of
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Post


def recipients(actor: Actor, now: datetime) -> list[Choice]:
    """Every post of the office in which somebody acts: those of the actor's own list, then the highest."""
    posts = list(
        Post.objects.filter(office=actor.office_id, abolished_on__isnull=True)
        .select_related("rank", "section")
        .order_by("rank__level", "position", "code")
    )
    holders = hierarchy.holders_of([post.pk for post in posts], now)
    own = {post.pk: place for place, post in enumerate(seals_of(actor))}
    found = (Choice(post, "office", holders.get(post.pk), seal=post.pk in own) for post in posts)
    choices = [one for one in found if not one.vacant]
    return sorted(choices, key=lambda one: own.get(one.post.pk, len(own)))
