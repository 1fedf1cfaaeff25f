"""The diary: everything that was received and given a number. CSMOP 11; ডাক গ্রহণ নিবন্ধন বহি (domain.md a4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from efile.dak.models import Dak, DakKind, DakState
from efile.models import Channel, Matter, Receipt
from efile.registers.frame import Choice, Column, Kind, Line, Reader, Register, number_alone
from efile.registers.known import receipts_known
from efile.registers.told import marks_of, places_of, state_of, url_of
from efile.sectionnames import section_name
from efile.visibility import hide
from hierarchy.actors import Actor


def rows(actor: Actor, narrowed: bool) -> QuerySet[Receipt]:
    near = ("applicant", "matter__section__office", "dak__holder__section")
    return receipts_known(actor, narrowed).select_related(*near)


def lines(found: Sequence[Receipt], reader: Reader) -> list[Line]:
    matters = [row.matter for row in found if hasattr(row, "matter")]
    hide(matters, reader.actor)
    places = places_of(matters)
    return [_line(row, reader, places) for row in found]


def _line(row: Receipt, reader: Reader, places: dict[UUID, str]) -> Line:
    dak: Dak | None = getattr(row, "dak", None)
    if dak is None and row.matter.hidden:
        return number_alone(DIARY, row.number, marks_of(row.matter.secrecy, 0))
    graded = dak or row.matter
    sender = [row.applicant.name, dak.designation if dak else "", row.applicant.address]
    return Line(
        [
            row.number,
            reader.day(row.received_at),
            str(DakKind(dak.kind).label) if dak else _("Application"),
            str(Channel(row.channel).label),
            ", ".join(filter(None, sender)),
            row.foreign_number,
            dak.letter_date if dak else None,
            row.subject,
            *(_of_dak(dak) if dak else _of_matter(row.matter, reader, places)),
            row.promised_on if dak is None or dak.promises_answer else None,
            marks_of(graded.secrecy, graded.priority),
        ],
        reverse("dak", args=[dak.pk]) if dak else url_of(row.matter),
    )


def _of_dak(dak: Dak) -> list[str]:
    return [str(dak.holder.title), str(DakState(dak.state).label)]


def _of_matter(matter: Matter, reader: Reader, places: dict[UUID, str]) -> list[str]:
    return [section_name(matter.section, reader.actor.office_id), state_of(matter, places)]


def _by_channel(code: str, _moment: object) -> Q:
    return Q(channel=code)


DIARY: Final = Register(
    code="diary",
    title=gettext_lazy("Diary register"),
    about=gettext_lazy("Every application and letter received, by its number."),
    source="CSMOP 11: whoever first receives a dak diarises it; D-Nothi: ডাক গ্রহণ নিবন্ধন বহি",
    columns=(
        Column("number", gettext_lazy("Diary no."), Kind.NUMBER, 4),
        Column("received", gettext_lazy("Received"), Kind.DAY, 3),
        Column("kind", gettext_lazy("Kind"), room=3),
        Column("channel", gettext_lazy("How it came"), room=3),
        Column("sender", pgettext_lazy("register", "From whom"), room=6),
        Column("foreign", gettext_lazy("Their number"), room=4),
        Column("letter_date", gettext_lazy("Date of the letter"), Kind.DAY, 3),
        Column("subject", gettext_lazy("Subject"), room=8),
        Column("to", gettext_lazy("Marked to"), room=5),
        Column("state", gettext_lazy("How it stands"), room=5),
        Column("promised", gettext_lazy("Promised by"), Kind.DAY, 3),
        Column("marks", gettext_lazy("Grade and urgency"), room=3),
    ),
    rows=rows,
    lines=lines,
    order="received_at",
    section=("matter__section", "dak__holder__section"),
    choices=(Choice("channel", gettext_lazy("How it came"), Channel.choices, _by_channel),),
)
