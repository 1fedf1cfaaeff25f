"""What comes with an application is taken in at the front desk and numbered behind it; nothing is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from efile import reasons
from efile.dak import closing
from efile.models import Matter
from efile.papers import services as papers
from efile.papers.models import PaperKind
from hierarchy.refusals import Refused
from ledger.ids import uuid7
from tests.efile.conftest import SERVICE, District
from tests.efile.dak.conftest import entered
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.efile.papers.test_putting_in import agrees, brought, folder, laid, put_in
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


def test_what_an_undone_letter_left_is_not_restored_scan_by_scan(district: District, sign_in: SignIn) -> None:
    matter, dak, actor = district.marked(), entered(district), district.actor("oc-general")
    for place in (1, 2):
        scan = brought(district, place)
        dak.scans.create(place=place, title=scan.title, content_id=scan.content)
    closing.attach(actor=actor, dak=dak.pk, matter=matter.pk, now=district.wait(minutes=1))
    closing.undo(actor=actor, dak=dak.pk, reason="ভুল", now=district.wait(minutes=1))
    put_in(district, matter)
    own = matter.papers.get(kind=PaperKind.ATTACHED)
    papers.strike(actor=actor, paper=own.pk, reason="ভুল", now=district.wait(minutes=1))
    client, struck = sign_in("oc-general"), list(matter.papers.order_by("place")[1:])
    assert [row.kind for row in struck] == [PaperKind.RECEIPT, PaperKind.ENCLOSURE, PaperKind.ATTACHED]
    pages = [client.get(reverse("change_paper", args=[row.pk])).content.decode() for row in struck]
    assert ["This paper is struck." in page for page in pages] == [True] * 3
    assert ["Take the strike back" in page for page in pages] == [False, False, True]
    for row in struck[:2]:
        with pytest.raises(Refused) as refused:
            papers.restore(actor=actor, paper=row.pk, now=district.now)
        assert refused.value.reason is reasons.NOT_TO_STRIKE
    papers.restore(actor=actor, paper=own.pk, now=district.wait(minutes=1))
    assert list(matter.papers.exclude(struck_at=None).order_by("place")) == struck[:2]
    assert agrees(matter)
