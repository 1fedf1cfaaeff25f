"""A file is what one notes on: from the page of one at work a matter is begun in it, in one step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from efile import services
from efile.files.beginning import create, draft_file
from efile.models import File, Matter, Secrecy
from efile.verification import verify_all
from hierarchy.refusals import Refused
from ledger.ids import uuid7
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in

__all__ = ["district", "sign_in"]


def empty(district: District, draft: bool = False) -> File:
    """Opened as a draft by the officer, and created: no matter lies in it."""
    actor = district.actor("oc-general")
    file = draft_file(actor=actor, subject="পুরোনো হাটের নথি", now=district.now)
    if not draft:
        create(actor=actor, file=file, now=district.wait(minutes=1))
    return File.objects.get(pk=file)


def begin(district: District, file: File, code: str = "oc-general") -> Matter:
    done = services.start(
        actor=district.actor(code),
        service="internal-file",
        subject="হাটের ছাউনি মেরামত",
        now=district.wait(minutes=1),
        file=file.pk,
    )
    return Matter.objects.get(pk=done.matter)


def test_its_page_leads_to_a_note_sheet_of_a_matter_that_lies_in_it(
    district: District, sign_in: SignIn
) -> None:
    file, officer = empty(district), sign_in("oc-general", "bn-in")
    address = f"{reverse('start_internal')}?file={file.pk}"
    assert address in officer.get(reverse("file", args=[file.pk])).content.decode()
    form = officer.get(address).content.decode()
    assert file.subject in form
    assert "<h1>এই নথিতে নোট শুরু করুন</h1>" in form
    given = {"service": "internal-file", "subject": "ছাউনি মেরামত", "priority": "0", "secrecy": "0"}
    answer = officer.post(reverse("start_internal"), {**given, "file": str(file.pk), "key": str(uuid7())})
    matter = Matter.objects.get()
    assert (answer["Location"], matter.file_id) == (reverse("matter", args=[matter.pk]), file.pk)
    assert [difference for *_, difference in verify_all() if difference] == []


def test_sent_twice_it_is_begun_once(district: District) -> None:
    file, key = empty(district), uuid7()
    done = [
        services.start(
            actor=district.actor("oc-general"),
            service="internal-file",
            subject="একবার",
            now=district.now,
            file=file.pk,
            key=key,
        ).matter
        for _ in range(2)
    ]
    assert len(set(done)) == Matter.objects.count() == 1


@pytest.mark.parametrize("state", ["draft", "closed", "parked"])
def test_in_a_file_that_is_not_at_work_none_is_begun_and_none_is_left_outside(
    district: District, sign_in: SignIn, state: str
) -> None:
    file = empty(district, draft=state == "draft")
    if state == "parked":
        File.objects.filter(pk=file.pk).update(parked_until=district.now.date() + timedelta(days=9))
    elif state == "closed":
        File.objects.filter(pk=file.pk).update(status=state)
    page = sign_in("oc-general").get(reverse("file", args=[file.pk])).content.decode()
    assert f"{reverse('start_internal')}?file=" not in page
    with pytest.raises(Refused):
        begin(district, file)
    assert not Matter.objects.exists()


def test_who_may_not_open_the_file_begins_nothing_in_it(district: District, sign_in: SignIn) -> None:
    file = empty(district)
    Matter.objects.filter(pk=begin(district, file).pk).update(secrecy=Secrecy.SECRET)
    with pytest.raises(Refused):
        begin(district, file, "oc-land")
    address = f"{reverse('start_internal')}?file={file.pk}"
    assert sign_in("oc-land").get(address).status_code == 404
    assert Matter.objects.count() == 1
