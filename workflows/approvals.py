"""Drafts that wait for a second person."""

from __future__ import annotations

from hierarchy.actors import Actor
from workflows.models import FlowDraft
from workflows.studio import PUBLISH


def waiting_for(actor: Actor) -> int:
    """How many drafts this person was asked to publish: no word in them, and not the question, is his own."""
    if not actor.may(PUBLISH) or actor.user_id is None:
        return 0
    asked = FlowDraft.objects.filter(asked_at__isnull=False).exclude(asked_by=actor.user_id)
    return asked.exclude(editors__contains=[str(actor.user_id)]).count()
