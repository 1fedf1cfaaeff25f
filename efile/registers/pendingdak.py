"""Dak that nobody has put up, filed or put away yet. NIC eFile: pendency of receipts; CSMOP 60."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from efile.dak.models import Dak, DakKind, DakState
from efile.pages.moment import Moment
from efile.registers.ages import BANDS, BY_CODE
from efile.registers.frame import Choice, Column, Kind, Line, Reader, Register
from efile.registers.known import of_dak
from efile.registers.told import marks_of
from hierarchy.actors import Actor


def rows(actor: Actor, _narrowed: bool) -> QuerySet[Dak]:
    """What is open is little and asked for first: the planner would read every receipt ever to join them."""
    lying = Dak.objects.filter(of_dak(actor, "pk"), office__in=actor.offices, state=DakState.OPEN)
    found = Dak.objects.filter(pk__in=list(lying.values_list("pk", flat=True)))
    return found.select_related("receipt__applicant", "holder__section")


def lines(found: Sequence[Dak], reader: Reader) -> list[Line]:
    return [_line(row, reader) for row in found]


def _line(row: Dak, reader: Reader) -> Line:
    begun = reader.moment.calendar.local_date(row.receipt.received_at)
    return Line(
        [
            row.receipt.number,
            begun,
            str(DakKind(row.kind).label),
            row.receipt.applicant.name,
            row.receipt.subject,
            str(row.holder.title),
            reader.day(row.arrived_at),
            (reader.moment.today - begun).days,
            row.reply_by,
            marks_of(row.secrecy, row.priority),
        ],
        reverse("dak", args=[row.pk]),
    )


def _by_age(code: str, moment: Moment) -> Q:
    return BY_CODE[code].q("receipt__received_at", moment.today)


PENDING_DAK: Final = Register(
    code="pending-dak",
    title=gettext_lazy("Pending dak"),
    about=gettext_lazy("Dak on which nothing was done yet, the oldest first, and with whom it lies."),
    source="NIC eFile: pendency of receipts; CSMOP 60",
    columns=(
        Column("number", gettext_lazy("Diary no."), Kind.NUMBER, 4),
        Column("received", gettext_lazy("Received"), Kind.DAY, 3),
        Column("kind", gettext_lazy("Kind"), room=3),
        Column("sender", pgettext_lazy("register", "From whom"), room=5),
        Column("subject", gettext_lazy("Subject"), room=8),
        Column("place", pgettext_lazy("register", "With whom"), room=5),
        Column("since", gettext_lazy("There since"), Kind.DAY, 3),
        Column("days", gettext_lazy("Days"), Kind.COUNT, 2),
        Column("reply_by", gettext_lazy("Answer asked for by"), Kind.DAY, 3),
        Column("marks", gettext_lazy("Grade and urgency"), room=3),
    ),
    rows=rows,
    lines=lines,
    order="receipt__received_at",
    section=("holder__section",),
    oldest_first=True,
    choices=(Choice("age", gettext_lazy("Age"), [(band.code, band.title) for band in BANDS], _by_age),),
)
