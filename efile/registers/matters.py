"""Matters by the day on which they were taken up, and by that of their disposal.

D-Nothi: resolved (মীমাংসিত), with pending time; seed 000: received, disposed, rejected.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from efile.models import Channel, Matter
from efile.pages.moment import Moment
from efile.pages.rows import disposal_words
from efile.registers.begun import BEGUN, MARKS, NEAR, begun_of, number_of
from efile.registers.frame import Choice, Column, Kind, Line, Reader, Register, Value, number_alone
from efile.registers.known import matters_known
from efile.registers.told import marks_of, places_of, state_of, url_of
from efile.visibility import hide
from hierarchy.actors import Actor


def taken_up(actor: Actor, narrowed: bool) -> QuerySet[Matter]:
    return matters_known(actor, narrowed).select_related(*NEAR)


def disposed(actor: Actor, narrowed: bool) -> QuerySet[Matter]:
    return matters_known(actor, narrowed).exclude(closed_at=None).select_related(*NEAR)


def taken_up_lines(found: Sequence[Matter], reader: Reader) -> list[Line]:
    hide(found, reader.actor)
    places = places_of(found)
    return [_taken_up(row, reader, places) for row in found]


def _taken_up(row: Matter, reader: Reader, places: dict[UUID, str]) -> Line:
    if row.hidden:
        return number_alone(TAKEN_UP, number_of(row), marks_of(row.secrecy, 0))
    channel = str(Channel(row.receipt.channel).label) if row.receipt else ""
    stands = [channel, state_of(row, places), row.promised_on]
    return Line([*begun_of(row, reader), *stands, marks_of(row.secrecy, row.priority)], url_of(row))


def disposed_lines(found: Sequence[Matter], reader: Reader) -> list[Line]:
    hide(found, reader.actor)
    return [_disposed(row, reader) for row in found]


def _disposed(row: Matter, reader: Reader) -> Line:
    if row.hidden:
        return number_alone(DISPOSED, number_of(row), marks_of(row.secrecy, 0))
    begun, ended = reader.day(row.opened_at), reader.day(row.closed_at)
    how = disposal_words(row.disposal) or _("Finished")
    late = _days(row.promised_on, ended) or 0
    said: list[Value] = [ended, how, _days(begun, ended), row.promised_on, late if late > 0 else None]
    return Line([*begun_of(row, reader), *said, marks_of(row.secrecy, row.priority)], url_of(row))


def _days(first: date | None, last: date | None) -> int | None:
    return (last - first).days if first and last else None


def _by_channel(code: str, _moment: Moment) -> Q:
    return Q(receipt__channel=code)


def _by_state(code: str, _moment: Moment) -> Q:
    return Q(closed_at__isnull=code == "open")


def _by_disposal(code: str, _moment: Moment) -> Q:
    return Q(disposal=code)


ENDINGS: Final = (
    ("disposed", gettext_lazy("Disposed of")),
    ("rejected", gettext_lazy("Rejected")),
    ("withdrawn", gettext_lazy("Withdrawn")),
    ("filed", gettext_lazy("Filed without action")),
)
TAKEN_UP: Final = Register(
    code="matters",
    title=gettext_lazy("Matters taken up"),
    about=gettext_lazy("Applications and internal files by the day on which they began, and how they stand."),
    source="Seed 000: received, disposed; NIC eFile: month-wise created and received",
    columns=(
        *BEGUN,
        Column("channel", gettext_lazy("How it came"), room=3),
        Column("state", gettext_lazy("How it stands"), room=5),
        Column("promised", gettext_lazy("Promised by"), Kind.DAY, 3),
        MARKS,
    ),
    rows=taken_up,
    lines=taken_up_lines,
    order="opened_at",
    section=("section",),
    choices=(
        Choice("channel", gettext_lazy("How it came"), Channel.choices, _by_channel),
        Choice(
            "state",
            gettext_lazy("State"),
            (("open", gettext_lazy("Pending")), ("closed", gettext_lazy("Disposed of"))),
            _by_state,
        ),
    ),
)
DISPOSED: Final = Register(
    code="disposed",
    title=gettext_lazy("Matters disposed of"),
    about=gettext_lazy("What was disposed of, by the day, with the days it took."),
    source="D-Nothi: resolved; seed 000: disposed and rejected; RTPS Act: the promised day",
    columns=(
        *BEGUN,
        Column("ended", gettext_lazy("Disposed of on"), Kind.DAY, 3),
        Column("how", gettext_lazy("How it ended"), room=3),
        Column("days", gettext_lazy("Days taken"), Kind.COUNT, 2),
        Column("promised", gettext_lazy("Promised by"), Kind.DAY, 3),
        Column("late", gettext_lazy("Days late"), Kind.COUNT, 2),
        MARKS,
    ),
    rows=disposed,
    lines=disposed_lines,
    order="closed_at",
    section=("section",),
    choices=(
        Choice(
            "ended",
            gettext_lazy("How it ended"),
            ENDINGS,
            _by_disposal,
        ),
    ),
)
