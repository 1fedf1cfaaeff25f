"""Who sees which matters: one set-based filter for every list, page and search.

Each ground of `access.rules` is one condition (`access.arms`); the filter is their disjunction. Asked in the
order of a list, a page costs what its lines cost. For a post that has to do with few matters in all, that
would walk the whole office for a page: lists then begin at those few.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.lookups import IsNull

from efile.access.arms import Arm, Grades, arms_of, offices_in_sight
from efile.access.rules import NORMAL, TOP_SECRET, grades_known, grades_open, grounds_of_place
from hierarchy.actors import Actor

if TYPE_CHECKING:
    from efile.models import Matter

FEW: Final = 5000
ANY: Final = UUID(int=0)
"""Stands for the matter in a statement that is drawn up once."""


def visible_to(matters: QuerySet[Matter], actor: Actor) -> QuerySet[Matter]:
    """The matters an actor may open if, and only if, a ground of his is enough for their secrecy grade.

    The grounds, and what each opens, stand in `access.rules.may_open`. What is shown until a day counts by
    the database's clock. Who acts for no post sees nothing.
    """
    return _on_grounds(matters, actor, grades_open)


def opened_one(matters: QuerySet[Matter], actor: Actor, matter: UUID) -> QuerySet[Matter]:
    """That one of them if the actor may open it: `visible_to`, drawn up once for an actor. Every page and act
    asks it, and drawing it up costs more than the answer.
    """
    if actor.office_id is None or actor.post_id is None:
        return matters.none()
    sql, given = _drawn_up(actor)
    own = RawSQL(sql, [matter if one == ANY else one for one in given])  # noqa: S611 [drawn up by Django]
    return matters.filter(pk=matter, pk__in=own)


@lru_cache(maxsize=512)
def _drawn_up(actor: Actor) -> tuple[str, tuple[Any, ...]]:
    from efile.models import Matter

    rows = visible_to(Matter.objects.filter(pk=ANY), actor).order_by().values("pk")
    sql, given = rows.query.sql_with_params()
    return sql, tuple(given)


def known_to(matters: QuerySet[Matter], actor: Actor) -> QuerySet[Matter]:
    """For lists: the matters of which a register shows an actor the line. What he may open, and top secret
    ones of which he may know by their number alone (`access.rules.grades_known`, `hide`).

    Costs two small statements at once: whether they are more than FEW, and of which offices they are.
    """
    return known_among(matters, actor, few_known(actor))


def known_among(matters: QuerySet[Matter], actor: Actor, few: list[UUID] | None) -> QuerySet[Matter]:
    """`known_to` for who has asked for `few_known` already."""
    if few is not None:
        return matters.filter(pk__in=few)
    # The office is said once more for the index that orders a list by it.
    return _on_grounds(matters.filter(office__in=offices_in_sight(actor)), actor, grades_known)


def known_of_each(actor: Actor) -> Q:
    """The same asked of each row that names a matter and came to the actor's post: of a normal one he knows.
    For tables with few rows of a post; of others `not_known` costs less."""
    from efile.models import Matter

    return Q(
        IsNull(Subquery(not_known(Matter.objects.filter(pk=OuterRef("matter")), actor).values("pk")), True)
    )


def not_known(matters: QuerySet[Matter], actor: Actor) -> QuerySet[Matter]:
    """The graded ones among these of which the actor may not even know. Few are graded, so that this is asked
    beside a list, whose plan it would spoil from within."""
    from efile.models import Matter

    known = _on_grounds(Matter.objects.filter(pk=OuterRef("pk")), actor, grades_known)
    return matters.filter(IsNull(Subquery(known.values("pk")[:1]), True), secrecy__gt=NORMAL)


def few_known(actor: Actor) -> list[UUID] | None:
    """All that is known to an actor, when it is not more than FEW; None for more."""
    from efile.models import Matter

    if actor.office_id is None or actor.post_id is None:
        return []
    if grounds_of_place(actor):
        return None
    return reached_by(arms_of(actor, grades_known), Matter.objects.all())


def reached_by(arms: Iterable[Arm], every: QuerySet[Any]) -> list[UUID] | None:
    """The ids that any of the arms reaches, when they are not more than FEW; None for more."""
    first, *others = (arm.ids(every)[: FEW + 1] for arm in arms)
    found = [own_id for (own_id,) in first.union(*others, all=True)[: FEW + 1]]
    return None if len(found) > FEW else list(set(found))


def visible_of(actor: Actor, way: str) -> Q:
    """Of rows that name a matter by `way`: those whose matter the actor may open. Of who knows few, by their
    ids; else asked of each row, as a value.
    """
    from efile.models import Matter

    few = few_known(actor)
    if few is not None:
        opened = visible_to(Matter.objects.filter(pk__in=few), actor)
        return Q(**{f"{way}__in": list(opened.values_list("pk", flat=True))})
    opened = visible_to(Matter.objects.filter(pk=OuterRef(way)), actor)
    return Q(IsNull(Subquery(opened.order_by().values("pk")[:1]), False))


def readable(actor: Actor) -> Q:
    """Of matters known to the actor, those whose words he may read: a condition for a search by words."""
    from efile.models import Matter

    secret = visible_to(Matter.objects.filter(secrecy=TOP_SECRET), actor)
    return Q(secrecy__lt=TOP_SECRET) | Q(pk__in=secret.values("pk"))


def shut_among(matters: Iterable[Matter], actor: Actor) -> frozenset[UUID]:
    """The ids of the graded ones among these that the actor may not open: their words are not for him."""
    from efile.models import Matter

    graded = {matter.pk for matter in matters if matter.secrecy != NORMAL}
    if not graded:
        return frozenset()
    opened = visible_to(Matter.objects.filter(pk__in=graded), actor).values_list("pk", flat=True)
    return frozenset(graded.difference(opened))


def hide(matters: Iterable[Matter], actor: Actor) -> None:
    """Mark, on the rows of a list, the matters whose words are not for this reader: `Matter.hidden`. Of them
    a line says grade and number alone, not who has it, at which stage, since when or how late."""
    rows = list(matters)
    shut = shut_among(rows, actor)
    for matter in rows:
        matter.hidden = matter.pk in shut


def _on_grounds(matters: QuerySet[Matter], actor: Actor, grades: Grades) -> QuerySet[Matter]:
    if actor.office_id is None or actor.post_id is None:
        return matters.none()
    return matters.filter(_disjunction(actor, grades))


@lru_cache(maxsize=512)
def _disjunction(actor: Actor, grades: Grades) -> Q:
    """The same for the same actor: what is shown to him, and until when, the database says at each query."""
    opened = {grade for ground in grounds_of_place(actor) for grade in grades(actor, ground)}
    found = Q(office__in=actor.offices, secrecy__in=sorted(opened)) if opened else Q()
    for arm in arms_of(actor, grades):
        own = arm.beyond(tuple(opened)) if arm.within_office else arm
        if own.grades:
            found |= own.of_each()
    return found
