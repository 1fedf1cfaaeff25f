"""Keeps the children alive: one that dies is started again, later each time it dies soon."""

import logging
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.environment import BASE_DIR
from config.servers.interface import Server, ServerFault
from config.servers.process import spawn, stop_process

logger = logging.getLogger("gotipath.launcher")

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
STEADY_SECONDS = 60.0


@dataclass
class Program:
    """A process of the application."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    log: Path
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def ensure(self) -> bool:
        return False

    def start(self) -> None:
        self._process = spawn(self.argv, log=self.log, env=self.env, cwd=BASE_DIR)

    def ask_to_stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def stop(self) -> None:
        if self._process is not None:
            stop_process(self._process)

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None


@dataclass
class Watch:
    """One child under supervision. `due` is the moment of its next start while it is down."""

    child: Server
    started: float
    pause: float = FIRST_PAUSE
    due: float | None = None

    def look(self, now: float) -> None:
        if self.due is None and not self.child.is_running():
            self._died(now)
        elif self.due is not None and now >= self.due:
            self._start_again(now)

    def _died(self, now: float) -> None:
        if now - self.started > STEADY_SECONDS:
            self.pause = FIRST_PAUSE
        logger.error("%s stopped by itself; it starts again in %.0f s", self.child.name, self.pause)
        self.due = now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)

    def _start_again(self, now: float) -> None:
        try:
            self.child.start()
        except (ServerFault, OSError) as fault:
            logger.error("%s did not start: %s", self.child.name, fault)
            self.due = now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
            return
        logger.warning("%s is running again", self.child.name)
        self.started, self.due = now, None


class Supervisor:
    def __init__(self) -> None:
        self._watches: list[Watch] = []

    def add(self, child: Server) -> None:
        """Start a child and watch it from now on."""
        child.start()
        self._watches.append(Watch(child, time.monotonic()))

    def watch(self, now: Callable[[], float] = time.monotonic) -> None:
        """Look after the children until somebody asks to stop, by an exception."""
        while True:
            for watch in self._watches:
                watch.look(now())
            time.sleep(0.5)

    def stop(self) -> None:
        """Programs together, then the servers they used, the last started first."""
        for watch in self._watches:
            if isinstance(watch.child, Program):
                watch.child.ask_to_stop()
        for watch in reversed(self._watches):
            watch.child.stop()
        self._watches.clear()
