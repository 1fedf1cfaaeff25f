"""The session's PostgreSQL and Valkey, and databases cloned from a migrated template."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from config.servers.interface import Role
from config.servers.postgres import EmbeddedPostgres
from config.servers.roles import close_to_others
from config.servers.valkey import EmbeddedValkey
from tests.base.plugin import DATA_DIR, POSTGRES_PORT, VALKEY_PORT, database_url

TEMPLATE = "gotipath_template"


@contextmanager
def running_servers() -> Iterator[None]:
    postgres = EmbeddedPostgres(DATA_DIR, durable=False, port=POSTGRES_PORT)
    valkey = EmbeddedValkey(DATA_DIR, port=VALKEY_PORT)
    try:
        for server in (postgres, valkey):
            server.ensure()
            server.start()
        yield
    finally:
        valkey.stop()
        postgres.stop()


def superuser(database: str = "postgres") -> psycopg.Connection:
    return psycopg.connect(database_url(Role.SUPERUSER, database), autocommit=True)


def make_template() -> None:
    """Create the template as the superuser, migrate it once as the owner."""
    create_database(TEMPLATE, template="template1")
    with default_connection(Role.OWNER, TEMPLATE):
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def cloned_database(name: str | None = None, template: str = TEMPLATE) -> Iterator[str]:
    """A database with the template's tables and content; dropped afterwards."""
    clone = name or f"clone_{secrets.token_hex(6)}"
    create_database(clone, template=template)
    try:
        yield clone
    finally:
        with superuser() as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(clone)))


@contextmanager
def default_connection(role: Role, database: str) -> Iterator[None]:
    """Django's default connection, of every thread opened from now on, as `role` in `database`."""
    settings = connections.databases["default"]
    before = {key: settings[key] for key in ("USER", "PASSWORD", "NAME")}
    connections["default"].close()
    password = psycopg.conninfo.conninfo_to_dict(database_url(role, database))["password"]
    settings.update(USER=str(role), PASSWORD=password, NAME=database)
    try:
        yield
    finally:
        connections["default"].close()
        settings.update(before)


def stand_on(database: str) -> None:
    """Django's default connection in this database from now on; as it is when it stands there already."""
    settings = connections.databases["default"]
    if settings["NAME"] != database:
        connections["default"].close()
        settings["NAME"] = database


def create_database(name: str, *, template: str) -> None:
    """As the superuser; nobody may be connected to the template."""
    with superuser() as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(Role.OWNER), sql.Identifier(template)
            )
        )
        close_to_others(connection, name)
