"""A child that dies is started again, later each time it dies soon."""

from dataclasses import dataclass

import pytest

from config.launcher.supervisor import FIRST_PAUSE, LONGEST_PAUSE, STEADY_SECONDS, Watch
from config.servers.interface import ServerFault


@dataclass
class Child:
    """Told what to do by the test."""

    name: str = "child"
    running: bool = True
    refuses: bool = False
    starts: int = 0

    def ensure(self) -> bool:
        return False

    def start(self) -> None:
        self.starts += 1
        if self.refuses:
            raise ServerFault("no")
        self.running = True

    def stop(self) -> None:
        self.running = False

    def is_running(self) -> bool:
        return self.running


def pauses(child: Child, watch: Watch, deaths: int) -> list[float]:
    """How long the child was down at each of its deaths, looked at eight times a second."""
    found: list[float] = []
    now = 0.0
    for _ in range(deaths):
        child.running = False
        died, starts = now, child.starts
        while child.starts == starts:
            watch.look(now)
            now += 0.125
        found.append(now - 0.125 - died)
    return found


def test_it_waits_longer_each_time() -> None:
    child = Child()

    assert pauses(child, Watch(child, 0.0), 4) == [1.0, 2.0, 4.0, 8.0]


def test_it_never_waits_longer_than_a_minute() -> None:
    child = Child()

    assert max(pauses(child, Watch(child, 0.0), 9)) == LONGEST_PAUSE


def test_a_child_that_was_steady_is_started_again_soon() -> None:
    child = Child(running=False)
    watch = Watch(child, started=0.0, pause=32.0)

    watch.look(STEADY_SECONDS + 1)
    watch.look(STEADY_SECONDS + 1 + FIRST_PAUSE)

    assert child.running


def test_a_child_that_does_not_start_is_tried_again() -> None:
    child = Child(running=False, refuses=True)
    watch = Watch(child, started=0.0)
    for moment in (0.0, 1.0, 2.0):
        watch.look(moment)
    assert child.starts == 1

    child.refuses = False
    watch.look(3.0)

    assert child.running
    assert child.starts == 2


def test_what_happens_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    child = Child(running=False)
    watch = Watch(child, started=0.0)
    caplog.set_level("INFO", "gotipath.launcher")

    watch.look(0.0)
    watch.look(1.0)

    assert caplog.messages == ["child stopped by itself; it starts again in 1 s", "child is running again"]
