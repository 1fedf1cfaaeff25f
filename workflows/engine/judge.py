"""`python -m workflows.engine.judge`: a process of its own that judges bundles, one after another.

Reads requests from stdin and writes answers to stdout, each a JSON text preceded by its length. What
takes too much memory or time ends this process and no other; the caller then starts another.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any, BinaryIO, Final

import orjson

from workflows.engine.bundle import Bundle
from workflows.engine.judging import LENGTH, OUT_OF_MEMORY, SECONDS
from workflows.engine.linting import lint
from workflows.engine.markup import schema
from workflows.engine.services import register_service

MEMORY: Final = 512 * 1024 * 1024
"""Bytes one judgement may take besides what the program itself takes."""
READY: Final = b"[]"


def main() -> None:
    answers = _own_output()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    schema()
    _bound_memory()
    _write(answers, READY)
    try:
        while (request := _read(sys.stdin.buffer)) is not None:
            _bound_seconds()
            _write(answers, _judge(orjson.loads(request)))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _own_output() -> BinaryIO:
    """The answers' stream; whatever a library prints goes to the log instead."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _judge(request: dict[str, Any]) -> bytes:
    for name in request["services"]:
        register_service(name)
    return orjson.dumps([astuple(found) for found in lint(Bundle.from_json(request["bundle"]))])


def _bound_memory() -> None:
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, taken + MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bound_seconds() -> None:
    """A backstop: the caller ends the process sooner, unless it is gone."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + 2 * SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _read(stream: BinaryIO) -> bytes | None:
    head = stream.read(LENGTH.size)
    return stream.read(*LENGTH.unpack(head)) if len(head) == LENGTH.size else None


def _write(stream: BinaryIO, content: bytes) -> None:
    stream.write(LENGTH.pack(len(content)) + content)
    stream.flush()


if __name__ == "__main__":
    main()
