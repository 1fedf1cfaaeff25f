"""The log of readings takes new rows and nothing else, from whichever role."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, RestrictViolation

from tests.base.plugin import database_url

Login = Callable[[str], psycopg.Connection]
CHANGES = (
    "UPDATE efile_accesslog SET page = 'peek'",
    "DELETE FROM efile_accesslog",
    "TRUNCATE efile_accesslog",
)


@pytest.fixture
def login(fresh_database: str) -> Iterator[Login]:
    opened: list[psycopg.Connection] = []

    def as_role(role: str) -> psycopg.Connection:
        opened.append(psycopg.connect(database_url(role, fresh_database), autocommit=True))
        return opened[-1]

    yield as_role
    for each in opened:
        each.close()


@pytest.mark.parametrize("role", ["app", "seal", "audit"])
@pytest.mark.parametrize("statement", CHANGES)
def test_no_role_of_the_installation_changes_a_reading(login: Login, role: str, statement: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        login(role).execute(statement)


@pytest.mark.parametrize("statement", CHANGES)
def test_the_owner_is_refused_by_the_trigger(login: Login, statement: str) -> None:
    with pytest.raises(RestrictViolation):
        login("owner").execute(statement)


def test_the_application_adds_readings_and_the_audit_reads_them(login: Login) -> None:
    may = "SELECT has_table_privilege(current_user, 'efile_accesslog', %s)"
    assert [login("app").execute(may, [right]).fetchone() for right in ("INSERT", "SELECT")] == [(True,)] * 2
    assert login("audit").execute("SELECT * FROM efile_accesslog").fetchall() == []
