"""The grounds of `rules` as queries: each gives the ids of the matters it reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Now

from efile.access.rules import GRADES, Ground
from hierarchy.actors import Actor
from hierarchy.control import SectionUnder
from hierarchy.models import OfficeGrant

Grades = Callable[[Actor, Ground], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Arm:
    """Rows whose `column` names a matter, the grades that count, and the path to the matter's grade."""

    rows: QuerySet[Any]
    column: str
    grades: tuple[int, ...]
    secrecy: str = "matter__secrecy"
    within_office: bool = True

    def ids(self) -> QuerySet[Any, Any]:
        return self._graded().order_by().values_list(self.column)

    def of_each(self) -> Exists:
        """The same asked of one matter of an outer query."""
        return Exists(self._graded().filter(**{self.column: OuterRef("pk")}))

    def beyond(self, opened: tuple[int, ...]) -> Arm:
        """What it adds for a reader to whom these grades of the office are open anyhow."""
        left = tuple(grade for grade in self.grades if grade not in opened)
        return replace(self, grades=left)

    def _graded(self) -> QuerySet[Any]:
        if set(self.grades) == set(GRADES):
            return self.rows
        return self.rows.filter(**{f"{self.secrecy}__in": self.grades})


def arms_of(actor: Actor, grades: Grades) -> list[Arm]:
    """The arms that give this actor anything; those of his own office first, then what is shown to him."""
    found = [*_near(actor, grades), *shown_arms(actor, grades)]
    return [arm for arm in found if arm.grades]


def _near(actor: Actor, grades: Grades) -> Iterator[Arm]:
    from efile.models import Matter, Movement, Thread

    matters, threads, moves = Matter.objects.all(), Thread.objects.all(), Movement.objects.all()
    posts, sections = actor.posts, actor.sections
    if sections:
        yield Arm(matters.filter(section__in=sections), "pk", grades(actor, Ground.SECTION), "secrecy")
        pooled = threads.filter(pool__in=sections, closed_at__isnull=True)
        yield Arm(pooled, "matter", grades(actor, Ground.HOLDER))
    under = matters.filter(SectionUnder("section", posts))
    yield Arm(under, "pk", grades(actor, Ground.LINE), "secrecy")
    held = threads.filter(holder__in=posts, pool__isnull=True)
    yield Arm(held, "matter", grades(actor, Ground.HOLDER))
    # What was entered for a section's pool went to nobody yet: that movement ends where it began.
    sent = moves.filter(from_post__in=posts).exclude(kind="started")
    came = moves.filter(to_post__in=posts).exclude(kind="started", from_post=F("to_post"))
    took_part = grades(actor, Ground.TOOK_PART)
    yield Arm(sent, "matter", took_part)
    yield Arm(came, "matter", took_part)
    in_person = Arm(sent.filter(by__user=str(actor.user_id)), "matter", grades(actor, Ground.IN_PERSON))
    yield in_person.beyond(took_part)
    yield Arm(matters.filter(opened_by__in=posts), "pk", grades(actor, Ground.RECEIVED), "secrecy")


def shown_arms(actor: Actor, grades: Grades) -> Iterator[Arm]:
    """What is shown until a day, also of other offices: a matter, a file, an office to its auditor."""
    from efile.models import FileGrant, Matter, MatterGrant

    mine = _in_force(actor)
    shown = grades(actor, Ground.SHOWN)
    yield Arm(MatterGrant.objects.filter(**mine), "content_object", shown, "content_object__secrecy", False)
    files = FileGrant.objects.filter(**mine).values("content_object")
    yield Arm(Matter.objects.filter(file__in=files), "pk", shown, "secrecy", False)
    offices = OfficeGrant.objects.filter(**mine).values("content_object")
    audited = Matter.objects.filter(office__in=offices)
    yield Arm(audited, "pk", grades(actor, Ground.AUDIT), "secrecy", False)


def offices_in_sight(actor: Actor) -> list[UUID]:
    """The actor's offices and those of which something is shown to him, for lists that an index orders."""
    from efile.models import FileGrant, MatterGrant

    grants = (MatterGrant, FileGrant, OfficeGrant)
    first, *others = (one.objects.filter(**_in_force(actor)).values_list("office") for one in grants)
    return sorted({*actor.offices, *(office for (office,) in first.union(*others))})


def _in_force(actor: Actor) -> dict[str, object]:
    return {"group__standing_for__post__in": actor.posts, "until__gt": Now()}
