"""What a PostgreSQL that somebody else set up must be, and what is made on it."""

import secrets
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command

from config.servers import postgres, roles
from config.servers.external import ExternalDatabase
from config.servers.interface import Role, ServerFault
from config.servers.postgres import EmbeddedPostgres
from config.servers.roles import require_version
from tests.base.plugin import database_url
from tests.base.servers import superuser


def test_bengali_is_searched_on_a_cluster_of_another_language(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = ("--encoding=SQL_ASCII", "--locale=C", "--auth=scram-sha-256", f"--username={Role.SUPERUSER}")
    monkeypatch.setattr(postgres, "INITDB_FLAGS", plain)
    server = EmbeddedPostgres(folder / "there", durable=False)
    server.ensure()
    server.start()
    try:
        with psycopg.connect(server.dsn(Role.OWNER)) as owner:
            owner.execute("CREATE EXTENSION pg_trgm")
            found = owner.execute("SELECT similarity('শংসাপত্র', 'শংসাপত্রের')").fetchone()
    finally:
        server.stop()

    assert found is not None
    assert found[0] > 0.5


UTF8_WITHOUT_LETTERS = "ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_CTYPE 'C'"
NO_UTF8 = "ENCODING 'SQL_ASCII' LOCALE 'C'"
UNSUITABLE = [(UTF8_WITHOUT_LETTERS, "has LC_CTYPE C"), (NO_UTF8, "has the encoding SQL_ASCII")]


@pytest.fixture
def made(real_servers: None, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an existing database with the text settings that the test names."""
    name = f"there_{secrets.token_hex(4)}"
    with superuser() as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 {request.param}")
    yield database_url(Role.SUPERUSER, name)
    with superuser() as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize(("made", "why"), UNSUITABLE, indirect=["made"])
def test_an_existing_database_without_bengali_is_refused_in_one_clear_line(made: str, why: str) -> None:
    with pytest.raises(ServerFault, match=why) as refused:
        ExternalDatabase({Role.APP: made}).start()

    assert "prepare_database" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("made", [UTF8_WITHOUT_LETTERS], indirect=True)
def test_such_a_database_would_find_nothing_in_bengali(made: str) -> None:
    with psycopg.connect(made) as there:
        there.execute("CREATE EXTENSION pg_trgm")
        assert there.execute("SELECT show_trgm('শংসাপত্র')").fetchone() == ([],)


@pytest.mark.parametrize("made", [UTF8_WITHOUT_LETTERS], indirect=True)
def test_preparing_refuses_a_database_of_that_name_without_bengali(
    made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "DATABASE", made.rpartition("/")[2])
    monkeypatch.setenv("SUPERUSER_DATABASE_URL", made)

    with pytest.raises(CommandError, match="has LC_CTYPE C"):
        call_command("prepare_database")


@pytest.mark.parametrize("made", ["ENCODING 'UTF8' LC_CTYPE 'C.UTF-8'"], indirect=True)
def test_a_suitable_one_is_taken(made: str) -> None:
    ExternalDatabase({Role.APP: made}).start()


@pytest.mark.parametrize("version", [90624, 150008, 170009])
def test_an_older_server_is_refused_in_one_sentence(version: int) -> None:
    with pytest.raises(ServerFault, match="needs PostgreSQL 18 or newer") as refused:
        require_version(version)

    assert "\n" not in str(refused.value)


def test_this_server_and_a_newer_one_are_taken() -> None:
    require_version(180000)
    require_version(190001)


@pytest.fixture
def prepared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedPostgres]:
    """A server on which `prepare_database` was run from its own data folder."""
    server = EmbeddedPostgres(folder / "there", durable=False)
    server.ensure()
    server.start()
    monkeypatch.setenv("SUPERUSER_DATABASE_URL", server.dsn(Role.SUPERUSER, "postgres"))
    monkeypatch.setenv("DATA_DIR", str(folder / "there"))
    call_command("prepare_database", stdout=StringIO())
    yield server
    server.stop()


def test_preparing_again_from_the_same_folder_changes_nothing(prepared: EmbeddedPostgres) -> None:
    out = StringIO()
    call_command("prepare_database", stdout=out)
    assert f"DATABASE_URL={prepared.dsn(Role.APP)}" in out.getvalue().splitlines()
    psycopg.connect(prepared.dsn(Role.APP)).close()


def test_preparing_from_another_folder_leaves_the_passwords_in_use(
    prepared: EmbeddedPostgres, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_DIR", str(folder / "another"))
    with pytest.raises(CommandError, match=r"owner, app, seal, audit\. Nothing was changed"):
        call_command("prepare_database")
    psycopg.connect(prepared.dsn(Role.APP)).close()


def test_new_passwords_are_given_when_asked_for(
    prepared: EmbeddedPostgres, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_DIR", str(folder / "another"))
    out = StringIO()
    call_command("prepare_database", "--new-passwords", stdout=out)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(prepared.dsn(Role.APP))
    address = out.getvalue().splitlines()[0].removeprefix("DATABASE_URL=")
    psycopg.connect(address).close()
