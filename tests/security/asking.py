"""A real request for each cell of the table, undone before the next."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, cast
from unittest.mock import patch

from django.db import transaction
from django.http import HttpResponseBase
from django.template.base import Template
from django.test import Client
from django.urls import reverse
from django.utils.safestring import SafeString

from tests.security.addresses import Address, url_of
from tests.security.forms import body_of
from tests.security.world import World

WORDS: Final = {
    200: "shown",
    204: "shown",
    301: "on",
    302: "on",
    401: "sign-in",
    403: "no",
    404: "none",
    405: "method",
    400: "refused",
    409: "refused",
    422: "refused",
    503: "down",
}


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that is rolled back, in which the services may begin their own."""
    act = transaction.atomic()
    act._from_testcase = True  # type: ignore[attr-defined]  # [as Django's own test cases say it]
    with act:
        yield
        transaction.set_rollback(True)


@contextmanager
def pages_not_drawn() -> Iterator[None]:
    """Every view, service and query runs; only the text of pages is left out, of which no cell speaks.

    Drawing takes longer than all the rest. With GOTIPATH_DRAW=1 the pages are drawn too.
    """
    if os.environ.get("GOTIPATH_DRAW") == "1":
        yield
        return
    with patch.object(Template, "render", lambda self, context: SafeString("")):
        yield


@contextmanager
def spoken(client: Client, language: str) -> Iterator[None]:
    """The browser of one who reads this language."""
    kept = client.cookies["language"].value
    client.cookies["language"] = language
    yield
    client.cookies["language"] = kept


def ask(world: World, address: Address, method: str, role: str, subject: str) -> str:
    """The word for the answer; `broken 500` and the like for one that no reader should get."""
    with undone():
        return word_of(answer(world, address, method, role, subject))


def answer(world: World, address: Address, method: str, role: str, subject: str) -> HttpResponseBase:
    """The answer itself. Whoever asks so undoes it himself."""
    world.prepare(role, subject)
    return sent(world, address, method, role, subject)


def sent(world: World, address: Address, method: str, role: str, subject: str) -> HttpResponseBase:
    """The request alone, when what it is about stands ready."""
    client, url = world.clients[role], url_of(address, world, role, subject)
    given: Any
    if method == "POST":
        given = client.post(url, body_of(address, world, role, subject))
    else:
        given = client.generic(method, url)
    return cast(HttpResponseBase, given)


def word_of(response: HttpResponseBase) -> str:
    if response.status_code in {301, 302} and response["Location"].startswith(reverse("signin")):
        return "sign-in"
    return WORDS.get(response.status_code, f"broken {response.status_code}")


def page_of(given: HttpResponseBase) -> str:
    """Its words; none of a picture or a file."""
    page = given.headers.get("Content-Type", "").startswith("text/html")
    return getattr(given, "content", b"").decode() if page else ""
