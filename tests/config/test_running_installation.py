"""What holds while an installation runs."""

import os
import re
import signal
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.base.waiting import wait_until
from tests.config.installation import Installation


def test_every_part_says_it_is_up(running: Installation) -> None:
    status, parts = running.health()

    assert status == 200
    assert parts == dict.fromkeys(["database", "broker", "worker", "beat", "migrations"], "up")


def test_each_step_of_the_start_is_shown_with_its_time(running: Installation) -> None:
    steps = re.findall(r"^  (\S.*?)\s{2,}\d+\.\d s$", running.output(), re.MULTILINE)

    assert steps == [
        "Prepare PostgreSQL",
        "Start PostgreSQL",
        "Prepare Valkey",
        "Start Valkey",
        "Bring the tables up to date",
        "Check the front end",
        "Start the web server",
        "Start the worker",
        "Start the beat",
        "Wait until every part is healthy",
    ]
    assert f"http://127.0.0.1:{running.port}/" in running.output()


def test_a_second_start_on_the_same_folder_is_refused_in_one_sentence(running: Installation) -> None:
    second = Installation(running.data_dir).command("up")

    assert second.returncode == 1
    assert second.stdout == ""
    assert second.stderr.count("\n") == 1
    assert "already in use" in second.stderr


def test_a_command_uses_the_servers_that_run(running: Installation) -> None:
    before = running.pid_of("/postgres -D")

    done = running.command("showmigrations", "contenttypes")

    assert "[X] 0001_initial" in done.stdout
    assert running.pid_of("/postgres -D") == before


def test_the_web_server_and_the_worker_know_the_role_app_alone(running: Installation) -> None:
    secrets = {path.name: path.read_text().strip() for path in (running.data_dir / "credentials").iterdir()}

    for part in (" gunicorn ", " worker ", " beat "):
        known = Path(f"/proc/{running.pid_of(part)}/environ").read_text()
        assert "DATABASE_URL=postgresql://app:" in known
        for role in ("postgres", "owner", "seal", "audit"):
            assert secrets[role] not in known


def test_no_password_stands_in_a_command_line(running: Installation) -> None:
    secrets = [path.read_text().strip() for path in (running.data_dir / "credentials").iterdir()]

    assert not [args for args in running.children().values() if any(s in args for s in secrets)]


def test_passwords_are_readable_by_their_owner_alone(running: Installation) -> None:
    files = [*(running.data_dir / "credentials").iterdir(), running.data_dir / "secret"]

    assert {path.stat().st_mode & 0o077 for path in files} == {0}


@pytest.mark.parametrize(("name", "part"), [("worker", " worker "), ("web server", " gunicorn ")])
def test_a_killed_program_is_started_again_and_the_log_says_so(
    running: Installation, name: str, part: str
) -> None:
    killed = running.pid_of(part)
    os.kill(killed, signal.SIGKILL)

    wait_until(lambda: f"{name} is running again" in _launcher_log(running))
    wait_until(lambda: running.health()[0] == 200)

    assert running.pid_of(part) != killed
    assert f"{name} stopped by itself" in _launcher_log(running)


def test_a_killed_database_comes_back_at_the_same_address(running: Installation) -> None:
    address = running.servers()["addresses"]
    os.kill(running.pid_of("/postgres -D"), signal.SIGKILL)

    wait_until(lambda: "PostgreSQL is running again" in _launcher_log(running))
    wait_until(lambda: running.health()[0] == 200)

    assert running.servers()["addresses"] == address


def test_pages_carry_the_strict_policy(running: Installation) -> None:
    with urlopen(f"http://127.0.0.1:{running.port}/healthz") as answer:
        policy = answer.headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def _launcher_log(installation: Installation) -> str:
    return (installation.data_dir / "log" / "launcher.log").read_text()
