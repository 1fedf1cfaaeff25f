"""What a newcomer still has to confirm."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from hierarchy.actors import Actor
from hierarchy.models import HandOver


def pending(actor: Actor) -> UUID | None:
    """The list handed to this person for this post and not confirmed yet."""
    return handed_to(actor).values_list("pk", flat=True).first()


def handed_to(actor: Actor) -> QuerySet[HandOver]:
    return HandOver.objects.filter(post=actor.post_id, incoming__user=actor.user_id, taken_at=None)
