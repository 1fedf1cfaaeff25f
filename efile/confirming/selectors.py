"""Reads of confirmations: beside the paragraphs of a file, and those that stand open on a desk."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q, QuerySet

from efile.confirming.models import Confirmation
from efile.models import Matter
from efile.visibility import known_of_each
from hierarchy.actors import Actor

MOST_SHOWN = 20


def asked_in() -> Exists:
    """Of a thread: whether anybody was asked to confirm a paragraph of its matter."""
    return Exists(Confirmation.objects.filter(matter=OuterRef("matter")))


def beside(matter: Matter) -> dict[int, list[Confirmation]]:
    """Who was asked about each paragraph, by its number."""
    found: defaultdict[int, list[Confirmation]] = defaultdict(list)
    for row in Confirmation.objects.filter(matter=matter).select_related("post"):
        found[row.paragraph].append(row)
    return dict(found)


def standing(actor: Actor) -> QuerySet[Confirmation]:
    """Not answered: what the post is asked, and what it asks of others."""
    own = Q(post__in=actor.posts) | Q(asked_by__in=actor.posts)
    return Confirmation.objects.filter(known_of_each(actor), own, answered_at=None)


def standing_for(actor: Actor) -> list[Confirmation]:
    """The oldest first, those asked of the post before those it asks."""
    rows = standing(actor).select_related("matter__file", "matter__receipt", "post", "asked_by")
    return sorted(rows[:MOST_SHOWN], key=lambda row: row.post_id not in actor.posts)
