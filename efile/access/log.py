"""The log of readings: written at each view of a graded matter, read by the auditor and by superiors."""

from __future__ import annotations

from datetime import datetime

from efile.access.models import AccessLog, PageKind
from efile.access.rules import NORMAL
from efile.models import Matter
from hierarchy import lines
from hierarchy.actors import Actor

MOST_SHOWN = 200


def note_reading(matter: Matter, actor: Actor, page: PageKind, now: datetime) -> None:
    """One row for one view of a matter that carries a secrecy grade (ASVS 5.0 V16.3.2)."""
    if matter.secrecy == NORMAL or actor.user_id is None or actor.post_id is None:
        return
    AccessLog.objects.create(
        office_id=matter.office_id,
        matter=matter,
        user_id=actor.user_id,
        post_id=actor.post_id,
        by=actor.by(),
        page=page,
        secrecy=matter.secrecy,
        at=now,
    )


def may_read_log(matter: Matter, actor: Actor) -> bool:
    """Who audits, and every post above one that holds the matter."""
    if actor.may("audit"):
        return True
    seats = lines.seats(matter.threads.values_list("holder", flat=True))
    return any(actor.posts.intersection(seat.superiors) for seat in seats.values())


def readings_of(matter: Matter) -> list[AccessLog]:
    """The newest readings first."""
    rows = AccessLog.objects.filter(matter=matter).select_related("post")
    return list(rows.order_by("-at", "-pk")[:MOST_SHOWN])
