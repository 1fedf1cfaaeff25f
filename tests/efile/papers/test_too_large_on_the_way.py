"""A file beyond the limit is let go while it comes in, with a sentence; what else the form holds is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client, RequestFactory
from django.urls import reverse

from efile.models import Matter
from hierarchy.uploads import MEGABYTE, let_go
from tests.efile.conftest import District
from tests.efile.pages.conftest import district, sign_in
from tests.efile.papers.test_papers_in_the_browser import matter, officer, upload
from tests.efile.papers.test_putting_in import folder, laid
from tests.notings.contents import samples

__all__ = ["district", "folder", "matter", "officer", "sign_in"]
LARGE = b"x" * (MEGABYTE + 1)
PDF = samples.pdf()


@pytest.fixture(autouse=True)
def one_megabyte(settings: Any) -> None:
    settings.MOST_MEGABYTES = 1


def posted(**fields: Any) -> Any:
    return RequestFactory().post("/", {"before": "আগে", **fields, "behind": "পরে"})


def test_what_was_typed_before_and_behind_it_is_kept() -> None:
    request = posted(file=SimpleUploadedFile("বড়.pdf", LARGE))
    assert (request.POST["before"], request.POST["behind"]) == ("আগে", "পরে")
    assert "file" not in request.FILES
    (why,) = let_go(request)
    assert "বড়.pdf" in str(why)


def test_it_is_stopped_on_its_way_and_never_wholly_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    kept = TemporaryFileUploadHandler.receive_data_chunk

    def noted(self: TemporaryFileUploadHandler, raw_data: bytes, start: int) -> Any:
        written.append(len(raw_data))
        return kept(self, raw_data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", noted)
    request = posted(file=SimpleUploadedFile("a.bin", LARGE * 4))
    assert not request.FILES
    assert 0 < sum(written) <= MEGABYTE


def test_the_good_files_beside_it_come_in_whole() -> None:
    request = posted(
        one=SimpleUploadedFile("1.pdf", PDF),
        two=SimpleUploadedFile("2.bin", LARGE),
        three=SimpleUploadedFile("3.pdf", PDF),
    )
    assert {name: file.read() for name, file in request.FILES.items()} == {"one": PDF, "three": PDF}


def test_many_files_at_once_have_a_limit_together() -> None:
    just = b"x" * MEGABYTE
    request = posted(file=[SimpleUploadedFile(f"{n}.bin", just) for n in range(10)])
    assert len(request.FILES.getlist("file")) == 8
    assert [why.reason.code for why in let_go(request)] == ["hierarchy.too_much"] * 2


def test_the_officer_reads_which_file_and_what_to_do(
    district: District, matter: Matter, officer: Client
) -> None:
    answer = upload(officer, district, matter, ("a.pdf", PDF), ("b.tif", LARGE), Accept="application/json")
    assert answer.status_code == 422
    assert answer.json()["taken"] == ["a"]
    assert "“b.tif” is larger than 1 MB" in answer.json()["refused"][0]
    assert laid(matter) == [(1, 1), (2, 2)]


def test_a_table_of_the_administrator_says_so_too(sign_in: Any) -> None:
    answer = sign_in("dpm").post(
        reverse("import_establishment"), {"table": SimpleUploadedFile("a.csv", LARGE)}
    )
    assert answer.status_code == 422
    assert "larger than 8 MB" in answer.content.decode()
