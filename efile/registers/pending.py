"""What is pending: matters that are not disposed of, the oldest first, by age and against the promise.

NIC eFile: pendency of files, receipts and PUC; CSMOP 60: exception reports go up; RTPS Act: the promised day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from efile.dak.models import Dak, Watch
from efile.dak.shown import classes_watched, watched_of
from efile.models import Matter
from efile.pages.moment import Moment
from efile.registers.ages import BANDS, BY_CODE
from efile.registers.begun import BEGUN, MARKS, NEAR, begun_of, number_of
from efile.registers.frame import Choice, Column, Kind, Line, Reader, Register, Value, number_alone
from efile.registers.known import matters_known
from efile.registers.told import marks_of, places_of, url_of
from efile.visibility import hide
from hierarchy.actors import Actor


def rows(actor: Actor, narrowed: bool) -> QuerySet[Matter]:
    return matters_known(actor, narrowed).filter(closed_at=None).select_related(*NEAR)


def lines(found: Sequence[Matter], reader: Reader) -> list[Line]:
    hide(found, reader.actor)
    places = places_of(found)
    watched = watched_of(found)
    return [_line(row, reader, places, watched) for row in found]


def _line(row: Matter, reader: Reader, places: dict[UUID, str], watched: dict[UUID, str]) -> Line:
    if row.hidden:
        return number_alone(PENDING, number_of(row), marks_of(row.secrecy, 0))
    days = (reader.moment.today - reader.moment.calendar.local_date(row.opened_at)).days
    said: list[Value] = [places.get(row.pk, ""), days, row.promised_on, watched.get(row.pk, "")]
    return Line([*begun_of(row, reader), *said, marks_of(row.secrecy, row.priority)], url_of(row))


def by_age(code: str, moment: Moment) -> Q:
    return BY_CODE[code].q("opened_at", moment.today)


def by_promise(code: str, moment: Moment) -> Q:
    match code:
        case "late":
            return Q(promised_on__lt=moment.today)
        case "today":
            return Q(promised_on=moment.today)
        case "in_time":
            return Q(promised_on__gt=moment.today)
        case _:
            return Q(promised_on=None)


def by_watch(code: str, _moment: Moment) -> Q:
    """Its class of case, or a letter that lies in it, is watched as this; CSMOP 60."""
    letters = Dak.objects.filter(watch=code, matter__isnull=False).values("matter")
    return Q(pk__in=letters) | Q(service__in=classes_watched(code))


PROMISE: Final = (
    ("late", gettext_lazy("beyond the promised day")),
    ("today", gettext_lazy("promised for today")),
    ("in_time", gettext_lazy("in time")),
    ("none", gettext_lazy("nothing promised")),
)
PENDING: Final = Register(
    code="pending",
    title=gettext_lazy("Pending matters"),
    about=gettext_lazy("What is not disposed of, the oldest first, and with whom it lies."),
    source="CSMOP 60; NIC eFile pendency reports; D-Nothi: pending, with pending time and latest state",
    columns=(
        *BEGUN,
        Column("place", pgettext_lazy("register", "With whom"), room=5),
        Column("days", gettext_lazy("Days"), Kind.COUNT, 2),
        Column("promised", gettext_lazy("Promised by"), Kind.DAY, 3),
        Column("watch", gettext_lazy("Watched as"), room=3),
        MARKS,
    ),
    rows=rows,
    lines=lines,
    order="opened_at",
    section=("section",),
    oldest_first=True,
    choices=(
        Choice("age", gettext_lazy("Age"), [(band.code, band.title) for band in BANDS], by_age),
        Choice("promise", gettext_lazy("Against the promise"), PROMISE, by_promise),
        Choice("watch", gettext_lazy("Watched as"), Watch.choices, by_watch),
    ),
)
