"""What a newcomer can confirm now, for whichever of his posts he acts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from hierarchy.actors import Actor
from hierarchy.models import HandOver


def pending(actor: Actor, now: datetime) -> UUID | None:
    """The list handed to this person and not confirmed yet; that of the post he acts for first."""
    here = Case(When(post=actor.post_id, then=Value(0)), default=Value(1))
    return handed_to(actor, now).order_by(here, "handed_at", "pk").values_list("pk", flat=True).first()


def handed_to(actor: Actor, now: datetime) -> QuerySet[HandOver]:
    """Lists of charges that have begun and not ended, and offers of officers who hold their posts still."""
    begun = Q(incoming__isnull=True) | Q(incoming__starts__lte=now)
    if actor.user_id is None:
        return HandOver.objects.none()
    return HandOver.objects.filter(begun, HandOver.of_person(actor.user_id), HandOver.lasting(now))
