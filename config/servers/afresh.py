"""A demonstration made afresh while it runs: filled beside the old one, then put in its place at once."""

import os
import subprocess
import sys
from collections.abc import Callable

import psycopg
import redis
from psycopg import sql

from config.dsn import with_credentials, with_database
from config.environment import BASE_DIR, kept_secret
from config.servers.folder import DataFolder, Running
from config.servers.interface import DATABASE, Role, ServerFault
from config.servers.roles import CREATE_DATABASE, close_to_others

FRESH = f"{DATABASE}_fresh"
OLD = f"{DATABASE}_old"
CACHE = "1"
SESSIONS = "*django.contrib.sessions*"
Say = Callable[[str], object]


def make_afresh(folder: DataFolder, running: Running, say: Say) -> None:
    """Fill a second database on the running servers and swap it in. Whoever was signed in no longer is."""
    password = kept_secret(folder.path / "credentials" / Role.SUPERUSER)
    superuser = with_credentials(running.addresses[Role.OWNER], Role.SUPERUSER, password, "postgres")
    with psycopg.connect(superuser, autocommit=True) as connection:
        _drop(connection, FRESH)
        _drop(connection, OLD)
        try:
            _create(connection)
            _command(running, Role.OWNER, say, "migrate", "--no-input", "--verbosity", "0")
            _command(running, Role.APP, say, "demonstration")
            _swap(connection)
        finally:
            _drop(connection, FRESH)
        _drop(connection, OLD)
    _end_sessions(running.broker)


def _create(connection: psycopg.Connection) -> None:
    name, owner = sql.Identifier(FRESH), sql.Identifier(Role.OWNER)
    connection.execute(sql.SQL(CREATE_DATABASE).format(name=name, owner=owner))
    close_to_others(connection, FRESH)


def _command(running: Running, role: Role, say: Say, *arguments: str) -> None:
    """Past manage.py, which would lead the command to the database that is in use."""
    environment = os.environ | {
        "DATABASE_URL": with_database(running.addresses[role], FRESH),
        "BROKER_URL": running.broker,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEMO": "1",
    }
    argv = [sys.executable, "-m", "django", *arguments]
    with subprocess.Popen(
        argv, cwd=BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as command:
        last = "it said nothing"
        for line in command.stdout or ():
            last = line.rstrip()
            say(last)
    if command.returncode:
        raise ServerFault(f"{arguments[0]} did not succeed, and the old district stays: {last}")


def _swap(connection: psycopg.Connection) -> None:
    """Nobody may connect while the names change; that takes a moment."""
    shut = sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS {}")
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    current, fresh, old = map(sql.Identifier, (DATABASE, FRESH, OLD))
    connection.execute(shut.format(current, sql.SQL("false")))
    try:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [DATABASE]
        )
        with connection.transaction():
            connection.execute(rename.format(current, old))
            connection.execute(rename.format(fresh, current))
    except psycopg.Error:
        connection.execute(shut.format(current, sql.SQL("true")))
        raise


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _end_sessions(broker: str) -> None:
    """What the cache still holds of them would be of people who are no longer there."""
    cache = redis.Redis.from_url(with_database(broker, CACHE))
    for key in cache.scan_iter(match=SESSIONS):
        cache.delete(key)
