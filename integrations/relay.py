"""Carrying deliveries out of the outbox to whoever handles their topic.

A delivery is carried at least once: a relay killed after the outside heard of it carries it again.
A handler therefore keeps its own record under the delivery's `dedupe` and does nothing twice.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from ledger import outbox
from ledger.outbox import Claimed

Handler = Callable[[Claimed, datetime], None]

BATCH: Final = 10
"""Times the longest a handler may take, this stays under the lease."""

log = logging.getLogger(__name__)
_handlers: dict[str, Handler] = {}


class NotDelivered(Exception):
    """The outside did not take it; the same delivery is tried again later."""


def handler(topic: str) -> Callable[[Handler], Handler]:
    """Make a function the handler of a topic: `f(delivery, now)`, outside any transaction."""

    def register(function: Handler) -> Handler:
        known = _handlers.setdefault(topic, function)
        if known is not function:
            raise ValueError(f"{topic} is already handled by {known.__qualname__}")
        return function

    return register


def release_now(now: datetime) -> int:
    """Carry out everything that waits only for the undo time to pass; how many were carried out."""
    return release_due(now, ahead=timedelta(seconds=settings.UNDO_SECONDS))


def release_due(now: datetime, limit: int | None = None, ahead: timedelta = timedelta(0)) -> int:
    """Carry out what is due within `ahead`, at most `limit` deliveries; how many were carried out."""
    carried = tried = 0
    while limit is None or tried < limit:
        most = BATCH if limit is None else min(BATCH, limit - tried)
        batch = outbox.claim_batch(now=now + ahead, limit=most)
        if not batch:
            break
        tried += len(batch)
        carried += sum(_carry(delivery, now) for delivery in batch)
    return carried


def _carry(delivery: Claimed, now: datetime) -> bool:
    """One delivery; whatever goes wrong with it must not hold up the others."""
    function = _handlers.get(delivery.topic)
    if function is None:
        outbox.mark_failed(delivery, f"nobody handles {delivery.topic}", now=now)
        return False
    try:
        function(delivery, now)
    except NotDelivered as failure:
        outbox.mark_failed(delivery, str(failure), now=now)
        return False
    except Exception as error:  # a defect of one handler is that delivery's failure
        log.exception("delivery %s of %s failed", delivery.id, delivery.topic)
        outbox.mark_failed(delivery, f"{type(error).__name__}: {error}", now=now)
        return False
    return outbox.mark_done(delivery, now=now)
