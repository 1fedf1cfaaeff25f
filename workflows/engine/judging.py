"""Lint in processes that can be killed: a bundle of hostile make costs the web process nothing but a wait."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import orjson

from workflows.engine.messages import finding
from workflows.engine.services import known_services
from workflows.engine.specs import Finding

if TYPE_CHECKING:
    from workflows.engine.bundle import Bundle

PROGRAM: Final = "workflows.engine.judge"
SECONDS: Final = 5
"""Of the processor, for one bundle: a busy machine takes nothing away from them."""
PATIENCE: Final = 6
"""How many times as long a judge may take by the clock, should it stand still or get no processor."""
OUT_OF_MEMORY: Final = 3
"""Exit status of a judge that asked for more memory than it may have."""
LENGTH: Final = struct.Struct(">I")

MOST_JUDGES: Final = 2
START_SECONDS: Final = 30.0
KEPT: Final = 128
KEPT_STOPPED: Final = 60.0
"""Seconds for which a bundle that was stopped is not judged again."""

ROOT: Final = Path(__file__).resolve().parents[2]


class Stopped(Exception):
    """A judgement that did not end. `code` is check_time or check_memory."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def judged(bundle: Bundle) -> list[Finding]:
    """As `lint()`, by another process within 5 seconds of processor time and 512 MiB; what goes beyond is
    itself a finding.

    The result for an unchanged bundle is remembered by its sha256.
    """
    services = tuple(sorted(known_services()))
    key = (bundle.sha256, services)
    known = _kept.get(key)
    if known is None:
        known = _judge(bundle, services)
        _kept.put(key, known)
    return list(known.findings)


@dataclass(frozen=True, slots=True)
class _Verdict:
    findings: tuple[Finding, ...]
    until: float | None = None


@dataclass
class _Kept:
    """The latest verdicts, those of stopped judgements for a minute only."""

    verdicts: OrderedDict[object, _Verdict] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: object) -> _Verdict | None:
        with self.lock:
            known = self.verdicts.get(key)
            if known is None or (known.until is not None and known.until < time.monotonic()):
                return None
            self.verdicts.move_to_end(key)
            return known

    def put(self, key: object, verdict: _Verdict) -> None:
        with self.lock:
            self.verdicts[key] = verdict
            while len(self.verdicts) > KEPT:
                self.verdicts.popitem(last=False)


def _judge(bundle: Bundle, services: tuple[str, ...]) -> _Verdict:
    request = orjson.dumps({"bundle": bundle.to_json(), "services": services})
    try:
        answer = _judges.ask(request)
    except Stopped as stopped:
        said = finding(stopped.code, None, seconds=SECONDS)
        return _Verdict((said,), time.monotonic() + KEPT_STOPPED)
    return _Verdict(tuple(Finding(*each) for each in orjson.loads(answer)))


@dataclass(frozen=True, slots=True)
class _Clock:
    """What is left of a time by the clock and, where `pid` is given, of one of its processor."""

    deadline: float
    pid: int | None = None
    most: float = 0.0

    def left(self) -> float:
        by_clock = self.deadline - time.monotonic()
        return by_clock if self.pid is None else min(by_clock, self.most - processor_seconds(self.pid))


def processor_seconds(pid: int) -> float:
    """What a process has taken of the processor so far; proc(5): utime and stime, after its name."""
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class _Judge:
    """One process. Its pipes never block the caller beyond what a clock has left."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        )
        self.owner = os.getpid()
        self.to, self.back = (pipe.fileno() for pipe in (self.process.stdin, self.process.stdout) if pipe)
        os.set_blocking(self.to, False)
        self._receive(_Clock(time.monotonic() + START_SECONDS))

    def ask(self, request: bytes) -> bytes:
        pid = self.process.pid
        clock = _Clock(time.monotonic() + PATIENCE * SECONDS, pid, processor_seconds(pid) + SECONDS)
        self._send(LENGTH.pack(len(request)) + request, clock)
        return self._receive(clock)

    def alive(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def end(self) -> None:
        """Kill it, whatever it does, and say how it had ended by itself."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def _send(self, content: bytes, clock: _Clock) -> None:
        rest = memoryview(content)
        while rest:
            _wait(self.to, select.POLLOUT, clock)
            try:
                rest = rest[os.write(self.to, rest) :]
            except BrokenPipeError:
                raise self._died() from None

    def _receive(self, clock: _Clock) -> bytes:
        (length,) = LENGTH.unpack(self._exactly(LENGTH.size, clock))
        return self._exactly(length, clock)

    def _exactly(self, length: int, clock: _Clock) -> bytes:
        parts = bytearray()
        while len(parts) < length:
            _wait(self.back, select.POLLIN, clock)
            part = os.read(self.back, length - len(parts))
            if not part:
                raise self._died()
            parts += part
        return bytes(parts)

    def _died(self) -> Exception:
        """A signal or want of memory is the bundle's doing; any other end is a fault of our own."""
        status = self.process.wait()
        if status < 0 or status == OUT_OF_MEMORY:
            return Stopped("check_memory")
        return RuntimeError(f"the judging process ended with status {status}")


def _wait(pipe: int, event: int, clock: _Clock) -> None:
    """Until the pipe is ready. No processor time is taken faster than time by the clock, so what is left of
    either can be waited for before it is looked at again."""
    poll = select.poll()
    poll.register(pipe, event)
    while (left := clock.left()) > 0:
        if poll.poll(left * 1000 + 1):
            return
    raise Stopped("check_time")


@dataclass
class _Judges:
    """At most two at a time, started when first needed and kept for the next bundle."""

    free: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(MOST_JUDGES))
    idle: list[_Judge] = field(default_factory=list)

    def ask(self, request: bytes) -> bytes:
        with self.free:
            judge = self._borrow()
            try:
                answer = judge.ask(request)
            except BaseException:
                judge.end()
                raise
            self.idle.append(judge)
            return answer

    def _borrow(self) -> _Judge:
        with suppress(IndexError):
            while True:
                judge = self.idle.pop()
                if judge.alive():
                    return judge
        return _Judge()


_kept = _Kept()
_judges = _Judges()
