"""The meetings of an office that is merged into another are not held; what they show is shown no longer."""

from __future__ import annotations

from datetime import datetime

from efile.committees.models import Meeting
from efile.committees.services import showing
from hierarchy.actors import Actor
from hierarchy.models import Office


def end_showings(office: Office, actor: Actor, now: datetime) -> None:
    """Of every meeting that will not be held or signed; each file's own record says so."""
    rows = Meeting.objects.filter(office=office, off_at=None, signed_at=None).order_by("pk")
    for row in rows.select_related("body"):
        showing.over(row, row.items.filter(put_off=False), actor, now)
