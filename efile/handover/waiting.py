"""What a newcomer still has to confirm."""

from __future__ import annotations

from uuid import UUID

from hierarchy.actors import Actor
from hierarchy.models import HandOver


def pending(actor: Actor) -> UUID | None:
    """The list handed to this person for this post and not confirmed yet."""
    rows = HandOver.objects.filter(post=actor.post_id, incoming__user=actor.user_id, taken_at=None)
    return rows.values_list("pk", flat=True).first()
