"""The grounds of `rules` as queries: each reaches some matters, whole or asked of one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from efile.access.rules import GRADES, Ground
from hierarchy.actors import Actor
from hierarchy.control import PostUnder, SectionUnder
from hierarchy.models import OfficeGrant

Grades = Callable[[Actor, Ground], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Arm:
    """What a ground reaches, of these grades: matters, or dak, by a `condition` of their own, or those that
    `rows` name in `column`. `within_office` says that it never reaches beyond the actor's own offices."""

    grades: tuple[int, ...]
    condition: Q = field(default_factory=Q)
    rows: QuerySet[Any] | None = None
    column: str = "matter"
    within_office: bool = True

    def ids(self, every: QuerySet[Any]) -> QuerySet[Any, Any]:
        """The ids of all it reaches; of `every` row where it asks the rows themselves."""
        if self.rows is None:
            return every.filter(self.of_each()).order_by().values_list("pk")
        graded = self.rows
        if not self._any_grade:
            graded = graded.filter(**{f"{self.column}__secrecy__in": self.grades})
        return graded.order_by().values_list(self.column)

    def of_each(self) -> Q:
        """The same asked of one row of an outer query.

        As a value, not as EXISTS: that the planner may turn into a table of everything the post ever did.
        """
        own = self.condition
        if self.rows is not None:
            named = self.rows.filter(**{self.column: OuterRef("pk")}).order_by().values(self.column)
            own = Q(pk=Subquery(named[:1]))
        return own if self._any_grade else Q(secrecy__in=self.grades) & own

    def beyond(self, opened: tuple[int, ...]) -> Arm:
        """What it adds for a reader to whom these grades are open anyhow."""
        return replace(self, grades=tuple(grade for grade in self.grades if grade not in opened))

    @property
    def _any_grade(self) -> bool:
        return set(self.grades) == set(GRADES)


def arms_of(actor: Actor, grades: Grades) -> list[Arm]:
    """The arms that give this actor anything; those that a matter's own row answers come first."""
    found = [*_of_the_row(actor, grades), *_of_its_way(actor, grades), *_shown(actor, grades)]
    return [arm for arm in found if arm.grades]


def _of_the_row(actor: Actor, grades: Grades) -> Iterator[Arm]:
    if actor.sections:
        yield Arm(grades(actor, Ground.SECTION), Q(section__in=actor.sections))
    yield Arm(grades(actor, Ground.LINE), Q(SectionUnder("section", actor.posts)))
    yield Arm(grades(actor, Ground.RECEIVED), Q(opened_by__in=actor.posts))


def _of_its_way(actor: Actor, grades: Grades) -> Iterator[Arm]:
    from efile.models import Thread

    threads, posts = Thread.objects.all(), actor.posts
    holds, took_part = grades(actor, Ground.HOLDER), grades(actor, Ground.TOOK_PART)
    yield Arm(holds, rows=threads.filter(holder__in=posts, pool__isnull=True))
    if actor.sections:
        yield Arm(holds, rows=threads.filter(pool__in=actor.sections, closed_at__isnull=True))
    yield from (Arm(took_part, rows=moves) for moves in _took_part(posts))
    in_person = _sent(posts).filter(by__user=str(actor.user_id))
    yield Arm(grades(actor, Ground.IN_PERSON), rows=in_person).beyond(took_part)
    # Whoever may pull a file up opens it; what lies in a pool has its section's chief for a holder.
    below = threads.filter(PostUnder("holder", posts), closed_at__isnull=True)
    yield Arm(grades(actor, Ground.LINE_OF_HOLDER), rows=below)


def _took_part(posts: Collection[UUID]) -> list[QuerySet[Any]]:
    return [_sent(posts), _came(posts)]


def _sent(posts: Collection[UUID]) -> QuerySet[Any]:
    """The movements by which these posts sent something on."""
    from efile.models import Movement

    return Movement.objects.filter(from_post__in=posts).exclude(kind="started")


def _came(posts: Collection[UUID]) -> QuerySet[Any]:
    """The movements by which something came to these posts; what was entered for a section's pool went to
    nobody yet: that movement ends where it began."""
    from efile.models import Movement

    return Movement.objects.filter(to_post__in=posts).exclude(kind="started", from_post=F("to_post"))


def _shown(actor: Actor, grades: Grades) -> Iterator[Arm]:
    """What is shown until a day, also of other offices: a matter, the normal matters of a file, an office to
    its auditor."""
    from efile.models import FileGrant, MatterGrant

    mine = _in_force(actor)
    matters = MatterGrant.objects.filter(**mine)
    yield Arm(grades(actor, Ground.SHOWN), rows=matters, column="content_object", within_office=False)
    files = FileGrant.objects.filter(**mine).values("content_object")
    yield Arm(grades(actor, Ground.FILE_SHOWN), Q(file__in=files), within_office=False)
    offices = OfficeGrant.objects.filter(**mine).values("content_object")
    yield Arm(grades(actor, Ground.AUDIT), Q(office__in=offices), within_office=False)


def offices_in_sight(actor: Actor) -> list[UUID]:
    """The actor's offices and those of which something is shown to him, for lists that an index orders."""
    from efile.models import FileGrant, MatterGrant

    grants = (MatterGrant, FileGrant, OfficeGrant)
    first, *others = (one.objects.filter(**_in_force(actor)).values_list("office") for one in grants)
    return sorted({*actor.offices, *(office for (office,) in first.union(*others))})


def _in_force(actor: Actor) -> dict[str, object]:
    return {"group__standing_for__post__in": actor.posts, "until__gt": Now()}
