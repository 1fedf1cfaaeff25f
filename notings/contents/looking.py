"""Asks a process of its own what a file is: a file of hostile make costs the asker nothing but a wait."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

LOOK: Final = "notings.contents.look"
DRAW: Final = "notings.contents.draw"
PATIENCE: Final = 120.0
"""Seconds by the clock; the process bounds its own of the processor."""
ROOT: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Looked:
    """What the file is, or in `refused` the code of why it is not taken in."""

    media: str = ""
    pages: int | None = None
    active: tuple[str, ...] = ()
    refused: str = ""


def looked_at(path: Path) -> Looked:
    """The kind of the file by its content. One that took too much time or memory is refused as `stopped`."""
    told = _asked(LOOK, path)
    if told is None:
        return Looked(refused="stopped")
    found = orjson.loads(told)
    if "refused" in found:
        return Looked(refused=found["refused"])
    return Looked(found["media"], found["pages"], tuple(found["active"]))


def drawn(path: Path, page: int) -> bytes | None:
    """A page of a scan as PNG or JPEG; None for one that cannot be drawn within time and memory."""
    return _asked(DRAW, path, str(page))


def _asked(program: str, path: Path, *more: str) -> bytes | None:
    try:
        done = subprocess.run(
            [sys.executable, "-m", program, str(path), *more],
            cwd=ROOT,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return None if done.returncode else done.stdout
