"""Every file of the attachment cases put into a file: taken in or refused with a sentence, and never lost.

A fixed sample in every run, every file under GOTIPATH_SOAK=1. Skipped visibly where the cases are absent.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from efile.models import Matter
from notings.contents.kinds import KINDS
from notings.contents.reasons import NOT_TAKEN
from notings.models import Content
from tests.efile.attachments import TABLE, Fate, files, row, sentence
from tests.efile.conftest import District
from tests.efile.pages.conftest import district, sign_in
from tests.efile.papers.test_papers_in_the_browser import matter, officer
from tests.efile.papers.test_putting_in import agrees, folder

__all__ = ["district", "folder", "matter", "officer", "sign_in"]
EVERY = 1 if os.environ.get("GOTIPATH_SOAK") == "1" else 6
SANDBOX = "sandbox; default-src 'none'"


@pytest.fixture
def gathered(cases: Path) -> Path:
    of = cases / "attachments"
    if not of.is_dir():
        pytest.skip(f"the attachment cases are absent: no folder {of}")
    return of


def put_in(client: Client, address: str, path: Path) -> Any:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(address, {"files": file}, headers={"Accept": "application/json"})


def fate(matter: Matter, path: Path, answer: Any, client: Client) -> Fate:
    """What became of it, once everything that must hold of either end does."""
    if answer.status_code == 200:
        return _taken(matter, path, client)
    assert answer.status_code == 422, path
    (why,) = answer.json()["refused"]
    assert not Content.objects.filter(sha256=_sha256(path)).exists(), path
    with translation.override("en"):
        return Fate("", None, (), next(code for code in NOT_TAKEN if sentence(code, path.name) == why))


def _taken(matter: Matter, path: Path, client: Client) -> Fate:
    paper = matter.papers.select_related("content").order_by("-place")[0]
    content = paper.content
    assert content is not None
    assert content.sha256 == _sha256(path)
    answer: Any = client.get(reverse("paper", args=[paper.pk]))
    assert b"".join(answer.streaming_content) == path.read_bytes(), path
    assert answer.headers["Content-Disposition"].startswith("attachment"), path
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == SANDBOX
    assert answer.headers["Content-Type"] in KINDS
    return Fate(content.kind.ending, content.pages, tuple(content.active), "")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_each_is_taken_in_or_refused_as_the_table_says(
    gathered: Path, district: District, matter: Matter, officer: Client
) -> None:
    said = {line.split(" | ")[0].removeprefix("| "): line for line in TABLE.read_text("utf-8").splitlines()}
    address = reverse("put_in_papers", args=[district.thread(matter).pk])
    taken = 0
    for path in files(gathered)[::EVERY]:
        name = path.relative_to(gathered).as_posix()
        found = fate(matter, path, put_in(officer, address, path), officer)
        taken += not found.refused
        assert row(name, path.stat().st_size, found) == said[name]
    assert matter.papers.count() == 1 + taken
    assert officer.get(reverse("matter", args=[matter.pk])).status_code == 200
    assert agrees(matter)


def test_the_table_speaks_of_every_file(gathered: Path) -> None:
    said = TABLE.read_text("utf-8")
    names = [path.relative_to(gathered).as_posix() for path in files(gathered)]
    assert [name for name in names if f"| {name} |" not in said] == []
