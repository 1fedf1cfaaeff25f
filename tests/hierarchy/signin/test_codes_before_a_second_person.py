"""Everybody is let in before two, and a second person proves both his factors."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hierarchy.models import FirstCode, User
from hierarchy.refusals import Refused
from hierarchy.signin import services
from hierarchy.signin.factors import gives_code
from ledger import selectors
from tests.hierarchy.signin.conftest import PASSWORD, House, reset, sign_in
from tests.witness import alone

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def code_now(steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + steps)))


def new(user: User) -> User:
    user.set_unusable_password()
    user.save()
    return user


@pytest.fixture
def office(house: House, reader: Client) -> Client:
    assert sign_in(reader, "admin") == 302
    return reader


def slip(office: Client, user: User, **second: str) -> tuple[int, str]:
    answer = office.post(reverse("officer_slip", args=[user.pk]), second)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("who", ["head", "second-admin", "newcomer"])
def test_the_first_slip_of_a_person_needs_a_second_one(office: Client, house: House, who: str) -> None:
    user = new(User.objects.get(username=who))
    other = "second-admin" if who == "head" else "head"
    status, page = slip(office, user)
    assert status == 422
    assert "This needs a second person" in page
    assert not FirstCode.objects.exists()
    assert slip(office, user, second=other, second_password="wrong")[0] == 422
    assert slip(office, user, second="no\0body", second_password="no\0thing")[0] == 422
    assert slip(office, user, second=other, second_password=PASSWORD)[0] == 200
    (entry,) = selectors.entries(house.office.pk)
    assert entry.data["witness"]["user"] == str(User.objects.get(username=other).pk)


def test_a_locked_name_is_freed_before_two(office: Client, house: House) -> None:
    """Else one alone guesses the password of another, and frees the name between his guesses."""
    for _ in range(6):
        sign_in(Client(), "officer", "wrong")
    assert sign_in(Client(), "officer") == 429
    free = reverse("officer_unlock", args=[house.officer.pk])
    answer = office.post(free)
    assert answer.status_code == 422
    assert "This needs a second person" in answer.content.decode()
    assert sign_in(Client(), "officer") == 429
    assert office.post(free, {"second": "head", "second_password": PASSWORD}).status_code == 302
    assert sign_in(Client(), "officer") == 302
    assert selectors.entries(house.office.pk)[-1].data["witness"]["user"] == str(house.head.pk)


def test_nor_is_such_a_link_sent_by_one_alone(house: House, settings: Any) -> None:
    settings.SMS_GATEWAY_URL = "http://sms.example"
    with pytest.raises(Refused, match=r"signin\.second_needed"):
        services.send_link(
            user=new(house.head).pk,
            mobile="9876543210",
            address="http://office.example",
            actor=alone(house.actor(house.admin)),
            now=timezone.now(),
        )


def test_a_second_person_with_an_app_gives_its_code_too(office: Client, house: House) -> None:
    TOTP.activate(house.second_admin, SECRET)
    status, page = reset(office, house)
    assert status == 422
    assert "The second person signs in with a second factor" in page
    status, page = reset(office, house, second_code="000000")
    assert status == 422
    assert "The code of the second person is wrong, too old or was used already" in page
    assert "The second person signs in with a second factor" not in page
    assert reset(office, house, second_code=code_now())[0] == 302


def test_one_with_a_key_alone_gives_a_recovery_code(office: Client, house: House) -> None:
    Authenticator.objects.create(user=house.second_admin, type=Authenticator.Type.WEBAUTHN, data={})
    codes = RecoveryCodes.activate(house.second_admin).get_unused_codes()
    assert reset(office, house)[0] == 422
    assert reset(office, house, second_code=codes[0])[0] == 302


def test_wrong_codes_of_a_second_person_are_braked(office: Client, house: House) -> None:
    TOTP.activate(house.second_admin, SECRET)
    answers = [reset(office, house, second_code="000000")[0] for _ in range(6)]
    assert answers[-1] == 429


def test_a_code_is_taken_once_as_long_as_it_would_be_right(house: House) -> None:
    TOTP.activate(house.second_admin, SECRET)
    code = code_now(1)
    assert gives_code(house.second_admin, code)
    assert not gives_code(house.second_admin, code)


def test_the_code_that_set_up_the_app_does_not_sign_in(house: House, reader: Client) -> None:
    sign_in(reader, "officer")
    reader.get(reverse("mfa_activate_totp"))
    secret = reader.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + 1))
    assert reader.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
    door = Client()
    sign_in(door, "officer")
    assert door.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
    assert "_auth_user_id" not in door.session
