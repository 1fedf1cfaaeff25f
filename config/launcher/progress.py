"""What the person at the terminal sees of a start: one line per step, with its time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

LABEL_WIDTH = 34


class Progress:
    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._begun = time.monotonic()
        self._open_line = False

    @contextmanager
    def step(self, label: str) -> Iterator[None]:
        begun = time.monotonic()
        self._write(f"  {label:<{LABEL_WIDTH}}")
        self._open_line = True
        try:
            yield
        except BaseException:
            self._finish_line("did not succeed", label)
            raise
        self._finish_line(f"{time.monotonic() - begun:6.1f} s", label)

    def say(self, text: str) -> None:
        """A line of its own, also in the middle of a step."""
        if self._open_line:
            self._write("\n")
            self._open_line = False
        self._write(f"{text}\n")

    def seconds(self) -> float:
        return time.monotonic() - self._begun

    def _finish_line(self, result: str, label: str) -> None:
        if not self._open_line:
            self._write(f"  {label:<{LABEL_WIDTH}}")
        self._write(f"{result}\n")
        self._open_line = False

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()
