"""Each constraint of the hierarchy, tried with raw SQL under the product's own role."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from ledger.ids import uuid7
from tests.hierarchy.factories import LONG_AGO, NOW, make_office, make_post, make_section, make_user

pytestmark = pytest.mark.django_db

Value = str | UUID | datetime | None

CHARGE = (
    "INSERT INTO hierarchy_charge (id, office_id, post_id, user_id, kind, starts, ends)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
DEPUTATION = (
    "INSERT INTO hierarchy_deputation (id, office_id, post_id, user_id, starts, ends, reason)"
    " VALUES (%s, %s, %s, %s, %s, %s, '')"
)


def run(statement: str, *values: Value) -> None:
    """One statement, with the checks that wait for the commit made at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def refused(name: str, statement: str, *values: Value) -> None:
    with pytest.raises(IntegrityError, match=name):
        run(statement, *values)


@pytest.fixture
def held() -> tuple[UUID, UUID, UUID]:
    office = make_office()
    return office.id, make_post(office, "oc-it").id, make_user("first").id


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (LONG_AGO, None),
        (NOW - timedelta(days=1), NOW + timedelta(days=1)),
        (datetime(2000, 1, 1, tzinfo=UTC), None),
        (LONG_AGO, NOW),
    ],
)
def test_two_charges_of_one_post_at_one_time(
    held: tuple[UUID, UUID, UUID], starts: datetime, ends: datetime | None
) -> None:
    run(CHARGE, uuid7(), *held, "substantive", LONG_AGO, None)
    second = make_user("second").id
    refused("charge_one_holder_at_a_time", CHARGE, uuid7(), *held[:2], second, "additional", starts, ends)


def test_a_charge_may_begin_when_the_last_one_ends(held: tuple[UUID, UUID, UUID]) -> None:
    run(CHARGE, uuid7(), *held, "substantive", LONG_AGO, NOW)
    run(CHARGE, uuid7(), *held, "officiating", NOW, None)


def test_a_charge_that_ends_before_it_starts(held: tuple[UUID, UUID, UUID]) -> None:
    refused("charge_ends_after_it_starts", CHARGE, uuid7(), *held, "link", NOW, NOW)


def test_an_unknown_kind_of_charge(held: tuple[UUID, UUID, UUID]) -> None:
    refused("charge_kind_known", CHARGE, uuid7(), *held, "forever", NOW, None)


def test_a_charge_of_another_offices_post(held: tuple[UUID, UUID, UUID]) -> None:
    other = make_office("other").id
    refused("charge_post_of_its_office", CHARGE, uuid7(), other, *held[1:], "substantive", NOW, None)


def test_two_deputies_of_one_post_at_one_time(held: tuple[UUID, UUID, UUID]) -> None:
    week = NOW + timedelta(days=7)
    run(DEPUTATION, uuid7(), *held, NOW, week)
    refused("deputation_one_deputy_at_a_time", DEPUTATION, uuid7(), *held, NOW, week)


def test_a_deputation_that_ends_before_it_starts(held: tuple[UUID, UUID, UUID]) -> None:
    refused("deputation_ends_after_it_starts", DEPUTATION, uuid7(), *held, NOW, NOW)


def test_a_deputation_to_another_offices_post(held: tuple[UUID, UUID, UUID]) -> None:
    other = make_office("other").id
    later = NOW + timedelta(days=1)
    refused("deputation_post_of_its_office", DEPUTATION, uuid7(), other, *held[1:], NOW, later)


def test_a_post_under_itself(held: tuple[UUID, UUID, UUID]) -> None:
    refused("post_not_under_itself", "UPDATE hierarchy_post SET reports_to_id = id WHERE id = %s", held[1])


def test_a_post_under_another_offices_post(held: tuple[UUID, UUID, UUID]) -> None:
    stranger = make_post(make_office("other"), "dm").id
    statement = "UPDATE hierarchy_post SET reports_to_id = %s WHERE id = %s"
    refused("post_superior_of_its_office", statement, stranger, held[1])


def test_a_post_in_another_offices_section(held: tuple[UUID, UUID, UUID]) -> None:
    section = make_section(make_office("other")).id
    statement = "UPDATE hierarchy_post SET section_id = %s WHERE id = %s"
    refused("post_section_of_its_office", statement, section, held[1])


def test_a_successor_of_a_standing_post(held: tuple[UUID, UUID, UUID]) -> None:
    office = make_office("other")
    statement = "UPDATE hierarchy_post SET successor_id = %s WHERE id = %s"
    refused("post_successor_of_an_abolished_post", statement, make_post(office, "x").id, held[1])


def test_a_post_as_its_own_successor(held: tuple[UUID, UUID, UUID]) -> None:
    statement = "UPDATE hierarchy_post SET abolished_on = now(), successor_id = id WHERE id = %s"
    refused("post_not_its_own_successor", statement, held[1])


def test_the_same_code_twice_in_an_office(held: tuple[UUID, UUID, UUID]) -> None:
    second = make_post(make_office("other"), "oc-land").id
    statement = "UPDATE hierarchy_post SET code = 'oc-it', office_id = %s WHERE id = %s"
    refused("post_code_once_an_office", statement, held[0], second)


@pytest.mark.parametrize(
    ("constraint", "statement"),
    [
        ("office_profile_known", "UPDATE hierarchy_office SET profile = 'XX'"),
        ("office_not_its_own_parent", "UPDATE hierarchy_office SET parent_id = id"),
        ("rank_powers_known", "UPDATE hierarchy_rank SET powers = '{fly}'"),
        ("rank_level_in_reach", "UPDATE hierarchy_rank SET level = 0"),
        ("rank_profile_known", "UPDATE hierarchy_rank SET profile = 'XX'"),
    ],
)
def test_values_the_office_does_not_know(
    held: tuple[UUID, UUID, UUID], constraint: str, statement: str
) -> None:
    refused(constraint, statement)


@pytest.mark.parametrize(
    ("constraint", "days"),
    [("calendar_weekdays_known", "{5,7}"), ("calendar_some_day_is_worked", "{0,1,2,3,4,5,6}")],
)
def test_weeks_that_cannot_be(held: tuple[UUID, UUID, UUID], constraint: str, days: str) -> None:
    statement = (
        "INSERT INTO hierarchy_calendar (id, office_id, version, weekly_off, valid_from, source)"
        " VALUES (%s, %s, 1, %s, now(), '')"
    )
    refused(constraint, statement, uuid7(), held[0], days)


def test_deleting_an_office_that_has_posts(held: tuple[UUID, UUID, UUID]) -> None:
    refused("hierarchy_post_office_id", "DELETE FROM hierarchy_office WHERE id = %s", held[0])


def test_a_user_name_that_differs_in_its_case_alone() -> None:
    make_user("first")
    with pytest.raises(IntegrityError, match="user_name_once_in_any_case"):
        make_user("First")
