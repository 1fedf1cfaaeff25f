"""Second factors on a real server, in a real browser, under the strict content policy."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.base.processes import Program
from tests.hierarchy.signin.conftest import PASSWORD, House, make_house

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def at(fresh_database: str, request: pytest.FixtureRequest) -> str:
    """The site by a name: a browser binds a security key to no bare address."""
    make_house()
    live: Program = request.getfixturevalue("live_app")
    return live.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if "Content Security Policy" in m.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield said
    assert said == []


def enter(page: Page, at: str) -> None:
    page.context.add_cookies([{"name": "language", "value": "en", "url": at}])
    page.goto(f"{at}/signin/")
    page.locator("input[name=username]").fill("officer")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form.sign-in button.pri").click()


def again(page: Page, at: str) -> None:
    page.context.clear_cookies()
    enter(page, at)


def code_of(secret: str, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def test_an_app_is_set_up_and_asked_and_a_recovery_code_stands_in(
    page: Page, at: str, complaints: list[str]
) -> None:
    enter(page, at)
    page.goto(f"{at}/account/")
    page.locator("a", has_text="Set up an app").click()
    secret = page.locator(".secret code").inner_text()
    expect(page.locator("img.square")).to_be_visible()
    page.locator("input[name=code]").fill(code_of(secret))
    page.locator("button.pri", has_text="Set up the app").click()
    codes = page.locator(".recovery-codes code").all_inner_texts()
    assert len(codes) == 10

    again(page, at)
    page.wait_for_url("**/signin/factor/")
    page.goto(f"{at}/account/")
    expect(page).to_have_url(f"{at}/signin/?next=/account/")

    again(page, at)
    page.locator("input[name=code]").fill("000000")
    page.locator("button.pri").click()
    expect(page.locator("form.sign-in")).to_contain_text("The code is not right.")
    page.locator("input[name=code]").fill(code_of(secret, 1))
    page.locator("button.pri").click()
    page.wait_for_url(lambda url: "/signin/" not in url)

    again(page, at)
    page.locator("input[name=code]").fill(codes[0])
    page.locator("button.pri").click()
    page.wait_for_url(lambda url: "/signin/" not in url)


def test_a_security_key_is_set_up_and_asked(page: Page, at: str, complaints: list[str]) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    enter(page, at)
    page.goto(f"{at}/account/")
    page.locator("a", has_text="Set up a key").click()
    page.locator("input[name=name]").fill("টেবিলের চাবি")
    page.locator("button", has_text="Set up the key").click()
    expect(page.locator(".recovery-codes code")).to_have_count(10)
    page.goto(f"{at}/account/")
    expect(page.locator("main")).to_contain_text("টেবিলের চাবি")

    again(page, at)
    page.wait_for_url("**/signin/factor/")
    page.locator("button", has_text="Use the security key").click()
    page.wait_for_url(lambda url: "/signin/" not in url)
    page.goto(f"{at}/account/")
    expect(page.locator("main")).to_contain_text("টেবিলের চাবি")


def test_a_key_that_does_not_answer_is_told(page: Page, at: str) -> None:
    enter(page, at)
    page.goto(f"{at}/account/keys/add/")
    page.locator("input[name=name]").wait_for()
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('no')) }")
    page.locator("button", has_text="Set up the key").click()
    expect(page.locator("[data-webauthn-refusal]")).to_have_text("The key did not answer. Try again.")


def test_the_house_of_the_tests_has_its_people(house: House) -> None:
    assert house.actor(house.admin).may("admin")
    assert not house.actor(house.officer).may("admin")
