"""Reads of confirmations: beside the paragraphs of a file, and those that stand open on a desk."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from efile.confirming import reasons
from efile.confirming.models import Confirmation
from efile.models import Matter
from efile.visibility import known_of_each, visible_to
from hierarchy.actors import Actor
from hierarchy.refusals import Refused

MOST_SHOWN = 20


def asked_in() -> Exists:
    """Of a thread: whether anybody was asked to confirm a paragraph of its matter."""
    return Exists(Confirmation.objects.filter(matter=OuterRef("matter")))


def beside(matter: Matter) -> dict[int, list[Confirmation]]:
    """Who was asked about each paragraph, by its number."""
    found: defaultdict[int, list[Confirmation]] = defaultdict(list)
    for row in Confirmation.objects.filter(matter=matter).select_related("post"):
        found[row.paragraph].append(row)
    return dict(found)


def standing(actor: Actor) -> QuerySet[Confirmation]:
    """Not answered: what the post is asked, and what it asks of others."""
    own = Q(post__in=actor.posts) | Q(asked_by__in=actor.posts)
    return Confirmation.objects.filter(known_of_each(actor), own, answered_at=None)


@dataclass(frozen=True, slots=True)
class Standing:
    """`asked`: of the reader's own post, which answers it while it is `opened`: while he may open the file.
    What is not asked of it, the post asks of another one."""

    row: Confirmation
    asked: bool
    opened: bool

    @property
    def ended(self) -> str:
        """Why the reader does not answer it any more; empty while he may."""
        return ended(self.row).sentence if self.asked and not self.opened else ""


def ended(row: Confirmation) -> Refused:
    return Refused(reasons.SHOWN_NO_LONGER, post=row.asked_by.title)


def standing_for(actor: Actor) -> list[Standing]:
    """Those asked of the post before those it asks, the oldest of each first."""
    rows = standing(actor).select_related("matter__file", "matter__receipt", "post", "asked_by")
    place = Case(When(post__in=actor.posts, then=Value(0)), default=Value(1))
    found = list(rows.order_by(place, "asked_at", "pk")[:MOST_SHOWN])
    opened = visible_to(Matter.objects.filter(pk__in=[row.matter_id for row in found]), actor)
    known = set(opened.values_list("pk", flat=True)) if found else set()
    return [Standing(row, row.post_id in actor.posts, row.matter_id in known) for row in found]


def check_shown(actor: Actor, matter: UUID) -> None:
    """Tell who is asked about a matter, and may not open it any more, why he does not answer."""
    asked = standing(actor).filter(matter=matter, post__in=actor.posts).select_related("asked_by")
    row = asked.order_by("asked_at").first()
    if row is not None and not visible_to(Matter.objects.filter(pk=matter), actor).exists():
        raise ended(row)
