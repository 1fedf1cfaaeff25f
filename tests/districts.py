"""The demonstration district with its people and flows, loaded once a session; tests get clones of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import redis
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from config.servers.interface import Role
from tests.base import servers
from tests.base.plugin import broker_url
from workflows.shipping import load_flows

OFFICE = "uttar-dinajpur"
LOADED = "gotipath_district"
ROLLED_BACK = "test_gotipath_district"
OF_THE_WEB_SERVER = "clone_of_the_web_server"


def load_district() -> None:
    call_command("load_charts", office=OFFICE, with_demo_people=True, verbosity=0)
    load_flows(timezone.now())


@cache
def loaded_district() -> str:
    """The name of the database to clone. It is dropped with the session's server."""
    servers.create_database(LOADED, template=servers.TEMPLATE)
    with servers.default_connection(Role.APP, LOADED):
        load_district()
        connections.close_all()
    return LOADED


@cache
def rolled_back_district() -> str:
    """The name of the clone in which each test's transaction is undone."""
    servers.create_database(ROLLED_BACK, template=loaded_district())
    return ROLLED_BACK


@contextmanager
def cloned_district(name: str | None = None) -> Iterator[str]:
    """The name of a database with the loaded district, dropped afterwards with what the broker kept."""
    with (
        servers.cloned_database(name, template=loaded_district()) as clone,
        servers.default_connection(Role.APP, clone),
    ):
        yield clone
        connections.close_all()
    redis.Redis.from_url(broker_url()).flushall()
