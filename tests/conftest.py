"""Fixtures over real servers.

db               Django's own: one database, rolled back after each test
fresh_database   a database cloned from the template, for tests that commit, race or kill
loaded_charts    says that either of them holds the demonstration district, loaded once a session
live_app         the web server as a process, on a fresh database; `live_app.url`. It stands from test to test
celery_worker_process  a worker as a process, on the same fresh database
owner_cursor, superuser_cursor  raw SQL beside the role `app`, on the fresh database
page             a tab of a real Chromium
cases            the folder of real cases
"""

import os
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import psycopg
import pytest
import redis
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from config.environment import BASE_DIR
from config.servers.interface import Role
from efile import visibility, waiting
from hierarchy.selectors import calendar_of
from tests import districts
from tests.base import processes, servers
from tests.base.browser import ARGUMENTS, find_chromium
from tests.base.plugin import TEST_DATABASE, broker_url, database_url

LONGEST = (
    "tests/security/",
    "tests/workflows/studio/",
    "tests/integrations/",
    "tests/walks/",
    "tests/efile/test_visibility_plans.py",
    "tests/hierarchy/test_stateful.py",
    "tests/concurrency/",
    "tests/faults/",
    "tests/e2e/",
    "tests/config/",
    "tests/docs/",
)
"""Begun with, so that no process is left alone at the end with a file that takes minutes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None and mark.kwargs.get("transaction"):
            raise pytest.UsageError(
                f"{item.nodeid}: the ledger's triggers refuse the flush after a transaction test; "
                f"use the fixture fresh_database instead of django_db(transaction=True)"
            )


@pytest.fixture(scope="session", autouse=True)
def _passwords_hashed_lightly() -> Iterator[None]:
    """Argon2 as everywhere, with the least memory and rounds: nobody guesses at passwords of tests."""
    with patch.multiple(Argon2PasswordHasher, time_cost=1, memory_cost=8, parallelism=1):
        yield


@pytest.fixture(scope="session")
def real_servers() -> Iterator[None]:
    with servers.running_servers():
        yield


@pytest.fixture(scope="session")
def database_template(
    real_servers: None, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        servers.make_template()


@pytest.fixture(scope="session")
def django_db_setup(database_template: None) -> Iterator[None]:
    """The database of all tests that roll back; the connection has the rights of the role `app`."""
    with servers.cloned_database(TEST_DATABASE):
        yield
        connections["default"].close()


@pytest.fixture
def loaded_charts() -> None:
    """The test's database, rolled back or its own, holds the district with its people and flows."""


@pytest.fixture
def _django_db_helper(_database_to_roll_back: None, _django_db_helper: None) -> None:
    """pytest-django's transaction, in the database the test asks for."""


@pytest.fixture
def _database_to_roll_back(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    loaded = "loaded_charts" in request.fixturenames
    with django_db_blocker.unblock():
        if connections.databases["default"]["NAME"] in (TEST_DATABASE, districts.ROLLED_BACK):
            servers.stand_on(districts.rolled_back_district() if loaded else TEST_DATABASE)


@pytest.fixture
def transactional_db(fresh_database: str) -> str:
    """Django's flushes every table, which the ledger refuses; here each test has its own database."""
    return fresh_database


@pytest.fixture
def fresh_database(
    request: pytest.FixtureRequest, database_template: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The name of a database of this test alone. What is committed stays until the test ends."""
    name = districts.OF_THE_WEB_SERVER if "live_app" in request.fixturenames else None
    if "loaded_charts" in request.fixturenames:
        with django_db_blocker.unblock(), districts.cloned_district(name) as name:
            yield name
        return
    with servers.cloned_database(name) as name, django_db_blocker.unblock():
        with servers.default_connection(Role.APP, name):
            yield name
            connections.close_all()
        redis.Redis.from_url(broker_url()).flushall()


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    # A version of a calendar never changes, save that a test's own changes to it are undone.
    calendar_of.cache_clear()
    if "monkeypatch" in request.fixturenames:
        # The conditions of who sees what follow from the actor alone, unless a clock or a fault was put in.
        visibility._disjunction.cache_clear()
        visibility._drawn_up.cache_clear()
        waiting._drawn_up.cache_clear()
    if "real_servers" in request.fixturenames:
        cache.clear()


@pytest.fixture
def owner_cursor(fresh_database: str) -> Iterator[psycopg.Cursor]:
    yield from _cursor(Role.OWNER, fresh_database)


@pytest.fixture
def superuser_cursor(fresh_database: str) -> Iterator[psycopg.Cursor]:
    yield from _cursor(Role.SUPERUSER, fresh_database)


def _cursor(role: Role, database: str) -> Iterator[psycopg.Cursor]:
    with psycopg.connect(database_url(role, database), autocommit=True) as connection:
        yield connection.cursor()


@pytest.fixture(scope="session")
def standing_app(real_servers: None) -> Iterator[processes.Standing]:
    standing = processes.Standing()
    yield standing
    standing.stop()


@pytest.fixture
def live_app(fresh_database: str, standing_app: processes.Standing) -> processes.Program:
    return standing_app.at(fresh_database)


@pytest.fixture
def celery_worker_process(fresh_database: str) -> Iterator[processes.Program]:
    program = processes.worker_program(fresh_database)
    program.start()
    try:
        program.wait_until(lambda: b" ready." in program.log.read_bytes())
        yield program
    finally:
        program.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        message = "no Chromium found; `make test` installs one, or set CHROMIUM to its path"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    # Playwright keeps an event loop in this thread, and the tests use the ORM beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="bn-IN", viewport={"width": 1366, "height": 768})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def cases() -> Path:
    """Real cases that do not belong to the project: GOTIPATH_CASES, or ../shared/cases beside it."""
    folder = Path(os.environ.get("GOTIPATH_CASES") or BASE_DIR.parent / "shared" / "cases")
    if not folder.is_dir():
        pytest.skip(f"the real cases are absent: no folder {folder} (GOTIPATH_CASES)")
    return folder
