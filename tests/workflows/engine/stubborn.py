"""A judge that misbehaves as its bundle's main file tells it to."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from workflows.engine import Bundle, judge
from workflows.engine.linting import lint
from workflows.engine.specs import Finding


def hang() -> None:
    while True:
        pass


def devour() -> None:
    held = []
    while True:
        held.append(bytearray(16_000_000))


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def sleep() -> None:
    time.sleep(3600)


MANNERS: dict[str, Callable[[], None]] = {"hang": hang, "sleep": sleep, "devour": devour, "crash": crash}


def stubborn(bundle: Bundle) -> list[Finding]:
    MANNERS.get(bundle.main, lambda: None)()
    return lint(bundle)


if __name__ == "__main__":
    judge.lint = stubborn  # type: ignore[attr-defined]  # [the name that main() calls]
    judge.main()
