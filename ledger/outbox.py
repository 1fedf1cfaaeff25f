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
"""Sent after the commit of a transaction that queued something. The row counts, not the signal."""

LEASE: Final = timedelta(seconds=60)
FIRST_RETRY: Final = timedelta(seconds=5)
LAST_RETRY: Final = timedelta(hours=1)
ERROR_LENGTH: Final = 1000

CLAIM: Final = """
UPDATE ledger_outbox o SET available_at = %s, attempts = o.attempts + 1
  FROM (SELECT id FROM ledger_outbox
         WHERE done_at IS NULL AND available_at <= %s
         ORDER BY available_at, id LIMIT %s FOR UPDATE SKIP LOCKED) due
 WHERE o.id = due.id AND o.done_at IS NULL
RETURNING o.id, o.topic, o.body::text, o.dedupe, o.attempts
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
    return [Claimed(row[0], row[1], orjson.loads(row[2]), *row[3:]) for row in sorted(rows)]


def mark_done(claimed: Claimed, *, now: datetime) -> bool:
    """True for the one relay that finished the delivery first."""
    open_row = Outbox.objects.filter(id=claimed.id, done_at__isnull=True)
    return open_row.update(done_at=now, last_error="") == 1


def mark_failed(claimed: Claimed, error: str, *, now: datetime) -> bool:
    """Give the delivery back for later; False when the claim is no longer this relay's."""
    held = Outbox.objects.filter(id=claimed.id, attempts=claimed.attempts, done_at__isnull=True)
    retry_at = now + retry_after(claimed.attempts)
    return held.update(available_at=retry_at, last_error=error[:ERROR_LENGTH]) == 1


def retry_after(attempts: int) -> timedelta:
    """How long to wait after the n-th failure: 5 s, doubled each time, at most an hour."""
    doublings = min(max(attempts - 1, 0), 20)
    return min(FIRST_RETRY * float(2**doublings), LAST_RETRY)
