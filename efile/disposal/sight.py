"""Who knows of which list: of its files, those that he may know wholly; of a list without one, nothing."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from efile.disposal import reasons
from efile.disposal.candidates import wholly_known
from efile.disposal.models import Disposal, DisposalItem
from hierarchy.actors import Actor
from hierarchy.refusals import Refused


def items_visible_to(actor: Actor) -> QuerySet[DisposalItem]:
    known = wholly_known(actor).filter(pk=OuterRef("file"))
    return DisposalItem.objects.filter(Exists(known)).select_related("file__section__office", "file__office")


def disposals_visible_to(actor: Actor) -> QuerySet[Disposal]:
    """With the items that he knows as `shown`, in the order of the list."""
    mine = items_visible_to(actor)
    return _with_shown(actor, mine).filter(Exists(mine.filter(disposal=OuterRef("pk"))))


def disposal_for(actor: Actor, disposal: UUID) -> Disposal:
    row = _with_shown(actor, items_visible_to(actor)).filter(pk=disposal).first()
    if row is None or not shown_of(row):
        raise Refused(reasons.NO_SUCH)
    return row


def _with_shown(actor: Actor, items: QuerySet[DisposalItem]) -> QuerySet[Disposal]:
    rows = Disposal.objects.filter(office__in=actor.offices).select_related("office")
    return rows.prefetch_related(Prefetch("items", queryset=items.order_by("id"), to_attr="shown"))


def shown_of(row: Disposal) -> list[DisposalItem]:
    found: list[DisposalItem] = row.shown  # type: ignore[attr-defined]  # [prefetched above]
    return found


def knows_all(row: Disposal) -> bool:
    return row.items.count() == len(shown_of(row))
