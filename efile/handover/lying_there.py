"""Files and dak that lie where nobody acts, one by one, masked for who may not read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from efile.dak.models import Dak
from efile.dak.shown import chips_of as dak_chips
from efile.dak.sight import dak_visible_to
from efile.keyset import Keyset, rest
from efile.models import Matter, Thread
from efile.pages import labels
from efile.pages.labels import Chip
from efile.visibility import hide, not_known, visible_to
from hierarchy.actors import Actor
from hierarchy.lines import standing_predecessors, standing_sections

Pools = Mapping[UUID, Collection[str]]
"""Sections by id, each with the services whose files alone are meant; none: all."""
FIRST: Final = 5
PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Lying:
    """A strand of a file, or dak, as the reader may know of it. Of a file of which he knows the number alone,
    neither that number nor days stand here: they would tell where it lies. `url` is empty where there is no
    page for him.
    """

    number: str
    subject: str
    chips: list[Chip]
    url: str
    since: datetime | None
    due: date | None
    late: bool


def first_lying(
    posts: Collection[UUID], sections: Pools, actor: Actor, today: date
) -> Mapping[UUID, list[Lying]]:
    """The FIRST that came to each of these standing posts and sections, by its id."""
    heirs = _stood_for(posts, sections)
    nth = Window(RowNumber(), partition_by=[F("pool"), F("holder")], order_by=["arrived_at", "pk"])
    rows = list(
        _threads(heirs, sections, actor).annotate(nth=nth).filter(nth__lte=FIRST).order_by("arrived_at", "pk")
    )
    by_place: dict[UUID, list[Thread]] = defaultdict(list)
    for row in rows:
        by_place[heirs[row.pool_id or row.holder_id]].append(row)
    kept = {place: found[:FIRST] for place, found in by_place.items()}
    told = _told([row for found in kept.values() for row in found], actor, today)
    return {place: [told[row.pk] for row in found] for place, found in kept.items()}


def page_of(
    post: UUID | None, sections: Pools, actor: Actor, today: date, after: Keyset | None
) -> tuple[list[Lying], Keyset | None]:
    """What lies at one of them, what came first first; and where the next page begins."""
    rows = _threads(_stood_for([post] if post else [], sections), sections, actor)
    found = list(rest(rows, "arrived_at", after, oldest_first=True).order_by("arrived_at", "pk")[: PAGE + 1])
    more = Keyset(found[PAGE - 1].arrived_at, found[PAGE - 1].pk) if len(found) > PAGE else None
    told = _told(found[:PAGE], actor, today)
    return [told[row.pk] for row in found[:PAGE]], more


def _stood_for(posts: Collection[UUID], sections: Collection[UUID]) -> dict[UUID, UUID]:
    """These and all that they succeeded, each with the one that stands for it."""
    closed = (
        Thread.objects.filter(pool__isnull=False, closed_at=None).values_list("pool", flat=True).distinct()
    )
    heirs = standing_sections({*sections, *closed}) if sections else {}
    return standing_predecessors(posts) | {own: heir for own, heir in heirs.items() if heir in set(sections)}


def _threads(heirs: Mapping[UUID, UUID], sections: Pools, actor: Actor) -> QuerySet[Thread]:
    """Open strands that count in the report: those of graded matters unknown to the reader do not."""
    matters = Matter.objects.filter(office__in=actor.offices, closed_at__isnull=True)
    whole = [own for own, heir in heirs.items() if not sections.get(heir)]
    there = Q(holder__in=whole, pool=None) | Q(pool__in=whole)
    for section, services in sections.items():
        if services:
            pools = [own for own, heir in heirs.items() if heir == section]
            there |= Q(pool__in=pools, matter__service__code__in=services)
    rows = Thread.objects.filter(there, office__in=actor.offices, closed_at__isnull=True)
    return rows.exclude(matter__in=not_known(matters, actor)).select_related(
        "matter__file", "matter__receipt__applicant"
    )


def _told(rows: Collection[Thread], actor: Actor, today: date) -> dict[UUID, Lying]:
    matters = [row.matter for row in rows]
    hide(matters, actor)
    opened = visible_to(Matter.objects.filter(pk__in={matter.pk for matter in matters}), actor)
    ids = set(opened.values_list("pk", flat=True))
    return {row.pk: _lying(row, row.matter_id in ids, today) for row in rows}


def _lying(row: Thread, opened: bool, today: date) -> Lying:
    matter = row.matter
    shut = matter.hidden
    matter.hidden = not opened
    late = row.due_on is not None and row.due_on < today and not row.waiting_for
    return Lying(
        number="" if shut else labels.number_of(matter),
        subject=labels.subject_of(matter),
        chips=labels.chips_of(matter),
        url=f"{reverse('matter', args=[matter.pk])}?thread={row.pk}" if opened else "",
        since=None if shut else row.arrived_at,
        due=None if shut else row.due_on,
        late=late and not shut,
    )


def dak_lying(
    waiting: QuerySet[Dak], posts: Collection[UUID], actor: Actor, most: int = FIRST
) -> Mapping[UUID, list[Lying]]:
    """Of dak that counts in the report, the first `most` that came to each of these posts, by its id."""
    heirs = standing_predecessors(posts)
    nth = Window(RowNumber(), partition_by=[F("holder")], order_by=["arrived_at", "pk"])
    rows = waiting.filter(holder__in=heirs).select_related("receipt").annotate(nth=nth).filter(nth__lte=most)
    found = list(rows.order_by("arrived_at", "pk"))
    ids = {row.pk for row in found}
    opened = set(dak_visible_to(Dak.objects.filter(pk__in=ids), actor).values_list("pk", flat=True))
    kept: dict[UUID, list[Lying]] = defaultdict(list)
    for row in found:
        if len(kept[heirs[row.holder_id]]) < most:
            kept[heirs[row.holder_id]].append(_dak(row, row.pk in opened))
    return kept


def _dak(row: Dak, opened: bool) -> Lying:
    return Lying(
        number=row.receipt.number,
        subject=row.receipt.subject if opened else _("The subject is not shown to your post"),
        chips=dak_chips(row),
        url=reverse("dak", args=[row.pk]) if opened else "",
        since=row.arrived_at,
        due=None,
        late=False,
    )
