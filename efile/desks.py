"""How much waits at each post that a person may act for: what the list of posts says before he chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from efile.models import Secrecy, Thread
from efile.selectors import awake
from hierarchy.lines import standing_predecessors
from hierarchy.selectors import ActingPost


@dataclass(frozen=True, slots=True)
class Desk:
    """An acting post with the files there: unread, all that are not parked, beyond their last day."""

    choice: ActingPost
    unread: int
    with_me: int
    late: int


def desks_of(choices: Sequence[ActingPost], today: date) -> list[Desk]:
    """Counts of all acting posts in two queries; what lies with predecessors counts to the successor."""
    heirs = standing_predecessors([one.post.id for one in choices])
    rows = Thread.objects.filter(
        holder__in=heirs, pool__isnull=True, closed_at__isnull=True, waiting_for=""
    ).values_list("holder")
    assisted = {one.post.id for one in choices if one.assistant}
    if drafted_for := [holder for holder, heir in heirs.items() if heir in assisted]:
        # As on the desk itself (`selectors.lying_known`).
        rows = rows.exclude(holder__in=drafted_for, matter__secrecy=Secrecy.TOP_SECRET)
    found: dict[UUID, list[int]] = {one.post.id: [0, 0, 0] for one in choices}
    for holder, *counts in rows.annotate(
        unread=Count("pk", filter=Q(read_at__isnull=True) & awake(today)),
        with_me=Count("pk", filter=awake(today)),
        late=Count("pk", filter=Q(due_on__lt=today)),
    ).order_by("holder"):
        for place, count in enumerate(counts):
            found[heirs[holder]][place] += count
    return [Desk(one, *found[one.post.id]) for one in choices]
