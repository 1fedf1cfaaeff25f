"""What a superuser changes behind the triggers, `check_chain` names."""

from uuid import UUID

import psycopg
import pytest
from django.db import transaction

from ledger import selectors
from ledger.errors import BrokenChain
from ledger.ids import uuid7
from ledger.selectors import ChainFault
from tests.ledger.acts import NOTE, destroyed, forwarded

SWAP = """
WITH two AS (SELECT seq, {columns} FROM ledger_entry WHERE stream_id = %(stream)s AND seq IN (2, 3))
UPDATE ledger_entry e SET {assignments} FROM two
 WHERE e.stream_id = %(stream)s AND e.seq IN (2, 3) AND two.seq = 5 - e.seq
"""


@pytest.fixture
def stream(fresh_database: str) -> UUID:
    """Four entries, each with a note."""
    stream = uuid7()
    for number in range(1, 5):
        with transaction.atomic():
            forwarded(stream, number, texts={"note": f"{NOTE} {number}"})
    return stream


@pytest.fixture
def tamper(superuser_cursor: psycopg.Cursor, stream: UUID) -> psycopg.Cursor:
    """Raw SQL with every trigger switched off."""
    assert selectors.check_chain(stream) is None
    superuser_cursor.execute("SET session_replication_role = replica")
    return superuser_cursor


def test_an_edited_body_is_found(tamper: psycopg.Cursor, stream: UUID) -> None:
    tamper.execute(
        "UPDATE ledger_entry SET body = convert_to(replace(convert_from(body, 'UTF8'),"
        """ '"number":2', '"number":9'), 'UTF8') WHERE stream_id = %s AND seq = 2""",
        [stream],
    )
    assert tamper.rowcount == 1
    assert selectors.check_chain(stream) == ChainFault(stream, 2, "hash")


def test_one_flipped_bit_is_found(tamper: psycopg.Cursor, stream: UUID) -> None:
    tamper.execute(
        "UPDATE ledger_entry SET body = set_bit(body, 200, 1 - get_bit(body, 200))"
        " WHERE stream_id = %s AND seq = 3",
        [stream],
    )
    assert selectors.check_chain(stream) == ChainFault(stream, 3, "hash")


def test_an_edited_body_with_its_own_hash_breaks_the_next_link(tamper: psycopg.Cursor, stream: UUID) -> None:
    tamper.execute(
        """
        UPDATE ledger_entry e SET body = n.body, hash = sha256('\\x01'::bytea || p.hash
               || uuid_send(e.stream_id) || int8send(e.seq) || n.body)
          FROM ledger_entry p, (SELECT convert_to(replace(convert_from(body, 'UTF8'), '"number":2',
               '"number":9'), 'UTF8') AS body FROM ledger_entry WHERE stream_id = %s AND seq = 2) n
         WHERE e.stream_id = %s AND e.seq = 2 AND p.stream_id = e.stream_id AND p.seq = 1
        """,
        [stream, stream],
    )
    assert selectors.check_chain(stream) == ChainFault(stream, 3, "hash")


def test_a_dropped_entry_is_found(tamper: psycopg.Cursor, stream: UUID) -> None:
    tamper.execute("DELETE FROM ledger_entry WHERE stream_id = %s AND seq = 2", [stream])
    assert selectors.check_chain(stream) == ChainFault(stream, 2, "gap")


def test_a_dropped_first_entry_is_found(tamper: psycopg.Cursor, stream: UUID) -> None:
    tamper.execute("DELETE FROM ledger_entry WHERE stream_id = %s AND seq = 1", [stream])
    assert selectors.check_chain(stream) == ChainFault(stream, 1, "gap")


def test_a_dropped_last_entry_is_found_by_the_head(tamper: psycopg.Cursor, stream: UUID) -> None:
    tamper.execute("DELETE FROM ledger_entry WHERE stream_id = %s AND seq = 4", [stream])
    assert selectors.check_chain(stream) == ChainFault(stream, 4, "head")


def test_a_dropped_entry_renumbered_away_is_found(tamper: psycopg.Cursor, stream: UUID) -> None:
    tamper.execute("DELETE FROM ledger_entry WHERE stream_id = %s AND seq = 2", [stream])
    for seq in (3, 4):
        tamper.execute(
            "UPDATE ledger_entry SET seq = seq - 1 WHERE stream_id = %s AND seq = %s", [stream, seq]
        )
    assert selectors.check_chain(stream) == ChainFault(stream, 2, "hash")


@pytest.mark.parametrize("columns", [("body",), ("body", "hash"), ("body", "hash", "kind", "at")])
def test_swapped_entries_are_found(tamper: psycopg.Cursor, stream: UUID, columns: tuple[str, ...]) -> None:
    assignments = ", ".join(f"{column} = two.{column}" for column in columns)
    tamper.execute(SWAP.format(columns=", ".join(columns), assignments=assignments), {"stream": stream})
    assert tamper.rowcount == 2
    assert selectors.check_chain(stream) == ChainFault(stream, 2, "hash")


def test_a_moved_head_is_found(tamper: psycopg.Cursor, stream: UUID) -> None:
    tamper.execute("UPDATE ledger_stream SET head_seq = 6 WHERE id = %s", [stream])
    assert selectors.check_chain(stream) == ChainFault(stream, 6, "head")


