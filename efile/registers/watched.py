"""Watch lists: what is to be answered by its day, a list for each kind. CSMOP 60, 66."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import DateTimeField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from efile.dak.answering import ACKNOWLEDGED_IN, ANSWERED_IN, acknowledge_by, answer_by
from efile.dak.models import Dak, DakKind, DakState, Watch
from efile.models import Matter
from efile.pages.moment import Moment
from efile.registers.frame import Choice, Column, Kind, Line, Reader, Register
from efile.registers.known import of_dak
from efile.registers.told import marks_of, places_of
from hierarchy.actors import Actor

SOON: Final = timedelta(days=7)
UNANSWERED: Final = Q(state=DakState.OPEN) | Q(matter__closed_at=None, matter__isnull=False)
PUBLIC: Final = Q(kind=DakKind.CITIZEN, watch="")
DUE: Final = Coalesce(
    Cast("told_by", DateTimeField()),
    Cast("reply_by", DateTimeField()),
    ExpressionWrapper(F("receipt__received_at") + ANSWERED_IN, output_field=DateTimeField()),
)
"""A moment on the day by which it is answered, as `answer_by` tells that day."""


def rows_of(which: Q) -> Callable[[Actor, bool], QuerySet[Dak]]:
    def rows(actor: Actor, _narrowed: bool) -> QuerySet[Dak]:
        """What waits for an answer is little and asked for first, as in `pendingdak`."""
        waiting = Dak.objects.filter(which, UNANSWERED, of_dak(actor, "pk"), office__in=actor.offices)
        found = Dak.objects.filter(pk__in=list(waiting.values_list("pk", flat=True)))
        return found.annotate(due_at=DUE).select_related("receipt__applicant", "holder", "matter")

    return rows


def lines(found: Sequence[Dak], reader: Reader) -> list[Line]:
    matters: list[Matter] = [row.matter for row in found if row.matter is not None]
    places = places_of(matters)
    return [_line(row, places.get(row.matter_id, "") if row.matter_id else "", reader) for row in found]


def _line(row: Dak, place: str, reader: Reader) -> Line:
    received = reader.moment.calendar.local_date(row.receipt.received_at)
    due = answer_by(row.kind, row.watch, received, row.reply_by, row.told_by)
    return Line(
        [
            row.receipt.number,
            received,
            row.receipt.applicant.name,
            row.receipt.foreign_number,
            row.receipt.subject,
            place or str(row.holder.title),
            acknowledge_by(row.kind, row.watch, received),
            reader.day(row.acknowledged_at),
            row.told_by,
            due,
            None if due is None else (due - reader.moment.today).days,
            marks_of(row.secrecy, row.priority),
        ],
        reverse("dak", args=[row.pk]),
    )


def by_day(code: str, moment: Moment) -> Q:
    """What is still to be acknowledged, what is due within a week, and what is late with either."""
    late = Q(due_at__lt=_begins(moment.today))
    match code:
        case "acknowledge":
            return Q(acknowledged_at=None)
        case "unacknowledged":
            day = moment.today - ACKNOWLEDGED_IN
            return Q(acknowledged_at=None, receipt__received_at__lt=_begins(day))
        case "soon":
            return ~late & Q(due_at__lt=_begins(moment.today + SOON + timedelta(days=1)))
        case "month":
            day = moment.today - ANSWERED_IN
            return Q(told_by=None, receipt__received_at__lt=_begins(day))
        case _:
            return late


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


DAYS: Final = (
    ("acknowledge", gettext_lazy("to be acknowledged")),
    ("unacknowledged", gettext_lazy("not acknowledged in 15 days")),
    ("soon", gettext_lazy("answer due within a week")),
    ("late", gettext_lazy("beyond the day")),
    ("month", gettext_lazy("over a month without an interim reply")),
)
COLUMNS: Final = (
    Column("number", gettext_lazy("Diary no."), Kind.NUMBER, 4),
    Column("received", gettext_lazy("Received"), Kind.DAY, 3),
    Column("sender", pgettext_lazy("register", "From whom"), room=5),
    Column("foreign", gettext_lazy("Their number"), room=4),
    Column("subject", gettext_lazy("Subject"), room=7),
    Column("place", pgettext_lazy("register", "With whom"), room=5),
    Column("acknowledge", gettext_lazy("Acknowledge by"), Kind.DAY, 3),
    Column("acknowledged", gettext_lazy("Acknowledged"), Kind.DAY, 3),
    Column("told", gettext_lazy("Told in an interim reply"), Kind.DAY, 3),
    Column("due", gettext_lazy("Answer due"), Kind.DAY, 3),
    Column("left", gettext_lazy("Days left"), Kind.COUNT, 2),
    Column("marks", gettext_lazy("Grade and urgency"), room=3),
)
ABOUT: Final = gettext_lazy("What is to be answered, by the day on which it is due, until it is disposed of.")
ABOUT_LETTERS: Final = gettext_lazy(
    "Acknowledged in 15 days, answered in the next 15; an interim reply within a month tells the day."
)


def _list(code: str, title: Promise | str, which: Q, about: Promise | str, source: str) -> Register:
    return Register(
        code=code,
        title=title,
        about=about,
        source=source,
        columns=COLUMNS,
        rows=rows_of(which),
        lines=lines,
        order="due_at",
        section=("holder__section", "matter__section"),
        oldest_first=True,
        choices=(Choice("days", gettext_lazy("What is due"), DAYS, by_day),),
    )


def _watched(watch: Watch, title: Promise | str) -> Register:
    letters = watch == Watch.MEMBER
    about, source = (ABOUT_LETTERS, "CSMOP 60, 66") if letters else (ABOUT, "CSMOP 60")
    return _list(f"watch-{watch.value}", title, Q(watch=watch), about, source)


WATCH_LISTS: Final = (
    _watched(Watch.QUESTION, gettext_lazy("Watch list: questions of the legislature")),
    _watched(Watch.ASSURANCE, gettext_lazy("Watch list: assurances given to the legislature")),
    _watched(Watch.RTI, gettext_lazy("Watch list: right to information")),
    _watched(Watch.MEMBER, gettext_lazy("Watch list: references of members and VIPs")),
    _watched(Watch.COURT, gettext_lazy("Watch list: court cases")),
    _list("watch-public", gettext_lazy("Letters of the public"), PUBLIC, ABOUT_LETTERS, "CSMOP 66"),
)
