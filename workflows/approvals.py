"""Drafts that wait for a second person."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from hierarchy.actors import Actor
from workflows.models import FlowDraft
from workflows.publishers import PUBLISH, lent


def asked_of(actor: Actor, now: datetime) -> QuerySet[FlowDraft]:
    """The drafts that this person was asked to publish: no word in them, and not the question, is his own."""
    asked = FlowDraft.objects.filter(asked_at__isnull=False).exclude(asked_by=actor.user_id)
    if not actor.may(PUBLISH):
        asked = asked.filter(flow__in=lent(actor, now).values("content_object"))
    return asked.exclude(editors__contains=[str(actor.user_id)])
