"""Papers as leaves, made by a process that can be killed: one that dies takes its own paper with it alone."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import orjson

from notings.contents.looking import ROOT
from notings.contents.services import chunks_of
from notings.models import Content

PROGRAM: Final = "notings.contents.leaves"
PATIENCE: Final = 300.0
"""Seconds by the clock for one paper; the process bounds its own of the processor."""


class Press:
    """`folder` holds what is made until its owner removes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def leaves(self, content: Content, name: str) -> Path | None:
        """A PDF with as many leaves of A4 as the paper has pages; None where it cannot be laid on leaves.

        Refused for bytes that are held back, kept apart, destroyed or not there.
        """
        came, out = self.folder / f"{name}.came", self.folder / f"{name}.pdf"
        with came.open("wb") as copy:
            copy.writelines(chunks_of(content))
        made = self._ask({"path": str(came), "media": content.media, "out": str(out)})
        came.unlink()
        return out if made == (content.pages or 1) else None

    def _ask(self, job: dict[str, str]) -> int:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the press has no pipes")
        try:
            process.stdin.write(orjson.dumps(job) + b"\n")
            process.stdin.flush()
        except BrokenPipeError:
            self._stop()
            return 0
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
        told = process.stdout.readline() if ready else b""
        if not told:
            self._stop()
            return 0
        return int(told)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", PROGRAM],
                cwd=ROOT,
                env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
