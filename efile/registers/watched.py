"""Watch lists: what is to be answered by its day, a list for each kind. CSMOP 60, 66."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Case, DateTimeField, ExpressionWrapper, F, Q, QuerySet, When
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from efile.dak.answering import ACKNOWLEDGED_IN, ANSWERED_IN, acknowledge_by, answer_by
from efile.dak.models import Dak, DakKind, DakState, Watch
from efile.dak.shown import classes_watched
from efile.models import Matter, Receipt
from efile.pages.moment import Moment
from efile.registers.frame import Choice, Column, Kind, Line, Reader, Register, Value
from efile.registers.known import matters_known, of_dak
from efile.registers.told import marks_of, places_of
from hierarchy.actors import Actor

SOON: Final = timedelta(days=7)
UNANSWERED: Final = Q(state=DakState.OPEN) | Q(matter__closed_at=None, matter__isnull=False)
PUBLIC: Final = Q(kind=DakKind.CITIZEN, watch="")
LETTER: Final = Q(dak__isnull=False)
IN_A_MONTH: Final = ExpressionWrapper(F("received_at") + ANSWERED_IN, output_field=DateTimeField())
DUE: Final = Coalesce(
    Cast("dak__told_by", DateTimeField()),
    Cast("dak__reply_by", DateTimeField()),
    Case(When(LETTER, then=IN_A_MONTH)),
    Cast("promised_on", DateTimeField()),
)
"""A moment on the day by which it is answered: of a letter as `answer_by` tells that day, of an application
the promised one."""


def rows_of(which: Q, watch: str) -> Callable[[Actor, bool], QuerySet[Receipt]]:
    """Letters of which this holds, and applications of the classes of case that are watched so."""

    def rows(actor: Actor, _narrowed: bool) -> QuerySet[Receipt]:
        """What waits for an answer is little and asked for first, as in `pendingdak`."""
        letters = Dak.objects.filter(which, UNANSWERED, of_dak(actor, "pk"), office__in=actor.offices)
        found = list(letters.values_list("receipt", flat=True))
        if classes := classes_watched(watch):
            cases = matters_known(actor, True).filter(closed_at=None, service__in=classes)
            found += cases.exclude(receipt=None).values_list("receipt", flat=True)
        near = ("applicant", "dak__holder", "dak__matter", "matter")
        return Receipt.objects.filter(pk__in=found).annotate(due_at=DUE).select_related(*near)

    return rows


def lines(found: Sequence[Receipt], reader: Reader) -> list[Line]:
    matters: list[Matter] = [one for row in found if (one := _matter(row)) is not None]
    places = places_of(matters)
    return [_line(row, places, reader) for row in found]


def _matter(row: Receipt) -> Matter | None:
    """The case that the application began, or the one in which the letter lies."""
    dak = _dak(row)
    return dak.matter if dak is not None else row.matter


def _dak(row: Receipt) -> Dak | None:
    return getattr(row, "dak", None)


def _line(row: Receipt, places: dict[UUID, str], reader: Reader) -> Line:
    received = reader.moment.calendar.local_date(row.received_at)
    dak, matter = _dak(row), _matter(row)
    place = places.get(matter.pk, "") if matter is not None else ""
    due: date | None = row.promised_on
    days: list[Value] = [None, received, None]
    if dak is not None:
        place = place or str(dak.holder.title)
        due = answer_by(dak.kind, dak.watch, received, dak.reply_by, dak.told_by)
        last = acknowledge_by(dak.kind, dak.watch, received)
        days = [last, reader.day(dak.acknowledged_at), dak.told_by]
    graded = dak or matter
    return Line(
        [
            row.number,
            received,
            row.applicant.name,
            row.foreign_number,
            row.subject,
            place,
            *days,
            due,
            None if due is None else (due - reader.moment.today).days,
            marks_of(graded.secrecy, graded.priority) if graded is not None else "",
        ],
        _url(dak, matter),
    )


def _url(dak: Dak | None, matter: Matter | None) -> str:
    if dak is not None:
        return reverse("dak", args=[dak.pk])
    return reverse("matter", args=[matter.pk]) if matter is not None else ""


def by_day(code: str, moment: Moment) -> Q:
    """What is still to be acknowledged, what is due within a week, and what is late with either."""
    late = Q(due_at__lt=_begins(moment.today))
    match code:
        case "acknowledge":
            return LETTER & Q(dak__acknowledged_at=None)
        case "unacknowledged":
            day = moment.today - ACKNOWLEDGED_IN
            return LETTER & Q(dak__acknowledged_at=None, received_at__lt=_begins(day))
        case "soon":
            return ~late & Q(due_at__lt=_begins(moment.today + SOON + timedelta(days=1)))
        case "month":
            day = moment.today - ANSWERED_IN
            return LETTER & Q(dak__told_by=None, received_at__lt=_begins(day))
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


def _list(
    code: str, title: Promise | str, which: Q, about: Promise | str, source: str, watch: str = ""
) -> Register:
    return Register(
        code=code,
        title=title,
        about=about,
        source=source,
        columns=COLUMNS,
        rows=rows_of(which, watch),
        lines=lines,
        order="due_at",
        section=("dak__holder__section", "dak__matter__section", "matter__section"),
        oldest_first=True,
        choices=(Choice("days", gettext_lazy("What is due"), DAYS, by_day),),
    )


def _watched(watch: Watch, title: Promise | str) -> Register:
    letters = watch == Watch.MEMBER
    about, source = (ABOUT_LETTERS, "CSMOP 60, 66") if letters else (ABOUT, "CSMOP 60")
    return _list(f"watch-{watch.value}", title, Q(watch=watch), about, source, watch.value)


WATCH_LISTS: Final = (
    _watched(Watch.QUESTION, gettext_lazy("Watch list: questions of the legislature")),
    _watched(Watch.ASSURANCE, gettext_lazy("Watch list: assurances given to the legislature")),
    _watched(Watch.RTI, gettext_lazy("Watch list: right to information")),
    _watched(Watch.MEMBER, gettext_lazy("Watch list: references of members and VIPs")),
    _watched(Watch.COURT, gettext_lazy("Watch list: court cases")),
    _list("watch-public", gettext_lazy("Letters of the public"), PUBLIC, ABOUT_LETTERS, "CSMOP 66"),
)
