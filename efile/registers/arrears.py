"""The arrears statement of each section for a week: what was brought forward, came, went and is left, by age.

CSMOP 60 and the HP law code (domain.md c 16): a weekly arrears statement for each section.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from efile.period import within
from efile.registers.ages import BANDS
from efile.registers.asked import Asked
from efile.registers.frame import Column, Kind, Line, Reader, Statement, Value
from efile.registers.known import matters_known
from efile.sectionnames import section_name, sections_among

WEEK: Final = timedelta(days=6)
FIGURES: Final = ("forward", "received", "total", "disposed", "pending", *(band.code for band in BANDS))


def of_week(asked: Asked, reader: Reader) -> Asked:
    """The seven days that end today, or with the last day asked for."""
    until = asked.until or reader.moment.today
    since = asked.since or until - WEEK
    until = max(until, since) if asked.until else max(since, min(until, since + WEEK))
    return replace(
        asked, since=since, until=until, typed={**asked.typed, "since": str(since), "until": str(until)}
    )


def lines(asked: Asked, reader: Reader) -> list[Line]:
    """A line for each section that had anything, in the order of the chart, and one for them all."""
    since, until = asked.since, asked.until
    if since is None or until is None:
        raise ValueError("an arrears statement is of some days")
    counted = _counted(asked, reader, since, until)
    own = reader.actor.office_id
    found = [
        _line(section_name(row, own), counted[row.pk], asked, reader, row.pk)
        for row in sections_among(counted)
    ]
    if len(found) > 1:
        found.append(_line(_("All sections"), _sum(counted), asked, reader, None))
    return found


def _counted(asked: Asked, reader: Reader, since: date, until: date) -> dict[UUID, dict[str, Any]]:
    left = Q(closed_at=None) | within("closed_at", until + timedelta(days=1), None)
    open_before = within("opened_at", None, since - timedelta(days=1))
    pending = left & within("opened_at", None, until)
    alive = Q(closed_at=None) | within("closed_at", since, None)
    rows = matters_known(reader.actor, True).filter(alive, within("opened_at", None, until))
    if asked.section:
        rows = rows.filter(section=asked.section)
    counts = {
        "forward": Count("pk", filter=open_before),
        "received": Count("pk", filter=within("opened_at", since, until)),
        "disposed": Count("pk", filter=within("closed_at", since, until)),
        "pending": Count("pk", filter=pending),
        **{band.code: Count("pk", filter=pending & band.q("opened_at", until)) for band in BANDS},
    }
    found = rows.order_by().values("section").annotate(**counts, oldest=Min("opened_at", filter=pending))
    return {row.pop("section"): _totalled(row) for row in map(dict, found)}


def _totalled(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "total": row["forward"] + row["received"]}


def _sum(counted: Mapping[UUID, Mapping[str, Any]]) -> dict[str, Any]:
    oldest = [row["oldest"] for row in counted.values() if row["oldest"]]
    sums = {name: sum(row[name] for row in counted.values()) for name in FIGURES}
    return {**sums, "oldest": min(oldest) if oldest else None}


def _line(name: str, row: Mapping[str, Any], asked: Asked, reader: Reader, section: UUID | None) -> Line:
    values: list[Value] = [name, *(row[figure] for figure in FIGURES), reader.day(row["oldest"])]
    return Line(values, links=_links(row, asked, reader, section))


def _links(row: Mapping[str, Any], asked: Asked, reader: Reader, section: UUID | None) -> list[str]:
    """Behind each figure its list, where one can be asked for: what is pending, only of today."""
    place = {"section": str(section)} if section else {"section": str(asked.section)} if asked.section else {}
    days = {"since": str(asked.since), "until": str(asked.until)}
    today = asked.until == reader.moment.today
    lists = {
        "received": ("matters", {**place, **days}),
        "disposed": ("disposed", {**place, **days}),
        **({"pending": ("pending", place)} if today else {}),
        **({band.code: ("pending", {**place, "age": band.code}) for band in BANDS} if today else {}),
    }
    found = [_url(*lists[figure]) if figure in lists and row[figure] else "" for figure in FIGURES]
    return ["", *found, ""]


def _url(code: str, asked: Mapping[str, str]) -> str:
    return f"{reverse('register', args=[code])}?{urlencode(asked)}"


ARREARS: Final = Statement(
    code="arrears",
    title=gettext_lazy("Arrears statement"),
    about=gettext_lazy("For each section: brought forward, received, disposed of, left pending; of a week."),
    source="CSMOP 60; HP law code: weekly arrears statement for each section",
    columns=(
        Column("section", gettext_lazy("Section"), room=6),
        Column("forward", gettext_lazy("Brought forward"), Kind.COUNT),
        Column("received", pgettext_lazy("count", "Received"), Kind.COUNT),
        Column("total", gettext_lazy("Together"), Kind.COUNT),
        Column("disposed", gettext_lazy("Disposed of"), Kind.COUNT),
        Column("pending", gettext_lazy("Left pending"), Kind.COUNT),
        *(Column(band.code, band.title, Kind.COUNT) for band in BANDS),
        Column("oldest", gettext_lazy("Oldest of"), Kind.DAY),
    ),
    lines=lines,
    days=of_week,
)
