"""When a file may be destroyed, and by whom: Bengal Records Manual 1943, Secretariat Instructions r. 100."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from efile.disposal import reasons
from efile.disposal.rules import Facts, may_keep, may_order, why_not
from hierarchy.refusals import Reason

TODAY = date(2031, 1, 10)
DUE = Facts("closed", TODAY, until=date(2030, 12, 31))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"status": "current"}, reasons.NOT_CLOSED),
        ({"classed": False, "until": None}, reasons.NO_CLASS),
        ({"forever": True, "until": None}, reasons.FOR_EVER),
        ({"until": None}, reasons.YEARS_UNSAID),
        ({"until": TODAY}, reasons.NOT_OVER),
        ({"until": date(2031, 12, 31)}, reasons.NOT_OVER),
        ({"open_matters": 1}, reasons.OPEN_MATTER),
        ({"open_letters": 1}, reasons.OPEN_LETTER),
        ({"missing": True}, reasons.MISSING),
        ({"linked": "7"}, reasons.LINKED),
        ({"together": "7"}, reasons.PART_LIVES),
        ({"kept_until": TODAY, "kept_why": "মামলা"}, reasons.KEPT_LONGER),
        ({"kept_until": date(2031, 1, 9), "kept_why": "মামলা"}, None),
        ({"listed": "1/2031"}, reasons.LISTED),
        ({"destroyed": "7"}, reasons.GONE),
    ],
)
def test_a_file_is_destroyed_only_when_nothing_speaks_against_it(
    changed: dict[str, Any], reason: Reason | None
) -> None:
    found = why_not(replace(DUE, **changed))
    assert (found.reason if found else None) == reason


@pytest.mark.parametrize(
    ("until", "reason"),
    [(None, reasons.KEEP_UNTIL), (TODAY, reasons.KEEP_UNTIL), (date(2031, 1, 11), None)],
)
def test_a_file_is_kept_until_a_day_to_come(until: date | None, reason: Reason | None) -> None:
    assert may_keep(until, TODAY) == reason


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"same_person": True}, reasons.SAME_PERSON),
        ({"deputising": True}, reasons.NOT_ORDERER),
        ({"unread": 1}, reasons.UNREAD),
        ({"agreed": 0}, reasons.NOTHING_LEFT),
    ],
)
def test_an_order_takes_two_persons_after_every_file_was_read(
    changed: dict[str, Any], reason: Reason | None
) -> None:
    facts: dict[str, Any] = {"same_person": False, "deputising": False, "unread": 0, "agreed": 2}
    assert may_order(**{**facts, **changed}) == reason
