"""The product's own web server and worker as real processes bound to a test's database."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from config.environment import read_environment
from config.launcher.programs import application_environment, web_command, worker_command
from config.servers.process import free_port, spawn, stop_process, tail
from tests.base.plugin import DATA_DIR, broker_url, database_url


@dataclass
class Program:
    """A process of the product; `kill` is the death nobody prepares for."""

    argv: list[str]
    log: Path
    database: str
    url: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        self.process = spawn(self.argv, log=self.log, env=environment_of(self.database))

    def stop(self) -> None:
        if self.process is not None:
            stop_process(self.process)

    def kill(self) -> None:
        """The process and its own children at once, in the middle of whatever they do."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def wait_until(self, ready: Callable[[], bool], seconds: float = 60) -> None:
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if self.process is None or self.process.poll() is not None:
                break
            if ready():
                return
            time.sleep(0.1)
        raise AssertionError(f"{self.argv[2]} did not come up:\n{tail(self.log, 4000)}")


@dataclass
class Standing:
    """A web server that stays from test to test: to start one takes longer than most of what is asked of it.

    It finds a new database of the same name at its next request. A test in another environment gets a new
    server, and so does who comes after one that was killed.
    """

    program: Program | None = field(default=None, init=False)
    environment: dict[str, str] = field(default_factory=dict, init=False)
    begun: int = field(default=0, init=False)

    def at(self, database: str) -> Program:
        """The server, answering in this database."""
        environment = environment_of(database)
        if self.program is not None and (environment != self.environment or not self._as_begun()):
            self.stop()
        if self.program is None:
            self.program, self.environment = web_program(database), environment
            self.program.start()
            self.begun = self.program.pid
        program = self.program
        program.wait_until(lambda: answers(program.url))
        return program

    def stop(self) -> None:
        if self.program is not None:
            self.program.stop()
            self.program = None

    def _as_begun(self) -> bool:
        assert self.program is not None
        assert self.program.process is not None
        return self.program.pid == self.begun and self.program.process.poll() is None


def environment_of(database: str) -> dict[str, str]:
    """What a process of the product is told; the name of the present test is none of its business."""
    told = application_environment(
        read_environment(), database_url=database_url("app", database), broker_url=broker_url()
    )
    told.pop("PYTEST_CURRENT_TEST", None)
    return told


def web_program(database: str) -> Program:
    port = free_port()
    log = DATA_DIR / "log" / f"web-{port}.log"
    return Program(web_command("127.0.0.1", port), log, database, f"http://127.0.0.1:{port}")


def worker_program(database: str) -> Program:
    return Program(worker_command(), DATA_DIR / "log" / f"worker-{free_port()}.log", database)


def answers(url: str) -> bool:
    """Whether something speaks HTTP there, whatever it says."""
    try:
        urlopen(f"{url}/healthz", timeout=5).close()
    except URLError as error:
        return hasattr(error, "code")
    except OSError:
        return False
    return True
