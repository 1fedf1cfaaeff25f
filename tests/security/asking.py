"""A real request for each cell of the table, undone before the next."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from unittest.mock import patch

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.template.base import Template
from django.test import override_settings
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
def routed(address: Address) -> Iterator[None]:
    """Where the address is routed. Changing that costs more than a request: only what needs it pays."""
    if address.urlconf == settings.ROOT_URLCONF:
        yield
        return
    with override_settings(ROOT_URLCONF=address.urlconf):
        yield


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


def ask(world: World, address: Address, method: str, role: str, subject: str) -> str:
    """The word for the answer; `broken 500` and the like for one that no reader should get."""
    client = world.clients[role]
    with routed(address), undone():
        url = url_of(address, world, role, subject)
        if method == "POST":
            response: Any = client.post(url, body_of(address, world, role, subject))
        else:
            response = client.get(url)
        return _word(response)


def _word(response: HttpResponseBase) -> str:
    if response.status_code in {301, 302} and response["Location"].startswith(reverse("signin")):
        return "sign-in"
    return WORDS.get(response.status_code, f"broken {response.status_code}")
