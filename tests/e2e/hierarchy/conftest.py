"""One district behind one web server for all tests of a file; each test brings matters of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, Page
from pytest_django.plugin import DjangoDbBlocker

from hierarchy.middleware import SESSION_KEY
from hierarchy.models import User
from tests.base import processes
from tests.districts import OF_THE_WEB_SERVER, cloned_district
from tests.efile.conftest import District, found_district

Enter = Callable[..., Page]


@dataclass(frozen=True, slots=True)
class Town:
    """The district, its database, and the address of its web server."""

    district: District
    database: str
    url: str

    def sign_in(self, page: Page, user: User, post: object, language: str) -> None:
        client = Client()
        client.force_login(user)
        session = client.session
        session[SESSION_KEY] = str(post)
        session.save()
        named = {
            settings.SESSION_COOKIE_NAME: session.session_key or "",
            settings.LANGUAGE_COOKIE_NAME: language,
        }
        page.context.clear_cookies()
        page.context.add_cookies([{"name": k, "value": v, "url": self.url} for k, v in named.items()])


@pytest.fixture(scope="module")
def town(
    database_template: None, django_db_blocker: DjangoDbBlocker, standing_app: processes.Standing
) -> Iterator[Town]:
    with (
        django_db_blocker.unblock(),
        cloned_district(OF_THE_WEB_SERVER) as name,
        translation.override("en"),
    ):
        district = found_district()
        district.go_live()
        yield Town(district, name, standing_app.at(name).url)


@pytest.fixture
def district(town: Town) -> Iterator[District]:
    with translation.override("en"):
        town.district.go_live()
        yield town.district


@pytest.fixture
def enter(page: Page, town: Town) -> Enter:
    """Open an address as the holder of a post, in English unless said otherwise."""
    return entering(page, town)


@pytest.fixture
def another(browser: Browser, town: Town) -> Iterator[Enter]:
    """The same for a second person, in a browser of his own."""
    context = browser.new_context(locale="bn-IN", viewport={"width": 1366, "height": 768})
    context.set_default_timeout(15_000)
    yield entering(context.new_page(), town)
    context.close()


def entering(page: Page, town: Town) -> Enter:
    def opened(code: str, address: str, language: str = "en") -> Page:
        user = User.objects.get(pk=str(town.district.actor(code).user_id))
        town.sign_in(page, user, town.district.post(code), language)
        page.goto(town.url + address)
        return page

    return opened


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console says against the page."""
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said
