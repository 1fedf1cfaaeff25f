"""A district whose papers and prints are kept in a folder of the test's own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from efile.models import File, Matter
from efile.papers import services as papers
from efile.papers.keeping import Brought
from efile.printing.making import make_all, place_of
from efile.printing.models import Printout
from efile.tasks import make_prints
from ledger.ids import uuid7
from notings.contents import services as contents
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.notings.letters.tools import program, said_by

__all__ = ["district", "sign_in"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    kept = {"BACKEND": "notings.contents.storage.DurableFolder", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "papers": kept}
    settings.PRINTS = tmp_path / "prints"
    return tmp_path


@pytest.fixture(autouse=True)
def _no_broker() -> Iterator[None]:
    """A print is made when the test says so, by what the worker runs."""
    make_prints.app.conf.task_always_eager = True
    delayed, make_prints.run = make_prints.run, lambda: 0
    yield
    make_prints.run = delayed
    make_prints.app.conf.task_always_eager = False


@dataclass(frozen=True, slots=True)
class Print:
    """One print as it lies on the disk; leaves are counted from 1."""

    row: Printout
    path: Path

    def text(self, first: int = 1, last: int = 0) -> str:
        ends = ["-f", str(first), "-l", str(last)] if last else ["-f", str(first)]
        return said_by(program("pdftotext"), "-layout", *ends, self.path, "-")

    def leaf_of(self, words: str) -> int:
        """The first leaf on which these words stand."""
        return next(at for at in range(1, self.row.pages + 1) if words in self.text(at, at))

    def marks(self) -> list[tuple[str, list[str]]]:
        with pikepdf.open(self.path) as made, made.open_outline() as outline:
            return [(one.title, [under.title for under in one.children]) for one in outline.root]


def ordered(sign_in: SignIn, code: str, subject: File | Matter, language: str = "en") -> None:
    name = "print_file" if isinstance(subject, File) else "print_matter"
    answer = sign_in(code, language).post(reverse(name, args=[subject.pk]))
    assert answer.status_code == 302


def printed(sign_in: SignIn, code: str, subject: File | Matter, language: str = "en") -> Print:
    """Ordered on its page and made as the worker makes it."""
    ordered(sign_in, code, subject, language)
    assert make_all() == 1
    row = Printout.objects.latest("asked_at")
    return Print(row, place_of(row))


def brought(district: District, content: bytes, title: str) -> Brought:
    kept = contents.take_in(
        office=district.office.pk, file=ContentFile(content), name="x", now=timezone.now()
    )
    return Brought(kept.pk, title)


def put_in(district: District, matter: Matter, *rows: Brought, code: str = "oc-general") -> None:
    papers.attach(
        actor=district.actor(code),
        thread=district.thread(matter).pk,
        papers=rows,
        now=district.wait(minutes=1),
        key=uuid7(),
    )


def page_saying(*words: str, size: tuple[float, float] = (595, 842), rotate: int = 0) -> bytes:
    """A PDF with a page for each of the words."""
    made, out = pikepdf.new(), io.BytesIO()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for one in words:
        page = made.add_blank_page(page_size=size)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.obj.Contents = made.make_stream(f"BT /F 20 Tf 60 {size[1] / 2} Td ({one}) Tj ET".encode())
        if rotate:
            page.obj.Rotate = rotate
    made.save(out)
    return out.getvalue()


def photograph(colour: str = "red", size: tuple[int, int] = (600, 400), **said: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", **said)
    return out.getvalue()
