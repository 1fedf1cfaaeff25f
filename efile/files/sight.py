"""Who sees which file: through the matters in it, and one that is empty by its section."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from efile import reasons
from efile.access.models import FileGrant
from efile.access.rules import NORMAL, grounds_of_place
from efile.models import File, Matter
from efile.visibility import visible_to
from hierarchy.actors import Actor
from hierarchy.control import SectionUnder
from hierarchy.refusals import Refused


def files_visible_to(files: QuerySet[File], actor: Actor) -> QuerySet[File]:
    """The files an actor may open if, and only if, he may open a matter in them; one in which no matter lies
    is open to its section, to those above it, to who opened it, to whom it is shown, to head and auditor.

    What he may open of it is asked of each matter anew: the page of a file adds no ground.
    """
    if actor.office_id is None or actor.post_id is None:
        return files.none()
    opened = visible_to(Matter.objects.filter(file=OuterRef("pk")), actor)
    anything = Matter.objects.filter(file=OuterRef("pk"))
    return files.filter(Exists(opened) | (_near(actor) & ~Exists(anything)))


def file_for(actor: Actor, file: UUID) -> File:
    """A file the actor may open, with what its page shows; otherwise it does not exist for him."""
    rows = File.objects.select_related("section", "office", "opened_by", "head", "part_of")
    row = files_visible_to(rows, actor).filter(pk=file).first()
    if row is None:
        raise Refused(reasons.NOT_VISIBLE)
    hide_subjects([row], actor)
    return row


def shut_to(actor: Actor) -> Exists:
    """Whether a graded matter lies in the file of an outer query that the actor may not open, or in the main
    file whose subject that part has: the subject would say too much."""
    here = Q(file=OuterRef("pk")) | Q(file=OuterRef("part_of"))
    graded = Matter.objects.filter(here, secrecy__gt=NORMAL)
    opened = visible_to(Matter.objects.filter(pk=OuterRef("pk")), actor)
    return Exists(graded.exclude(Exists(opened)))


def hide_subjects(files: Iterable[File], actor: Actor) -> None:
    """Mark the files whose subject is not for this reader: `File.hidden`."""
    rows = list(files)
    asked = File.objects.filter(pk__in=[row.pk for row in rows]).filter(shut_to(actor))
    shut = set(asked.values_list("pk", flat=True))
    for row in rows:
        row.hidden = row.pk in shut


def _near(actor: Actor) -> Q:
    shown = FileGrant.objects.filter(
        content_object=OuterRef("pk"), group__standing_for__post__in=actor.posts, until__gt=Now()
    )
    own = Q(section__in=actor.sections) | Q(SectionUnder("section", actor.posts))
    own |= Q(opened_by__in=actor.posts)
    if grounds_of_place(actor):
        own |= Q(pk__isnull=False)
    return (own & Q(office__in=actor.offices)) | Q(Exists(shown))
