"""Reads of receipts."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from efile.models import Receipt
from hierarchy.actors import Actor
from ledger import selectors as ledger


def received_today(actor: Actor, receipt: Receipt, now: datetime) -> bool:
    """Whether the actor's post entered it in the diary, on this day of the office.

    A letter may have come on an earlier day: the day of its entry counts.
    """
    if receipt.received_by_id not in actor.posts:
        return False
    zone = ZoneInfo(receipt.office.timezone)
    entered = ledger.entries(receipt.pk)[0].at
    return entered.astimezone(zone).date() == now.astimezone(zone).date()
