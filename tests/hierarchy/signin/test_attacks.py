"""Who knows how such doors are forced tries them here."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from re import sub
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hierarchy.models import FirstCode
from hierarchy.signin import services
from tests.hierarchy.signin.conftest import OTHER_PASSWORD, PASSWORD, House, sign_in

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
ELSEWHERE = [
    "//evil.example",
    "https://evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "http:evil.example",
]


def slip(house: House) -> str:
    made = services.make_slip(
        user=house.newcomer.pk, actor=house.actor(house.admin), now=timezone.now() - timedelta(minutes=1)
    )
    return made.code


def use(client: Client, code: str, username: str = "newcomer") -> Any:
    given = {
        "username": username,
        "code": code,
        "new_password1": OTHER_PASSWORD,
        "new_password2": OTHER_PASSWORD,
    }
    return client.post(reverse("first_signin"), given)


def current_code() -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))


@pytest.mark.parametrize("next_page", ELSEWHERE)
@pytest.mark.parametrize("factor", [False, True])
def test_nobody_is_sent_to_another_site(house: House, reader: Client, next_page: str, factor: bool) -> None:
    if factor:
        TOTP.activate(house.officer, SECRET)
    given = {"username": "officer", "password": PASSWORD, "next": next_page}
    answer = reader.post(reverse("signin"), given)
    if factor:
        assert answer["Location"] == reverse("mfa_authenticate")
        answer = reader.post(reverse("mfa_authenticate"), {"code": current_code()})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("desk")


def test_a_session_known_before_is_not_the_one_signed_in(house: House, reader: Client) -> None:
    reader.get(reverse("signin"))
    session = reader.session
    session["planted"] = True
    session.save()
    reader.cookies["sessionid"] = planted = str(session.session_key)
    assert sign_in(reader, "officer") == 302
    assert reader.session.session_key != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get(reverse("mfa_index")).status_code == 302


def test_nor_after_a_first_code(house: House, reader: Client) -> None:
    session = reader.session
    session["planted"] = True
    session.save()
    reader.cookies["sessionid"] = planted = str(session.session_key)
    assert use(reader, slip(house)).status_code == 302
    assert reader.session.session_key != planted


def test_the_first_half_of_a_sign_in_opens_nothing(house: House, reader: Client) -> None:
    TOTP.activate(house.officer, SECRET)
    sign_in(reader, "officer")
    for name in ("mfa_index", "desk", "mfa_view_recovery_codes", "account_change_password"):
        assert reader.get(reverse(name))["Location"].startswith(reverse("signin"))


def plain(answer: Any) -> str:
    """The page without what is typed, and without what is new on every page."""
    page = sub(r"[A-Za-z0-9]{64}", "TOKEN", answer.content.decode())
    return sub(r'value="[^"]*"|nonce="[^"]+"', "", page)


def told(client: Client, username: str) -> str:
    return plain(client.post(reverse("signin"), {"username": username, "password": "wrong"}))


def test_no_word_tells_whether_a_name_is_known(house: House, reader: Client) -> None:
    house.head.is_active = False
    house.head.save()
    pages = {told(reader, name) for name in ("officer", "head", "newcomer", "nobody-here")}
    assert len(pages) == 1


def test_no_time_tells_it_either(house: House, reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each answer costs one hashing: that of the password, or one for nothing."""
    house.head.is_active = False
    house.head.save()
    hashed: list[str] = []
    encode = Argon2PasswordHasher.encode
    verify = Argon2PasswordHasher.verify

    def counted(self: Any, *given: Any) -> Any:
        hashed.append("encode")
        return encode(self, *given)

    def checked(self: Any, *given: Any) -> Any:
        hashed.append("verify")
        return verify(self, *given)

    monkeypatch.setattr(Argon2PasswordHasher, "encode", counted)
    monkeypatch.setattr(Argon2PasswordHasher, "verify", checked)
    costs = []
    for name in ("officer", "head", "newcomer", "nobody-here"):
        hashed.clear()
        sign_in(reader, name, "wrong")
        costs.append(len(hashed))
    assert costs == [1, 1, 1, 1]


def test_a_wrong_code_is_told_alike_for_every_name(house: House, reader: Client) -> None:
    slip(house)
    pages = {plain(use(reader, "0000-0000-0000", name)) for name in ("newcomer", "officer", "nobody-here")}
    assert len(pages) == 1


def test_spaces_about_a_name_do_not_dodge_the_brake(house: House, reader: Client) -> None:
    spaced = [f"{' ' * n}newcomer{' ' * (n % 2)}" for n in range(6)]
    answers = [use(reader, "0000-0000-0000", name).status_code for name in spaced]
    assert answers[-1] == 429


def test_a_code_is_void_once_its_holder_found_another_way_in(house: House, reader: Client) -> None:
    """Else a slip that was kept back would take over the account later."""
    code = slip(house)
    SocialAccount.objects.create(user=house.newcomer, provider="office", uid="7")
    assert use(reader, code).status_code == 422
    house.newcomer.refresh_from_db()
    assert not house.newcomer.has_usable_password()


def test_a_closed_account_does_not_use_its_code(house: House, reader: Client) -> None:
    code = slip(house)
    house.newcomer.is_active = False
    house.newcomer.save()
    assert use(reader, code).status_code == 422
    assert FirstCode.objects.get().used_at is None


def test_a_code_of_the_app_counts_once(house: House, reader: Client) -> None:
    TOTP.activate(house.officer, SECRET)
    code, other = current_code(), Client()
    for client in (reader, other):
        sign_in(client, "officer")
    assert reader.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
    assert other.get(reverse("mfa_index")).status_code == 302


def test_a_recovery_code_counts_once(house: House, reader: Client) -> None:
    TOTP.activate(house.officer, SECRET)
    code, other = RecoveryCodes.activate(house.officer).get_unused_codes()[0], Client()
    for client in (reader, other):
        sign_in(client, "officer")
    assert reader.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_at_an_open_session_the_old_password_is_guessed_no_more_often_than_at_the_door(
    house: House, reader: Client
) -> None:
    sign_in(reader, "officer")
    given = {"new_password1": OTHER_PASSWORD, "new_password2": OTHER_PASSWORD}
    address = reverse("account_change_password")
    answers = [reader.post(address, given | {"old_password": f"guess {n}"}).status_code for n in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    locked = reader.post(address, given | {"old_password": PASSWORD})
    assert locked.status_code == 429
    assert "Too many wrong tries with this user name" in locked.content.decode()
    assert sign_in(Client(REMOTE_ADDR="192.0.2.9"), "officer") == 302


def test_a_weak_new_password_is_no_wrong_try(house: House, reader: Client) -> None:
    sign_in(reader, "officer")
    given = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}
    answers = [reader.post(reverse("account_change_password"), given).status_code for _ in range(6)]
    assert answers == [200] * 6


def test_nothing_that_lets_in_is_written_to_the_log(
    house: House, reader: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    code = slip(house)
    use(reader, "0000-0000-0000")
    use(reader, code)
    sign_in(Client(), "officer")
    sign_in(Client(), "officer", "my wrong password")
    assert [
        word for word in (PASSWORD, OTHER_PASSWORD, "my wrong password", code) if word in caplog.text
    ] == []
