"""The register of disposals: each file that was destroyed, under which order and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from efile.disposal.models import DisposalItem
from efile.disposal.sight import items_visible_to
from efile.registers.frame import Column, Kind, Line, Reader, Register
from efile.sectionnames import section_name
from hierarchy.actors import Actor


def rows(actor: Actor, _narrowed: bool) -> QuerySet[DisposalItem]:
    """Of the files that the reader may know wholly."""
    return items_visible_to(actor).exclude(destroyed_at=None).select_related("disposal")


def lines(found: Sequence[DisposalItem], reader: Reader) -> list[Line]:
    return [
        Line(
            [
                row.disposal.number,
                reader.day(row.destroyed_at),
                row.file.number,
                row.file.subject,
                section_name(row.file.section, reader.actor.office_id),
                row.retention,
                str(row.source),
                row.until,
                str(row.disposal.drawer),
                str(row.reader),
                str(row.disposal.orderer),
                row.pages,
            ],
            reverse("disposal", args=[row.disposal_id]),
        )
        for row in found
    ]


DISPOSALS: Final = Register(
    code="disposals",
    title=gettext_lazy("Register of disposals"),
    about=gettext_lazy("Files that were destroyed: under which order, by which rule, by whom."),
    source="Bengal Records Manual 1943; Secretariat Instructions, r. 100",
    columns=(
        Column("order", gettext_lazy("Order no."), Kind.NUMBER, 3),
        Column("destroyed", gettext_lazy("Destroyed on"), Kind.DAY, 3),
        Column("number", gettext_lazy("File no."), Kind.NUMBER, 5),
        Column("subject", gettext_lazy("Subject"), room=6),
        Column("section", gettext_lazy("Section"), room=4),
        Column("class", gettext_lazy("Class"), room=2),
        Column("source", gettext_lazy("By which rule"), room=4),
        Column("until", gettext_lazy("Kept until"), Kind.DAY, 3),
        Column("drawn", gettext_lazy("Drawn up by"), room=4),
        Column("read", gettext_lazy("Read by"), room=4),
        Column("ordered", gettext_lazy("Ordered by"), room=4),
        Column("pages", gettext_lazy("Pages"), Kind.COUNT, 2),
    ),
    rows=rows,
    lines=lines,
    order="destroyed_at",
    section=("file__section",),
)
