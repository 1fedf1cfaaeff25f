import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from config.environment import BASE_DIR
from tests.config.installation import Installation

WORK = """
import time
from django.db import connection
time.sleep({seconds})
connection.cursor().execute("SELECT 1")
"""


def test_the_command_that_started_the_servers_waits_for_the_others(installation: Installation) -> None:
    """The first ends while the second is still at work on the servers of the first."""
    with ThreadPoolExecutor() as both:
        first = both.submit(installation.command, "shell", "-c", WORK.format(seconds=3))
        second = both.submit(installation.command, "shell", "-c", WORK.format(seconds=6))

    assert first.result().returncode == 0, first.result().stderr
    assert second.result().returncode == 0, second.result().stderr
    assert installation.wait_without_children() == {}


def test_a_command_that_ends_badly_stops_the_servers_too(installation: Installation) -> None:
    done = installation.command("shell", "-c", "raise SystemExit(3)")

    assert done.returncode == 3
    assert installation.wait_without_children() == {}


def test_help_starts_no_server(installation: Installation) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--help"],
        cwd=BASE_DIR,
        env=installation.environment(),
        capture_output=True,
        check=True,
    )

    assert b"usage" in done.stdout
    assert not (installation.data_dir / "postgres").exists()


def test_a_command_before_the_first_migration_says_what_to_do(installation: Installation) -> None:
    done = installation.command("replay", "1/2026")

    assert done.returncode == 1
    assert "manage.py migrate" in done.stderr
    assert "Traceback" not in done.stderr
