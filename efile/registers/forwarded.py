"""Files as they were forwarded from post to post. CSMOP 47: every movement is in the movement register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from efile.models import Movement
from efile.pages import labels
from efile.registers.begun import number_of
from efile.registers.frame import Column, Kind, Line, Reader, Register, number_alone
from efile.registers.known import of_matter
from efile.registers.told import marks_of, url_of
from efile.sectionnames import section_name
from efile.visibility import hide
from hierarchy.actors import Actor


def rows(actor: Actor, narrowed: bool) -> QuerySet[Movement]:
    """What went from one post to another one."""
    found = Movement.objects.filter(of_matter(actor, narrowed, "matter"), office__in=actor.offices)
    found = found.exclude(to_post=None).exclude(from_post=None).exclude(from_post=F("to_post"))
    near = ("matter__receipt", "matter__file", "from_post__section", "to_post__section__office")
    return found.select_related(*near)


def lines(found: Sequence[Movement], reader: Reader) -> list[Line]:
    hide([row.matter for row in found], reader.actor)
    return [_line(row, reader) for row in found]


def _line(row: Movement, reader: Reader) -> Line:
    matter, sender, to = row.matter, row.from_post, row.to_post
    if matter.hidden:
        return number_alone(FORWARDED, number_of(matter), marks_of(matter.secrecy, 0))
    return Line(
        [
            number_of(matter),
            reader.day(row.at),
            matter.file.number if matter.file else "",
            matter.subject,
            str(sender.title) if sender else "",
            labels.act_words(row.kind, sender, to),
            str(to.title) if to else "",
            section_name(to.section, reader.actor.office_id) if to and to.section else "",
            marks_of(matter.secrecy, matter.priority),
        ],
        url_of(matter),
    )


FORWARDED: Final = Register(
    code="forwarded",
    title=gettext_lazy("Files forwarded"),
    about=gettext_lazy("Each time a file went from one post to another, by the section that sent it."),
    source="CSMOP 47; NIC eFile: forwarded; D-Nothi: নথি প্রেরণ, নথি গ্রহণ",
    columns=(
        Column("number", gettext_lazy("Diary no."), Kind.NUMBER, 4),
        Column("at", gettext_lazy("Forwarded on"), Kind.DAY, 3),
        Column("file", gettext_lazy("File no."), Kind.NUMBER, 5),
        Column("subject", gettext_lazy("Subject"), room=8),
        Column("sender", pgettext_lazy("register", "From whom"), room=5),
        Column("act", gettext_lazy("How"), room=3),
        Column("to", gettext_lazy("Given to"), room=5),
        Column("section", gettext_lazy("Section"), room=4),
        Column("marks", gettext_lazy("Grade and urgency"), room=3),
    ),
    rows=rows,
    lines=lines,
    order="at",
    section=("from_post__section",),
)
