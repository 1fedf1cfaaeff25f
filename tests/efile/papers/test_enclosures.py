"""What comes with an application is taken in at the front desk and numbered behind it; nothing is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from efile.models import Matter
from efile.papers.models import PaperKind
from ledger.ids import uuid7
from tests.efile.conftest import SERVICE, District
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.efile.papers.test_putting_in import agrees, folder, laid
from tests.notings.contents import samples

__all__ = ["district", "folder", "sign_in"]
PDF = samples.pdf(3)


@pytest.fixture
def counter(sign_in: SignIn) -> Client:
    return sign_in("counter-1")


def receive(counter: Client, *files: tuple[str, bytes], **more: Any) -> Any:
    form = {
        "service": SERVICE,
        "channel": "counter",
        "applicant": "রহিমা বেওয়া",
        "subject": "নলকূপ মেরামত",
        "priority": "0",
        "secrecy": "0",
        "key": str(uuid7()),
        "files": [SimpleUploadedFile(name, content) for name, content in files],
    }
    return counter.post(reverse("receive"), {**form, **more})


def test_they_follow_the_application_with_pages_of_their_own(district: District, counter: Client) -> None:
    assert receive(counter, ("দলিল.pdf", PDF), ("ছবি.png", samples.image())).status_code == 302
    matter = Matter.objects.get()
    assert laid(matter) == [(1, 1), (2, 4), (5, 5)]
    kinds = list(matter.papers.order_by("place").values_list("kind", "title"))
    assert kinds[1:] == [(PaperKind.ENCLOSURE, "দলিল"), (PaperKind.ENCLOSURE, "ছবি")]
    assert agrees(matter)


def test_of_a_form_with_a_fault_nothing_typed_or_brought_is_lost(district: District, counter: Client) -> None:
    answer = receive(counter, ("দলিল.pdf", PDF), ("b.pdf", b"<html>"), mobile="12")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“b.pdf” is a web page" in page
    assert "রহিমা বেওয়া" in page
    (mark,) = re.findall(r'name="kept" value="([^"]+)" checked', page)
    assert receive(counter, kept=mark).status_code == 302
    assert laid(Matter.objects.get()) == [(1, 1), (2, 4)]


def test_a_mark_that_the_office_did_not_make_brings_nothing(district: District, counter: Client) -> None:
    assert receive(counter, kept="forged:mark").status_code == 302
    assert laid(Matter.objects.get()) == [(1, 1)]
