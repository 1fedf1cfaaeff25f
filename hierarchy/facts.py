"""The rows of an office as its stream tells them, and the rows themselves against what was told.

Every entry that makes or changes a row carries the whole row, its ids with the labels of that moment, in a
list under the row's kind. The newest telling of a row counts; one that was withdrawn before it came into
force is told as gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from hierarchy.models import Charge, Deputation, HandOver, Office, Post, PowerRow, Section
from ledger.canonical import plain
from ledger.selectors import EntryView

Facts = dict[str, object]

TABLES: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "offices": (
        Office,
        ("code", "profile", "timezone", "name_bn", "name_en", "parent_id", "closed_on", "successor_id"),
    ),
    "sections": (Section, ("code", "name_bn", "name_en", "closed_on", "successor_id")),
    "posts": (
        Post,
        (
            "code",
            "title_bn",
            "title_en",
            "section_id",
            "rank_id",
            "reports_to_id",
            "abolished_on",
            "successor_id",
        ),
    ),
    "charges": (Charge, ("post_id", "user_id", "kind", "starts", "ends")),
    "deputations": (Deputation, ("post_id", "user_id", "scope", "reason", "starts", "ends")),
    "handovers": (
        HandOver,
        ("post_id", "outgoing_id", "incoming_id", "fingerprint", "handed_at", "taken_at"),
    ),
    "powers": (
        PowerRow,
        (
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
        ),
    ),
}
GONE = "gone"
MODELS = tuple(model for model, _columns in TABLES.values())
LOADED = "chart.loaded"


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


def is_told(entries: Sequence[EntryView]) -> bool:
    """Whether the stream tells of any row; before that the office was not yet on record."""
    return any(_rows(entry, table) for entry in entries for table in TABLES)


def changed_by_act(entries: Sequence[EntryView]) -> set[str]:
    """Ids of the rows that an act changed since the office's chart was loaded."""
    rows = (newest for table in told(entries).values() for newest in table.items())
    return {pk for pk, (entry, _said) in rows if entry.kind != LOADED}


def rows_of(model: type[Model], office: UUID) -> QuerySet[Model]:
    """The office's rows of a kind; of offices, its own."""
    own = {"pk": office} if model is Office else {"office": office}
    return model._default_manager.filter(**own).order_by("pk")


def compared(office: UUID, entries: Sequence[EntryView]) -> Iterator[Compared]:
    """Every row that the office's stream tells or that the office has; none when it tells of no row yet."""
    newest = told(entries)
    if not any(newest.values()):
        return
    for table, (model, _columns) in TABLES.items():
        what = table.removesuffix("s")
        found = {str(row.pk): _facts(row) for row in rows_of(model, office)}
        for pk, (entry, said) in newest[table].items():
            yield Compared(entry, what, pk, said, found.pop(pk, None))
        for pk, facts in found.items():
            yield Compared(None, what, pk, None, facts)


def _rows(entry: EntryView, table: str) -> list[dict[str, Any]]:
    """Entries from before the rows were told count them under the same name."""
    rows = entry.data.get(table)
    return rows if isinstance(rows, list) else []


def _table(row: Model) -> str:
    return next(table for table, (model, _columns) in TABLES.items() if isinstance(row, model))


def _facts(row: Model) -> Facts:
    _model, columns = TABLES[_table(row)]
    values = {column.removesuffix("_id"): plain(getattr(row, column)) for column in columns}
    return {"id": str(row.pk), **values}


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
        case Post():
            return {"rank": row.rank.name.both()}
    return {}
