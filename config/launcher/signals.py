"""Ctrl-C, SIGTERM and a closed terminal all mean: stop everything, in order, once."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Not an Exception: no handler on the way may swallow it."""


@contextmanager
def stop_on_signals() -> Iterator[None]:
    for number in SIGNALS:
        signal.signal(number, _request_stop)
    yield


def ignore_signals() -> None:
    """While stopping: a second Ctrl-C must not leave children behind."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _request_stop(signum: int, frame: FrameType | None) -> None:
    raise StopRequested
