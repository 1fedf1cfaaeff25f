"""An append gives the entry its number and its place in the chain."""

from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ledger import selectors, services
from ledger.canonical import canonical
from ledger.errors import StaleStream
from ledger.ids import uuid7
from ledger.models import Entry, Payload, Stream
from tests.ledger.acts import NOTE, NOW, forwarded

pytestmark = pytest.mark.django_db


def test_entries_of_a_stream_are_numbered_from_one() -> None:
    stream = uuid7()

    assert [forwarded(stream).seq for _ in range(3)] == [1, 2, 3]
    assert [entry.seq for entry in selectors.entries(stream)] == [1, 2, 3]


def test_the_hash_follows_the_published_rule() -> None:
    stream = uuid7()
    first, second = forwarded(stream, 1), forwarded(stream, 2)

    bodies = [bytes(entry.body) for entry in Entry.objects.filter(stream=stream).order_by("seq")]
    one = sha256(b"\x01" + bytes(32) + stream.bytes + (1).to_bytes(8, "big") + bodies[0]).digest()
    two = sha256(b"\x01" + one + stream.bytes + (2).to_bytes(8, "big") + bodies[1]).digest()
    assert (first.hash, second.hash) == (one, two)


def test_the_body_is_stored_as_the_exact_canonical_bytes() -> None:
    stream = uuid7()
    forwarded(stream, 7)

    by = {"kind": "system", "name": {"bn": "পরীক্ষা", "en": "test"}}
    expected = {"at": NOW, "by": by, "data": {"number": 7}, "kind": "file.forwarded", "texts": {}}
    assert bytes(Entry.objects.get(stream=stream).body) == canonical(expected)


def test_the_head_stands_at_the_last_entry() -> None:
    stream = uuid7()
    forwarded(stream)
    last = forwarded(stream)

    head = Stream.objects.get(id=stream)
    assert (head.head_seq, bytes(head.head_hash), head.kind) == (2, last.hash, "matter")


def test_an_append_with_texts_is_one_statement() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        forwarded(uuid7(), texts={"note": NOTE, "remark": "দেখলাম"})

    assert len(queries) == 1


def test_texts_lie_beside_the_entry_and_only_their_salted_hash_in_it() -> None:
    stream = uuid7()
    forwarded(stream, texts={"note": NOTE})

    payload = Payload.objects.get(stream=stream)
    assert len(bytes(payload.salt or b"")) == 16
    entry = Entry.objects.get(stream=stream)
    assert NOTE.encode() not in bytes(entry.body)
    assert sha256(bytes(payload.salt or b"") + NOTE.encode()).hexdigest().encode() in bytes(entry.body)
    assert selectors.entries(stream)[0].texts == {"note": NOTE}


def test_the_same_text_twice_has_two_hashes() -> None:
    stream = uuid7()
    forwarded(stream, texts={"note": NOTE})
    forwarded(stream, texts={"note": NOTE})

    first, second = Payload.objects.filter(stream=stream)
    assert first.salt != second.salt


def test_a_caller_who_saw_an_older_head_is_told_where_the_stream_stands() -> None:
    stream = uuid7()
    forwarded(stream)
    forwarded(stream)

    with pytest.raises(StaleStream) as stale, transaction.atomic():
        forwarded(stream, expected_seq=1)
    assert (stale.value.stream, stale.value.expected, stale.value.found) == (stream, 1, 2)
    assert forwarded(stream, expected_seq=2).seq == 3


def test_the_first_entry_may_expect_an_empty_stream() -> None:
    stream = uuid7()

    assert forwarded(stream, expected_seq=0).seq == 1
    with pytest.raises(StaleStream), transaction.atomic():
        forwarded(uuid7(), expected_seq=1)


def test_a_stream_keeps_its_kind() -> None:
    stream = uuid7()
    forwarded(stream)

    with pytest.raises(DatabaseError, match="is of kind matter"), transaction.atomic():
        services.append(stream=stream, stream_kind="file", kind="file.opened", data={}, by={}, at=NOW)


def test_a_stream_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(DatabaseError, match="ledger_stream_kind_known"), transaction.atomic():
        services.append(stream=uuid7(), stream_kind="diary", kind="x.y", data={}, by={}, at=NOW)


def test_streams_of_a_kind_are_listed_in_the_order_they_began() -> None:
    matters = [uuid7() for _ in range(3)]
    for stream in matters:
        forwarded(stream)
    services.append(stream=uuid7(), stream_kind="file", kind="file.opened", data={}, by={}, at=NOW)

    assert list(selectors.streams("matter")) == matters


def test_an_unknown_stream_has_no_entries_and_no_fault() -> None:
    assert selectors.entries(uuid4()) == []
    assert selectors.check_chain(uuid4()) is None


def test_an_act_rolled_back_leaves_no_gap() -> None:
    stream = uuid7()
    forwarded(stream)
    with transaction.atomic():
        forwarded(stream)
        transaction.set_rollback(True)

    assert forwarded(stream).seq == 2
    assert selectors.check_chain(stream) is None
