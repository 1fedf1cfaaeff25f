"""Guessing a password is braked by user name and address, and the brake lets go."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledger import selectors
from tests.hierarchy.signin.conftest import BESIDE, PASSWORD, House, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def locked(house: House, reader: Client) -> Client:
    for _ in range(5):
        sign_in(reader, "officer", "wrong")
    return reader


def test_a_password_is_hashed_by_argon2(house: House) -> None:
    assert identify_hasher(house.officer.password).algorithm == "argon2"


def test_the_right_password_is_refused_after_five_wrong_ones(locked: Client) -> None:
    answer = locked.post(reverse("signin"), {"username": "officer", "password": PASSWORD})
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "Too many wrong tries with this user name from here. Wait 15 minutes" in page
    assert 'value="officer"' in page
    assert locked.get(reverse("mfa_index")).status_code == 302


def test_the_sentence_is_in_the_readers_language(house: House, client: Client) -> None:
    for _ in range(5):
        sign_in(client, "officer", "wrong")
    page = client.post(reverse("signin"), {"username": "officer", "password": PASSWORD}).content.decode()
    assert "বহুবার ভুল চেষ্টা হয়েছে। ১৫ মিনিট" in page


def test_another_person_and_another_address_are_not_locked(locked: Client) -> None:
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), "officer") == 302
    assert sign_in(locked, "admin") == 302


def test_time_frees_the_name(locked: Client) -> None:
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(locked, "officer") == 302


def test_trying_on_does_not_lengthen_the_lock(locked: Client) -> None:
    before = AccessAttempt.objects.get().attempt_time
    sign_in(locked, "officer", "wrong")
    assert AccessAttempt.objects.get().attempt_time == before


def test_the_administrator_frees_the_name_and_the_record_says_so(locked: Client, house: House) -> None:
    office = Client()
    sign_in(office, "admin")
    answer = office.post(reverse("officer_unlock", args=[house.officer.pk]), BESIDE)
    assert answer.status_code == 302
    assert sign_in(locked, "officer") == 302
    entry = selectors.entries(house.office.pk)[-1]
    assert (entry.kind, entry.data["user"]) == ("account.unlocked", str(house.officer.pk))


def spread(names: list[str], addresses: list[str], tries: int) -> None:
    for n in range(tries):
        client = Client(REMOTE_ADDR=addresses[n % len(addresses)])
        sign_in(client, names[n % len(names)], "wrong")


def test_a_name_tried_from_many_addresses_is_locked_everywhere(house: House, reader: Client) -> None:
    spread(["officer"], [f"192.0.2.{n}" for n in range(10)], settings.SIGNIN_TRIES_OF_A_NAME)
    answer = reader.post(reverse("signin"), {"username": "officer", "password": PASSWORD})
    assert answer.status_code == 429
    assert "or from this address. Wait 15 minutes" in answer.content.decode()
    assert sign_in(reader, "admin") == 302
    page = reader.get(reverse("officer_account", args=[house.officer.pk])).content.decode()
    assert reverse("officer_unlock", args=[house.officer.pk]) in page
    reader.post(reverse("officer_unlock", args=[house.officer.pk]), BESIDE)
    assert sign_in(Client(), "officer") == 302


def test_many_names_tried_from_one_address_lock_that_address(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SIGNIN_TRIES_OF_AN_ADDRESS", 12)
    spread([f"name-{n}" for n in range(6)], ["192.0.2.1"], 12)
    assert sign_in(Client(REMOTE_ADDR="192.0.2.1"), "officer") == 429
    assert sign_in(Client(REMOTE_ADDR="192.0.2.2"), "officer") == 302
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(Client(REMOTE_ADDR="192.0.2.1"), "officer") == 302


def test_a_first_code_is_braked_by_the_wider_limits_too(
    house: House, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SIGNIN_TRIES_OF_AN_ADDRESS", 4)
    spread(["a", "b"], ["127.0.0.1"], 4)
    given = {"username": "newcomer", "code": "0000", "new_password1": "x", "new_password2": "x"}
    assert reader.post(reverse("first_signin"), given).status_code == 429


def test_behind_a_proxy_the_readers_own_address_counts(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 1)
    one = Client(headers={"x-forwarded-for": "198.51.100.1"})
    for _ in range(6):
        sign_in(one, "officer", "wrong")
    assert sign_in(one, "officer") == 429
    assert sign_in(Client(headers={"x-forwarded-for": "198.51.100.2"}), "officer") == 302


def test_a_name_tried_in_several_cases_of_letters_is_one_name(house: House, reader: Client) -> None:
    for name in ("officer", "Officer", "OFFICER", "oFFicer", " officer"):
        sign_in(reader, name, "wrong")
    assert AccessAttempt.objects.get().username == "officer"
    assert reader.post(reverse("signin"), {"username": "Officer", "password": PASSWORD}).status_code == 429
