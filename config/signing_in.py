"""What the surroundings say about signing in: session limits, guessing, factors, an outside identity."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from config.environment import number
from config.servers.interface import ServerFault
from hierarchy.powers import NAMES

PROVIDER: Final = "office"
"""How the one provider is called in addresses and rows; its name for people is `Identity.name`."""


@dataclass(frozen=True, slots=True)
class Identity:
    """An OpenID Connect provider. `claim` names the user here, as the administrator entered him.

    `origins` are the schemes and hosts a browser is sent to on its way.
    """

    name: str
    server: str
    client: str
    secret: str
    claim: str
    origins: tuple[str, ...]
    key: str = PROVIDER

    def providers(self) -> dict[str, Any]:
        """The value of SOCIALACCOUNT_PROVIDERS."""
        app = {
            "provider_id": self.key,
            "name": self.name,
            "client_id": self.client,
            "secret": self.secret,
            "settings": {"server_url": self.server, "fetch_userinfo": True},
        }
        return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


@dataclass(frozen=True, slots=True)
class SigningIn:
    """Limits of sessions and of guessing, and which powers need a second factor."""

    idle_minutes: int
    longest_hours: int
    wrong_tries: int
    wrong_tries_of_a_name: int
    wrong_tries_of_an_address: int
    lock_minutes: int
    proxies: int
    code_days: int
    factor_powers: frozenset[str]
    identity: Identity | None


def read_signing_in(values: Mapping[str, str] | None = None) -> SigningIn:
    """ServerFault, in one sentence, when a value cannot be what its name asks for."""
    env = os.environ if values is None else values
    return SigningIn(
        idle_minutes=number(env, "SESSION_IDLE_MINUTES", default=60, least=1),
        longest_hours=number(env, "SESSION_LONGEST_HOURS", default=12, least=1),
        wrong_tries=number(env, "SIGNIN_WRONG_TRIES", default=5, least=1),
        wrong_tries_of_a_name=number(env, "SIGNIN_WRONG_TRIES_OF_A_NAME", default=30, least=1),
        wrong_tries_of_an_address=number(env, "SIGNIN_WRONG_TRIES_OF_AN_ADDRESS", default=100, least=1),
        lock_minutes=number(env, "SIGNIN_LOCK_MINUTES", default=15, least=1),
        proxies=number(env, "TRUSTED_PROXIES", default=0),
        code_days=number(env, "FIRST_CODE_DAYS", default=7, least=1),
        factor_powers=_powers(env, "MFA_REQUIRED_POWERS"),
        identity=_identity(env),
    )


def _powers(env: Mapping[str, str], name: str) -> frozenset[str]:
    """A name that no power has would leave its holders without the duty that was meant."""
    found = frozenset(_words(env, name))
    for unknown in sorted(found - NAMES.keys()):
        raise ServerFault(f"{name} names no power “{unknown}”; the powers are {', '.join(sorted(NAMES))}.")
    return found


def _identity(env: Mapping[str, str]) -> Identity | None:
    server = env.get("OIDC_SERVER_URL", "").rstrip("/")
    if not server:
        return None
    if not env.get("OIDC_CLIENT_ID"):
        raise ServerFault("OIDC_SERVER_URL is set, and OIDC_CLIENT_ID is missing.")
    return Identity(
        name=env.get("OIDC_NAME") or urlsplit(server).netloc,
        server=server,
        client=env["OIDC_CLIENT_ID"],
        secret=env.get("OIDC_CLIENT_SECRET", ""),
        claim=env.get("OIDC_USERNAME_CLAIM") or "preferred_username",
        origins=(_origin(server, "OIDC_SERVER_URL"), *(_origin(url) for url in _words(env, "OIDC_ORIGINS"))),
    )


def _origin(url: str, name: str = "OIDC_ORIGINS") -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ServerFault(f"{name} must be an http or https address, not “{url}”.")
    return f"{parts.scheme}://{parts.netloc}"


def _words(env: Mapping[str, str], name: str) -> list[str]:
    return [word for word in env.get(name, "").replace(",", " ").split() if word]
