"""One value has one sequence of bytes."""

import random
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.canonical import canonical

BENGALI = st.text(
    st.characters(min_codepoint=0x0980, max_codepoint=0x09FF) | st.sampled_from(" ,।\u200c\u200dABab19")
)
TEXT = BENGALI | st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def shuffled(value: object, order: random.Random) -> object:
    """The same value, its keys put in in another order."""
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key], order) for key in keys}
    if isinstance(value, list):
        return [shuffled(item, order) for item in value]
    return value


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_keys_makes_no_difference(value: object, order: random.Random) -> None:
    assert canonical(shuffled(value, order)) == canonical(value)


@given(VALUES)
def test_reading_and_writing_again_gives_the_same_bytes(value: object) -> None:
    assert canonical(orjson.loads(canonical(value))) == canonical(value)


@given(BENGALI)
def test_bengali_text_comes_back_letter_for_letter(text: str) -> None:
    assert orjson.loads(canonical({"text": text}))["text"] == text


def test_bengali_is_written_as_utf_8_and_not_escaped() -> None:
    assert canonical({"b": "ক্ষমতা", "a": 1}) == '{"a":1,"b":"ক্ষমতা"}'.encode()


@given(st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2999, 1, 1)), st.integers(-840, 840))
def test_a_moment_is_the_same_bytes_in_every_zone(naive: datetime, minutes: int) -> None:
    moment = naive.replace(tzinfo=UTC)
    elsewhere = moment.astimezone(timezone(timedelta(minutes=minutes)))
    assert canonical(elsewhere) == canonical(moment)


def test_moments_dates_keys_and_decimals_are_text() -> None:
    kolkata = timezone(timedelta(hours=5, minutes=30))
    value = [datetime(2026, 4, 1, 11, 0, tzinfo=kolkata), date(2026, 4, 1), UUID(int=1), Decimal("2.50")]
    assert orjson.loads(canonical(value)) == [
        "2026-04-01T05:30:00.000000Z",
        "2026-04-01",
        "00000000-0000-0000-0000-000000000001",
        "2.50",
    ]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), datetime(2026, 4, 1)])
def test_values_without_one_meaning_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match="ledger"):
        canonical({"value": value})


@pytest.mark.parametrize("value", [{1: "a"}, {"a": {1, 2}}, b"bytes", object()])
def test_values_json_has_no_form_for_are_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)
