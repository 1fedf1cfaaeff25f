"""What an office asked for and nobody stood by ends with the office."""

from __future__ import annotations

from datetime import datetime

from hierarchy.actors import Actor
from hierarchy.models import AskedAct, Office
from hierarchy.services.recording import record


def end_asked_acts(office: Office, actor: Actor, now: datetime) -> None:
    """Inside the transaction of a merger: each act that still waits is taken back, with an entry."""
    rows = AskedAct.objects.select_for_update().filter(AskedAct.waits(now), office=office)
    for row in rows.order_by("asked_at", "pk"):
        row.outcome, row.settled_by_id, row.settled_at = AskedAct.Outcome.WITHDRAWN, actor.user_id, now
        row.save(update_fields=["outcome", "settled_by", "settled_at"])
        data = {"id": str(row.pk), "act": row.act, "given": row.given}
        record(office=office.pk, kind="act.ended", data=data, actor=actor, now=now)
