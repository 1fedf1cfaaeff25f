"""Who sees which matters: one set-based filter for every list, page and search.

Each ground of `access.rules` is one query over ids (`access.arms`); the filter is their union, so that the
database may either begin at the few matters a post has to do with, or walk a list and ask of each line.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from efile.access.arms import Grades, arms_of
from efile.access.rules import GRADES, TOP_SECRET, grades_known, grades_open, grounds_of_place
from hierarchy.actors import Actor

if TYPE_CHECKING:
    from efile.models import Matter


def visible_to(matters: QuerySet[Matter], actor: Actor) -> QuerySet[Matter]:
    """The matters an actor may open if, and only if, a ground of his is enough for their secrecy grade.

    The grounds, and what each opens, stand in `access.rules.may_open`. What is shown until a day counts by
    the database's clock. Who acts for no post sees nothing.
    """
    return _on_grounds(matters, actor, grades_open)


def known_to(matters: QuerySet[Matter], actor: Actor) -> QuerySet[Matter]:
    """The matters of which a register shows an actor the line: what he may open, and top secret ones of
    which he may know by their number alone (`access.rules.grades_known`, `hidden_among`)."""
    return _on_grounds(matters, actor, grades_known)


def readable(actor: Actor) -> Q:
    """Of matters known to the actor, those whose words he may read: a condition for a search by words."""
    from efile.models import Matter

    secret = visible_to(Matter.objects.filter(secrecy=TOP_SECRET), actor)
    return Q(secrecy__lt=TOP_SECRET) | Q(pk__in=secret.values("pk"))


def hidden_among(matters: Iterable[Matter], actor: Actor) -> frozenset[object]:
    """The ids of those, among matters known to the actor, of which only the number is shown."""
    from efile.models import Matter

    secret = {matter.pk for matter in matters if matter.secrecy == TOP_SECRET}
    if not secret:
        return frozenset()
    opened = visible_to(Matter.objects.filter(pk__in=secret), actor).values_list("pk", flat=True)
    return frozenset(secret.difference(opened))


def _on_grounds(matters: QuerySet[Matter], actor: Actor, grades: Grades) -> QuerySet[Matter]:
    if actor.office_id is None or actor.post_id is None:
        return matters.none()
    opened = {grade for ground in grounds_of_place(actor) for grade in grades(actor, ground)}
    arms = arms_of(actor, grades)
    if not opened:
        first, *others = (arm.ids() for arm in arms)
        return matters.filter(pk__in=first.union(*others, all=True))
    whole = Q(office__in=actor.offices)
    found = whole if opened == set(GRADES) else whole & Q(secrecy__in=sorted(opened))
    for arm in arms:
        own = arm.beyond(tuple(opened)) if arm.within_office else arm
        if own.grades:
            found |= Q(own.of_each())
    return matters.filter(found)
