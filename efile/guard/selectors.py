"""What the guard file holds for a reader: the whole office reads it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from efile.guard import reasons
from efile.guard.models import GuardPaper
from efile.keyset import Keyset, rest
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import clean

PAGE = 50


def guard_of(actor: Actor, wanted: str = "", kind: str = "") -> QuerySet[GuardPaper]:
    """The papers that stand, newest first, whose title or number has each of the words."""
    rows = GuardPaper.objects.filter(office__in=actor.offices, out_at=None)
    for word in clean(wanted).split():
        rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word))
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("content", "post").order_by("-at", "-pk")


def page_of(rows: QuerySet[GuardPaper], after: Keyset | None) -> tuple[list[GuardPaper], bool]:
    """A page, and whether more follow."""
    found = list(rest(rows, "at", after)[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def guard_paper_for(actor: Actor, paper: UUID) -> GuardPaper:
    """Also one that was taken out: a note may refer to it."""
    rows = GuardPaper.objects.select_related("content", "post")
    row = rows.filter(pk=paper, office__in=actor.offices).first()
    if row is None:
        raise Refused(reasons.NOT_THERE)
    return row
