"""Child processes that never outlive the launcher."""

import ctypes
import errno
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

PR_SET_PDEATHSIG = 1
LOG_LIMIT_BYTES = 10 * 1024 * 1024
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Account:
    """The system account that a server runs as when the launcher is root."""

    name: str
    uid: int
    gid: int


def spawn(
    argv: Sequence[str | Path],
    *,
    log: Path,
    death_signal: signal.Signals = signal.SIGTERM,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    account: Account | None = None,
    capture: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a child in its own session, told by the kernel when the launcher dies.

    What it says goes to the log; with `capture` its standard output can be read by the caller.
    Call it from the main thread only: the parent-death signal follows the thread that forked.
    A request to stop waits until the fork is over.
    """
    launcher = os.getpid()

    def tie_to_launcher() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        _libc.prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != launcher:
            os._exit(1)

    with open_log(log) as output, _signals_held() as mask:
        return subprocess.Popen(
            [str(part) for part in argv],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if capture else output,
            stderr=output,
            env=dict(env) if env is not None else None,
            cwd=cwd,
            start_new_session=True,
            preexec_fn=tie_to_launcher,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )


@contextmanager
def _signals_held() -> Iterator[set[int]]:
    """No handler runs in the middle of a fork, where Python prints and forgets what it raises.

    Yields the mask as it was, which the child puts back for itself.
    """
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield mask
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def open_log(log: Path) -> BinaryIO:
    """Append to a log; one that has grown past the limit is kept once beside the new one."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
        log.replace(log.with_suffix(".log.1"))
    return log.open("ab")


def stop_process(
    process: subprocess.Popen[bytes], *, first: signal.Signals = signal.SIGTERM, seconds: float = 20
) -> None:
    """Ask, wait, then kill."""
    if process.poll() is not None:
        return
    process.send_signal(first)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port(host: str = "127.0.0.1") -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
    return port


def port_is_free(host: str, port: int) -> bool:
    """OSError when it cannot be listened on for another reason than that somebody already does."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return False
    return True


def tail(log: Path, count: int = 2000, *, since: int = 0) -> str:
    """The last bytes of a log, of those written since it had `since` of them."""
    if not log.exists():
        return ""
    written = log.read_bytes()
    return written[since if since <= len(written) else 0 :][-count:].decode("utf-8", "replace")


def length(log: Path) -> int:
    """In bytes; 0 while there is no log."""
    return log.stat().st_size if log.exists() else 0


def wait_until_dead(pid: int, seconds: float) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.1)
    return False
