"""DATABASE_URL and BROKER_URL put other servers in the place of the embedded ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.servers.interface import Role
from config.servers.postgres import EmbeddedPostgres
from config.servers.valkey import EmbeddedValkey
from tests.config.installation import Installation


@pytest.fixture
def elsewhere(folder: Path) -> Iterator[tuple[EmbeddedPostgres, EmbeddedValkey]]:
    """Servers that somebody else runs, here on the same machine."""
    database, broker = EmbeddedPostgres(folder / "there"), EmbeddedValkey(folder / "there")
    for server in (database, broker):
        server.ensure()
        server.start()
    yield database, broker
    broker.stop()
    database.stop()


def test_roles_and_database_are_made_on_a_server_of_ones_own(
    installation: Installation, elsewhere: tuple[EmbeddedPostgres, EmbeddedValkey]
) -> None:
    database, broker = elsewhere
    installation.settings["SUPERUSER_DATABASE_URL"] = database.dsn(Role.SUPERUSER, "postgres")
    made = installation.command("prepare_database", "--new-passwords")
    assert made.returncode == 0, made.stderr
    installation.settings |= dict(line.split("=", 1) for line in made.stdout.split())
    installation.settings["BROKER_URL"] = broker.url()

    installation.start()

    assert installation.health()[0] == 200
    assert not [args for args in installation.children().values() if "/postgres -D" in args]
    assert not (installation.data_dir / "postgres").exists()
    assert not _environments_holding(installation, "SUPERUSER_DATABASE_URL", "MIGRATION_DATABASE_URL")

    installation.end()

    assert database.is_running()
    assert broker.is_running()


def _environments_holding(installation: Installation, *names: str) -> list[str]:
    return [
        args
        for pid, args in installation.children().items()
        if any(name in Path(f"/proc/{pid}/environ").read_text() for name in names)
    ]
