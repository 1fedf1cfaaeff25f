"""A whole installation of its own, started as a person starts it."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from config.environment import BASE_DIR
from config.launcher.health import ask_health
from config.servers.process import free_port

OF_THE_TEST_SESSION = (
    "DATABASE_URL",
    "MIGRATION_DATABASE_URL",
    "BROKER_URL",
    "HOST",
    "DJANGO_SETTINGS_MODULE",
)


@dataclass
class Installation:
    data_dir: Path
    port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    def environment(self) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if k not in OF_THE_TEST_SESSION}
        own = {"DATA_DIR": str(self.data_dir), "PORT": str(self.port), "DEMO": "0"}
        return inherited | own | self.settings

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A management command, run to its end."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE_DIR,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    def begin(self) -> None:
        self.begin_command("up")

    def begin_command(self, *arguments: str) -> None:
        with (self.data_dir.parent / f"{self.data_dir.name}.out").open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", *arguments],
                cwd=BASE_DIR,
                env=self.environment(),
                stdout=out,
                stderr=subprocess.STDOUT,
                text=True,
            )

    def start(self, seconds: float = 120) -> None:
        self.begin()
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            assert self.process is not None
            assert self.process.poll() is None, self.output()
            if "Ready after" in self.output():
                return
            time.sleep(0.2)
        raise AssertionError(f"not ready in time:\n{self.output()}")

    def end(self, with_signal: signal.Signals = signal.SIGTERM, seconds: float = 60) -> int:
        assert self.process is not None
        self.process.send_signal(with_signal)
        return self.process.wait(seconds)

    def output(self) -> str:
        return (self.data_dir.parent / f"{self.data_dir.name}.out").read_text()

    def health(self) -> tuple[int, dict[str, str]]:
        return ask_health("127.0.0.1", self.port)

    def answer_to(self, name: str) -> int:
        """The status of the sign-in page, asked for under this name."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/signin/", headers={"Host": name})
            return connection.getresponse().status
        finally:
            connection.close()

    def children(self) -> dict[int, str]:
        """Every process of this installation but the launcher: pid -> command line.

        Each is known by the data folder, which stands in its command line or its environment.
        """
        launcher = self.process.pid if self.process else None
        return {pid: args for pid, args in _processes_of(self.data_dir).items() if pid != launcher}

    def wait_without_children(self, seconds: float = 40) -> dict[int, str]:
        """The children still there when the time is over; none is what one hopes for."""
        limit = time.monotonic() + seconds
        while self.children() and time.monotonic() < limit:
            time.sleep(0.2)
        return self.children()

    def pid_of(self, part: str) -> int:
        """The oldest child whose command line holds `part`."""
        return min(pid for pid, args in self.children().items() if part in args)

    def servers(self) -> dict[str, object]:
        found: dict[str, object] = json.loads((self.data_dir / "run" / "servers.json").read_text())
        return found


def _processes_of(data_dir: Path) -> dict[int, str]:
    mark = str(data_dir).encode()
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            args = (entry / "cmdline").read_bytes()
            known = mark in args or b"DATA_DIR=" + mark in (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if args and known:
            found[int(entry.name)] = args.replace(b"\0", b" ").decode(errors="replace")
    return found
