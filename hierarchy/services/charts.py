"""Loading charts: ranks, offices, sections, posts and calendars as the files say."""

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from hierarchy import facts
from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.establishment.charts import CalendarRow, Establishment, OfficeRow, RankRow
from hierarchy.models import Body, Calendar, Grant, Holiday, Office, Post, Rank, Seat, Section
from hierarchy.refusals import Refused
from hierarchy.services.keeping import administrators
from hierarchy.services.upsert import Tally
from hierarchy.words import Words
from ledger import selectors as ledger
from ledger.ids import uuid7
from ledger.services import append

TOLD_SINCE = (Rank, Calendar, Holiday, Body, Seat)
"""Kinds that the streams of earlier releases do not tell."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loading did: offices looked at, rows made, rows brought up to date."""

    offices: tuple[str, ...]
    created: int
    changed: int


@transaction.atomic(durable=True)
def load_charts(
    *, establishment: Establishment, office_codes: Collection[str] | None, now: datetime
) -> Loaded:
    """Brings the named offices (all, when None) and those above them to what the files say.

    A second loading of the same files writes nothing. Posts that a file no longer names are
    left alone: abolishing a post is an act of its own. So are posts and sections that the office
    has changed by an act. Raises ChartFault when a calendar version already in use would change.
    """
    working = working_offices(now)
    ranks = Tally()
    for row in establishment.ranks:
        _keep_rank(row, ranks)
    created, changed = ranks.created, ranks.changed
    for office in working if ranks.changed else ():
        if office.posts.filter(rank__in=[rank.pk for rank in ranks.updated]).exists():
            raise Refused(reasons.OFFICE_WORKS, office=office.name)
    chosen = offices_with_parents(establishment, office_codes)
    for office_row in chosen:
        tally = Tally()
        office = _keep_office(office_row, tally)
        check_not_working(office, working, tally)
        rows = newly_told(office, [*ranks.rows, *tally.rows])
        if tally.touched or rows:
            _record(office, tally, rows, now)
        created, changed = created + tally.created, changed + tally.changed
    _tell_ranks(ranks.rows, {row.code for row in chosen}, now)
    return Loaded(tuple(row.code for row in chosen), created, changed)


def working_offices(now: datetime) -> list[Office]:
    """Those that look after themselves: an administrator is in charge."""
    return [office for office in Office.objects.filter(closed_on=None) if administrators(office, now)]


def check_not_working(office: Office, working: Collection[Office], tally: Tally) -> None:
    """What the console loads comes before any administrator: Refused when it would change an office that has
    one. Calendars give nobody anything (an administrator orders them alone), so a new year's may come in."""
    if office in working and any(not isinstance(row, Calendar | Holiday) for row in tally.rows):
        raise Refused(reasons.OFFICE_WORKS, office=office.name)


def offices_with_parents(establishment: Establishment, codes: Collection[str] | None) -> list[OfficeRow]:
    """The named offices and every office above them, in the order of the file."""
    rows = {row.code: row for row in establishment.offices}
    wanted: set[str] = set()
    for code in rows if codes is None else codes:
        above = code
        while above and above not in wanted:
            wanted.add(above)
            above = rows[above].parent
    return [row for row in establishment.offices if row.code in wanted]


def _keep_rank(row: RankRow, tally: Tally) -> None:
    rank = Rank.objects.filter(code=row.code).first() or Rank(code=row.code)
    values = {"profile": row.profile, "level": row.level, "powers": list(row.powers)}
    tally.keep(rank, values | _named("name", row.name))


def _keep_office(row: OfficeRow, tally: Tally) -> Office:
    office = Office.objects.filter(code=row.code).first() or Office(code=row.code)
    parent = Office.objects.get(code=row.parent) if row.parent else None
    values = {
        "profile": row.profile,
        "kind": row.kind,
        "timezone": row.timezone,
        "parent_id": parent.id if parent else None,
    }
    changed = facts.changed_by_act(ledger.entries(office.pk))
    if str(office.pk) not in changed:
        tally.keep(office, values | _named("name", row.name) | _named("area", row.area))
    _keep_sections(office, row, tally, changed)
    _keep_posts(office, row, tally, changed)
    for calendar in row.calendars:
        _keep_calendar(office, calendar, tally)
    return office


