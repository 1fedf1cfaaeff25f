"""A loaded district in a database of the test's own, cloned from one that is loaded once a session.

For tests that race, kill or walk: a conftest imports `fresh_database` and `lasting_district`.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
import redis
from django.db import connections
from django.utils import translation
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from config.servers.interface import Role
from hierarchy.models import Office
from tests.base import servers
from tests.base.plugin import broker_url
from tests.efile.conftest import District, make_district

LOADED = "gotipath_district"


@cache
def loaded_district() -> str:
    """The name of the database to clone. It is dropped with the session's server."""
    servers.create_database(LOADED, template=servers.TEMPLATE)
    with servers.default_connection(Role.APP, LOADED):
        make_district()
        connections.close_all()
    return LOADED


@contextmanager
def cloned_district() -> Iterator[str]:
    """The name of a database with the loaded district, dropped afterwards with what the broker kept."""
    name = f"clone_{secrets.token_hex(6)}"
    servers.create_database(name, template=loaded_district())
    try:
        with servers.default_connection(Role.APP, name):
            yield name
            connections.close_all()
    finally:
        with servers.superuser() as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        redis.Redis.from_url(broker_url()).flushall()


@pytest.fixture
def fresh_database(database_template: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with django_db_blocker.unblock(), cloned_district() as name:
        yield name


@pytest.fixture
def lasting_district(fresh_database: str) -> Iterator[District]:
    with translation.override("en"):
        yield District(Office.objects.get(code="uttar-dinajpur"))
