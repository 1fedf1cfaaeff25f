"""What several registers say of a matter: with whom it is, its grade, its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from efile.models import Matter, Priority, Secrecy, Thread, name_present
from efile.pages import labels


def marks_of(secrecy: int, priority: int, hidden: bool = False) -> str:
    """Grade and urgency in words; of what is ordinary nothing is said."""
    said = [str(Secrecy(secrecy).label)] if secrecy else []
    if priority and not hidden:
        said.append(str(Priority(priority).label))
    return ", ".join(said)


def places_of(matters: Iterable[Matter]) -> dict[UUID, str]:
    """With whom each open matter lies today, its parts one after the other."""
    rows = list(
        Thread.objects.filter(matter__in=[row.pk for row in matters], closed_at=None)
        .select_related("holder", "pool")
        .order_by("arrived_at", "pk")
    )
    name_present(rows)
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        place = labels.pool_title(row) or labels.holder_title(row)
        if place not in found[row.matter_id]:
            found[row.matter_id].append(place)
    return {matter: "; ".join(places) for matter, places in found.items()}


def state_of(matter: Matter, places: dict[UUID, str]) -> str:
    if matter.closed_at is not None:
        return _("Disposed of")
    return places.get(matter.pk, "")


def url_of(matter: Matter) -> str:
    return "" if matter.hidden else reverse("matter", args=[matter.pk])
