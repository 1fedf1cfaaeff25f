"""A time limit that was changed, made or removed behind the office's back, `verify_ledger` names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from hierarchy.words import Words
from ledger import selectors as ledger
from ledger.ids import uuid7
from tests.efile.test_verification import Office, Tamper, office, tamper, verified
from workflows import limitrecord
from workflows.limits import NewLimit, add_limit, withdraw_limit
from workflows.models import Limit

__all__ = ["office", "tamper"]

SOURCE = Words("আদেশ ১২", "Order 12")


@pytest.fixture(scope="module")
def own(office: Office) -> Limit:
    """A row that an officer added for his office alone."""
    district = office.district
    today = district.now.date() + timedelta(days=1)
    new = NewLimit("application-decision", 9, "working", SOURCE, today, own=True)
    actor = replace(district.actor("it-officer-1"), second=district.actor("it-officer-2"))
    return add_limit(actor=actor, new=new, anew=False, now=district.now)


@pytest.fixture(scope="module")
def shipped() -> Limit:
    return Limit.objects.get(name="wb-domicile")


def named() -> Mapping[str, Any]:
    """The only difference; the command fails over it."""
    result = verified()
    assert (result["failed"], result["differences"]) == (True, 1)
    difference: Mapping[str, Any] = result["first_difference"]
    assert difference["what"] == "limit"
    return difference


def test_what_shipped_and_what_an_officer_added_agree_with_the_record(office: Office, own: Limit) -> None:
    assert verified()["ok"]
    assert list(limitrecord.unrecorded()) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("days = 90", ("days: 9", "days: 90")),
        ("unit = 'calendar'", ("unit: working", "unit: calendar")),
        ("source_bn = 'মৌখিক'", ("source bn: আদেশ ১২", "source bn: মৌখিক")),
        ("source_en = 'By word of mouth'", ("source en: Order 12", "source en: By word of mouth")),
        ("valid_from = '2020-01-01'", None),
        ("valid_to = '2020-01-01'", None),
        ("name = 'citizen-reply'", ("name: application-decision", "name: citizen-reply")),
        ("office_id = NULL", None),
    ],
)
def test_a_changed_row_is_named_with_its_office_and_its_entry(
    office: Office, tamper: Tamper, own: Limit, change: str, told: tuple[str, str] | None
) -> None:
    tamper(f"UPDATE workflows_limit SET {change} WHERE id = %s", own.pk, tables="workflows_limit")
    difference = named()
    assert (difference["kind"], difference["number"]) == ("office", office.district.office.code)
    assert difference["seq"] == len(ledger.entries(office.district.office.pk))
    assert told is None or (difference["expected"], difference["found"]) == told


def test_a_changed_row_of_a_shipped_flow_is_named_with_the_flow(
    office: Office, own: Limit, shipped: Limit, tamper: Tamper
) -> None:
    tamper("UPDATE workflows_limit SET days = 200 WHERE id = %s", shipped.pk, tables="workflows_limit")
    difference = named()
    assert (difference["kind"], difference["number"]) == ("flow", "citizen-application")
    assert (difference["expected"], difference["found"]) == ("days: 20", "days: 200")
    assert "a time limit" in difference["sentence"]


def test_a_removed_row_is_named(office: Office, tamper: Tamper, own: Limit) -> None:
    tamper("DELETE FROM workflows_limit WHERE id = %s", own.pk, tables="workflows_limit")
    difference = named()
    assert (difference["kind"], difference["expected"]) == ("office", "application-decision")
    assert difference["found"] == "no row"


def test_a_row_that_nobody_entered_is_named(office: Office, tamper: Tamper, own: Limit) -> None:
    strange = uuid7()
    tamper(
        "INSERT INTO workflows_limit (id, name, profile, office_id, days, unit, source_bn, source_en,"
        " valid_from) SELECT %s, name, profile, office_id, 900, unit, source_bn, source_en, valid_from + 9"
        " FROM workflows_limit WHERE id = %s",
        strange,
        own.pk,
        tables="workflows_limit",
    )
    difference = named()
    assert (difference["kind"], UUID(difference["stream"])) == ("limit", strange)
    assert (difference["number"], difference["seq"]) == ("application-decision", 0)
    assert (difference["expected"], difference["found"]) == ("no entry", "application-decision: 900 working")


def test_a_row_that_was_withdrawn_is_missed_by_nobody_and_named_when_it_comes_back(
    office: Office, tamper: Tamper, own: Limit
) -> None:
    """Last here: the row of the module is withdrawn."""
    district = office.district
    actor = replace(district.actor("it-officer-2"), second=district.actor("it-officer-1"))
    withdraw_limit(actor=actor, row=own.pk, now=district.now)
    assert verified()["ok"]
    assert list(limitrecord.unrecorded()) == []
    tamper(
        "INSERT INTO workflows_limit (id, name, profile, office_id, days, unit, source_bn, source_en,"
        " valid_from) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        *(own.pk, own.name, own.profile, own.office_id, own.days, own.unit),
        *(own.source_bn, own.source_en, own.valid_from),
        tables="workflows_limit",
    )
    difference = named()
    assert (difference["expected"], difference["found"]) == ("withdrawn: yes", "withdrawn: no")
