"""What a browser gets: a form's files put in, each refusal by its name, and bytes that it never runs."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from efile.models import Matter
from notings.models import Found
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.efile.papers.test_putting_in import folder, laid
from tests.notings.contents import samples

__all__ = ["district", "folder", "sign_in"]
PDF = samples.pdf(3)


@pytest.fixture
def matter(district: District) -> Matter:
    return district.marked()


@pytest.fixture
def officer(sign_in: SignIn) -> Client:
    return sign_in("oc-general")


def upload(
    client: Client, district: District, matter: Matter, *files: tuple[str, bytes], **headers: str
) -> Any:
    address = reverse("put_in_papers", args=[district.thread(matter).pk])
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(address, {"files": sent}, headers=headers)


def put_in(client: Client, district: District, matter: Matter, name: str = "দলিল.pdf") -> str:
    assert upload(client, district, matter, (name, PDF)).status_code == 302
    paper = matter.papers.order_by("place").last()
    assert paper is not None
    return reverse("paper", args=[paper.pk])


def test_a_file_is_put_in_and_handed_out_as_it_came(
    district: District, matter: Matter, officer: Client
) -> None:
    answer: Any = officer.get(put_in(officer, district, matter))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-cache" in answer.headers["Cache-Control"]


def test_the_page_lists_it_under_its_pages(district: District, matter: Matter, officer: Client) -> None:
    address = put_in(officer, district, matter)
    page = officer.get(reverse("matter", args=[matter.pk])).content.decode()
    assert "দলিল" in page
    assert 'data-sheet="2 3 4"' in page
    assert address in page


def test_unchanged_bytes_are_not_sent_twice(district: District, matter: Matter, officer: Client) -> None:
    address = put_in(officer, district, matter)
    mark = officer.get(address).headers["ETag"]
    assert officer.get(address, headers={"If-None-Match": mark}).status_code == 304


def test_of_several_files_the_good_ones_are_put_in_and_the_others_named(
    district: District, matter: Matter, officer: Client
) -> None:
    answer = upload(officer, district, matter, ("a.pdf", PDF), ("b.pdf", b"<html>"), ("c.docm", b""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“b.pdf” is a web page" in page
    assert "“c.docm” is empty" in page
    assert laid(matter) == [(1, 1), (2, 4)]


def test_a_script_gets_the_same_in_json(district: District, matter: Matter, officer: Client) -> None:
    answer = upload(officer, district, matter, ("a.pdf", PDF), ("b.exe", b"MZ\0"), Accept="application/json")
    assert answer.status_code == 422
    assert answer.json()["taken"] == ["a"]
    assert "“b.exe” is of a kind" in answer.json()["refused"][0]


def test_without_a_file_it_says_so(district: District, matter: Matter, officer: Client) -> None:
    answer = upload(officer, district, matter)
    assert answer.status_code == 422
    assert "Choose at least one file" in answer.content.decode()


def test_who_may_not_open_the_matter_gets_no_paper_of_it(
    district: District, matter: Matter, officer: Client, sign_in: SignIn
) -> None:
    address = put_in(officer, district, matter)
    assert sign_in("ldc-jm").get(address).status_code == 404
    assert upload(sign_in("ldc-jm"), district, matter, ("a.pdf", PDF)).status_code in (403, 404)
    assert laid(matter) == [(1, 1), (2, 4)]


def test_what_waits_for_the_scanner_is_not_handed_out(
    district: District, matter: Matter, officer: Client
) -> None:
    address = put_in(officer, district, matter)
    type(matter.papers.last().content).objects.update(found=Found.WAITING)  # type: ignore[union-attr]
    answer = officer.get(address)
    assert answer.status_code == 423
    assert "waits for the virus scanner" in answer.content.decode()


def test_a_reading_of_a_graded_paper_is_logged(district: District, matter: Matter, officer: Client) -> None:
    address = put_in(officer, district, matter)
    Matter.objects.filter(pk=matter.pk).update(secrecy=1)
    officer.get(address)
    assert list(matter.readings.values_list("page", flat=True)) == ["paper"]
