"""The four database roles and the database itself, made by the superuser.

owner  migrations only; owns the database and every table
app    web and worker; no DDL
seal   the seal job
audit  reads

What each may do with tables is granted by migrations, which the owner runs.
"""

from collections.abc import Mapping

import psycopg
from psycopg import sql

from config.servers.interface import DATABASE, Role, ServerFault

ROLES = (Role.OWNER, Role.APP, Role.SEAL, Role.AUDIT)
OLDEST_MAJOR = 18
# Said in full, for the cluster may be of another language: pg_trgm needs a LC_CTYPE beyond C to find
# letters in Bengali.
CREATE_DATABASE = """
CREATE DATABASE {name} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin
BUILTIN_LOCALE 'PG_UNICODE_FAST' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'
"""


def require_version(server_version: int) -> None:
    """`server_version` as libpq counts it: 180003 for 18.3."""
    major = server_version // 10000
    if major < OLDEST_MAJOR:
        raise ServerFault(
            f"The database server is PostgreSQL {major}, and Gotipath needs PostgreSQL {OLDEST_MAJOR} or "
            f"newer."
        )


def create_roles(superuser_dsn: str, passwords: Mapping[Role, str]) -> None:
    """Create what is missing and set the passwords; safe to repeat."""
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        require_version(connection.info.server_version)
        for role in ROLES:
            _create_role(connection, role, passwords[role])
        _create_database(connection)


def _create_role(connection: psycopg.Connection, role: Role, password: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verb = sql.SQL("ALTER" if known else "CREATE")
    connection.execute(
        sql.SQL(
            "{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD {}"
        ).format(verb, sql.Identifier(role), sql.Literal(password))
    )


def _create_database(connection: psycopg.Connection) -> None:
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        return
    name = sql.Identifier(DATABASE)
    owner = sql.Identifier(Role.OWNER)
    connection.execute(sql.SQL(CREATE_DATABASE).format(name=name, owner=owner))
    close_to_others(connection, DATABASE)


def close_to_others(connection: psycopg.Connection, database: str) -> None:
    """Only our roles connect, and only the owner creates (a cloned database needs it again)."""
    name = sql.Identifier(database)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    for role in ROLES:
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(role)))
