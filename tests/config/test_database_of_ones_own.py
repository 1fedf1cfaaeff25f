"""What a PostgreSQL that somebody else set up must be, and what is made on it."""

from pathlib import Path

import psycopg
import pytest

from config.servers import postgres
from config.servers.interface import Role, ServerFault
from config.servers.roles import require_version


def test_bengali_is_searched_on_a_cluster_of_another_language(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = ("--encoding=SQL_ASCII", "--locale=C", "--auth=scram-sha-256", f"--username={Role.SUPERUSER}")
    monkeypatch.setattr(postgres, "INITDB_FLAGS", plain)
    server = postgres.EmbeddedPostgres(folder / "there", durable=False)
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


@pytest.mark.parametrize("version", [90624, 150008, 170009])
def test_an_older_server_is_refused_in_one_sentence(version: int) -> None:
    with pytest.raises(ServerFault, match="needs PostgreSQL 18 or newer") as refused:
        require_version(version)

    assert "\n" not in str(refused.value)


def test_this_server_and_a_newer_one_are_taken() -> None:
    require_version(180000)
    require_version(190001)
