"""Two officers act on one stream at the same moment."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import TypeVar
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, transaction
from psycopg.errors import UniqueViolation

from config.servers.interface import Role
from ledger import selectors
from ledger.errors import KeyTaken, StaleStream
from ledger.ids import uuid7
from ledger.services import Appended, Key
from tests.base.plugin import database_url
from tests.ledger.acts import forwarded

T = TypeVar("T")
OFFICERS = 4
ACTS = 25


def together(act: Callable[[], T]) -> list[T]:
    """The act by all officers at once, each on his own connection."""
    barrier = Barrier(OFFICERS)

    def run(_: int) -> T:
        try:
            barrier.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(OFFICERS) as pool:
        return list(pool.map(run, range(OFFICERS)))


def test_racing_appends_leave_no_gap_and_no_double(fresh_database: str) -> None:
    stream = uuid7()

    def act() -> list[int]:
        return [_committed(stream).seq for _ in range(ACTS)]

    given = [seq for seqs in together(act) for seq in seqs]
    assert sorted(given) == list(range(1, OFFICERS * ACTS + 1))
    assert selectors.check_chain(stream) is None
    assert len(selectors.entries(stream)) == OFFICERS * ACTS


def test_of_officers_who_saw_the_same_head_one_is_accepted(fresh_database: str) -> None:
    for _ in range(10):
        stream = uuid7()
        _committed(stream)
        outcomes = Counter(together(partial(_accepted, stream)))
        assert outcomes == {"accepted": 1, "stale": OFFICERS - 1}
        assert len(selectors.entries(stream)) == 2


def test_without_the_expected_number_every_officer_is_accepted(fresh_database: str) -> None:
    """The race is real: it is `expected_seq`, not chance, that stops the second click."""
    stream = uuid7()
    _committed(stream)

    together(partial(_committed, stream))
    assert len(selectors.entries(stream)) == 1 + OFFICERS


def test_without_the_lock_two_appenders_take_the_same_number(fresh_database: str) -> None:
    """The function's work without its lock: both read head 1, and only the key stops the second."""
    stream = uuid7()
    _committed(stream)
    read = "SELECT head_seq + 1 FROM ledger_stream WHERE id = %s"
    write = (
        "INSERT INTO ledger_entry (stream_id, seq, hash, kind, at, body)"
        " VALUES (%s, %s, 'hash', 'a.b', now(), '{}')"
    )
    with _without_triggers(fresh_database) as one, _without_triggers(fresh_database) as two:
        numbers = [session.execute(read, [stream]).fetchone() for session in (one, two)]
        assert numbers == [(2,), (2,)]
        one.execute(write, [stream, 2])
        one.commit()
        with pytest.raises(UniqueViolation):
            two.execute(write, [stream, 2])


def test_a_key_used_by_two_requests_at_once_appends_once(fresh_database: str) -> None:
    for _ in range(10):
        stream, key = uuid7(), Key(uuid4(), uuid4(), b"request", {"ok": True})
        outcomes = Counter(together(partial(_once, stream, key)))
        assert outcomes == {"accepted": 1, "taken": OFFICERS - 1}
        assert len(selectors.entries(stream)) == 1


def _without_triggers(database: str) -> psycopg.Connection:
    session = psycopg.connect(database_url(Role.SUPERUSER, database))
    session.execute("SET session_replication_role = replica")
    return session


def _committed(stream: UUID) -> Appended:
    with transaction.atomic(durable=True):
        return forwarded(stream)


def _accepted(stream: UUID) -> str:
    try:
        with transaction.atomic(durable=True):
            forwarded(stream, expected_seq=1)
    except StaleStream:
        return "stale"
    return "accepted"


def _once(stream: UUID, key: Key) -> str:
    try:
        with transaction.atomic(durable=True):
            forwarded(stream, key=key)
    except KeyTaken:
        return "taken"
    return "accepted"
