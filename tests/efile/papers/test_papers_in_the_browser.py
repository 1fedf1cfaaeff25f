"""What a browser gets: a form's files put in, each refusal by its name, and bytes that it never runs."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

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


def shown(client: Client, paper: Any, number: int = 1) -> Any:
    return client.get(reverse("paper_page", args=[paper.pk, number]))


@pytest.mark.parametrize(("form", "media"), [("TIFF", "image/png"), ("JPEG", "image/jpeg")])
def test_a_page_of_a_scan_is_shown_as_a_picture_made_from_it(
    district: District, matter: Matter, officer: Client, form: str, media: str
) -> None:
    scan = samples.image(form, side=1300, frames=3 if form == "TIFF" else 1)
    assert upload(officer, district, matter, ("a.scan", scan)).status_code == 302
    paper = matter.papers.get(place=2)
    answer = shown(officer, paper, paper.pages)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, media)
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    with Image.open(BytesIO(answer.content)) as picture:
        assert picture.width == 1240
    assert shown(officer, paper, paper.pages).content == answer.content
    assert shown(officer, paper, paper.pages + 1).status_code == 404


def test_what_a_photograph_tells_of_its_maker_is_left_behind(
    district: District, matter: Matter, officer: Client
) -> None:
    made, lying = BytesIO(), Image.new("RGB", (40, 20), "white")
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "a maker's name"
    lying.save(made, "JPEG", exif=exif)
    upload(officer, district, matter, ("a.jpg", made.getvalue()))
    with Image.open(BytesIO(shown(officer, matter.papers.get(place=2)).content)) as picture:
        assert picture.size == (20, 40)
        assert dict(picture.getexif()) == {}


def test_a_paper_that_is_no_picture_has_no_page_to_show(
    district: District, matter: Matter, officer: Client
) -> None:
    put_in(officer, district, matter)
    assert shown(officer, matter.papers.get(place=2)).status_code == 404


def test_its_holder_renames_strikes_and_restores_it_from_the_page(
    district: District, matter: Matter, officer: Client
) -> None:
    put_in(officer, district, matter)
    paper = matter.papers.get(place=2)
    address = reverse("change_paper", args=[paper.pk])
    assert address in officer.get(reverse("matter", args=[matter.pk])).content.decode()
    assert officer.get(address).status_code == 200
    officer.post(address, {"act": "rename", "title": "জমির দলিল"})
    refused = officer.post(address, {"act": "strike", "reason": "", "title": "যা লেখা ছিল"})
    assert refused.status_code == 422
    assert "যা লেখা ছিল" in refused.content.decode()
    officer.post(address, {"act": "strike", "reason": "অন্য আবেদনের"})
    page = officer.get(reverse("matter", args=[matter.pk])).content.decode()
    assert "<s>জমির দলিল</s>" in page
    officer.post(address, {"act": "restore"})
    paper.refresh_from_db()
    assert paper.struck_at is None
    movement = officer.get(reverse("history_detail", args=[matter.pk])).content.decode()
    assert "দলিল → জমির দলিল" in movement
    assert "অন্য আবেদনের" in movement


def test_the_papers_of_a_file_are_changed_by_its_holder_alone(
    district: District, matter: Matter, officer: Client, sign_in: SignIn
) -> None:
    put_in(officer, district, matter)
    address = reverse("change_paper", args=[matter.papers.get(place=2).pk])
    above = sign_in("dm")
    assert above.get(address).status_code == 403
    assert above.post(address, {"act": "rename", "title": "x"}).status_code == 403
