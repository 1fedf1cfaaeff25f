"""Whatever is wrong at the start is said in one sentence, with an exit code and no traceback."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from tests.config.installation import Installation


def refusal(installation: Installation) -> str:
    """The one sentence on the error output of a start that did not succeed."""
    done = installation.command("up")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert done.stderr.count("\n") == 1, done.stderr
    assert installation.wait_without_children() == {}
    return done.stderr


def test_a_port_in_use(installation: Installation) -> None:
    with socket.create_server(("127.0.0.1", installation.port)):
        sentence = refusal(installation)

    assert f"Port {installation.port} on 127.0.0.1 is in use" in sentence
    assert not (installation.data_dir / "kind").exists()


def test_a_host_this_machine_does_not_have(installation: Installation) -> None:
    installation.settings["HOST"] = "192.0.2.7"

    assert "192.0.2.7" in refusal(installation)


def test_a_data_folder_that_is_a_file(installation: Installation) -> None:
    installation.data_dir.write_text("not a folder")

    assert f"{installation.data_dir} is not a folder" in refusal(installation)


def test_a_damaged_database(settled: Installation) -> None:
    (settled.data_dir / "postgres" / "global" / "pg_control").write_bytes(b"damaged")

    sentence = refusal(settled)

    assert f"PostgreSQL cannot use the data in {settled.data_dir / 'postgres'}" in sentence


def test_a_database_folder_with_foreign_files(installation: Installation) -> None:
    (installation.data_dir / "postgres").mkdir(parents=True)
    (installation.data_dir / "postgres" / "letter.odt").write_text("mine")

    assert "holds files but no PostgreSQL data" in refusal(installation)


def test_passwords_that_were_lost(settled: Installation) -> None:
    (settled.data_dir / "credentials" / "postgres").unlink()

    assert "do not open the database" in refusal(settled)


@pytest.mark.parametrize(("version", "found"), [("17", "PostgreSQL 17"), ("19", "PostgreSQL 19")])
def test_data_of_another_postgresql(settled: Installation, version: str, found: str) -> None:
    (settled.data_dir / "postgres" / "PG_VERSION").write_text(f"{version}\n")

    assert found in refusal(settled)


@pytest.mark.parametrize(("number", "age"), [("2", "a newer"), ("0", "another"), ("x", "another")])
def test_a_data_folder_of_another_format(installation: Installation, number: str, age: str) -> None:
    installation.data_dir.mkdir()
    (installation.data_dir / "format").write_text(number)

    assert f"has format {number}, written by {age} Gotipath" in refusal(installation)


def test_too_little_space(installation: Installation) -> None:
    installation.settings["MINIMUM_FREE_MB"] = "999999999"

    assert "needs at least 999999999 MB" in refusal(installation)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_disk_that_fills_up_during_the_start(installation: Installation, folder: Path) -> None:
    small = folder / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", small], check=False)
    if mounted.returncode:
        pytest.skip("this system does not let a test mount a small disk")
    installation.data_dir = small / "data"
    installation.settings["MINIMUM_FREE_MB"] = "0"
    try:
        sentence = refusal(installation)
    finally:
        subprocess.run(["umount", "--lazy", small], check=True)

    assert "is full; free some space" in sentence


def test_a_data_folder_nobody_may_write_to(installation: Installation) -> None:
    """Not even root makes a folder in /sys."""
    installation.data_dir = Path("/sys/gotipath")

    assert "Gotipath may not write to /sys/gotipath" in refusal(installation)


def test_a_real_office_is_not_started_as_a_demonstration(installation: Installation) -> None:
    installation.data_dir.mkdir()
    (installation.data_dir / "kind").write_text("office\n")
    installation.settings["DEMO"] = "1"

    assert "demonstration mode does not start on them" in refusal(installation)


def test_a_database_of_ones_own_needs_its_owners_address(installation: Installation) -> None:
    installation.settings["DATABASE_URL"] = "postgresql://app:x@127.0.0.1:1/gotipath"

    assert "set MIGRATION_DATABASE_URL" in refusal(installation)


def test_a_database_of_ones_own_that_does_not_answer(installation: Installation) -> None:
    address = "postgresql://app:secret@127.0.0.1:1/gotipath"
    installation.settings |= {"DATABASE_URL": address, "MIGRATION_DATABASE_URL": address}

    sentence = refusal(installation)

    assert "does not let the role app in: " in sentence
    assert sentence.endswith("Connection refused.\n")
    assert "\t" not in sentence
    assert "secret" not in sentence


def test_a_broker_of_ones_own_that_does_not_answer(installation: Installation) -> None:
    installation.settings["BROKER_URL"] = "redis://127.0.0.1:1/0"

    sentence = refusal(installation)

    assert "The broker at redis://127.0.0.1:1/0 does not answer: " in sentence
    assert sentence.endswith("Connection refused.\n")
