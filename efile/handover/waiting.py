"""What a newcomer still has to confirm, for whichever of his posts he acts."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case, QuerySet, Value, When

from hierarchy.actors import Actor
from hierarchy.models import HandOver


def pending(actor: Actor) -> UUID | None:
    """The list handed to this person and not confirmed yet; that of the post he acts for first."""
    here = Case(When(post=actor.post_id, then=Value(0)), default=Value(1))
    return handed_to(actor).order_by(here, "handed_at", "pk").values_list("pk", flat=True).first()


def handed_to(actor: Actor) -> QuerySet[HandOver]:
    return HandOver.objects.filter(incoming__user=actor.user_id, taken_at=None)
