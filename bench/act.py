"""`python -m bench.act`: what an act on a file costs, at 5 and at 100 movements of history.

On an embedded PostgreSQL of its own with the settings of production (every commit on disk), one
process, one connection, the ledger and the note included. Prints acts per second, statements, WAL
bytes and time per act, and each at 100 movements as a ratio of that at 5.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.environment import read_environment
from config.servers.commands import use_servers
from config.servers.interface import Role
from config.servers.session import servers_for_command

HISTORY = (5, 100)
SAMPLE = 60
ACTS = ("forward", "complete")


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one act, the mean over a sample; `wal` in bytes, `milliseconds` of the wall clock."""

    statements: float
    wal: float
    milliseconds: float

    @property
    def per_second(self) -> float:
        return 1000 / self.milliseconds


@contextmanager
def own_installation() -> Iterator[None]:
    """Servers in a folder of their own, migrated, with Django speaking to them as the role `app`."""
    folder = Path(tempfile.mkdtemp(prefix="gotipath-bench-"))
    folder.chmod(0o755)
    os.environ.update(DATA_DIR=str(folder), DJANGO_SETTINGS_MODULE="config.settings", DEMO="0")
    for name in ("DATABASE_URL", "MIGRATION_DATABASE_URL", "BROKER_URL"):
        os.environ.pop(name, None)
    try:
        with servers_for_command(read_environment(), "bench") as running:
            use_servers(running, Role.APP)
            _migrate(running.addresses[Role.OWNER])
            import django

            django.setup()
            yield
            from django.db import connections

            connections.close_all()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _migrate(owner: str) -> None:
    """In a process of its own: the settings of this one keep the role `app`."""
    import subprocess

    command = [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity", "0"]
    subprocess.run(command, env=os.environ | {"DATABASE_URL": owner}, check=True)


def measure(act: Callable[[], object], times: int) -> Cost:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        act()
    statements = sum(not query["sql"].startswith(FRAMING) for query in caught.captured_queries)
    before, began = _wal(), time.perf_counter()
    for _ in range(times):
        act()
    seconds = time.perf_counter() - began
    return Cost(statements, (_wal() - before) / times, seconds / times * 1000)


FRAMING = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def _wal() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'")
        return int(cursor.fetchone()[0])


def run(sample: int) -> dict[str, dict[int, Cost]]:
    from bench.matters import Matters

    found: dict[str, dict[int, Cost]] = {act: {} for act in ACTS}
    for length in HISTORY:
        matters = Matters(length, 2 * sample + 2)
        found["forward"][length] = measure(matters.forward, sample)
        found["complete"][length] = measure(matters.complete, sample)
    return found


def report(found: dict[str, dict[int, Cost]]) -> None:
    print(f"{'':10}{'movements':>10}{'acts/s':>9}{'ms':>8}{'statements':>12}{'WAL bytes':>11}")
    few, many = HISTORY
    for act, costs in found.items():
        for length, cost in costs.items():
            print(
                f"{act:10}{length:>10}{cost.per_second:>9.0f}{cost.milliseconds:>8.1f}"
                f"{cost.statements:>12.0f}{cost.wal:>11.0f}"
            )
        a, b = costs[few], costs[many]
        print(
            f"{act:10}{f'{many}/{few}':>10}{b.per_second / a.per_second:>9.2f}"
            f"{b.milliseconds / a.milliseconds:>8.2f}{b.statements / a.statements:>12.2f}{b.wal / a.wal:>11.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=SAMPLE, help="acts measured for each figure")
    sample: int = parser.parse_args().sample
    with own_installation():
        report(run(sample))


if __name__ == "__main__":
    main()
