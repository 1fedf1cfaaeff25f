"""A value of the environment that cannot be meant is refused in one sentence, before anything starts."""

from pathlib import Path

import pytest

from config.environment import kept_secret, read_environment
from config.servers.folder import DataFolder
from config.servers.interface import ServerFault
from config.servers.session import servers_for_command
from tests.config.installation import Installation


@pytest.mark.parametrize(
    ("name", "value", "span"),
    [
        ("PORT", "abc", "from 1 to 65535"),
        ("PORT", "70000", "from 1 to 65535"),
        ("PORT", "0", "from 1 to 65535"),
        ("MINIMUM_FREE_MB", "abc", "of 0 or more"),
        ("UNDO_SECONDS", "abc", "of 0 or more"),
        ("UNDO_SECONDS", "-1", "of 0 or more"),
    ],
)
def test_a_number_that_is_none(name: str, value: str, span: str) -> None:
    with pytest.raises(ServerFault) as refused:
        read_environment({name: value})

    assert str(refused.value) == f"{name} must be a whole number {span}, not “{value}”."


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("DATABASE_URL", "postgresql://"),
        ("MIGRATION_DATABASE_URL", "postgresql://"),
        ("BROKER_URL", "redis://"),
        ("ESIGN_URL", "https://"),
    ],
)
@pytest.mark.parametrize("value", ["nonsense", "http://x:secret@here/", "redis://:secret@here:port/0"])
def test_an_address_that_is_none(name: str, form: str, value: str) -> None:
    with pytest.raises(ServerFault, match=f"^{name} is not an address of the form {form}") as refused:
        read_environment({name: value})

    assert "secret" not in str(refused.value)


def test_addresses_are_taken_as_they_are_given() -> None:
    own = {"DATABASE_URL": "postgres://app@/gotipath?host=/run/postgresql", "BROKER_URL": "rediss://b:6380/1"}

    found = read_environment(own)

    assert (found.database_url, found.broker_url) == (own["DATABASE_URL"], own["BROKER_URL"])


def test_nothing_given_means_the_usual() -> None:
    found = read_environment({"PORT": "", "UNDO_SECONDS": ""})

    assert (found.port, found.minimum_free_mb, found.undo_seconds) == (8000, 300, 60)
    assert (found.database_url, found.broker_url) == (None, None)


def test_a_kept_secret_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()

    with pytest.raises(ServerFault, match="secret cannot be used: Is a directory"):
        kept_secret(tmp_path / "secret")


@pytest.mark.parametrize("file", ["lock", "in-use"])
def test_a_data_folder_whose_locks_cannot_be_opened(tmp_path: Path, file: str) -> None:
    environment = read_environment({"DATA_DIR": str(tmp_path), "MINIMUM_FREE_MB": "0"})
    folder = DataFolder(tmp_path)
    folder.prepare()
    (tmp_path / "run" / file).mkdir()
    if file == "in-use":
        assert folder.try_lock("the one who runs the servers")

    with (
        pytest.raises(ServerFault, match=f"run/{file} cannot be used"),
        servers_for_command(environment, "x"),
    ):
        pass


@pytest.mark.parametrize("command", ["up", "migrate", "check"])
def test_a_command_says_it_without_a_traceback(installation: Installation, command: str) -> None:
    installation.settings["UNDO_SECONDS"] = "abc"

    done = installation.command(command)

    assert done.returncode == 1
    assert done.stderr == "UNDO_SECONDS must be a whole number of 0 or more, not “abc”.\n"
