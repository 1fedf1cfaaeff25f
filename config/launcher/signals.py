"""Ctrl-C, SIGTERM and a closed terminal all mean: stop everything, in order, once."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Python swallows what a handler raises inside a finaliser, so the request repeats itself.
REPEAT_SECONDS = 0.5


class StopRequested(BaseException):
    """Not an Exception: no handler on the way may swallow it."""


@contextmanager
def stop_on_signals() -> Iterator[None]:
    for number in SIGNALS:
        signal.signal(number, _request_stop)
    signal.signal(signal.SIGALRM, _repeat_request)
    say_of_what_was_swallowed = sys.unraisablehook
    sys.unraisablehook = lambda swallowed: (
        None if isinstance(swallowed.exc_value, StopRequested) else say_of_what_was_swallowed(swallowed)
    )
    try:
        yield
    finally:
        sys.unraisablehook = say_of_what_was_swallowed


def ignore_signals() -> None:
    """While stopping: a second Ctrl-C must not leave children behind."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _request_stop(signum: int, frame: FrameType | None) -> None:
    signal.setitimer(signal.ITIMER_REAL, REPEAT_SECONDS, REPEAT_SECONDS)
    raise StopRequested


def _repeat_request(signum: int, frame: FrameType | None) -> None:
    """Again, unless the request is on its way up the stack already."""
    on_its_way = sys.exc_info()[1]
    while on_its_way is not None:
        if isinstance(on_its_way, StopRequested):
            return
        on_its_way = on_its_way.__context__
    raise StopRequested
