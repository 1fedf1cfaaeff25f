"""Speaking to a remote signing service: the API of the Cloud Signature Consortium (CSC), version 1.0.4."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import aiohttp
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError

from hierarchy.refusals import Reason, Refused
from hierarchy.words import clean
from notings.letters import reasons

log = logging.getLogger(__name__)

LONGEST_WAIT: Final = 20.0
"""Seconds for all that one press of a button asks of the service."""
LONGEST_ANSWER: Final = 512 * 1024
LONGEST_SAID: Final = 200
WRONG: Final = {"invalid_pin": reasons.WRONG_PIN, "invalid_otp": reasons.WRONG_CODE}
BROKEN: Final = (
    aiohttp.ClientError,
    SigningError,
    PdfError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RecursionError,
)
"""What comes of an answer in another form than the protocol's."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Service:
    """`url` is what stands before `/csc/v1`; `client` and `secret` let this installation in."""

    url: str
    client: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation, let in by a `token`."""

    service: Service
    http: aiohttp.ClientSession
    token: str = field(default="", repr=False)

    async def ask(
        self, name: str, body: Mapping[str, object], unknown: Refused | None = None
    ) -> dict[str, Any]:
        """`unknown` is said where the service finds fault with what it was asked for."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return await self.post(self.address(name), unknown, json=body, headers=headers)

    def address(self, name: str) -> str:
        return f"{self.service.url}/csc/v1/{name}"

    async def post(self, url: str, unknown: Refused | None = None, **how: Any) -> dict[str, Any]:
        """Redirects are not followed: what is sent is secret."""
        async with self.http.post(url, allow_redirects=False, **how) as answer:
            said = await _read(answer)
        if answer.status < 300:
            return said
        log.warning("the e-sign service answered %s to %s", answer.status, url)
        raise _fault(answer.status, said, unknown)


def spoken(service: Service, doing: Callable[[Talk], Awaitable[T]]) -> T:
    """What `doing` brings back from a conversation with the service. Refused with a sentence for each fault.

    Takes up to LONGEST_WAIT: never called while a row is locked.
    """
    try:
        return asyncio.run(_spoken(service, doing))
    except TimeoutError as late:
        raise Refused(reasons.LATE_ANSWER) from late
    except (aiohttp.ClientConnectionError, OSError) as silent:
        log.warning("the e-sign service does not answer: %s", silent)
        raise Refused(reasons.NO_ANSWER) from silent
    except BROKEN as broken:
        log.warning("an answer of the e-sign service is of no use", exc_info=broken)
        raise Refused(reasons.BROKEN_ANSWER) from broken


async def _spoken(service: Service, doing: Callable[[Talk], Awaitable[T]]) -> T:
    async with asyncio.timeout(LONGEST_WAIT), aiohttp.ClientSession(trust_env=True) as http:
        return await doing(Talk(service, http, await _let_in(Talk(service, http))))


async def _let_in(talk: Talk) -> str:
    """CSC oauth2/token by the client's own grant, or auth/login by name and password, as `info` says."""
    service, about = talk.service, await talk.ask("info", {})
    ways = about.get("authType", [])
    if "oauth2client" in ways:
        asked = {
            "grant_type": "client_credentials",
            "client_id": service.client,
            "client_secret": service.secret,
        }
        said = await talk.post(
            f"{grants_at(service, about)}/oauth2/token", Refused(reasons.NOT_LET_IN), data=asked
        )
    elif "basic" in ways:
        basic = {"Authorization": aiohttp.encode_basic_auth(service.client, service.secret)}
        said = await talk.post(
            talk.address("auth/login"), Refused(reasons.NOT_LET_IN), json={}, headers=basic
        )
    else:
        raise Refused(reasons.NOT_LET_IN)
    return str(said["access_token"])


def grants_at(service: Service, about: Mapping[str, Any]) -> str:
    """Where the service grants tokens, as its `info` names it; refused for a line less safe than its own, and
    for another host: the installation's secret goes there."""
    base = str(about.get("oauth2") or service.url).rstrip("/")
    own, named = urlsplit(service.url), urlsplit(base)
    if named.hostname != own.hostname or named.scheme not in {own.scheme, "https"}:
        log.warning("the e-sign service would have its secret sent to %s", base)
        raise Refused(reasons.NOT_LET_IN)
    return base


async def _read(answer: aiohttp.ClientResponse) -> dict[str, Any]:
    """What it says as JSON, or nothing where a fault is told in another form."""
    content = bytearray()
    async for chunk in answer.content.iter_chunked(64 * 1024):
        content += chunk
        if len(content) > LONGEST_ANSWER:
            raise ValueError("the answer is too long")
    if not content:
        return {}
    try:
        said = json.loads(content)
    except ValueError:
        if answer.status < 300:
            raise
        return {}
    if not isinstance(said, dict):
        raise TypeError("the answer is no object")
    return said


def _fault(status: int, said: Mapping[str, Any], unknown: Refused | None) -> Refused:
    """CSC: `error` is a word of the protocol, `error_description` is for people."""
    wrong: Reason | None = WRONG.get(str(said.get("error")))
    if status >= 500:
        return Refused(reasons.NO_ANSWER)
    if status in {401, 403}:
        return Refused(reasons.NOT_LET_IN)
    if status < 400:
        return Refused(reasons.BROKEN_ANSWER)
    if wrong is not None:
        return Refused(wrong)
    if unknown is not None:
        return unknown
    words = clean(str(said.get("error_description") or said.get("error") or status))
    return Refused(reasons.SERVICE_REFUSED, said=words[:LONGEST_SAID])
