"""Distribution: each dak as it was given out, to whom. CSMOP 47 and ডাক বিলি নিবন্ধন বহি (domain.md a4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from efile.dak.models import DakCopy, DakKind, DakMove
from efile.registers.frame import Choice, Column, Kind, Line, Reader, Register
from efile.registers.known import of_dak
from efile.registers.told import marks_of
from efile.sectionnames import section_name
from hierarchy.actors import Actor

GIVEN: Final = (DakMove.Kind.RECEIVED, DakMove.Kind.SENT, DakMove.Kind.CONFIRMED, DakMove.Kind.COPIED)


def rows(actor: Actor, _narrowed: bool) -> QuerySet[DakMove]:
    found = DakMove.objects.filter(of_dak(actor, "dak"), kind__in=GIVEN, dak__office__in=actor.offices)
    near = ("dak__receipt__applicant", "from_post", "to_post__section__office")
    return found.filter(Q(kind=DakMove.Kind.COPIED) | Q(to_post__isnull=False)).select_related(*near)


def lines(found: Sequence[DakMove], reader: Reader) -> list[Line]:
    copies = _copies(found)
    return [_line(row, reader, copies[row.pk]) for row in found]


def _copies(found: Sequence[DakMove]) -> dict[UUID, list[str]]:
    """To whom copies went with each move."""
    moves = {(row.dak_id, row.at): row.pk for row in found}
    told: dict[UUID, list[str]] = defaultdict(list)
    asked = DakCopy.objects.filter(dak__in=[row.dak_id for row in found]).select_related("post")
    for copy in asked:
        if move := moves.get((copy.dak_id, copy.sent_at)):
            told[move].append(str(copy.post.title))
    return told


def _line(row: DakMove, reader: Reader, copies: list[str]) -> Line:
    dak, to = row.dak, row.to_post
    return Line(
        [
            dak.receipt.number,
            reader.day(row.at),
            str(DakKind(dak.kind).label),
            dak.receipt.applicant.name,
            dak.receipt.subject,
            str(row.from_post.title) if row.from_post else "",
            str(to.title) if to else "",
            section_name(to.section, reader.actor.office_id) if to and to.section else "",
            "; ".join(copies),
            str(DakMove.Kind(row.kind).label),
            marks_of(dak.secrecy, dak.priority),
        ],
        reverse("dak", args=[dak.pk]),
    )


def _by_act(code: str, _moment: object) -> Q:
    return Q(kind=code)


DISTRIBUTION: Final = Register(
    code="distribution",
    title=gettext_lazy("Distribution register"),
    about=gettext_lazy("Dak as it was given out: to whom, by whom, on which day."),
    source="CSMOP 9, 47; D-Nothi: ডাক বিলি",
    columns=(
        Column("number", gettext_lazy("Diary no."), Kind.NUMBER, 4),
        Column("given", gettext_lazy("Given out"), Kind.DAY, 3),
        Column("kind", gettext_lazy("Kind"), room=3),
        Column("sender", pgettext_lazy("register", "From whom"), room=5),
        Column("subject", gettext_lazy("Subject"), room=8),
        Column("by", gettext_lazy("Given by"), room=5),
        Column("to", gettext_lazy("Given to"), room=5),
        Column("section", gettext_lazy("Section"), room=4),
        Column("copies", gettext_lazy("Copies to"), room=5),
        Column("act", gettext_lazy("How"), room=3),
        Column("marks", gettext_lazy("Grade and urgency"), room=3),
    ),
    rows=rows,
    lines=lines,
    order="at",
    section=("to_post__section",),
    choices=(Choice("act", gettext_lazy("How"), [(one.value, one.label) for one in GIVEN], _by_act),),
)
