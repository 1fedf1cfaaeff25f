"""Officers at their desks: a district whose clock is near the real one, and a browser's requests by post."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone, translation
from playwright.sync_api import Page

from efile.models import Matter, Receipt
from hierarchy import selectors as hierarchy
from hierarchy.models import Office, Post, User
from ledger.ids import uuid7
from tests.base.processes import Program
from tests.efile.conftest import District, found_district

SignIn = Callable[..., Client]
Enter = Callable[..., None]


@pytest.fixture
def district(loaded_charts: None, db: None) -> Iterator[District]:
    """Pages read the real clock, so matters here are three days old."""
    with translation.override("en"):
        made = found_district()
        made.now = timezone.now() - timedelta(days=3)
        yield made


@pytest.fixture
def sign_in(district: District) -> SignIn:
    """A client acting for a post, in English unless said otherwise."""

    def client_of(code: str, language: str = "en", office: Office | None = None) -> Client:
        post = Post.objects.get(office=office or district.office, code=code)
        holder = hierarchy.holder_of(post.pk, timezone.now())
        assert holder is not None, f"{code} is vacant"
        client = Client()
        client.force_login(User.objects.get(pk=holder.user_id))
        session = client.session
        session["post"] = str(post.pk)
        session.save()
        client.cookies["language"] = language
        return client

    return client_of


def seen_fields(district: District, matter: Matter, key: UUID | None = None) -> dict[str, str]:
    """What the form of an act carries: the thread's version, its stage, a key."""
    thread = district.thread(matter)
    return {
        "version": str(thread.version),
        "stage": str(thread.stage_id or ""),
        "key": str(key or uuid7()),
    }


def receipt_of(matter: Matter) -> Receipt:
    """The application that the matter began with."""
    return Receipt.objects.get(matter=matter)


@pytest.fixture
def enter(page: Page, live_app: Program, lasting_district: District) -> Enter:
    """Open an address as the holder of a post, in English unless said otherwise."""
    lasting_district.go_live()

    def opened(code: str, address: str, language: str = "en") -> None:
        client = Client()
        user = lasting_district.actor(code).user_id
        assert user is not None
        client.force_login(User.objects.get(pk=user))
        session = client.session
        session["post"] = str(lasting_district.post(code))
        session.save()
        cookies = {"sessionid": client.cookies["sessionid"].value, "language": language}
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": name, "value": value, "url": live_app.url} for name, value in cookies.items()]
        )
        page.goto(live_app.url + address)

    return opened


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console says against the page: policy violations, errors, failed loads."""
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said
