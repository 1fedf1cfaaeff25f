"""The data folder: its format, who holds it, and who uses its servers at the moment.

run/lock    locked by the one process that runs the servers
run/in-use  locked (shared) by everyone who uses them; the one who runs them waits for the others
run/servers.json  addresses, valid as long as run/lock is held
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from config.servers.interface import ServerFault

FORMAT = 1
DEMONSTRATION = "demonstration"
OFFICE = "office"


@dataclass(frozen=True)
class Running:
    """The servers of a data folder. `addresses` are DSNs by role; the superuser is never in it."""

    pid: int
    command: str
    addresses: dict[str, str]
    broker: str


class DataFolder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._run = path / "run"
        self._lock: TextIO | None = None

    def prepare(self) -> None:
        """Create it, or check that this Gotipath can read what lies in it."""
        self.path.mkdir(parents=True, exist_ok=True)
        for name in ("run", "credentials", "log"):
            (self.path / name).mkdir(mode=0o700, exist_ok=True)
        mark = self.path / "format"
        if not mark.exists():
            mark.write_text(f"{FORMAT}\n")
        found = mark.read_text(errors="replace").strip()
        if found != str(FORMAT):
            age = "a newer" if found.isdigit() and int(found) > FORMAT else "another"
            raise ServerFault(
                f"The data folder {self.path} has format {found or 'unknown'}, written by {age} Gotipath; "
                f"this one reads format {FORMAT}."
            )

    def settle(self, *, demo: bool) -> None:
        """Say for good that a demonstration or an office lives here."""
        (self.path / "kind").write_text(f"{DEMONSTRATION if demo else OFFICE}\n")

    def is_settled(self) -> bool:
        return (self.path / "kind").exists()

    def is_demonstration(self) -> bool:
        mark = self.path / "kind"
        return mark.exists() and mark.read_text().strip() == DEMONSTRATION

    def try_lock(self, command: str) -> bool:
        """Become the one who runs the servers; False when another process already does."""
        lock = (self._run / "lock").open("a+", encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        (self._run / "servers.json").unlink(missing_ok=True)
        lock.truncate(0)
        lock.write(json.dumps({"pid": os.getpid(), "command": command}))
        lock.flush()
        self._lock = lock
        return True

    def holder(self) -> str:
        """The process that runs the servers, for a sentence."""
        try:
            note = json.loads((self._run / "lock").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return "another process"
        return f"“{note['command']}”, process {note['pid']}"

    def publish(self, running: Running) -> None:
        draft = self._run / f"servers.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            json.dump(asdict(running), out)
        draft.replace(self._run / "servers.json")

    def running(self) -> Running | None:
        try:
            return Running(**json.loads((self._run / "servers.json").read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """While inside, the one who runs the servers does not stop them."""
        with (self._run / "in-use").open("a") as mark:
            fcntl.flock(mark, fcntl.LOCK_SH)
            yield

    def wait_for_users(self) -> None:
        with (self._run / "in-use").open("a") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX)
            (self._run / "servers.json").unlink(missing_ok=True)

    def unlock(self) -> None:
        (self._run / "servers.json").unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.close()
            self._lock = None
