import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.utils import timezone

from config.environment import BASE_DIR, read_environment
from config.launcher.programs import application_environment
from config.servers.process import spawn, tail
from tests.base.plugin import broker_url, database_url
from tests.efile.conftest import District, lasting_district
from tests.faults.officers import PIDS, STOP
from tests.faults.oracle import Told

__all__ = ["lasting_district"]


@dataclass
class Officers:
    """Processes that act on matters; `kill_one` is the death nobody prepares for."""

    folder: Path
    process: subprocess.Popen[bytes]

    def at_work(self) -> list[int]:
        path = self.folder / PIDS
        return [int(pid) for pid in path.read_text().split()] if path.exists() else []

    def kill_one(self) -> None:
        pid = random.choice(self.at_work())
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def stop(self) -> None:
        (self.folder / STOP).touch()
        self.process.wait(30)

    def told(self) -> Told:
        return Told.read(self.folder)

    def acknowledged(self) -> int:
        try:
            return len(self.told().acknowledged)
        except (FileNotFoundError, ValueError):
            return 0


def until(done: Callable[[], bool], seconds: float = 60) -> None:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if done():
            return
        time.sleep(0.02)
    raise AssertionError(f"not within {seconds} s")


@contextmanager
def officers_at_work(
    folder: Path, matters: list[UUID], *, count: int, database: str, broker: str
) -> Iterator[Officers]:
    environment = application_environment(read_environment(), database_url=database, broker_url=broker)
    argv = [sys.executable, "-m", "tests.faults.officers", str(folder), str(count), *map(str, matters)]
    process = spawn(argv, log=folder / "log", env=environment, cwd=BASE_DIR)
    officers = Officers(folder, process)
    try:
        yield officers
    except AssertionError:
        print(tail(folder / "log"))
        raise
    finally:
        (folder / STOP).touch()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


Begin = Callable[..., Officers]


@pytest.fixture
def begin(fresh_database: str, tmp_path: Path) -> Iterator[Begin]:
    """Sets officers to work on matters of the test's database, or of another address."""
    with ExitStack() as stack:

        def run(matters: list[UUID], count: int = 2, database: str = "", broker: str = "") -> Officers:
            return stack.enter_context(
                officers_at_work(
                    tmp_path,
                    matters,
                    count=count,
                    database=database or database_url("app", fresh_database),
                    broker=broker or broker_url(),
                )
            )

        yield run


@pytest.fixture
def server_folder() -> Iterator[Path]:
    """For servers of a test's own: readable by the account that they run as."""
    folder = Path(tempfile.mkdtemp(prefix="gotipath-fault-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def at_work_since_now(district: District, count: int) -> list[UUID]:
    """Matters marked to a section two hours ago, so that acts of now come after them."""
    district.now = timezone.now() - timedelta(hours=2)
    return [district.marked().pk for _ in range(count)]


def acting(connection: psycopg.Connection, how: str) -> int:
    """Sessions of the role `app` in this database that are in such a state."""
    row = connection.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE usename = 'app' AND datname = current_database()"
        f" AND {how}"
    ).fetchone()
    return int(row[0]) if row else 0
