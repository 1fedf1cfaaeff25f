"""Cases over three months. HP law code (domain.md c 16): monthly, with new serial, old serial, diary no.,
date, subject, file, date action began, level at which held, since when, reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from efile.delays import explained
from efile.models import Matter, Movement, Thread
from efile.pages import labels
from efile.pages.moment import Moment
from efile.period import within
from efile.registers.begun import MARKS, number_of
from efile.registers.frame import Column, Kind, Line, Reader, Register, Value
from efile.registers.known import matters_known
from efile.registers.told import marks_of, places_of, url_of
from hierarchy.actors import Actor
from workflows.catalogue import spec_of

MONTHS: Final = 3


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)


def older(reader: Reader) -> Q:
    return within("opened_at", None, months_before(reader.moment.today, MONTHS))


def rows(actor: Actor, _narrowed: bool) -> QuerySet[Matter]:
    """Whoever is told a number alone is not told how old it is."""
    return matters_known(actor, True).filter(closed_at=None).select_related("receipt", "file", "instance")


def last_list(actor: Actor, moment: Moment) -> QuerySet[Matter]:
    """The list as it was at the beginning of this month, in its order."""
    first = moment.today.replace(day=1)
    then = within("opened_at", None, months_before(first, MONTHS))
    open_then = Q(closed_at=None) | within("closed_at", first, None)
    return matters_known(actor, True).filter(then, open_then).order_by("opened_at", "pk")


def ranks(listed: QuerySet[Matter], found: Sequence[Matter]) -> dict[UUID, int]:
    """The places of some neighbours in an ordered list."""
    first, last = found[0], found[-1]
    before = Q(opened_at__lt=first.opened_at) | Q(opened_at=first.opened_at, pk__lt=first.pk)
    between = listed.exclude(before).filter(opened_at__lte=last.opened_at).values_list("pk", flat=True)
    return {own_id: at for at, own_id in enumerate(between, listed.filter(before).count() + 1)}


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds it at which level, since when, and what it waits for."""

    level: int
    since: datetime
    reason: str


def lines(found: Sequence[Matter], reader: Reader) -> list[Line]:
    if not found:
        return []
    now = rows(reader.actor, True).filter(older(reader)).order_by("opened_at", "pk")
    new, old = ranks(now, found), ranks(last_list(reader.actor, reader.moment), found)
    places, held, begun = places_of(found), _held(found), _begun(found)
    why = explained([row.sheet_id for row in found])
    return [
        Line(
            [
                new[row.pk],
                old.get(row.pk),
                number_of(row),
                reader.day(row.opened_at),
                row.subject,
                row.file.number if row.file else "",
                reader.day(begun.get(row.pk)),
                places.get(row.pk, ""),
                *_told(held.get(row.pk), why.get(row.sheet_id, ""), reader),
                marks_of(row.secrecy, row.priority),
            ],
            url_of(row),
        )
        for row in found
    ]


def _told(held: Held | None, why: str, reader: Reader) -> list[Value]:
    """The reason is the one that the notes give; else what it waits for."""
    return [held.level, reader.day(held.since), why or held.reason] if held else [None] * 3


def _held(found: Sequence[Matter]) -> dict[UUID, Held]:
    """Of each matter the part that lies longest where it is."""
    matters = {row.pk: row for row in found}
    asked = Thread.objects.filter(matter__in=matters, closed_at=None).select_related("holder__rank", "stage")
    answer: dict[UUID, Held] = {}
    for row in asked.order_by("-arrived_at"):
        reason = _reason(row, matters[row.matter_id])
        answer[row.matter_id] = Held(row.holder.rank.level, row.arrived_at, reason)
    return answer


def _reason(thread: Thread, matter: Matter) -> str:
    """What it waits for; else the stage at which it lies."""
    spec = spec_of(matter.instance.version_id)
    waits = labels.waits_words(thread.waiting_for, spec)
    return waits or (str(labels.element_name(spec, thread.stage.element)) if thread.stage else "")


def _begun(found: Sequence[Matter]) -> dict[UUID, datetime]:
    """When somebody first acted on it after it was entered."""
    first = Movement.objects.filter(matter__in=[row.pk for row in found], seq=2)
    return dict(first.values_list("matter", "at"))


OVER_THREE_MONTHS: Final = Register(
    code="over-three-months",
    title=gettext_lazy("Cases over three months"),
    about=gettext_lazy("Pending for more than three months, with the place in last month's list."),
    source="HP law code: monthly list of cases over three months; CSMOP 60",
    columns=(
        Column("new", gettext_lazy("New serial"), Kind.COUNT, 2),
        Column("old", gettext_lazy("Old serial"), Kind.COUNT, 2),
        Column("number", gettext_lazy("Diary no."), Kind.NUMBER, 4),
        Column("received", gettext_lazy("Received"), Kind.DAY, 3),
        Column("subject", gettext_lazy("Subject"), room=7),
        Column("file", gettext_lazy("File no."), Kind.NUMBER, 5),
        Column("begun", gettext_lazy("Action began"), Kind.DAY, 3),
        Column("place", pgettext_lazy("register", "With whom"), room=5),
        Column("level", gettext_lazy("Level"), Kind.COUNT, 2),
        Column("since", gettext_lazy("There since"), Kind.DAY, 3),
        Column("reason", gettext_lazy("Why"), room=4),
        MARKS,
    ),
    rows=rows,
    lines=lines,
    order="opened_at",
    section=("section",),
    oldest_first=True,
    always=older,
)
