"""The page asks for the second person where the act needs one: all but calendars and number schemes."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.hierarchy.administration.conftest import ask, do_alone, do_before, words
from tests.hierarchy.offices import Establishment

PASSWORD = "নদী-৪-মাঠ-পথ"


@pytest.fixture
def head(house: Establishment) -> str:
    user = house.users["dm"]
    user.set_password(PASSWORD)
    user.save()
    return user.username


@pytest.fixture
def fields(house: Establishment) -> dict[str, object]:
    return {
        "effect": "gives",
        "power": "audit",
        "rank": "",
        "post": house.posts["oc"],
        "service": "",
        "source_bn": "আদেশ ৭",
        "source_en": "Order 7",
    }


def test_the_second_person_confirms_with_his_own_password(
    house: Establishment, admin: Client, head: str, fields: dict[str, object]
) -> None:
    assert "Before a second person" in words(ask(admin, "order-power", **fields))
    answer = do_alone(admin, "order-power", **fields)
    assert answer.status_code == 422
    assert "This needs a second person" in words(answer)

    assert do_before((head, PASSWORD), admin, "order-power", **fields).status_code == 302

    assert house.kinds() == ["power.ordered"]


@pytest.mark.parametrize("password", ["", "wrong"])
def test_a_wrong_password_leaves_the_question_standing(
    house: Establishment, admin: Client, head: str, fields: dict[str, object], password: str
) -> None:
    answer = do_before((head, password), admin, "order-power", **fields)
    page = words(answer)
    assert answer.status_code == 422
    assert "is not right. Nothing was done." in page
    assert f'value="{head}"' in page
    assert 'value="Order 7"' in page
    assert house.kinds() == []


def test_a_number_scheme_is_ordered_by_one(house: Establishment, admin: Client) -> None:
    given = {
        "register": "receipt",
        "pattern": "{office}/{year}/{serial}",
        "source_bn": "আদেশ ৭",
        "source_en": "Order 7",
    }
    assert "Before a second person" not in words(ask(admin, "number-scheme", **given))
    assert do_alone(admin, "number-scheme", **given).status_code == 302
    assert house.kinds() == ["numbers.ordered"]


def test_what_would_be_refused_is_refused_before_it_is_confirmed(house: Establishment, admin: Client) -> None:
    fields = {"post": house.posts["clerk"], "person": house.user("newcomer"), "kind": "in_charge"}
    answer = ask(admin, "give-charge", **fields)
    assert answer.status_code == 409
    assert "What will follow" not in words(answer)
    assert house.kinds() == []
