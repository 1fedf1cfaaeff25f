"""The file register: files by the day on which they were opened. CSMOP 45; নথি নিবন্ধন বহি (domain.md a4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from efile.files.sight import files_visible_to, hide_subjects
from efile.models import File
from efile.registers.frame import Choice, Column, Kind, Line, Reader, Register
from efile.sectionnames import section_name
from hierarchy.actors import Actor


def rows(actor: Actor, _narrowed: bool) -> QuerySet[File]:
    """A file is listed for who may open it: nothing of another is told, so that any filter may be asked."""
    found = files_visible_to(File.objects.filter(office__in=actor.offices), actor)
    return found.select_related("section__office", "head", "part_of", "opened_by")


def lines(found: Sequence[File], reader: Reader) -> list[Line]:
    hide_subjects(found, reader.actor)
    return [_line(row, reader) for row in found]


def subject_of(row: File) -> str:
    return _("The subject is not shown to your post") if row.hidden else row.subject


def state_of(row: File) -> str:
    if row.destroyed_at:
        return _("destroyed under an order")
    lost = _("missing") if row.missing_on else _("rebuilt") if row.rebuilt_on else ""
    return "; ".join(word for word in (str(File.Status(row.status).label), lost) if word)


def number_of(row: File) -> str:
    return row.number or _("no number yet")


def _line(row: File, reader: Reader) -> Line:
    return Line(
        [
            number_of(row),
            reader.day(row.opened_at),
            subject_of(row),
            str(row.head.name) if row.head else "",
            section_name(row.section, reader.actor.office_id),
            str(row.opened_by.title),
            row.retention,
            state_of(row),
            row.parked_until if row.parked(reader.moment.today) else None,
            reader.day(row.closed_at),
            row.shelf,
        ],
        reverse("file", args=[row.pk]),
    )


def _by_state(code: str, _moment: object) -> Q:
    return Q(status=code)


STATE: Final = Choice("state", gettext_lazy("State"), File.Status.choices, _by_state)
FILES: Final = Register(
    code="files",
    title=gettext_lazy("File register"),
    about=gettext_lazy("Files by the day on which they were opened."),
    source="CSMOP 45; D-Nothi: নথি নিবন্ধন বহি; NIC eFile: file register, parked, closed",
    columns=(
        Column("number", gettext_lazy("File no."), Kind.NUMBER, 6),
        Column("opened", gettext_lazy("Opened"), Kind.DAY, 3),
        Column("subject", gettext_lazy("Subject"), room=9),
        Column("head", gettext_lazy("Subject head"), room=4),
        Column("section", gettext_lazy("Section"), room=4),
        Column("by", gettext_lazy("Opened by"), room=5),
        Column("class", gettext_lazy("Class"), room=2),
        Column("state", gettext_lazy("State"), room=3),
        Column("parked", gettext_lazy("Parked until"), Kind.DAY, 3),
        Column("closed", gettext_lazy("Closed on"), Kind.DAY, 3),
        Column("shelf", gettext_lazy("Shelf"), room=3),
    ),
    rows=rows,
    lines=lines,
    order="opened_at",
    section=("section",),
    choices=(STATE,),
)
