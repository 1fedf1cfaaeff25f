"""`python -m bench.act`: what an act on a file costs, at 5 and at 100 movements of history.

On an embedded PostgreSQL of its own with the settings of production (every commit on disk), one
process, one connection, the ledger and the note included. Prints acts per second, statements, WAL
bytes and time per act, and each at 100 movements as a ratio of that at 5. WAL is counted without the
page images that follow a checkpoint: they say how long ago it was, not what an act costs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psycopg

from config.dsn import with_credentials
from config.environment import kept_secret, read_environment
from config.servers.commands import use_servers
from config.servers.interface import Role
from config.servers.session import servers_for_command

HISTORY = (5, 100)
SAMPLE = 20
WARMING = 3
ACTS = ("forward", "complete")
FRAMING = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one act, the median of a sample; `wal` in bytes, `milliseconds` of the wall clock."""

    statements: int
    wal: float
    milliseconds: float

    @property
    def per_second(self) -> float:
        return 1000 / self.milliseconds


@contextmanager
def own_installation() -> Iterator[Path]:
    """Servers in a folder of their own, migrated, Django speaking to them as the role `app`; the folder."""
    folder = Path(tempfile.mkdtemp(prefix="gotipath-bench-"))
    folder.chmod(0o755)
    os.environ.update(DATA_DIR=str(folder), DJANGO_SETTINGS_MODULE="config.settings", DEMO="0")
    for name in ("DATABASE_URL", "MIGRATION_DATABASE_URL", "BROKER_URL"):
        os.environ.pop(name, None)
    try:
        with servers_for_command(read_environment(), "bench") as running:
            use_servers(running, Role.APP)
            _migrate(running.addresses[Role.OWNER])
            _without_page_images(running.addresses[Role.OWNER], folder)
            import django

            django.setup()
            yield folder
            from django.db import connections

            connections.close_all()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def superuser_address(folder: Path) -> str:
    """Of the database of this process, for what only the superuser does."""
    from django.conf import settings

    own = settings.DATABASES["default"]
    password = kept_secret(folder / "credentials" / Role.SUPERUSER)
    return f"postgresql://{Role.SUPERUSER}:{password}@{own['HOST']}:{own['PORT']}/{own['NAME']}"


def _without_page_images(owner: str, folder: Path) -> None:
    password = kept_secret(folder / "credentials" / Role.SUPERUSER)
    superuser = with_credentials(owner, Role.SUPERUSER, password, "postgres")
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET full_page_writes = off")
        connection.execute("SELECT pg_reload_conf()")


def _migrate(owner: str) -> None:
    """In a process of its own: the settings of this one keep the role `app`."""
    command = [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity", "0"]
    subprocess.run(command, env=os.environ | {"DATABASE_URL": owner}, check=True)


class Taken:
    """Costs of one act, gathered act by act, so that the two histories can be measured in turn."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.act = act
        self.seconds: list[float] = []
        self.wal: list[int] = []

    def once(self) -> None:
        before, began = _wal(), time.perf_counter()
        self.act()
        self.seconds.append(time.perf_counter() - began)
        self.wal.append(_wal() - before)

    def cost(self) -> Cost:
        return Cost(self._statements(), median(self.wal), median(self.seconds) * 1000)

    def _statements(self) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            self.act()
        return sum(not query["sql"].startswith(FRAMING) for query in caught.captured_queries)


def _wal() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'")
        return int(cursor.fetchone()[0])


def run(sample: int) -> dict[str, dict[int, Cost]]:
    from bench.matters import Matters

    histories = {length: Matters(length, 2 * (WARMING + sample + 1)) for length in HISTORY}
    found: dict[str, dict[int, Cost]] = {}
    for name in ACTS:
        for matters in histories.values():
            for _ in range(WARMING):
                getattr(matters, name)()
        taken = {length: Taken(getattr(matters, name)) for length, matters in histories.items()}
        order = list(taken.values())
        for _ in range(sample):
            for each in order:
                each.once()
            order.reverse()
        found[name] = {length: each.cost() for length, each in taken.items()}
    return found


def report(found: dict[str, dict[int, Cost]]) -> None:
    print(f"{'':10}{'movements':>10}{'acts/s':>9}{'ms':>8}{'statements':>12}{'WAL bytes':>11}")
    few, many = HISTORY
    for act, costs in found.items():
        for length, cost in costs.items():
            figures = (
                f"{cost.per_second:>9.0f}{cost.milliseconds:>8.1f}{cost.statements:>12}{cost.wal:>11.0f}"
            )
            print(f"{act:10}{length:>10}{figures}")
        a, b = costs[few], costs[many]
        ratios = (
            b.per_second / a.per_second,
            b.milliseconds / a.milliseconds,
            b.statements / a.statements,
            b.wal / a.wal,
        )
        print(f"{act:10}{f'{many} / {few}':>10}" + "".join(map("{:>{}.2f}".format, ratios, (9, 8, 12, 11))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=SAMPLE, help="acts measured for each figure")
    sample: int = parser.parse_args().sample
    with own_installation():
        report(run(sample))


if __name__ == "__main__":
    main()
