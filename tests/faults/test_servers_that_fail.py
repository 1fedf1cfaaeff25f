"""PostgreSQL is stopped at once and comes back; Valkey goes away: acts go on and nothing is lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connections
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from config.environment import BASE_DIR, read_environment
from config.launcher.programs import application_environment
from config.servers.interface import Role
from config.servers.postgres import EmbeddedPostgres
from config.servers.valkey import EmbeddedValkey
from tests.base.plugin import broker_url
from tests.efile.conftest import District, make_district
from tests.faults.conftest import Begin, at_work_since_now, until
from tests.faults.oracle import nothing_is_lost
from tests.soak import rounds

STOPS = rounds(2, 20)


@contextmanager
def pointing_at(server: EmbeddedPostgres) -> Iterator[None]:
    """This process's connections to another server, as the role `app`."""
    settings = connections.databases["default"]
    known = psycopg.conninfo.conninfo_to_dict(server.dsn(Role.APP))
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
    before = {key: settings[key] for key in names}
    connections["default"].close()
    settings.update({key: str(known[name]) for key, name in names.items()})
    try:
        yield
    finally:
        connections["default"].close()
        settings.update(before)


def migrate(server: EmbeddedPostgres) -> None:
    environment = application_environment(
        read_environment(), database_url=server.dsn(Role.OWNER), broker_url=broker_url()
    )
    command = [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity", "0"]
    subprocess.run(command, cwd=BASE_DIR, env=environment, check=True)


def stop_at_once(server: EmbeddedPostgres) -> None:
    """`pg_ctl stop -m immediate`: no checkpoint, no farewell; the next start recovers from the WAL."""
    assert server._process is not None
    os.kill(server._process.pid, signal.SIGQUIT)
    server._process.wait()


def test_a_database_stopped_at_once_keeps_every_acknowledged_act(
    real_servers: None, server_folder: Path, django_db_blocker: DjangoDbBlocker, begin: Begin
) -> None:
    server = EmbeddedPostgres(server_folder)
    server.ensure()
    server.start()
    try:
        migrate(server)
        with django_db_blocker.unblock(), pointing_at(server), translation.override("en"):
            matters = at_work_since_now(make_district(), 4)
            connections["default"].close()
            officers = begin(matters, count=2, database=server.dsn(Role.APP))
            for _ in range(STOPS):
                before = officers.acknowledged()
                until(lambda before=before: officers.acknowledged() > before + 10)  # type: ignore[misc]
                stop_at_once(server)
                server.start()
            before = officers.acknowledged()
            until(lambda: officers.acknowledged() > before + 5)
            officers.stop()
            told = officers.told()
            print(f"{len(told.acknowledged)} acknowledged, {len(told.unanswered)} unanswered, {STOPS} stops")
            nothing_is_lost(told, matters)
    finally:
        server.stop()


def test_without_valkey_acts_go_on(lasting_district: District, server_folder: Path, begin: Begin) -> None:
    valkey = EmbeddedValkey(server_folder)
    valkey.ensure()
    valkey.start()
    try:
        matters = at_work_since_now(lasting_district, 4)
        officers = begin(matters, count=2, broker=valkey.url())
        until(lambda: officers.acknowledged() > 10)
    finally:
        valkey.stop()
    before = officers.acknowledged()
    until(lambda: officers.acknowledged() > before + 20)
    officers.stop()
    told = officers.told()
    assert not told.unanswered
    nothing_is_lost(told, matters)
