"""What of a matter before a committee a reader may read: its words, its number alone, or not even that."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from efile.models import Matter, Secrecy
from efile.pages import labels
from efile.visibility import known_to, visible_to
from hierarchy.actors import Actor


@dataclass(frozen=True, slots=True)
class Said:
    """`opens` links to the file. Not `shown`, neither subject, applicant nor resolution is read."""

    opens: bool
    shown: bool
    grade: str
    number: str
    subject: str
    applicant: str


def said_of(matters: Collection[Matter], actor: Actor) -> dict[UUID, Said]:
    """By matter. The words of a normal one are the committee's; those of a graded one are read by who may
    open it at this moment, and its number by who knows of it (`access.rules.grades_known`).
    """
    opened = opened_among((one.pk for one in matters), actor)
    hidden = {one.pk for one in matters if one.secrecy != Secrecy.NORMAL} - opened
    known = _known_among(hidden, actor) if hidden else set()
    return {one.pk: _said(one, one.pk in opened, one.pk in hidden, one.pk in known) for one in matters}


def opened_among(matters: Iterable[UUID], actor: Actor) -> set[UUID]:
    """Those of these matters that the actor may open."""
    return set(visible_to(Matter.objects.filter(pk__in=list(matters)), actor).values_list("pk", flat=True))


def _known_among(matters: Collection[UUID], actor: Actor) -> set[UUID]:
    return set(known_to(Matter.objects.filter(pk__in=matters), actor).values_list("pk", flat=True))


def _said(matter: Matter, is_open: bool, hidden: bool, known: bool) -> Said:
    graded = matter.secrecy != Secrecy.NORMAL
    return Said(
        opens=is_open,
        shown=not hidden,
        grade=str(Secrecy(matter.secrecy).label) if graded else "",
        number=labels.number_of(matter) if known or not hidden else "",
        subject=_("The subject is not shown to your post") if hidden else matter.subject,
        applicant="" if hidden or not matter.receipt else matter.receipt.applicant.name,
    )
