"""To whom a dak may go."""

from __future__ import annotations

from datetime import datetime

from efile.choices import Choice
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Post


def recipients(actor: Actor, now: datetime) -> list[Choice]:
    """Every post of the office in which somebody acts, the highest first."""
    posts = list(
        Post.objects.filter(office=actor.office_id, abolished_on__isnull=True)
        .select_related("rank", "section")
        .order_by("rank__level", "position", "code")
    )
    holders = hierarchy.holders_of([post.pk for post in posts], now)
    choices = (Choice(post, "office", holders.get(post.pk)) for post in posts)
    return [one for one in choices if not one.vacant]
