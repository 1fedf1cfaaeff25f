"""The two writes of the ledger. Both run inside the caller's transaction."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from psycopg import Error as PsycopgError

from ledger.canonical import canonical
from ledger.chain import text_hash
from ledger.errors import BrokenChain, KeyTaken, StaleStream
from ledger.ids import uuid7
from ledger.models import Outbox
from ledger.outbox import queued

SALT_BYTES: Final = 16

APPEND: Final = (
    "SELECT entry_seq, entry_hash FROM ledger_append("
    "%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s::uuid[], %s::text[], %s::bytea[], %s::text[])"
)
ENQUEUE: Final = (
    "INSERT INTO ledger_outbox (id, topic, body, dedupe, available_at)"
    " VALUES (%s, %s, %s::jsonb, %s, %s) ON CONFLICT (dedupe) DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Key:
    """A user's idempotency key, the sha256 of his request and the answer a repeat is to get."""

    user: UUID
    key: UUID
    request: bytes
    answer: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Appended:
    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class _Payloads:
    ids: list[UUID]
    names: list[str]
    salts: list[bytes]
    values: list[str]

    def columns(self) -> tuple[Any, ...]:
        if not self.ids:
            return (None, None, None, None)
        return (self.ids, self.names, self.salts, self.values)

    def digests(self) -> dict[str, object]:
        return {
            name: {"sha256": text_hash(salt, value).hex(), "payload": payload}
            for payload, name, salt, value in zip(self.ids, self.names, self.salts, self.values, strict=True)
        }


def append(
    *,
    stream: UUID,
    stream_kind: str,
    kind: str,
    data: Mapping[str, object],
    by: Mapping[str, object],
    at: datetime,
    texts: Mapping[str, str] | None = None,
    expected_seq: int | None = None,
    key: Key | None = None,
) -> Appended:
    """Record one act at the head of its stream, in one statement.

    `texts` (name -> value) go to payload rows; the entry keeps their salted hashes. The stream's
    row stays locked until the caller commits. Raises StaleStream when the stream is not at
    `expected_seq`, KeyTaken when the key was used, BrokenChain when the head was tampered with.
    """
    payloads = _payloads(texts or {})
    body = canonical({"kind": kind, "at": at, "by": by, "data": data, "texts": payloads.digests()})
    row = (stream, stream_kind, kind, at, body, expected_seq, *_key_columns(key))
    try:
        with connection.cursor() as cursor:
            cursor.execute(APPEND, (*row, *payloads.columns()))
            seq, digest = cursor.fetchone()
    except DatabaseError as error:
        raise _told(error, stream, expected_seq, key) from error
    return Appended(seq, bytes(digest))


def enqueue(*, topic: str, body: Mapping[str, object], dedupe: str, available_at: datetime) -> None:
    """Ask for one delivery to the outside. A second row with the same `dedupe` is not made."""
    row = (uuid7(), topic, canonical(body).decode(), dedupe, available_at)
    with connection.cursor() as cursor:
        cursor.execute(ENQUEUE, row)
    transaction.on_commit(partial(queued.send_robust, Outbox, available_at=available_at), robust=True)


def _payloads(texts: Mapping[str, str]) -> _Payloads:
    names = sorted(texts)
    return _Payloads(
        ids=[uuid7() for _ in names],
        names=names,
        salts=[secrets.token_bytes(SALT_BYTES) for _ in names],
        values=[texts[name] for name in names],
    )


def _key_columns(key: Key | None) -> tuple[Any, ...]:
    if key is None:
        return (None, None, None, None)
    return (key.user, key.key, key.request, canonical(key.answer).decode())


def _told(error: DatabaseError, stream: UUID, expected: int | None, key: Key | None) -> Exception:
    """The ledger's own error for a refusal of the database, else the error itself."""
    cause = error.__cause__
    if not isinstance(cause, PsycopgError):
        return error
    if cause.diag.message_primary == "ledger_stale_stream" and expected is not None:
        return StaleStream(stream, expected, int(cause.diag.message_detail or 0))
    if cause.diag.message_primary == "ledger_broken_chain":
        return BrokenChain(stream, int(cause.diag.message_detail or 0))
    if cause.diag.constraint_name == "ledger_entry_key" and key is not None:
        return KeyTaken(key.user, key.key)
    return error
