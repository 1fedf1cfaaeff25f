"""The scanned pages of a paper file that was taken over are read on the file's page."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from efile.files import beginning
from efile.models import File, Secrecy
from efile.papers.keeping import Brought
from notings.contents import services as contents
from notings.contents.models import Content, Found
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, sign_in
from tests.efile.test_filing import put_in_file
from tests.notings.contents import samples

__all__ = ["sign_in"]


def taken_over(district: District, *scans: bytes) -> File:
    now = district.wait(minutes=1)
    kept = [
        contents.take_in(office=district.office.pk, file=ContentFile(one), name="x", now=timezone.now())
        for one in scans
    ]
    file = beginning.take_over(
        actor=district.actor("oc-general"),
        subject="পুরানো নথি",
        number="VII-৯/১৯৮৮",
        year=1988,
        shelf="৪",
        scans=[Brought(one.pk, f"স্ক্যান {at}") for at, one in enumerate(kept, 1)],
        now=now,
    )
    return File.objects.get(pk=file)


def test_pdfs_are_drawn_and_pictures_come_page_by_page(district: District, sign_in: SignIn) -> None:
    row = taken_over(district, samples.pdf(12), samples.image("TIFF", frames=3))
    client = sign_in("oc-general")
    said = client.get(reverse("file", args=[row.pk])).content.decode()
    assert f'data-pdf="{reverse("file_scan", args=[row.pk, 1])}" data-pages="12" data-first="1"' in said
    for number in (1, 2, 3):
        address = reverse("file_scan_page", args=[row.pk, 2, number])
        assert address in said
        answer = client.get(address)
        assert (answer.status_code, answer.content[:4]) == (200, b"\x89PNG")
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert client.get(reverse("file_scan_page", args=[row.pk, 2, 4])).status_code == 404
    assert client.get(reverse("file_scan_page", args=[row.pk, 1, 1])).status_code == 404


def test_scans_of_a_file_with_a_matter_that_is_graded_above_him_are_not_shown(
    district: District, sign_in: SignIn
) -> None:
    row = taken_over(district, samples.image())
    normal = district.marked()
    put_in_file(district, normal, file=row)
    graded = district.receive(subject="গোপন", secrecy=Secrecy.CONFIDENTIAL)
    district.complete("dm", graded, "mark", to="oc-general")
    put_in_file(district, graded, file=row)
    address = reverse("file_scan_page", args=[row.pk, 1, 1])
    assert sign_in("oc-general").get(address).status_code == 200
    assert sign_in("udc-general").get(address).status_code == 404


def test_a_scan_held_back_is_named_and_not_shown(district: District, sign_in: SignIn) -> None:
    row = taken_over(district, samples.image())
    Content.objects.filter(pk=row.scans.get().content_id).update(found=Found.WAITING)
    client = sign_in("oc-general")
    said = client.get(reverse("file", args=[row.pk])).content.decode()
    assert "waiting for the virus scanner" in said
    assert reverse("file_scan_page", args=[row.pk, 1, 1]) not in said
    assert client.get(reverse("file_scan_page", args=[row.pk, 1, 1])).status_code == 423
