"""The master list: every file with its head, its earlier numbers, what lies in it, its class and its shelf.

D-Nothi: মাস্টার ফাইল, "previous nothi numbers"; NIC eFile: file summary; CSMOP 45: heads, CSMOP 27: volumes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy

from efile.files.models import FileNumber, Volume
from efile.files.sight import hide_subjects
from efile.models import File, Matter
from efile.papers.models import PageCounter
from efile.registers.filebook import STATE, number_of, rows, subject_of
from efile.registers.frame import Column, Kind, Line, Reader, Register
from efile.sectionnames import section_name
from efile.visibility import known_to


def lines(found: Sequence[File], reader: Reader) -> list[Line]:
    hide_subjects(found, reader.actor)
    ids = [row.pk for row in found]
    earlier = _earlier(ids)
    matters = _counted(known_to(Matter.objects.filter(file__in=ids), reader.actor))
    pages = dict(PageCounter.objects.filter(subject__in=ids).values_list("subject", "pages"))
    volumes = _counted(Volume.objects.filter(file__in=ids))
    return [
        Line(
            [
                number_of(row),
                subject_of(row),
                row.head.path if row.head else "",
                str(row.head.name) if row.head else "",
                section_name(row.section, reader.actor.office_id),
                "; ".join(earlier[row.pk]),
                row.part_of.number if row.part_of else "",
                volumes.get(row.pk, 0) + 1,
                None if row.hidden else matters.get(row.pk, 0),
                None if row.hidden else pages.get(row.pk, 0),
                row.retention,
                str(File.Status(row.status).label),
                row.shelf,
            ],
            reverse("file", args=[row.pk]),
        )
        for row in found
    ]


def _earlier(files: Sequence[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for file, number in (
        FileNumber.objects.filter(file__in=files).order_by("at").values_list("file", "number")
    ):
        found[file].append(number)
    return found


def _counted(rows: object) -> dict[UUID, int]:
    asked = rows.order_by().values("file").annotate(count=Count("pk"))  # type: ignore[attr-defined]
    return dict(asked.values_list("file", "count"))


MASTER: Final = Register(
    code="master",
    title=gettext_lazy("Master list of files"),
    about=gettext_lazy("Every file with its subject head, earlier numbers, volumes, pages, class and shelf."),
    source="D-Nothi: মাস্টার ফাইল; CSMOP 27, 45",
    columns=(
        Column("number", gettext_lazy("File no."), Kind.NUMBER, 6),
        Column("subject", gettext_lazy("Subject"), room=8),
        Column("path", gettext_lazy("Code of the head"), Kind.NUMBER, 3),
        Column("head", gettext_lazy("Subject head"), room=4),
        Column("section", gettext_lazy("Section"), room=4),
        Column("earlier", gettext_lazy("Earlier numbers"), room=5),
        Column("part_of", gettext_lazy("Part of"), Kind.NUMBER, 4),
        Column("volumes", gettext_lazy("Volumes"), Kind.COUNT, 2),
        Column("matters", gettext_lazy("Matters"), Kind.COUNT, 2),
        Column("pages", gettext_lazy("Pages"), Kind.COUNT, 2),
        Column("class", gettext_lazy("Class"), room=2),
        Column("state", gettext_lazy("State"), room=3),
        Column("shelf", gettext_lazy("Shelf"), room=3),
    ),
    rows=rows,
    lines=lines,
    order="opened_at",
    section=("section",),
    choices=(STATE,),
)
