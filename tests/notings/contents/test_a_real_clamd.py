"""ClamAV's own clamd, with a signature of the EICAR test file: found, held while it is down, released later.

The program is CLAMD_PROGRAM or `clamd` on the path; skipped visibly where there is none. The protocol itself
is shown everywhere by `test_the_scanner.py`, against a server that speaks it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from config.servers.process import free_port
from hierarchy.models import Office
from hierarchy.refusals import Refused
from notings.contents import reasons, services
from notings.contents.models import Content, Found
from notings.contents.scanning import NotAnswering, scan
from tests.hierarchy.factories import NOW
from tests.notings.contents import samples
from tests.notings.contents.test_taken_in import folder, office

__all__ = ["folder", "office"]
PROGRAM = os.environ.get("CLAMD_PROGRAM") or shutil.which("clamd", path=f"{os.environ.get('PATH')}:/usr/sbin")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="clamd is not installed (CLAMD_PROGRAM)")
# In two parts, so that no scanner takes this file for the one it stands for.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SECONDS = 60


@pytest.fixture
def port(tmp_path: Path, settings: Any) -> int:
    """Where a scanner will answer; its signatures and settings lie ready."""
    signatures = tmp_path / "signatures"
    signatures.mkdir()
    (signatures / "test.hdb").write_text(f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar-Test\n")
    free = free_port()
    settings.CLAMD = f"tcp://127.0.0.1:{free}"
    lines = ["Foreground yes", f"DatabaseDirectory {signatures}", "TCPAddr 127.0.0.1", f"TCPSocket {free}"]
    (tmp_path / "clamd.conf").write_text("\n".join(lines) + "\n")
    return free


@contextmanager
def running(tmp_path: Path) -> Iterator[None]:
    argv = [str(PROGRAM), f"--config-file={tmp_path / 'clamd.conf'}"]
    with (tmp_path / "clamd.log").open("wb") as log, subprocess.Popen(argv, stdout=log, stderr=log) as server:
        try:
            _wait(server, tmp_path / "clamd.log")
            yield
        finally:
            server.terminate()


def _wait(server: subprocess.Popen[bytes], log: Path) -> None:
    limit = time.monotonic() + SECONDS
    while server.poll() is None and time.monotonic() < limit:
        try:
            scan([b"ready?"])
        except NotAnswering:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


def take_in(office: Office, content: bytes, name: str = "a.txt") -> Content:
    return services.take_in(office=office.pk, file=ContentFile(content), name=name, now=NOW)


def test_a_virus_is_refused_by_its_name_and_a_clean_paper_is_not(
    office: Office, port: int, tmp_path: Path
) -> None:
    with running(tmp_path):
        assert take_in(office, samples.pdf(2), "দলিল.pdf").found == Found.CLEAN
        for content in (EICAR, samples.archive({"চিঠি.txt": EICAR})):
            with pytest.raises(Refused) as refused:
                take_in(office, content)
            assert refused.value.reason is reasons.INFECTED
            assert "Eicar-Test" in str(refused.value.params["virus"])
    assert Content.objects.count() == 1


def test_what_came_while_it_was_down_is_held_and_released_or_kept_apart_later(
    office: Office, port: int, tmp_path: Path
) -> None:
    good, bad = take_in(office, b"good"), take_in(office, EICAR)
    assert {good.found, bad.found} == {Found.WAITING}
    assert services.search_held() == 0
    with running(tmp_path):
        assert services.search_held() == 2
    good.refresh_from_db()
    bad.refresh_from_db()
    assert b"".join(services.chunks_of(good)) == b"good"
    with pytest.raises(Refused) as refused:
        services.chunks_of(bad)
    assert refused.value.reason is reasons.QUARANTINED
