"""Signs of life. Beat sends `heartbeat`, a worker runs it; a worker also speaks for itself."""

from typing import Any

from celery import shared_task
from celery.signals import beat_init, heartbeat_sent, worker_ready
from django.core.cache import cache

from config.health import BEAT_KEY, BEAT_SECONDS, WORKER_KEY, WORKER_SECONDS


@shared_task(ignore_result=True)
def heartbeat() -> None:
    cache.set(BEAT_KEY, 1, BEAT_SECONDS)


@beat_init.connect
def _announce_beat(**_: Any) -> None:
    """A first heartbeat at once, so that a fresh start is healthy without waiting an interval."""
    heartbeat.apply_async(expires=30)


@worker_ready.connect
@heartbeat_sent.connect
def _announce_worker(**_: Any) -> None:
    cache.set(WORKER_KEY, 1, WORKER_SECONDS)
