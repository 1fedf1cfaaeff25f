"""The log of readings: written at each view of a graded matter, read by the auditor and by superiors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from efile.access.models import AccessLog, PageKind
from efile.access.rules import NORMAL
from efile.access.watch import logged
from efile.keyset import Keyset, rest
from efile.models import Matter
from hierarchy import lines
from hierarchy.actors import Actor

PAGE = 50


def note_reading(matter: Matter, actor: Actor, page: PageKind, now: datetime) -> None:
    """One row for one view of a matter that carries a secrecy grade (ASVS 5.0 V16.3.2)."""
    logged(matter)
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


@dataclass(frozen=True, slots=True)
class Readings:
    """A page of the log: its lines, of how many in all, and after which line the next page begins."""

    lines: list[AccessLog]
    count: int
    next: Keyset | None


def readings_of(matter: Matter, after: Keyset | None = None) -> Readings:
    """The newest readings first."""
    rows = AccessLog.objects.filter(matter=matter)
    count = rows.count()
    found = list(rest(rows, "at", after).select_related("post__office").order_by("-at", "-pk")[: PAGE + 1])
    lines = found[:PAGE]
    return Readings(lines, count, Keyset(lines[-1].at, lines[-1].pk) if len(found) > PAGE else None)
