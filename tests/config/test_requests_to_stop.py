import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.launcher.signals import SIGNALS, StopRequested, ignore_signals, stop_on_signals
from config.servers.process import spawn


class SwallowsIt:
    """A finaliser: Python reports what is raised inside it and goes on."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.01)


@pytest.fixture(autouse=True)
def _handlers_put_back() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (*SIGNALS, signal.SIGALRM)}
    yield
    ignore_signals()
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_request_swallowed_by_a_finaliser_is_made_again() -> None:
    with stop_on_signals(), pytest.raises(StopRequested):
        _swallow_a_request()


def test_a_request_in_the_middle_of_a_fork_waits_until_it_is_over(tmp_path: Path) -> None:
    asked: list[bool] = []
    os.register_at_fork(before=lambda: _ask_once(asked))

    with stop_on_signals(), pytest.raises(StopRequested):
        spawn(["true"], log=tmp_path / "log")

    assert asked == [True]


def test_a_request_on_its_way_does_not_break_the_stopping() -> None:
    stopped: list[str] = []
    with stop_on_signals(), pytest.raises(StopRequested):
        _be_asked_and_stop_slowly(stopped)

    assert stopped == ["in order"]


def test_after_the_stopping_began_nothing_asks_again() -> None:
    with stop_on_signals():
        with pytest.raises(StopRequested):
            _be_asked()
        ignore_signals()

        time.sleep(1.2)


def _ask_once(asked: list[bool]) -> None:
    """Python prints what a fork hook raises and forgets it: a request heard in here would be lost."""
    if not asked:
        asked.append(True)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)  # the launcher has no other
        time.sleep(0.01)


def _swallow_a_request() -> None:
    thing = SwallowsIt()
    del thing
    time.sleep(10)


def _be_asked() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(10)


def _be_asked_and_stop_slowly(stopped: list[str]) -> None:
    try:
        _be_asked()
    finally:
        time.sleep(1.2)
        stopped.append("in order")
