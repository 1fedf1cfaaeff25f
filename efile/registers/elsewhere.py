"""Letters that belong to another office: passed on within a week, and the writer told. CSMOP 66."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Final

from django.db.models import DateTimeField, F, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from efile.dak.models import DakState
from efile.dak.transfer import Transfer
from efile.pages.moment import Moment
from efile.registers.frame import Choice, Column, Kind, Line, Reader, Register
from efile.registers.known import of_dak
from efile.registers.told import marks_of
from hierarchy.actors import Actor

LIES_HERE: Final = Q(gone_at=None, dak__state=DakState.OPEN)


def rows(actor: Actor, _narrowed: bool) -> QuerySet[Transfer]:
    """What was passed on stays for ever: its ids are never asked for by themselves."""
    mine = Transfer.objects.filter(of_dak(actor, "dak"), dak__office__in=actor.offices, ended_at=None)
    found = mine.filter(LIES_HERE | Q(gone_at__isnull=False))
    found = found.annotate(due_at=Cast("due_on", DateTimeField()))
    return found.select_related("dak__receipt__applicant", "dak__holder", "office")


def lines(found: Sequence[Transfer], reader: Reader) -> list[Line]:
    return [_line(row, reader) for row in found]


def _line(row: Transfer, reader: Reader) -> Line:
    dak = row.dak
    return Line(
        [
            dak.receipt.number,
            reader.moment.calendar.local_date(dak.receipt.received_at),
            dak.receipt.applicant.name,
            dak.receipt.subject,
            str(dak.holder.title),
            str(row.whose),
            row.due_on,
            reader.day(row.gone_at),
            row.get_way_display() if row.way else "",
            row.number,
            reader.day(row.told_at),
            marks_of(dak.secrecy, dak.priority),
        ],
        reverse("dak", args=[dak.pk]),
    )


def by_state(code: str, moment: Moment) -> Q:
    begins = timezone.make_aware(datetime.combine(moment.today, time.min))
    match code:
        case "here":
            return Q(gone_at=None)
        case "late":
            return Q(gone_at=None, due_at__lt=begins)
        case "untold":
            return Q(gone_at__isnull=False, told_at=None)
        case _:
            return Q(gone_at__date__gt=F("due_on"))


STATES: Final = (
    ("here", gettext_lazy("to be passed on")),
    ("late", gettext_lazy("to be passed on, late")),
    ("untold", gettext_lazy("passed on, the writer not told")),
    ("gone-late", gettext_lazy("passed on late")),
)
ELSEWHERE: Final = Register(
    code="elsewhere",
    title=gettext_lazy("Letters of other offices"),
    about=gettext_lazy("What belongs to another office: passed on within a week, and the writer told."),
    source="CSMOP 66",
    columns=(
        Column("number", gettext_lazy("Diary no."), Kind.NUMBER, 4),
        Column("received", gettext_lazy("Received"), Kind.DAY, 3),
        Column("sender", pgettext_lazy("register", "From whom"), room=5),
        Column("subject", gettext_lazy("Subject"), room=7),
        Column("place", pgettext_lazy("register", "With whom"), room=5),
        Column("whose", pgettext_lazy("another office", "Belongs to"), room=5),
        Column("due", gettext_lazy("Pass on by"), Kind.DAY, 3),
        Column("gone", gettext_lazy("Passed on"), Kind.DAY, 3),
        Column("way", gettext_lazy("How it goes there"), room=3),
        Column("way_number", gettext_lazy("Number of the postal receipt or in the peon book"), room=3),
        Column("told", gettext_lazy("Writer told"), Kind.DAY, 3),
        Column("marks", gettext_lazy("Grade and urgency"), room=3),
    ),
    rows=rows,
    lines=lines,
    order="due_at",
    section=("dak__holder__section",),
    oldest_first=True,
    choices=(Choice("state", gettext_lazy("What is due"), STATES, by_state),),
)
