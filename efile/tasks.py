"""What happens on a date: limits that change a path."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from efile.services import fire_due
from hierarchy.refusals import Refused
from workflows.models import Due

log = logging.getLogger(__name__)
BATCH = 200


@shared_task
def fire_dues() -> int:
    """Fire the limits that have passed. Ids are read unlocked; each is checked again under its lock."""
    now = timezone.now()
    ids = Due.objects.filter(kind=Due.Kind.FIRE, closed_at__isnull=True, due_on__lt=now.date()).order_by(
        "due_on"
    )
    fired = 0
    for due in ids.values_list("pk", flat=True)[:BATCH]:
        try:
            fired += fire_due(due=due, now=now) is not None
        except Refused as refused:
            log.warning("due %s was not fired: %s", due, refused)
    return fired
