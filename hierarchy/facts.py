"""The rows of an office as its stream tells them, and the rows themselves against what was told.

Every entry that makes or changes a row carries the whole row, its ids with the labels of that moment, in a
list under the row's kind. The newest telling of a row counts; one that was withdrawn before it came into
force is told as gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from hierarchy.models import (
    Body,
    Calendar,
    Charge,
    Deputation,
    Grant,
    HandOver,
    Holiday,
    Office,
    OfficeGrant,
    Post,
    PowerRow,
    Rank,
    RetentionClass,
    Seat,
    Section,
    SectionNumber,
    SubjectHead,
)
from hierarchy.words import Words
from ledger.canonical import plain
from ledger.selectors import EntryView

Facts = dict[str, object]


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of row that streams of offices tell: what one is called, and what is told of it."""

    model: type[Model]
    what: str
    columns: tuple[str, ...]
    later: frozenset[str] = frozenset()
    """Columns that entries did not tell at first; of such an entry they are not asked for."""


_OFFICE = ("code", "profile", "timezone", "name_bn", "name_en", "parent_id", "closed_on", "successor_id")
_SECTION = ("code", "name_bn", "name_en", "closed_on", "successor_id")
_POST = (
    "code",
    "title_bn",
    "title_en",
    "section_id",
    "rank_id",
    "reports_to_id",
    "abolished_on",
    "successor_id",
    "telephone",
)
_POWER = (
    "rank_id",
    "post_id",
    "power",
    "effect",
    "service",
    "most_amount",
    "starts",
    "ends",
    "source_bn",
    "source_en",
)
_HANDOVER = (
    "post_id",
    "outgoing_id",
    "incoming_id",
    "fingerprint",
    "list_fingerprint",
    "handed_at",
    "taken_at",
)
_BODY = ("code", "name_bn", "name_en", "quorum", "starts", "ends", "source_bn", "source_en")
_CLASS = ("code", "name_bn", "name_en", "years", "forever", "starts", "source_bn", "source_en")
GRANT = ("post_id", "content_object_id", "given_by_id", "given_at", "until", "reason")
TABLES: dict[str, Table] = {
    "offices": Table(Office, "office", _OFFICE),
    "sections": Table(Section, "section", _SECTION),
    "posts": Table(Post, "post", _POST, frozenset({"telephone"})),
    "charges": Table(Charge, "charge", ("post_id", "user_id", "kind", "starts", "ends")),
    "deputations": Table(
        Deputation, "deputation", ("post_id", "user_id", "scope", "reason", "starts", "ends")
    ),
    "handovers": Table(HandOver, "handover", _HANDOVER, frozenset({"list_fingerprint"})),
    "powers": Table(PowerRow, "power", _POWER),
    "ranks": Table(Rank, "rank", ("code", "profile", "level", "name_bn", "name_en", "powers")),
    "calendars": Table(Calendar, "calendar", ("version", "weekly_off", "valid_from", "source")),
    "holidays": Table(Holiday, "holiday", ("calendar_id", "on", "name_bn", "name_en", "source")),
    "bodies": Table(Body, "body", _BODY),
    "seats": Table(Seat, "seat", ("body_id", "post_id", "role", "position", "starts", "ends")),
    "heads": Table(
        SubjectHead, "subject head", ("path", "name_bn", "name_en", "retention", "starts", "ends")
    ),
    "section_numbers": Table(SectionNumber, "section number", ("section_id", "code", "starts")),
    "retention_classes": Table(RetentionClass, "retention class", _CLASS),
    "auditors": Table(OfficeGrant, "auditor", GRANT),
}
GONE = "gone"
LOADED = ("chart.loaded", "bodies.loaded")


@dataclass(frozen=True, slots=True)
class Compared:
    """A row as its newest entry tells it (None: no entry) and as it is (None: no row)."""

    entry: EntryView | None
    what: str
    id: str
    said: Facts | None
    found: Facts | None

    @property
    def agrees(self) -> bool:
        return self.said == self.found


def tell_also(name: str, table: Table) -> None:
    """A room above has rows that the office's stream tells: they are told and compared like the others."""
    TABLES[name] = table


def models() -> tuple[type[Model], ...]:
    return tuple(table.model for table in TABLES.values())


