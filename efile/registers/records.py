"""Records: for how long closed files are kept, and which may be weeded this year.

Bengal Records Manual 1943 (domain.md c 34): class A for ever, B twelve years, C two full calendar years after
the year of disposal; destroyed only after the last year is complete. Bangladesh (c 35): each January what may
be destroyed that year is listed. The years of a class are the office's own data (`hierarchy.retention`); a
class of which no source and no order says the years is never due.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from efile.disposal.candidates import due_on, kept_longer
from efile.files.sight import hide_subjects
from efile.models import File
from efile.registers import filebook
from efile.registers.frame import Choice, Column, Kind, Line, Option, Reader, Register
from efile.sectionnames import section_name
from hierarchy.actors import Actor
from hierarchy.models import Office
from hierarchy.retention import Kept, classes_on
from web.templatetags.office import bn_digits

Classes = dict[UUID, dict[str, Kept]]


def closed(actor: Actor, narrowed: bool) -> QuerySet[File]:
    """Merged files lie in their main file, and are weeded with it."""
    return (
        filebook.rows(actor, narrowed)
        .filter(status=File.Status.CLOSED)
        .select_related("office", "section__office")
    )


def due(reader: Reader) -> Q:
    """Closed files whose last year is complete, by the classes of their office today, and that their section
    does not keep longer."""
    today = reader.moment.today
    return due_on(reader.actor, today) & ~Q(kept_longer(today)) & Q(destroyed_at=None)


def last_day(closed_on: date, kept: Kept | None) -> date | None:
    """Until when a file is kept; None for ever, and where the years are not said."""
    if kept is None or kept.years is None:
        return None
    return date(closed_on.year + kept.years, 12, 31)


def lines(found: Sequence[File], reader: Reader) -> list[Line]:
    hide_subjects(found, reader.actor)
    classes = {row.office_id: classes_on(row.office, reader.moment.today) for row in found}
    return [_line(row, reader, classes) for row in found]


def _line(row: File, reader: Reader, classes: Classes) -> Line:
    kept = classes[row.office_id].get(row.retention)
    closed_on = reader.day(row.closed_at)
    return Line(
        [
            filebook.number_of(row),
            filebook.subject_of(row),
            section_name(row.section, reader.actor.office_id),
            reader.day(row.opened_at),
            closed_on,
            row.retention,
            how_long_of(row, kept),
            last_day(closed_on, kept) if closed_on and row.destroyed_at is None else None,
            str(kept.source) if kept else "",
            row.shelf,
        ],
        reverse("file", args=[row.pk]),
    )


def how_long_of(row: File, kept: Kept | None) -> str:
    return _("destroyed under an order") if row.destroyed_at else how_long(kept)


def how_long(kept: Kept | None) -> str:
    if kept is None:
        return _("no class yet")
    if kept.forever:
        return _("for ever")
    if kept.years is None:
        return str(kept.name)
    words = ngettext(
        "%(count)s year after that of closing", "%(count)s years after that of closing", kept.years
    )
    return words % {"count": bn_digits(kept.years)}


def _by_class(code: str, _moment: object) -> Q:
    return Q(retention="" if code == NO_CLASS else code)


def _classes(office: Office) -> list[Option]:
    found = [(code, code) for code in classes_on(office, timezone.localdate())]
    return [*found, (NO_CLASS, gettext_lazy("no class yet"))]


NO_CLASS: Final = "none"
CLASS: Final = Choice("class", gettext_lazy("Class"), _classes, _by_class)
COLUMNS: Final = (
    Column("number", gettext_lazy("File no."), Kind.NUMBER, 6),
    Column("subject", gettext_lazy("Subject"), room=8),
    Column("section", gettext_lazy("Section"), room=4),
    Column("opened", gettext_lazy("Opened"), Kind.DAY, 3),
    Column("closed", gettext_lazy("Closed on"), Kind.DAY, 3),
    Column("class", gettext_lazy("Class"), room=2),
    Column("kept", gettext_lazy("Kept"), room=4),
    Column("until", gettext_lazy("Kept until"), Kind.DAY, 3),
    Column("source", gettext_lazy("By which rule"), room=4),
    Column("shelf", gettext_lazy("Shelf"), room=3),
)
RETENTION: Final = Register(
    code="retention",
    title=gettext_lazy("Retention list"),
    about=gettext_lazy("Closed files with their class: for how long each is kept, and by which rule."),
    source="Bengal Records Manual 1943; CSMOP, record management; Secretariat Instructions, r. 100",
    columns=COLUMNS,
    rows=closed,
    lines=lines,
    order="closed_at",
    section=("section",),
    choices=(CLASS,),
)
WEEDING: Final = Register(
    code="weeding",
    title=gettext_lazy("Weeding list"),
    about=gettext_lazy(
        "Closed files that need not be kept longer: their last year is complete. Read them first."
    ),
    source="Bengal Records Manual 1943; Secretariat Instructions, r. 100: each January what may be destroyed",
    columns=COLUMNS,
    rows=closed,
    lines=lines,
    order="closed_at",
    section=("section",),
    oldest_first=True,
    choices=(CLASS,),
    always=due,
)
