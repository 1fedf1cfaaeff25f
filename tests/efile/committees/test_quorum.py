"""Who counts for a quorum, and when minutes may be signed: pure rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from efile.committees import reasons, rules
from efile.committees.rules import Attended, Quorum
from hierarchy.refusals import Reason

A, B, C, D = (uuid4() for _ in range(4))
NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("needed", "seats", "counted", "chaired", "reached"),
    [
        (3, [(A, "chair"), (B, "member"), (C, "secretary")], 3, True, True),
        (3, [(A, "chair"), (B, "member"), (C, "member"), (D, "member")], 4, True, True),
        (3, [(A, "chair"), (B, "member")], 2, True, False),
        (3, [(B, "member"), (C, "member"), (D, "secretary")], 3, False, False),
        (2, [(A, "chair"), (A, "member")], 1, True, False),
        (2, [(A, "chair"), (A, "member"), (B, "secretary")], 2, True, True),
        (1, [(A, "chair")], 1, True, True),
        (1, [(A, "member")], 1, False, False),
        (1, [], 0, False, False),
    ],
    ids=[
        "just enough",
        "more than enough",
        "one too few",
        "nobody in the chair",
        "one person for two posts counts once",
        "two persons on three seats",
        "the chair alone",
        "a member alone",
        "an empty room",
    ],
)
def test_a_quorum_counts_persons_and_needs_the_chair(
    needed: int, seats: list[tuple[object, str]], counted: int, chaired: bool, reached: bool
) -> None:
    found = rules.quorum(needed, [Attended(person, role) for person, role in seats])  # type: ignore[arg-type]  # [uuids of the table]
    assert (found.present, found.chaired, found.reached) == (counted, chaired, reached)
    assert found.lacking == max(needed - counted, 0)


@pytest.mark.parametrize(
    ("reached", "items", "undecided", "reason"),
    [
        (Quorum(2, 2, True), 1, 0, None),
        (Quorum(2, 2, False), 1, 0, reasons.NO_CHAIR),
        (Quorum(3, 2, True), 1, 0, reasons.NO_QUORUM),
        (Quorum(2, 2, True), 0, 0, reasons.NO_ITEMS),
        (Quorum(2, 2, True), 2, 1, reasons.UNDECIDED),
    ],
)
def test_minutes_stand_with_a_quorum_and_every_item_decided(
    reached: Quorum, items: int, undecided: int, reason: Reason | None
) -> None:
    assert rules.may_close(reached, items=items, undecided=undecided) is reason


@pytest.mark.parametrize(
    ("posts", "reason"),
    [({A}, None), ({B}, None), ({A, C}, None), ({C}, reasons.NOT_SECRETARY), (set(), reasons.NOT_SECRETARY)],
)
def test_the_secretary_or_the_chair_calls_the_body(posts: set[object], reason: Reason | None) -> None:
    assert rules.may_call(frozenset(posts), secretary=A, chair=B) is reason  # type: ignore[arg-type]  # [uuids of the table]


def test_only_the_chair_signs_and_no_assistant_for_him() -> None:
    assert rules.may_sign(frozenset({A}), A, drafts_only=False) is None
    assert rules.may_sign(frozenset({A}), A, drafts_only=True) is reasons.NOT_CHAIR
    assert rules.may_sign(frozenset({B}), A, drafts_only=False) is reasons.NOT_CHAIR
    assert rules.may_sign(frozenset({B}), None, drafts_only=False) is reasons.NOT_CHAIR


def test_nobody_attends_before_the_hour() -> None:
    assert rules.may_attend(NOW, NOW - timedelta(minutes=1)) is reasons.NOT_BEGUN
    assert rules.may_attend(NOW, NOW) is None
