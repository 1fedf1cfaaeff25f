"""Rows of time limits as the ledger tells them: entered when they are made, compared when it is verified.

A row that an officer adds stands in his office's stream, one that ships with a flow in the flow's. The
newest entry of a row counts; a row that was withdrawn before its day is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ledger import selectors as ledger
from ledger import services
from ledger.canonical import plain
from ledger.selectors import EntryView
from workflows.models import Limit

ADDED, CHANGED, WITHDRAWN = "limit.added", "limit.changed", "limit.withdrawn"
STREAMS = ("office", "flow")


def told(entries: Sequence[EntryView]) -> dict[str, EntryView]:
    """The newest entry of every limit row that a stream speaks of, by the row's id."""
    return {entry.data["limit"]: entry for entry in entries if entry.kind in (ADDED, CHANGED, WITHDRAWN)}


def enter(
    row: Limit,
    *,
    stream: UUID,
    stream_kind: str,
    by: Mapping[str, Any],
    now: datetime,
    before: EntryView | None = None,
    witness: Mapping[str, Any] | None = None,
) -> None:
    """Enter a row as it is, and who stood by (`witnesses.witness_of`); nothing when the entry `before` says
    the same. In the caller's transaction.
    """
    if before is not None and _said(before, stream) == _found(row):
        return
    kind = ADDED if before is None else CHANGED
    data = {**_data(row), **(witness or {})}
    services.append(stream=stream, stream_kind=stream_kind, kind=kind, data=data, by=by, at=now)


def enter_withdrawn(
    row: Limit, *, office: UUID, by: Mapping[str, Any], now: datetime, witness: Mapping[str, Any]
) -> None:
    """Enter that a row is taken back before its day, and who stood by. In the caller's transaction."""
    data = {**_data(row), **witness}
    services.append(stream=office, stream_kind="office", kind=WITHDRAWN, data=data, by=by, at=now)


def _data(row: Limit) -> dict[str, object]:
    return {
        "limit": row.pk,
        "name": row.name,
        "own": row.office_id is not None,
        "profile": row.profile,
        "days": row.days,
        "unit": row.unit,
        "source": row.source.both(),
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }


def compared(
    stream: UUID, entries: Sequence[EntryView]
) -> Iterator[tuple[EntryView, dict[str, object], dict[str, object] | None]]:
    """Every limit of a stream: its entry, what that says and what the row says; None where no row is. One
    that was withdrawn is named only when there is a row of it all the same.
    """
    newest = told(entries)
    rows = {str(row.pk): row for row in Limit.objects.filter(pk__in=newest)}
    for pk, entry in newest.items():
        if entry.kind == WITHDRAWN:
            if pk in rows:
                yield entry, {"withdrawn": "yes"}, {"withdrawn": "no"}
            continue
        yield entry, _said(entry, stream), _found(rows[pk]) if pk in rows else None


def unrecorded() -> Iterator[Limit]:
    """Rows that no stream speaks of."""
    known = {
        pk for kind in STREAMS for stream in list(ledger.streams(kind)) for pk in told(ledger.entries(stream))
    }
    yield from Limit.objects.exclude(pk__in=known).order_by("name", "valid_from", "pk")


def _said(entry: EntryView, stream: UUID) -> dict[str, object]:
    """An entry of before the second language has one source, which the row keeps in both."""
    data = entry.data
    source = data["source"]
    bn, en = (source, source) if isinstance(source, str) else (source["bn"], source["en"])
    names = ("name", "profile", "days", "unit", "valid_from")
    return {name: data[name] for name in names} | {
        "office": str(stream) if data["own"] else None,
        "source_bn": bn,
        "source_en": en,
        "valid_to": data.get("valid_to"),
    }


def _found(row: Limit) -> dict[str, object]:
    names = ("name", "profile", "days", "unit", "valid_from", "source_bn", "source_en", "valid_to")
    return {name: plain(getattr(row, name)) for name in names} | {"office": plain(row.office_id)}
