"""A key that was used answers once and for all."""

from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from ledger import selectors
from ledger.errors import KeyTaken
from ledger.ids import uuid7
from ledger.services import Key
from tests.ledger.acts import forwarded

pytestmark = pytest.mark.django_db


def key_of(answer: dict[str, object]) -> Key:
    return Key(uuid4(), uuid4(), sha256(b"forward to the OC").digest(), answer)


def test_a_used_key_gives_its_request_and_its_answer() -> None:
    key = key_of({"seq": 1, "to": "ভারপ্রাপ্ত আধিকারিক"})
    forwarded(uuid7(), key=key)

    answered = selectors.answered(key.user, key.key)
    assert answered is not None
    assert (answered.request, answered.answer) == (key.request, key.answer)


def test_a_new_key_has_no_answer() -> None:
    assert selectors.answered(uuid4(), uuid4()) is None


def test_a_key_used_twice_appends_once() -> None:
    stream, key = uuid7(), key_of({"ok": True})
    forwarded(stream, key=key)

    with pytest.raises(KeyTaken) as taken, transaction.atomic():
        forwarded(stream, key=key)
    assert (taken.value.user, taken.value.key) == (key.user, key.key)
    assert len(selectors.entries(stream)) == 1


def test_two_users_may_use_the_same_key() -> None:
    mine = key_of({"ok": True})
    yours = Key(uuid4(), mine.key, mine.request, mine.answer)

    forwarded(uuid7(), key=mine)
    assert forwarded(uuid7(), key=yours).seq == 1


def test_half_a_key_is_refused_by_the_database() -> None:
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="ledger_entry_key_whole"):
        cursor.execute(
            "SELECT ledger_append(%s, 'matter', 'a.b', now(), '{}', NULL, %s, NULL, NULL, NULL,"
            " NULL, NULL, NULL, NULL)",
            [uuid7(), uuid4()],
        )
