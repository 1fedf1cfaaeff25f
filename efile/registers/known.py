"""Which rows of the registers a reader may know of: the filters of matters and dak, asked of what names them.

Each is asked as a value of one row, as `visibility` does: EXISTS the planner may turn into a table of all.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from efile.dak.models import Dak
from efile.dak.sight import dak_visible_to, few_dak
from efile.models import Matter, Receipt
from efile.visibility import few_known, known_among, readable, visible_of
from hierarchy.actors import Actor


def matters_known(actor: Actor, narrowed: bool) -> QuerySet[Matter]:
    """Of the actor's offices. Narrowed, only those whose words he may read."""
    rows = known_among(Matter.objects.filter(office__in=actor.offices), actor, few_known(actor))
    return rows.filter(readable(actor)) if narrowed else rows


def of_matter(actor: Actor, narrowed: bool, way: str) -> Q:
    """The same of rows that name a matter by `way`."""
    if narrowed:
        return visible_of(actor, way)
    few = few_known(actor)
    if few is not None:
        return Q(**{f"{way}__in": few})
    return _there(known_among(Matter.objects.filter(pk=OuterRef(way)), actor, None))


def receipts_known(actor: Actor, narrowed: bool) -> QuerySet[Receipt]:
    """What was diarised: applications by their matter, other dak by its own grounds and grade."""
    few = few_known(actor)
    if few is not None:
        mine = Q(matter__in=_readable(few, actor) if narrowed else few)
    else:
        matters = known_among(Matter.objects.filter(receipt=OuterRef("pk")), actor, None)
        mine = _there(matters.filter(readable(actor)) if narrowed else matters)
    few = few_dak(actor)
    if few is not None:
        dak = Q(dak__in=few)
    else:
        dak = _there(dak_visible_to(Dak.objects.filter(receipt=OuterRef("pk")), actor))
    return Receipt.objects.filter(mine | dak, office__in=actor.offices)


def of_dak(actor: Actor, way: str) -> Q:
    """Of rows that name a dak by `way`: one that he may open."""
    few = few_dak(actor)
    if few is not None:
        return Q(**{f"{way}__in": few})
    return _there(dak_visible_to(Dak.objects.filter(pk=OuterRef(way)), actor))


def _readable(few: list[UUID], actor: Actor) -> QuerySet[Matter]:
    return Matter.objects.filter(readable(actor), pk__in=few)


def _there(rows: QuerySet[Matter] | QuerySet[Dak]) -> Q:
    return Q(IsNull(Subquery(rows.order_by().values("pk")[:1]), False))
