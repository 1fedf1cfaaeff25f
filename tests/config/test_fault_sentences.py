"""What a command wrote before it failed becomes one sentence for the person at the terminal."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from config.environment import read_environment
from config.launcher import start
from config.servers import faults
from config.servers.faults import fault_from_command, last_reason
from config.servers.interface import ServerFault
from config.servers.process import length, tail

FULL_DATABASE = """Traceback (most recent call last):
  File "manage.py", line 18, in <module>
django.db.utils.OperationalError: could not extend file "base/5/16429": No space left on device
HINT:  Check free disk space.
"""
OTHER_FAULT = """Traceback (most recent call last):
  File "manage.py", line 18, in <module>
django.db.utils.DataError: value too long for type character varying(8)
CONTEXT:  COPY hierarchy_post, line 3

"""


def sentence(text: str, folder: Path) -> str:
    return str(fault_from_command("manage.py demonstration", text, folder, Path("/log/d.log")))


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    assert sentence(FULL_DATABASE, tmp_path) == (
        f"The disk that holds {tmp_path} is full; free some space and start again."
    )


def test_a_disk_too_full_for_the_log_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.servers.faults.shutil.disk_usage", lambda folder: SimpleNamespace(free=4096))

    assert f"The disk that holds {tmp_path} is full" in sentence("", tmp_path)


def test_another_fault_is_told_by_its_last_line(tmp_path: Path) -> None:
    assert sentence(OTHER_FAULT, tmp_path) == (
        "manage.py demonstration did not succeed: django.db.utils.DataError: value too long for type "
        "character varying(8); see /log/d.log."
    )


def test_a_command_that_said_nothing(tmp_path: Path) -> None:
    assert sentence("\n", tmp_path) == "manage.py demonstration did not succeed; see /log/d.log."


def test_a_reason_stays_short() -> None:
    assert len(last_reason("x" * 5000)) == faults.LONGEST_REASON


def test_what_stood_in_a_log_before_is_not_the_reason(tmp_path: Path) -> None:
    log = tmp_path / "d.log"
    assert length(log) == 0
    log.write_text("No space left on device\n")
    before = length(log)
    with log.open("a") as more:
        more.write("now\n")

    assert tail(log, since=before) == "now\n"


def test_a_log_begun_anew_is_read_whole(tmp_path: Path) -> None:
    log = tmp_path / "d.log"
    log.write_text("now\n")

    assert tail(log, since=5000) == "now\n"


def test_the_launcher_tells_the_reason_of_its_command(tmp_path: Path) -> None:
    environment = read_environment({"DATA_DIR": str(tmp_path), "DEMO": "1"})

    with pytest.raises(
        ServerFault, match=r"^manage.py lint_flow did not succeed: .+; see .*lint_flow.log\.$"
    ):
        start._run_command("lint_flow", "/nowhere.bpmn", environment=environment)
