"""The figures an officer looks at each morning, each the count of a list that stands behind it.

Domain.md a4: eOffice's dashboard of age bands by section, the received, disposed and rejected of the district
portals, D-Nothi's letters issued. Counted is what the reader may read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.functional import Promise

from efile.dispatch.models import Way
from efile.models import Channel
from efile.registers.ages import BANDS
from efile.registers.asked import Asked
from efile.registers.diary import DIARY
from efile.registers.frame import Reader, Register
from efile.registers.issued import ISSUED, WENT
from efile.registers.matters import DISPOSED
from efile.registers.pending import PENDING, PROMISE
from efile.sectionnames import section_name, sections_among

DAYS: Final = 14
MONTH: Final = 30


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with its list. `tone` is the meaning by which it is coloured."""

    title: str | Promise
    count: int
    url: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one thing: a day, a section, a channel."""

    title: str | Promise
    parts: Sequence[Figure]
    day: date | None = None

    @property
    def count(self) -> int:
        return sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True)
class Morning:
    days: list[Figures]
    promise: list[Figures]
    sections: list[Figures]
    channels: list[Figures]
    ways: list[Figures] = field(default_factory=list)


def morning_of(reader: Reader, titles: dict[str, str]) -> Morning:
    """`titles` names what came and what went."""
    return Morning(
        _days(reader, titles), _promise(reader), _sections(reader), _channels(reader), _ways(reader)
    )


def url_of(register: Register, asked: dict[str, Any]) -> str:
    address = {name: str(value) for name, value in asked.items()}
    return f"{reverse('register', args=[register.code])}?{urlencode(address)}"


def _days(reader: Reader, titles: dict[str, str]) -> list[Figures]:
    today = reader.moment.today
    since = today - timedelta(days=DAYS - 1)
    counted = [(one, _by_day(one, Asked(since, today), reader)) for one in (DIARY, DISPOSED)]
    found = []
    for day in (since + timedelta(days=at) for at in range(DAYS)):
        one_day = {"since": day, "until": day}
        parts = [
            Figure(titles[one.code], counts.get(day, 0), url_of(one, one_day), one.code)
            for one, counts in counted
        ]
        found.append(Figures("", parts, day))
    return found


def _by_day(register: Register, asked: Asked, reader: Reader) -> dict[date, int]:
    rows = register.found(asked, reader).order_by().values(day=TruncDate(register.order))
    return dict(rows.annotate(count=Count("pk")).values_list("day", "count"))


def _promise(reader: Reader) -> list[Figures]:
    tones = {"late": "late", "today": "today"}
    found = []
    for code, title in PROMISE:
        chosen = {"promise": code}
        count = PENDING.found(Asked(chosen=chosen), reader).count()
        found.append(_alone(title, count, url_of(PENDING, chosen), tones.get(code, "")))
    return found


def _sections(reader: Reader) -> list[Figures]:
    """Pending by section, each divided by age."""
    today = reader.moment.today
    counts = {band.code: Count("pk", filter=band.q("opened_at", today)) for band in BANDS}
    rows = PENDING.rows(reader.actor, True).select_related(None).order_by()
    counted = {row.pop("section"): row for row in map(dict, rows.values("section").annotate(**counts))}
    return [
        Figures(
            section_name(section, reader.actor.office_id),
            [
                Figure(
                    band.title,
                    counted[section.pk][band.code],
                    url_of(PENDING, {"section": section.pk, "age": band.code}),
                    f"age-{at}",
                )
                for at, band in enumerate(BANDS)
            ],
        )
        for section in sections_among(counted)
    ]


def _channels(reader: Reader) -> list[Figures]:
    """Of applications and letters, as they were diarised."""
    since = reader.moment.today - timedelta(days=MONTH - 1)
    rows = DIARY.found(Asked(since), reader).order_by().values("channel")
    counted = dict(rows.annotate(count=Count("pk")).values_list("channel", "count"))
    return [
        _alone(label, counted[code], url_of(DIARY, {"since": since, "channel": code}))
        for code, label in Channel.choices
        if code in counted
    ]


def _ways(reader: Reader) -> list[Figures]:
    """Letters issued, by the ways they went: one that went two ways stands at both, what failed at none."""
    since = reader.moment.today - timedelta(days=MONTH - 1)
    went = ISSUED.found(Asked(since), reader).filter(addressees__sendings__state__in=WENT).order_by()
    rows = went.values("addressees__sendings__way").annotate(count=Count("pk", distinct=True))
    counted = dict(rows.values_list("addressees__sendings__way", "count"))
    return [
        _alone(label, counted[code], url_of(ISSUED, {"since": since, "way": code}))
        for code, label in Way.choices
        if code in counted
    ]


def _alone(title: str | Promise, count: int, url: str, tone: str = "") -> Figures:
    return Figures(title, [Figure(title, count, url, tone)])
