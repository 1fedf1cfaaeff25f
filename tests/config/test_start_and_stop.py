import signal
import time

import psycopg
import pytest

from tests.config.installation import Installation


def test_a_second_start_takes_seconds_and_keeps_the_data(settled: Installation) -> None:
    settled.start()
    with psycopg.connect(_address(settled, "owner")) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('নথি')")
    settled.end()

    begun = time.monotonic()
    settled.start()

    assert time.monotonic() - begun < 60
    with psycopg.connect(_address(settled, "owner")) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("নথি",)]


@pytest.mark.parametrize("request_to_stop", [signal.SIGTERM, signal.SIGINT])
def test_a_request_to_stop_takes_every_child_down(
    settled: Installation, request_to_stop: signal.Signals
) -> None:
    settled.start()
    assert len(settled.children()) > 5

    status = settled.end(request_to_stop)

    assert status == 0
    assert settled.children() == {}
    assert "database system is shut down" in (settled.data_dir / "log" / "postgres.log").read_text()


def test_a_killed_launcher_leaves_no_orphan(settled: Installation) -> None:
    settled.start()

    settled.end(signal.SIGKILL)

    assert settled.wait_without_children() == {}


def test_a_start_after_a_kill_finds_the_data_whole(settled: Installation) -> None:
    settled.start()
    settled.end(signal.SIGKILL)

    settled.start()

    assert settled.health()[0] == 200


@pytest.mark.parametrize(
    ("begun", "moment"),
    [("installation", "Start PostgreSQL"), ("installation", "Bring the tables"), ("settled", "Wait until")],
)
def test_a_request_to_stop_during_the_start_leaves_nothing_behind(
    request: pytest.FixtureRequest, begun: str, moment: str
) -> None:
    installation: Installation = request.getfixturevalue(begun)
    installation.begin()
    while moment not in installation.output():
        time.sleep(0.02)

    installation.end()

    assert installation.wait_without_children() == {}
    assert "Traceback" not in installation.output()


def test_a_command_starts_the_servers_and_stops_them_after(installation: Installation) -> None:
    done = installation.command("migrate", "--no-input")

    assert done.returncode == 0, done.stderr
    assert "Applying auth.0001_initial... OK" in done.stdout
    assert installation.wait_without_children() == {}


def test_a_command_killed_in_the_middle_leaves_no_orphan(settled: Installation) -> None:
    settled.begin_command("shell", "-c", "import time; print('inside', flush=True); time.sleep(60)")
    while "inside" not in settled.output():
        time.sleep(0.05)

    settled.end(signal.SIGKILL)

    assert settled.wait_without_children() == {}


def _address(installation: Installation, role: str) -> str:
    addresses = installation.servers()["addresses"]
    assert isinstance(addresses, dict)
    return str(addresses[role])
