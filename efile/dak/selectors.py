"""Reads for the pages of dak."""

from __future__ import annotations

from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from efile.dak.models import Dak, DakCopy, DakKind, DakMove, DakState
from efile.dak.passing import PASS_ON_BY
from efile.dak.sight import dak_visible_to
from efile.keyset import Keyset, rest
from efile.selectors import PAGE
from hierarchy.actors import Actor
from hierarchy.words import clean
from web.words import LATIN_DIGITS

BOXES: Final = ("with_me", "paper", "copies", "sent", "done", "all")
SENDING: Final = (DakMove.Kind.RECEIVED, DakMove.Kind.SENT, DakMove.Kind.CONFIRMED)


def box(actor: Actor, name: str, *, kind: str = "", wanted: str = "") -> QuerySet[Dak]:
    """The dak of one of the list's boxes that the actor may open, newest first."""
    rows = dak_visible_to(Dak.objects.filter(_in_box(actor, name)), actor)
    if kind in DakKind.values:
        rows = rows.filter(kind=kind)
    for word in clean(wanted).split():
        rows = rows.filter(_says(word))
    near = ("receipt__applicant", "holder__section", "sender", "file", "matter__file")
    lacking = Count("lacks", filter=Q(lacks__supplied_at=None), distinct=True)
    asked = Count("asked", distinct=True)
    reminders = Count("reminders", distinct=True)
    rows = rows.select_related(*near).annotate(lacking=lacking, asked_for=asked, reminded=reminders)
    rows = rows.annotate(pass_on_by=PASS_ON_BY)
    return rows.order_by(F("arrived_at").desc(), F("id").desc())


def page_of(rows: QuerySet[Dak], after: Keyset | None, size: int = PAGE) -> tuple[list[Dak], bool]:
    """One page after a key, and whether more follow."""
    found = list(rest(rows, "arrived_at", after)[: size + 1])
    return found[:size], len(found) > size


def with_post(actor: Actor) -> QuerySet[Dak]:
    """What waits for the post as the main recipient or as the reader of a copy."""
    return Dak.objects.filter(_in_box(actor, "with_me") | _in_box(actor, "copies"))


def _in_box(actor: Actor, name: str) -> Q:
    mine = Q(holder__in=actor.posts)
    copies = DakCopy.objects.filter(dak=OuterRef("pk"), post__in=actor.posts, closed_at=None)
    sent = DakMove.objects.filter(dak=OuterRef("pk"), from_post__in=actor.posts, kind__in=SENDING)
    match name:
        case "with_me":
            return mine & Q(state=DakState.OPEN)
        case "paper":
            return mine & Q(state=DakState.OPEN, physical=True) & ~Q(paper_at=F("holder"))
        case "copies":
            return Q(Exists(copies))
        case "sent":
            return Q(Exists(sent)) & ~mine
        case "done":
            return mine & ~Q(state=DakState.OPEN)
        case _:
            return Q(office__in=actor.offices)


def _says(word: str) -> Q:
    """Numbers are searched in ASCII digits, theirs also as they wrote it."""
    number = word.translate(LATIN_DIGITS)
    return (
        Q(receipt__number__icontains=number)
        | Q(receipt__foreign_number__icontains=word)
        | Q(receipt__foreign_number__icontains=number)
        | Q(receipt__subject__icontains=word)
        | Q(receipt__applicant__name__icontains=word)
    )