def _keep_sections(office: Office, row: OfficeRow, tally: Tally, changed: Container[str]) -> None:
    stored = {section.code: section for section in office.sections.all()}
    for position, section in enumerate(row.sections, start=1):
        kept = stored.get(section.code) or Section(office=office, code=section.code)
        if str(kept.pk) not in changed:
            tally.keep(kept, {"position": position} | _named("name", section.name))


def _keep_posts(office: Office, row: OfficeRow, tally: Tally, changed: Container[str]) -> None:
    stored = {post.code: post for post in office.posts.all()}
    # A post may report to one further down the file, so every key is settled first.
    keys = {post.code: stored[post.code].id if post.code in stored else uuid7() for post in row.posts}
    sections = {section.code: section.id for section in office.sections.all()}
    ranks = {rank.code: rank.id for rank in Rank.objects.all()}
    for position, post in enumerate(row.posts, start=1):
        kept = stored.get(post.code) or Post(id=keys[post.code], office=office, code=post.code)
        values = {
            "section_id": sections.get(post.section),
            "rank_id": ranks[post.rank],
            "reports_to_id": keys.get(post.reports_to),
            "position": position,
        }
        if str(kept.pk) not in changed:
            tally.keep(kept, values | _named("title", post.title))


def _keep_calendar(office: Office, row: CalendarRow, tally: Tally) -> None:
    stored = office.calendars.filter(version=row.version).first()
    if stored is None:
        calendar = Calendar(office=office, version=row.version)
        values = {
            "weekly_off": list(row.weekly_off),
            "valid_from": row.valid_from,
            "source": row.source,
        }
        tally.keep(calendar, values)
        _add_holidays(calendar, row, tally)
    elif not _same_days(stored, row):
        raise row.line.fault(
            f"version {row.version} of {office.code} is in use and limits were computed with it; "
            "give the changed calendar a new version."
        )


def _add_holidays(calendar: Calendar, row: CalendarRow, tally: Tally) -> None:
    for day in row.holidays:
        holiday = Holiday(calendar=calendar, office=calendar.office, on=day.on)
        tally.keep(holiday, {"source": day.source} | _named("name", day.name))


def _same_days(stored: Calendar, row: CalendarRow) -> bool:
    days = set(stored.holidays.values_list("on", flat=True))
    return stored.weekly_off == list(row.weekly_off) and days == {day.on for day in row.holidays}


def _record(office: Office, tally: Tally, rows: Sequence[Model], now: datetime) -> None:
    """An office's administration is a stream of its own: who changed the chart, and when."""
    append(
        stream=office.id,
        stream_kind="office",
        kind="chart.loaded",
        data={
            "office": office.code,
            "created": tally.created,
            "changed": tally.changed,
            **facts.of_rows(*rows),
        },
        by=Actor.system("load_charts").by(),
        at=now,
    )


def _tell_ranks(rows: Sequence[Model], but: Container[str], now: datetime) -> None:
    """Ranks are a country's: what changed in them is told to its other offices that are on record."""
    if not rows:
        return
    for office in Office.objects.order_by("code"):
        own = [row for row in rows if isinstance(row, Rank) and row.profile == office.profile]
        told = Rank not in facts.untold(ledger.entries(office.pk))
        if own and told and office.code not in but:
            _record(office, Tally(), own, now)


def newly_told(office: Office, rows: Iterable[Model]) -> list[Model]:
    """Of the rows just made or changed those that are told; with them all of a kind that has to be told
    once, because the office comes on record or did so before that kind was told."""
    late = _late(facts.untold(ledger.entries(office.pk)))
    told = tuple(model for model in facts.models() if model not in late)
    own = [row for row in rows if isinstance(row, told)]
    return [
        *(row for row in own if not isinstance(row, Rank) or row.profile == office.profile),
        *(row for model in late for row in facts.rows_of(model, office.pk)),
    ]


def _late(untold: Collection[type[Model]]) -> list[type[Model]]:
    """A grant is never told so: it has no other beginning than its act."""
    if len(untold) == len(facts.models()):
        return [model for model in untold if not issubclass(model, Grant)]
    return [model for model in TOLD_SINCE if model in untold] if Rank in untold else []


def _named(column: str, words: Words) -> dict[str, object]:
    return {f"{column}_bn": words.bn, f"{column}_en": words.en}
