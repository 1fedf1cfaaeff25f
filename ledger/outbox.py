"""The relay's side of the outbox: claim a batch under a lease, then say done or failed.

A claim moves `available_at` past the lease, so a relay that dies gives its rows back by itself.
`attempts` is the claim's number: a relay that overslept its lease cannot speak for the next one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import orjson
from django.db import connection
from django.dispatch import Signal

from ledger.models import Outbox

queued: Final = Signal()
"""Sent with `available_at` after a commit that queued something. The row counts, not the signal."""

LEASE: Final = timedelta(seconds=60)
FIRST_RETRY: Final = timedelta(seconds=5)
LAST_RETRY: Final = timedelta(hours=1)
ERROR_LENGTH: Final = 1000

# ARRAY() runs the locking query exactly once; joined, the planner may run it again and pass the limit.
CLAIM: Final = """
UPDATE ledger_outbox o SET available_at = %s, attempts = o.attempts + 1
 WHERE o.done_at IS NULL AND o.id = ANY (ARRAY(
       SELECT id FROM ledger_outbox
        WHERE done_at IS NULL AND available_at <= %s
        ORDER BY available_at, id LIMIT %s FOR UPDATE SKIP LOCKED))
RETURNING old.available_at, o.id, o.topic, o.body::text, o.dedupe, o.attempts
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One delivery in the hands of one relay until its lease ends."""

    id: UUID
    topic: str
    body: Mapping[str, Any]
    dedupe: str
    attempts: int


def claim_batch(*, now: datetime, limit: int, lease: timedelta = LEASE) -> list[Claimed]:
    """Up to `limit` due deliveries that no other relay holds, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [now + lease, now, limit])
        rows = cursor.fetchall()
    return [
        Claimed(own, topic, orjson.loads(body), dedupe, attempts)
        for _, own, topic, body, dedupe, attempts in sorted(rows)
    ]


def mark_done(claimed: Claimed, *, now: datetime) -> bool:
    """True for the one relay that finished the delivery first."""
    open_row = Outbox.objects.filter(id=claimed.id, done_at__isnull=True)
    return open_row.update(done_at=now, last_error="") == 1


def mark_failed(claimed: Claimed, error: str, *, now: datetime) -> bool:
    """Give the delivery back for later; False when the claim is no longer this relay's."""
    held = Outbox.objects.filter(id=claimed.id, attempts=claimed.attempts, done_at__isnull=True)
    retry_at = now + retry_after(claimed.attempts)
    return held.update(available_at=retry_at, last_error=error[:ERROR_LENGTH]) == 1


def withdraw(prefix: str) -> bool:
    """Take back every delivery whose `dedupe` begins so, inside the caller's transaction.

    False, and nothing taken back, when a relay has claimed one of them: it may already be outside.
    """
    rows = list(Outbox.objects.select_for_update().filter(dedupe__startswith=prefix).order_by("id"))
    if any(row.attempts or row.done_at for row in rows):
        return False
    Outbox.objects.filter(id__in=[row.id for row in rows]).delete()
    return True


def retry_after(attempts: int) -> timedelta:
    """How long to wait after the n-th failure: 5 s, doubled each time, at most an hour."""
    doublings = min(max(attempts - 1, 0), 20)
    return min(FIRST_RETRY * float(2**doublings), LAST_RETRY)
