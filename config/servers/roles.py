"""The four database roles and the database itself, made by the superuser.

owner  migrations only; owns the database and every table
app    web and worker; no DDL
seal   the seal job
audit  reads

What each may do with tables is granted by migrations, which the owner runs.
"""

import hashlib
import hmac
import re
from base64 import b64decode
from collections.abc import Mapping
from contextlib import suppress

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

TEXT_OF = "SELECT pg_encoding_to_char(encoding), datctype FROM pg_database WHERE datname = %s"
WITHOUT_BENGALI = ("C", "POSIX")
VERIFIER = re.compile(r"SCRAM-SHA-256\$([0-9]+):([^$:]+)\$([^$:]+):[^$:]+")


def require_version(server_version: int) -> None:
    """`server_version` as libpq counts it: 180003 for 18.3."""
    major = server_version // 10000
    if major < OLDEST_MAJOR:
        raise ServerFault(
            f"The database server is PostgreSQL {major}, and Gotipath needs PostgreSQL {OLDEST_MAJOR} or "
            f"newer."
        )


def require_bengali(connection: psycopg.Connection, database: str) -> None:
    """Refuse a database in which Bengali cannot be kept, or would never be found by a search."""
    row = connection.execute(TEXT_OF, [database]).fetchone() or ("", "")
    # A connection to a database without an encoding gives bytes.
    encoding, letters = (each.decode() if isinstance(each, bytes) else each for each in row)
    again = f"Make a new one with `manage.py prepare_database`, or give “{database}” another name first."
    if encoding != "UTF8":
        raise ServerFault(
            f"The database “{database}” has the encoding {encoding}, and Gotipath needs UTF8. {again}"
        )
    if letters in WITHOUT_BENGALI:
        raise ServerFault(
            f"The database “{database}” has LC_CTYPE {letters}, which knows no Bengali letters: a search "
            f"would find nothing. {again}"
        )


def create_roles(superuser_dsn: str, passwords: Mapping[Role, str]) -> None:
    """Create what is missing and set the passwords; safe to repeat."""
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        require_version(connection.info.server_version)
        for role in ROLES:
            _create_role(connection, role, passwords[role])
        _create_database(connection)


def roles_of_others(superuser_dsn: str, passwords: Mapping[Role, str]) -> list[Role]:
    """The roles that exist already and are not seen to have the password given here."""
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        names = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        verifiers: dict[str, str | None] = {}
        # Where the provider of a database keeps even this from its superuser, none of them is seen.
        with suppress(psycopg.errors.InsufficientPrivilege):
            verifiers = dict(connection.execute("SELECT rolname, rolpassword FROM pg_authid").fetchall())
    there = [role for role in ROLES if role in names]
    return [role for role in there if not _opens(verifiers.get(role) or "", passwords[role])]


def _opens(verifier: str, password: str) -> bool:
    """Whether the password is that of SCRAM-SHA-256$<rounds>:<salt>$<stored key>:<server key> (RFC 5803)."""
    found = VERIFIER.fullmatch(verifier)
    if found is None:
        return False
    rounds, salt, stored = found.groups()
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), b64decode(salt), int(rounds))
    key = hmac.digest(salted, b"Client Key", "sha256")
    return hmac.compare_digest(hashlib.sha256(key).digest(), b64decode(stored))


def _create_role(connection: psycopg.Connection, role: Role, password: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verb = sql.SQL("ALTER" if known else "CREATE")
    connection.execute(
        sql.SQL(
            "{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD {}"
        ).format(verb, sql.Identifier(role), sql.Literal(password))
    )


def _create_database(connection: psycopg.Connection) -> None:
    if connection.execute(TEXT_OF, [DATABASE]).fetchone():
        require_bengali(connection, DATABASE)
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