def test_a_stream_without_its_head_is_found(tamper: psycopg.Cursor, stream: UUID) -> None:
    tamper.execute("DELETE FROM ledger_stream WHERE id = %s", [stream])
    assert selectors.check_chain(stream) == ChainFault(stream, 4, "stream")


@pytest.mark.parametrize("column", ["kind = 'file.returned'", "at = at + interval '1 day'"])
def test_a_column_that_says_otherwise_than_the_body_is_found(
    tamper: psycopg.Cursor, stream: UUID, column: str
) -> None:
    tamper.execute(f"UPDATE ledger_entry SET {column} WHERE stream_id = %s AND seq = 3", [stream])
    assert selectors.check_chain(stream) == ChainFault(stream, 3, "columns")


def test_bytes_that_are_no_entry_are_found(tamper: psycopg.Cursor, stream: UUID) -> None:
    tamper.execute(
        "UPDATE ledger_entry SET body = 'no entry', hash = sha256('\\x01'::bytea"
        " || decode(repeat('00', 32), 'hex') || uuid_send(stream_id) || int8send(seq) || 'no entry')"
        " WHERE stream_id = %s AND seq = 1",
        [stream],
    )
    assert selectors.check_chain(stream) == ChainFault(stream, 1, "body")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_payload SET value = value || '।' WHERE id = %s",
        "UPDATE ledger_payload SET salt = sha256(salt) WHERE id = %s",
        "DELETE FROM ledger_payload WHERE id = %s",
    ],
)
def test_a_changed_text_is_found(tamper: psycopg.Cursor, stream: UUID, change: str) -> None:
    tamper.execute("SELECT id FROM ledger_payload WHERE stream_id = %s ORDER BY id", [stream])
    payload = tamper.fetchall()[1][0]
    tamper.execute(change, [payload])
    assert selectors.check_chain(stream) == ChainFault(stream, 2, "text")


EMPTIED = "UPDATE ledger_payload SET value = NULL, salt = NULL, destroyed_under = '12/2031' WHERE id = %s"


def second_payload(cursor: psycopg.Cursor, stream: UUID) -> UUID:
    cursor.execute("SELECT id FROM ledger_payload WHERE stream_id = %s ORDER BY id", [stream])
    return UUID(str(cursor.fetchall()[1][0]))


def test_a_text_destroyed_under_an_order_is_no_fault_and_the_order_is_named(
    tamper: psycopg.Cursor, stream: UUID
) -> None:
    payload = second_payload(tamper, stream)
    with transaction.atomic():
        destroyed(stream, payload, "12/2031")
    tamper.execute(EMPTIED, [payload])
    assert selectors.check_chain(stream) is None
    entry = selectors.entries(stream)[1]
    assert (entry.texts, entry.destroyed) == ({"note": None}, {"note": "12/2031"})


def test_a_text_said_to_be_destroyed_without_an_entry_that_says_so_is_found(
    tamper: psycopg.Cursor, stream: UUID
) -> None:
    tamper.execute(EMPTIED, [second_payload(tamper, stream)])
    assert selectors.check_chain(stream) == ChainFault(stream, 2, "text")


def test_a_text_destroyed_under_another_order_than_its_entry_names_is_found(
    tamper: psycopg.Cursor, stream: UUID
) -> None:
    payload = second_payload(tamper, stream)
    with transaction.atomic():
        destroyed(stream, payload, "13/2031")
    tamper.execute(EMPTIED, [payload])
    assert selectors.check_chain(stream) == ChainFault(stream, 2, "text")


def test_an_order_for_one_text_does_not_excuse_another(tamper: psycopg.Cursor, stream: UUID) -> None:
    with transaction.atomic():
        destroyed(stream, uuid7(), "12/2031")
    tamper.execute(EMPTIED, [second_payload(tamper, stream)])
    assert selectors.check_chain(stream) == ChainFault(stream, 2, "text")


def test_a_text_that_is_there_although_its_destruction_is_entered_is_found(
    tamper: psycopg.Cursor, stream: UUID
) -> None:
    with transaction.atomic():
        destroyed(stream, second_payload(tamper, stream), "12/2031")
    assert selectors.check_chain(stream) == ChainFault(stream, 2, "text")


def test_a_destroyed_text_leaves_neither_value_nor_salt(tamper: psycopg.Cursor, stream: UUID) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        tamper.execute(
            "UPDATE ledger_payload SET value = NULL, destroyed_under = '1' WHERE stream_id = %s", [stream]
        )


def test_nothing_is_appended_to_a_stream_whose_end_was_tampered_with(
    tamper: psycopg.Cursor, stream: UUID
) -> None:
    tamper.execute("DELETE FROM ledger_entry WHERE stream_id = %s AND seq = 4", [stream])

    with pytest.raises(BrokenChain) as broken, transaction.atomic():
        forwarded(stream)
    assert (broken.value.stream, broken.value.seq) == (stream, 4)


def test_a_whole_chain_recomputed_by_a_superuser_is_not_found_here(
    tamper: psycopg.Cursor, stream: UUID
) -> None:
    """Why checkpoints are kept outside: this difference has no trace in the database itself."""
    tamper.execute("DELETE FROM ledger_entry WHERE stream_id = %s AND seq = 4", [stream])
    tamper.execute(
        "UPDATE ledger_stream SET head_seq = 3, head_hash = (SELECT hash FROM ledger_entry"
        " WHERE stream_id = %s AND seq = 3) WHERE id = %s",
        [stream, stream],
    )
    assert selectors.check_chain(stream) is None