def of_rows(*rows: Model, gone: Iterable[Model] = ()) -> dict[str, list[Facts]]:
    """What an entry says of the rows that its act made or changed, and of those it withdrew."""
    told: dict[str, list[Facts]] = {}
    for row in rows:
        told.setdefault(_table(row), []).append(_facts(row) | {"labels": _labels(row)})
    for row in gone:
        told.setdefault(_table(row), []).append({"id": str(row.pk), GONE: True, "labels": _labels(row)})
    return told


def told(entries: Sequence[EntryView]) -> dict[str, dict[str, tuple[EntryView, Facts | None]]]:
    """The newest telling of every row, by kind of row and id."""
    newest: dict[str, dict[str, tuple[EntryView, Facts | None]]] = {table: {} for table in TABLES}
    for entry in entries:
        for table, rows in newest.items():
            for facts in _rows(entry, table):
                said = {name: value for name, value in facts.items() if name != "labels"}
                rows[facts["id"]] = (entry, None if facts.get(GONE) else said)
    return newest


def untold(entries: Sequence[EntryView]) -> list[type[Model]]:
    """Kinds of which the stream has told no row yet: all, where the office was not yet on record."""
    told_of = {name for entry in entries for name in TABLES if _rows(entry, name)}
    return [table.model for name, table in TABLES.items() if name not in told_of]


def changed_by_act(entries: Sequence[EntryView]) -> set[str]:
    """Ids of the rows that an act changed since the office's chart and committees were loaded."""
    rows = (newest for table in told(entries).values() for newest in table.items())
    return {pk for pk, (entry, _said) in rows if entry.kind not in LOADED}


def rows_of(model: type[Model], office: UUID) -> QuerySet[Model]:
    """The office's rows of a kind; of offices, its own; of ranks, those of its country."""
    rows = model._default_manager.order_by("pk")
    if model is Rank:
        return rows.filter(profile__in=Office.objects.filter(pk=office).values("profile"))
    if issubclass(model, Grant):
        rows = rows.select_related("group__standing_for")
    return rows.filter(**({"pk": office} if model is Office else {"office": office}))


def compared(office: UUID, entries: Sequence[EntryView]) -> Iterator[Compared]:
    """Every row that the office's stream tells or that the office has; none when it tells of no row yet."""
    newest = told(entries)
    if not any(newest.values()):
        return
    for name, table in TABLES.items():
        found = {str(row.pk): _facts(row) for row in rows_of(table.model, office)}
        for pk, (entry, said) in newest[name].items():
            yield Compared(entry, table.what, pk, said, _as_told(found.pop(pk, None), said, table.later))
        for pk, facts in found.items():
            yield Compared(None, table.what, pk, None, facts)


def _as_told(found: Facts | None, said: Facts | None, later: frozenset[str]) -> Facts | None:
    if found is None or said is None:
        return found
    return {name: value for name, value in found.items() if name in said or name not in later}


def _rows(entry: EntryView, table: str) -> list[dict[str, Any]]:
    """Entries from before the rows were told count them, or list their numbers, under the same name."""
    rows = entry.data.get(table)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _table(row: Model) -> str:
    return next(name for name, table in TABLES.items() if isinstance(row, table.model))


def _facts(row: Model) -> Facts:
    columns = TABLES[_table(row)].columns
    values = {column.removesuffix("_id"): plain(getattr(row, column)) for column in columns}
    return {"id": str(row.pk), **values}


def name_of(grant: Grant) -> Words:
    """Each kind of grant has an object of its own kind, with a name in both languages."""
    name: Words = grant.content_object.name
    return name


def _labels(row: Model) -> dict[str, object]:
    """Whom and what the ids mean at this moment."""
    match row:
        case Charge() | Deputation():
            return {"post": row.post.title.both(), "user": row.user.name.both()}
        case HandOver():
            return {"post": row.post.title.both(), "by": row.giver.both(), "to": row.taker.both()}
        case PowerRow():
            of = row.post.title if row.post else row.rank.name if row.rank else None
            return {"of": of.both() if of else None}
        case Grant():
            return {"post": row.post.title.both(), "of": name_of(row).both()}
        case Seat():
            return {"post": row.post.title.both(), "body": row.body.name.both()}
        case Post():
            return {"rank": row.rank.name.both()}
    return {}
