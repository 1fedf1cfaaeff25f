"""What the database lets each role do, tried with raw SQL."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection
from psycopg.errors import InsufficientPrivilege

from tests.base.plugin import database_url

Login = Callable[[str], psycopg.Connection]


@pytest.fixture
def login(fresh_database: str) -> Iterator[Login]:
    """A connection of one's choice to the test's own database."""
    opened = []

    def as_role(role: str) -> psycopg.Connection:
        opened.append(psycopg.connect(database_url(role, fresh_database), autocommit=True))
        return opened[-1]

    yield as_role
    for each in opened:
        each.close()


@pytest.mark.django_db
def test_django_speaks_as_the_role_app() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("app",)


@pytest.mark.parametrize("role", ["app", "seal", "audit"])
def test_only_the_owner_creates_tables(login: Login, role: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        login(role).execute("CREATE TABLE mine (id int)")


def test_the_owner_creates_tables_and_the_app_works_on_them(login: Login) -> None:
    login("owner").execute("CREATE TABLE registers (id int)")

    app = login("app")
    app.execute("INSERT INTO registers VALUES (1)")

    assert app.execute("SELECT id FROM registers").fetchall() == [(1,)]
    with pytest.raises(InsufficientPrivilege):
        app.execute("DROP TABLE registers")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO ledger_entry (seq) VALUES (1)",
        "UPDATE ledger_entry SET body = ''",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry CASCADE",
        "UPDATE ledger_stream SET head_seq = 0",
        "UPDATE ledger_payload SET value = ''",
    ],
)
def test_the_app_writes_to_the_ledger_by_its_function_alone(login: Login, statement: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        login("app").execute(statement)


def test_the_app_cannot_pretend_a_migration_was_made(login: Login) -> None:
    with pytest.raises(InsufficientPrivilege):
        login("app").execute("DELETE FROM django_migrations")


@pytest.mark.parametrize("statement", ["SELECT * FROM ledger_entry", "SELECT * FROM hierarchy_office"])
def test_audit_reads_everything(login: Login, statement: str) -> None:
    assert login("audit").execute(statement).fetchall() is not None


def test_audit_writes_nothing(login: Login) -> None:
    with pytest.raises(InsufficientPrivilege):
        login("audit").execute("INSERT INTO ledger_outbox (topic) VALUES ('x')")


def test_seal_reads_the_ledger_and_no_office_table(login: Login) -> None:
    seal = login("seal")
    seal.execute("SELECT hash FROM ledger_entry")

    with pytest.raises(InsufficientPrivilege):
        seal.execute("SELECT * FROM hierarchy_user")


def test_the_audit_reads_officers_without_their_passwords_and_no_session(login: Login) -> None:
    audit = login("audit")
    audit.execute("SELECT id, username, name_bn, is_active FROM hierarchy_user")

    for hidden in ("SELECT password FROM hierarchy_user", "SELECT session_key FROM django_session"):
        with pytest.raises(InsufficientPrivilege):
            audit.execute(hidden)


@pytest.mark.parametrize("role", ["owner", "app", "seal", "audit"])
def test_no_role_is_more_than_its_name_says(login: Login, role: str) -> None:
    rights = login(role).execute(
        "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls "
        "FROM pg_roles WHERE rolname = current_user"
    )

    assert rights.fetchone() == (False, False, False, False, False)


def test_bengali_words_are_compared_by_their_letters(fresh_database: str) -> None:
    """With --locale=C pg_trgm finds no trigram in a Bengali word, and search silently fails."""
    with psycopg.connect(database_url("owner", fresh_database), autocommit=True) as owner:
        owner.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        found = owner.execute("SELECT similarity('শংসাপত্র', 'শংসাপত্রের')").fetchone()

    assert found is not None
    assert found[0] > 0.5


def test_pages_of_the_database_carry_checksums(superuser_cursor: psycopg.Cursor) -> None:
    superuser_cursor.execute("SHOW data_checksums")

    assert superuser_cursor.fetchone() == ("on",)


def test_a_password_is_needed_on_this_machine_too(fresh_database: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(_with_wrong_password(database_url("postgres", fresh_database)))


def _with_wrong_password(address: str) -> str:
    before, _, after = address.partition("@")
    return f"{before}wrong@{after}"
