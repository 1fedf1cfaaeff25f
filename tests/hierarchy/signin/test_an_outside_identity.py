"""Signing in by OpenID Connect, against a provider that runs as a process of its own."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone
from playwright.sync_api import Page, expect

from config.servers.process import free_port, spawn, stop_process
from hierarchy.models import User
from hierarchy.signin import services
from ledger import selectors as ledger
from tests.base.plugin import DATA_DIR
from tests.base.processes import Program
from tests.base.waiting import wait_until
from tests.hierarchy.signin.conftest import PASSWORD, House, make_house

PEOPLE = [
    {"sub": "person-1", "preferred_username": "officer"},
    {"sub": "person-2", "preferred_username": "nobody-here"},
    {"sub": "person-3", "preferred_username": "officer"},
    {"sub": "person-4", "email": "officer@example.org"},
]


@pytest.fixture
def provider() -> Iterator[str]:
    port = free_port()
    claims = [part for person in PEOPLE for part in ("--user-claims", json.dumps(person))]
    argv = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *claims]
    process = spawn(argv, log=DATA_DIR / "log" / f"oidc-{port}.log", env={})
    url = f"http://localhost:{port}"
    wait_until(lambda: answers(f"{url}/.well-known/openid-configuration"))
    yield url
    stop_process(process)


def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except URLError:
        return False


SignIn = Callable[[str], None]
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def office(fresh_database: str) -> House:
    return make_house()


@pytest.fixture
def sign_in(
    office: House,
    provider: str,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    page: Page,
) -> SignIn:
    """Press the provider's button on our page, and be the person of that `sub` on the provider's page."""
    monkeypatch.setenv("OIDC_SERVER_URL", provider)
    monkeypatch.setenv("OIDC_CLIENT_ID", "gotipath")
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "a secret of the test")
    monkeypatch.setenv("OIDC_NAME", "Parichay")
    live: Program = request.getfixturevalue("live_app")

    def by(sub: str) -> None:
        """Without a `sub` he refuses on the provider's page."""
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "language", "value": "en", "url": live.url}])
        page.goto(f"{live.url}/account/")
        page.locator("button", has_text="Sign in with Parichay").click()
        page.wait_for_url(f"{provider}/**")
        if sub:
            page.locator("input[name=sub]").fill(sub)
            page.locator("button", has_text="Authorize").click()
        else:
            page.locator("button", has_text="Deny").click()
        page.wait_for_url(f"{live.url}/**")

    return by


def test_the_whole_way_there_and_back(sign_in: SignIn, page: Page) -> None:
    users = User.objects.count()
    sign_in("person-1")
    page.wait_for_url("**/account/")
    expect(page.locator("h1")).to_have_text("My sign-in")
    assert SocialAccount.objects.get().user.username == "officer"

    sign_in("person-1")
    page.wait_for_url("**/account/")
    assert (SocialAccount.objects.count(), User.objects.count()) == (1, users)

    for sub, sentence in (
        ("person-2", "Parichay knows you as “nobody-here”, and no open account here has this name."),
        ("person-3", "The account “officer” belongs to another identity of Parichay."),
        ("person-4", "Parichay did not say who you are, so nobody was signed in."),
        ("", "Parichay did not confirm who you are. Nobody was signed in"),
    ):
        sign_in(sub)
        expect(page.locator("main")).to_contain_text(sentence)
    assert (SocialAccount.objects.count(), User.objects.count()) == (1, users)


def test_it_is_tied_only_past_the_second_factor_and_the_record_says_so(
    sign_in: SignIn, page: Page, office: House
) -> None:
    TOTP.activate(office.officer, SECRET)
    for sub in ("person-3", "person-1"):
        sign_in(sub)
        page.wait_for_url("**/signin/factor/")
        assert not SocialAccount.objects.exists()

    page.locator("input[name=code]").fill(str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))))
    page.locator("form button.pri").first.click()
    page.wait_for_url("**/account/")

    assert SocialAccount.objects.get().uid == "person-1"
    entry = ledger.entries(office.office.pk)[-1]
    assert (entry.kind, entry.data["user"]) == ("account.identity_tied", str(office.officer.pk))


def test_after_a_reset_it_lets_in_only_who_used_a_new_code(
    sign_in: SignIn, page: Page, office: House
) -> None:
    sign_in("person-1")
    page.wait_for_url("**/account/")
    now, admin = timezone.now(), office.actor(office.admin)
    services.reset(user=office.officer.pk, password=True, factors=False, reason="চুরি", actor=admin, now=now)

    for sub in ("person-1", "person-3"):
        sign_in(sub)
        expect(page.locator("main")).to_contain_text("The sign-in of “officer” was reset.")
    assert not SocialAccount.objects.exists()

    slip = services.make_slip(user=office.officer.pk, actor=admin, now=now)
    services.use_code(username="officer", typed=slip.code, password=f"{PASSWORD}!", now=timezone.now())
    sign_in("person-1")
    page.wait_for_url("**/account/")
    assert SocialAccount.objects.get().user == office.officer
