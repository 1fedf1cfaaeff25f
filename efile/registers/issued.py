"""Letters issued, by the office's issue number. CSMOP 42; পত্রজারি নিবন্ধন বহি (domain.md a4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy

from efile.dispatch.models import Addressee, Sending, State, Way
from efile.dispatch.sight import listed_for
from efile.letters.docket import with_others
from efile.letters.models import Draft, DraftVersion, Status
from efile.registers.frame import Choice, Column, Kind, Line, Reader, Register
from efile.registers.told import marks_of
from efile.sectionnames import section_name
from hierarchy.actors import Actor
from notings.letters.kinds import KINDS

WENT: Final = (State.QUEUED, State.OUT, State.ARRIVED)
"""What failed is no way by which a letter went."""


def rows(actor: Actor, _narrowed: bool) -> QuerySet[Draft]:
    approved = DraftVersion.objects.filter(draft=OuterRef("pk"), number=OuterRef("approved"))
    found = listed_for(actor).filter(status=Status.ISSUED, office__in=actor.offices)
    found = found.annotate(subject=Subquery(approved.values("subject")[:1]))
    return found.select_related("matter__section__office", "matter__file")


def lines(found: Sequence[Draft], reader: Reader) -> list[Line]:
    sent = _sendings([row.pk for row in found])
    return [_line(row, reader, sent[row.pk]) for row in found]


def _sendings(letters: Sequence[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """Of each letter its recipients in order, each with the way and state of the last try."""
    last = Sending.objects.filter(addressee=OuterRef("pk")).order_by("-number")
    asked = Addressee.objects.filter(draft__in=letters).order_by("draft", "place")
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for draft, name, way, state in asked.values_list(
        "draft", "name", Subquery(last.values("way")[:1]), Subquery(last.values("state")[:1])
    ):
        found[draft].append((name, _how(way, state)))
    return found


def _how(way: str | None, state: str | None) -> str:
    return f"{Way(way).label}, {State(state).label}" if way and state else ""


def _line(row: Draft, reader: Reader, sent: list[tuple[str, str]]) -> Line:
    return Line(
        [
            row.issue_number,
            reader.day(row.issued_at),
            row.memo,
            str(KINDS[row.kind].name),
            str(getattr(row, "subject", "") or ""),
            with_others([name for name, _how in sent]),
            "; ".join(dict.fromkeys(how for _name, how in sent if how)),
            row.matter.file.number if row.matter.file else "",
            section_name(row.matter.section, reader.actor.office_id),
            marks_of(row.matter.secrecy, 0),
        ],
        reverse("dispatch_letter", args=[row.pk]),
    )


def _by_way(code: str, _moment: object) -> Q:
    sent = Sending.objects.filter(addressee__draft=OuterRef("pk"), way=code, state__in=WENT)
    return Q(Exists(sent))


ISSUED: Final = Register(
    code="issued",
    title=gettext_lazy("Register of letters issued"),
    about=gettext_lazy("Letters by their issue number, with to whom and how they went."),
    source="CSMOP 42; D-Nothi: পত্রজারি নিবন্ধন বহি",
    columns=(
        Column("number", gettext_lazy("Issue no."), Kind.NUMBER, 3),
        Column("issued", gettext_lazy("Issued"), Kind.DAY, 3),
        Column("memo", gettext_lazy("Memo no."), Kind.NUMBER, 6),
        Column("kind", gettext_lazy("Kind"), room=3),
        Column("subject", gettext_lazy("Subject"), room=8),
        Column("to", gettext_lazy("Recipients"), room=6),
        Column("way", gettext_lazy("How it went"), room=5),
        Column("file", gettext_lazy("File no."), Kind.NUMBER, 5),
        Column("section", gettext_lazy("Section"), room=4),
        Column("marks", gettext_lazy("Grade"), room=3),
    ),
    rows=rows,
    lines=lines,
    order="issued_at",
    section=("matter__section",),
    choices=(Choice("way", gettext_lazy("How it went"), Way.choices, _by_way),),
)
