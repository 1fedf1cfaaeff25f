"""Reads of the record."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Model, OuterRef, Subquery
from django.db.models.expressions import Combinable

from ledger.chain import ChainFault
from ledger.checks import check_chain
from ledger.models import Entry, Payload, Stream

__all__ = [
    "Answered",
    "ChainFault",
    "EntryView",
    "Head",
    "answer_of",
    "answer_to",
    "answered",
    "check_chain",
    "data_of",
    "entries",
    "entries_of",
    "head_of",
    "last_at",
    "last_at_of",
    "newest",
    "streams",
]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a used key asked (sha256 of the request) and was answered."""

    request: bytes
    answer: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry with its texts. A destroyed text is None and `destroyed` names the order."""

    seq: int
    kind: str
    at: datetime
    by: Mapping[str, Any]
    data: Mapping[str, Any]
    texts: Mapping[str, str | None]
    hash: bytes
    destroyed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Head:
    """How a stream stands: how many entries, the hash of the last, and which entry breaks the chain if one
    does."""

    entries: int
    hash: bytes
    fault: int | None


def head_of(stream: UUID) -> Head | None:
    """Recomputed from its bytes; None of an unknown stream."""
    row = Stream.objects.filter(id=stream).values_list("head_seq", "head_hash").first()
    if row is None:
        return None
    fault = check_chain(stream)
    return Head(row[0], bytes(row[1]), fault.seq if fault else None)


def answered(user: UUID, key: UUID) -> Answered | None:
    """The first answer to this user's key, or None when the key is new."""
    row = Entry.objects.filter(key_user=user, key=key).values_list("request", "answer").first()
    if row is None or row[0] is None or row[1] is None:
        return None
    return Answered(bytes(row[0]), row[1])


def answer_to(user: UUID, key: UUID) -> dict[str, Combinable]:
    """`answered` as annotations, for a query that reads it along with other rows."""
    rows = Entry.objects.filter(key_user=user, key=key).order_by()
    return {name: Subquery(rows.values(column)[:1]) for name, column in _ANSWER.items()}


def answer_of(row: Model) -> Answered | None:
    """What a row annotated with `answer_to` says."""
    request, answer = (getattr(row, name) for name in _ANSWER)
    return None if request is None or answer is None else Answered(bytes(request), answer)


_ANSWER = {"answered_request": "request", "answered_answer": "answer"}


def last_at(stream: UUID) -> datetime | None:
    """The moment of a stream's last entry."""
    return Entry.objects.filter(stream_id=stream).order_by("-seq").values_list("at", flat=True).first()


def last_at_of(column: str) -> Subquery:
    """`last_at` for a query of rows whose column names their stream."""
    rows = Entry.objects.filter(stream_id=OuterRef(column)).order_by("-seq")
    return Subquery(rows.values("at")[:1])


def entries(stream: UUID) -> list[EntryView]:
    """The whole stream in order; an unknown stream is an empty list."""
    rows = Entry.objects.filter(stream_id=stream).order_by("seq")
    bodies = [(row, orjson.loads(bytes(row.body))) for row in rows]
    payloads = _payloads(body["texts"] for _, body in bodies)
    return [_view(row, body, payloads) for row, body in bodies]


def newest(
    stream: UUID,
    most: int,
    *,
    kinds: Collection[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
) -> list[EntryView]:
    """At most so many entries of a stream, newest first, without their texts: of these kinds, from the moment
    `since` to before `until`, with a smaller serial than `before`, each where given."""
    asked = {"kind__in": kinds, "at__gte": since, "at__lt": until, "seq__lt": before}
    given = {name: value for name, value in asked.items() if value is not None}
    rows = Entry.objects.filter(stream_id=stream, **given).order_by("-seq")[:most]
    return [_view(row, orjson.loads(bytes(row.body)), {}) for row in rows]


def entries_of(streams: Iterable[UUID], kinds: Collection[str]) -> dict[UUID, list[EntryView]]:
    """The entries of these kinds in many streams, each in order, with their texts: in two queries."""
    rows = Entry.objects.filter(stream__in=list(streams), kind__in=kinds).order_by("stream", "seq")
    bodies = [(row, orjson.loads(bytes(row.body))) for row in rows]
    payloads = _payloads(body["texts"] for _, body in bodies)
    found: dict[UUID, list[EntryView]] = {}
    for row, body in bodies:
        found.setdefault(row.stream_id, []).append(_view(row, body, payloads))
    return found


def data_of(streams: Iterable[UUID], kind: str) -> Iterator[tuple[UUID, Mapping[str, Any]]]:
    """What the entries of one kind say in many streams, in order, in one query; without their texts."""
    rows = Entry.objects.filter(stream__in=list(streams), kind=kind).order_by("stream", "seq")
    for stream, body in rows.values_list("stream_id", "body").iterator():
        yield stream, orjson.loads(bytes(body))["data"]


def streams(kind: str) -> Iterator[UUID]:
    """Ids of all streams of one kind, in the order they were begun."""
    return Stream.objects.filter(kind=kind).order_by("id").values_list("id", flat=True).iterator()


def _payloads(texts: Iterable[Mapping[str, Any]]) -> dict[UUID, Payload]:
    ids = [UUID(text["payload"]) for named in texts for text in named.values()]
    return Payload.objects.in_bulk(ids) if ids else {}


def _view(row: Entry, body: Mapping[str, Any], payloads: Mapping[UUID, Payload]) -> EntryView:
    """A payload row that is missing altogether is no text; `check_chain` says what happened."""
    named = {name: payloads.get(UUID(text["payload"])) for name, text in body["texts"].items()}
    return EntryView(
        seq=row.seq,
        kind=row.kind,
        at=row.at,
        by=body["by"],
        data=body["data"],
        texts={name: payload.value if payload else None for name, payload in named.items()},
        hash=bytes(row.hash),
        destroyed={
            name: payload.destroyed_under
            for name, payload in named.items()
            if payload and payload.destroyed_under is not None
        },
    )
