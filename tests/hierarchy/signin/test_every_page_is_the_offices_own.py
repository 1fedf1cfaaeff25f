"""No page of allauth's own is met anywhere, and what an office must not have has no address."""

from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from hierarchy.models import User
from tests.hierarchy.signin.conftest import PASSWORD, House, sign_in

pytestmark = pytest.mark.django_db

CLOSED = (
    "account_signup",
    "account_email",
    "account_reset_password",
    "account_set_password",
    "socialaccount_signup",
    "socialaccount_connections",
    "mfa_trust",
)
ADDRESSES = (
    "accounts/signup/",
    "accounts/login/",
    "accounts/email/",
    "accounts/password/reset/",
    "accounts/2fa/",
)


@pytest.fixture
def officer(house: House, reader: Client) -> Client:
    assert sign_in(reader, "officer") == 302
    return reader


def is_the_houses(answer: Any) -> bool:
    origins = [template.origin.name for template in answer.templates if template.origin]
    return bool(origins) and not [name for name in origins if "allauth" in name]


@pytest.mark.parametrize("name", CLOSED)
def test_what_an_office_must_not_have_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nor_is_it_where_allauth_would_put_it(address: str) -> None:
    with pytest.raises(Resolver404):
        resolve(f"/{address}")


@pytest.mark.parametrize("name", ["signin", "first_signin"])
def test_a_strangers_page_is_the_houses(reader: Client, name: str) -> None:
    answer = reader.get(reverse(name))
    assert answer.status_code == 200
    assert is_the_houses(answer)


@pytest.mark.parametrize("language", ["en", "bn-in"])
@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "account_change_password",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    ],
)
def test_a_page_about_ones_own_sign_in_is_the_houses(
    officer: Client, house: House, name: str, language: str
) -> None:
    _with_app(house.officer)
    officer.cookies["language"] = language
    answer = officer.get(reverse(name))
    assert answer.status_code == 200
    assert is_the_houses(answer)


def test_the_page_that_sets_up_an_app_is_the_houses(officer: Client) -> None:
    """Who has just signed in is not asked who he is."""
    answer = officer.get(reverse("mfa_activate_totp"))
    assert answer.status_code == 200
    assert is_the_houses(answer)


def test_a_wrong_code_while_an_app_is_set_up_speaks_of_no_recovery_code(officer: Client) -> None:
    officer.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    officer.get(reverse("mfa_activate_totp"))
    officer.cookies["language"] = "en"
    page = officer.post(reverse("mfa_activate_totp"), {"code": "12345"}).content.decode()
    assert "The code is not right. Wait for the next one." in page
    assert "recovery code" not in page


@pytest.mark.parametrize("name", ["account_reauthenticate", "mfa_reauthenticate"])
def test_a_page_that_asks_once_more_is_the_houses(officer: Client, house: House, name: str) -> None:
    _with_app(house.officer)
    answer = officer.get(reverse(name))
    assert answer.status_code == 200
    assert is_the_houses(answer)


def test_a_change_later_is_asked_who_one_is_first(officer: Client, settings: Any) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    answer = officer.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_the_page_of_the_second_factor_is_the_houses(house: House, reader: Client) -> None:
    _with_app(house.officer)
    answer = reader.post(reverse("signin"), {"username": "officer", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [(reverse("mfa_authenticate"), 302)]
    assert is_the_houses(answer)


def test_wrong_codes_are_braked_too(house: House, reader: Client) -> None:
    _with_app(house.officer)
    sign_in(reader, "officer")
    pages = [reader.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode() for _ in range(7)]
    assert "The code is not right." in pages[0]
    assert "Too many tries. Wait some minutes" in pages[-1]


def test_the_secret_of_an_app_is_unreadable_in_the_database(house: House) -> None:
    secret = "JBSWY3DPEHPK3PXP"
    row = TOTP.activate(house.officer, secret).instance
    row.refresh_from_db()
    assert secret not in str(row.data)


def test_nobody_is_sent_to_a_provider_that_the_office_has_not(reader: Client) -> None:
    assert settings.OIDC_IDENTITY is None
    answer = reader.post(reverse("openid_connect_login", args=["office"]))
    assert answer.status_code == 404


def test_an_identity_cannot_be_tied_by_hand(officer: Client) -> None:
    address = reverse("openid_connect_login", args=["office"])
    assert officer.post(f"{address}?process=connect").status_code == 404
    assert officer.get(address).status_code == 405


def _with_app(user: User) -> None:
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)


class TestRequiredFactor:
    @pytest.fixture(autouse=True)
    def _required(self, settings: Any) -> None:
        settings.MFA_REQUIRED_POWERS = frozenset({"admin"})

    def test_who_has_the_power_sets_one_up_before_anything_else(self, house: House, reader: Client) -> None:
        sign_in(reader, "admin")
        answer = reader.get(reverse("accounts"), follow=True)
        assert answer.redirect_chain == [(reverse("mfa_index"), 302)]
        assert "Your post needs a second factor." in answer.content.decode()

    def test_what_he_sent_is_not_done_and_comes_back(self, house: House, reader: Client) -> None:
        sign_in(reader, "admin")
        answer = reader.post(reverse("officer_unlock", args=[house.officer.pk]), {"text": "আমার কথা"})
        assert answer.status_code == 403
        assert "আমার কথা" in answer.content.decode()

    def test_with_a_factor_the_work_goes_on(self, house: House, reader: Client) -> None:
        reader.force_login(house.admin)
        _with_app(house.admin)
        assert reader.get(reverse("accounts")).status_code == 200

    def test_others_are_not_asked(self, officer: Client) -> None:
        assert officer.get(reverse("offices")).status_code == 200


@pytest.mark.parametrize(
    ("host", "public", "said"),
    [
        ("127.0.0.1:8000", "", 'href="http://localhost:8000{path}"'),
        ("[::1]:8000", "", 'href="http://localhost:8000{path}"'),
        ("192.0.2.7", "", "Open this site by its name"),
        ("192.0.2.7", "https://office.example", 'href="https://office.example{path}"'),
    ],
)
def test_no_key_is_offered_at_a_bare_address(
    officer: Client, settings: Any, host: str, public: str, said: str
) -> None:
    """A browser ties a key to a name: the page says so, and where the same page has one."""
    settings.ALLOWED_HOSTS, settings.PUBLIC_ADDRESS = ["*"], public
    for name in ("mfa_index", "mfa_add_webauthn"):
        path = reverse(name)
        page = officer.get(path, headers={"host": host}).content.decode()
        assert said.format(path=path) in page
        assert "data-webauthn" not in page
    assert (
        "Set up a key</a>" not in officer.get(reverse("mfa_index"), headers={"host": host}).content.decode()
    )
    by_name = officer.get(reverse("mfa_add_webauthn"), headers={"host": "localhost:8000"}).content.decode()
    assert "data-webauthn" in by_name
