"""The relay as background work: woken after commits, and by the clock for what the wake missed."""

import logging
from datetime import datetime

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from integrations.relay import release_due
from ledger.outbox import queued

log = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def relay() -> int:
    """Carry out what is due now. Any number may run at once; none takes another's delivery."""
    return release_due(timezone.now())


def listen() -> None:
    queued.connect(_wake, dispatch_uid="integrations.relay")


def _wake(available_at: datetime, **_: object) -> None:
    """A broker that is down costs the wake, not the delivery: the row waits for the clock."""
    if available_at > timezone.now():
        return
    try:
        relay.apply_async(expires=60, retry=False)
    except OperationalError as error:
        log.warning("the relay was not woken: %s", error)
