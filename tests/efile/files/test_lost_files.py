"""CSMOP 46: a lost file is declared missing, then found again or rebuilt from what stands elsewhere.

CSMOP 47: the tracker says who had it last.
"""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from efile import reasons as common
from efile.files import losing, parting, reasons
from efile.files.acts import offered
from efile.files.models import COPY
from efile.files.told import told_of
from efile.models import File, Matter
from efile.papers.keeping import Brought
from efile.registers.filebook import state_of
from efile.verification import check_stream
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from notings.contents import services as contents
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, sign_in
from tests.efile.test_after_an_office_merger import heir, merge
from tests.efile.test_filing import put_in_file
from tests.notings.contents import samples

__all__ = ["heir", "sign_in"]
SINCE = date(2026, 11, 2)
SEARCHED = "রেকর্ড রুম ও সকল সেকশনে খোঁজা হয়েছে।"
NOTE = "নলকূপ মেরামতের আবেদন; ১২ জুন মঞ্জুর হয়েছিল।"


@pytest.fixture
def file(district: District) -> File:
    return put_in_file(district, district.marked())


def missing(district: District, file: File, code: str = "oc-general", since: date | None = SINCE) -> File:
    losing.declare_missing(
        actor=district.actor(code), file=file.pk, since=since, reason=SEARCHED, now=district.wait(minutes=5)
    )
    return File.objects.get(pk=file.pk)


def brought(district: District) -> Brought:
    office = UUID(str(district.office.pk))
    content = contents.take_in(
        office=office, file=ContentFile(samples.pdf(pages=2)), name="patra.pdf", now=district.now
    )
    return Brought(content.pk, "পত্র")


def agrees(file: File) -> bool:
    return check_stream("file", file.pk, ledger.entries(file.pk)) is None


def test_a_file_is_declared_missing_with_day_enquiry_and_who_had_it_last(
    district: District, file: File
) -> None:
    row = missing(district, file)
    assert row.missing_on == SINCE
    entry = ledger.entries(file.pk)[-1]
    assert (entry.kind, entry.data["since"], entry.texts["reason"]) == (
        "file.missing",
        "2026-11-02",
        SEARCHED,
    )
    holder = district.actor("oc-general").post_title
    assert holder is not None
    assert entry.data["last_with"] == holder.both()
    assert holder.en in told_of(file.pk)[-1].words
    assert agrees(file)
    File.objects.update(missing_on=SINCE + timedelta(days=1))
    assert not agrees(file)


def test_who_may_not_close_a_file_does_not_declare_it_missing(district: District, file: File) -> None:
    with pytest.raises(Refused) as refused:
        missing(district, file, "udc-general")
    assert refused.value.reason is common.NO_POWER


@pytest.mark.parametrize("since", [None, date(2030, 1, 1)])
def test_the_day_has_come(district: District, file: File, since: date | None) -> None:
    with pytest.raises(Refused) as refused:
        missing(district, file, since=since)
    assert refused.value.reason is reasons.MISSING_SINCE


def test_it_is_rebuilt_from_copies_with_a_self_contained_note(district: District, file: File) -> None:
    actor = district.actor("oc-general")
    with pytest.raises(Refused) as early:
        losing.lay_copies(actor=actor, file=file.pk, scans=[brought(district)], now=district.wait(minutes=5))
    assert early.value.reason is reasons.NOT_MISSING
    missing(district, file)
    losing.lay_copies(actor=actor, file=file.pk, scans=[brought(district)], now=district.wait(minutes=5))
    scan = file.scans.get()
    assert (scan.title, scan.first_page, scan.pages) == (f"{COPY}পত্র", 2, 2)
    assert scan.source == "copy for lost papers"
    with pytest.raises(Refused) as bare:
        losing.declare_rebuilt(actor=actor, file=file.pk, note=" ", now=district.wait(minutes=5))
    assert bare.value.reason is reasons.REBUILT_NOTE
    losing.declare_rebuilt(actor=actor, file=file.pk, note=NOTE, now=district.wait(minutes=5))
    row = File.objects.get(pk=file.pk)
    assert (row.missing_on, row.rebuilt_on) == (None, district.now.date())
    assert told_of(file.pk)[-1].words == NOTE
    assert agrees(file)


def test_it_is_found_again(district: District, file: File) -> None:
    missing(district, file)
    losing.declare_found(
        actor=district.actor("oc-general"), file=file.pk, reason="আলমারি ৩", now=district.wait(minutes=5)
    )
    row = File.objects.get(pk=file.pk)
    assert (row.missing_on, row.rebuilt_on) == (None, None)
    assert [one.kind for one in told_of(file.pk)][-2:] == ["file.missing", "file.found"]
    assert agrees(file)


def test_a_lost_part_is_merged_once_it_is_found(district: District, file: File) -> None:
    officer = district.actor("oc-general")
    own = parting.open_part(actor=officer, file=file.pk, now=district.wait(minutes=1))
    part = missing(district, File.objects.get(pk=own))
    acts = offered(part, officer, district.now.date())
    assert ("merge" in acts, "found" in acts) == (False, True)
    with pytest.raises(Refused) as refused:
        parting.merge_part(actor=officer, file=own, now=district.wait(minutes=1))
    assert refused.value.reason is reasons.PART_MISSING
    losing.declare_found(actor=officer, file=own, reason="আলমারি ৩", now=district.wait(minutes=5))
    assert "merge" in offered(File.objects.get(pk=own), officer, district.now.date())
    assert parting.merge_part(actor=officer, file=own, now=district.wait(minutes=1)) == file.pk
    assert agrees(File.objects.get(pk=own))


def test_lists_and_registers_say_so_and_its_matters_go_on(
    district: District, file: File, sign_in: SignIn
) -> None:
    matter = Matter.objects.get(file=file)
    row = missing(district, file)
    assert state_of(row).endswith("; missing")
    district.forward("oc-general", matter, "cic-general")
    client = sign_in("oc-general")
    assert "missing since 02.11.2026" in unescape(
        client.get(reverse("file", args=[file.pk])).content.decode()
    )
    listed = client.get(reverse("files") + "?state=missing").content.decode()
    assert (file.subject in listed, ">missing</span>" in listed) == (True, True)


def test_copies_are_laid_into_a_file_of_an_office_that_was_merged(
    district: District, heir: District, file: File, sign_in: SignIn
) -> None:
    merge(district, heir)
    missing(heir, file)
    copies = {"act": "copies", "files": ContentFile(samples.pdf(pages=1), name="copy.pdf")}
    client = sign_in("oc-general", office=heir.office)
    assert client.post(reverse("act_on_file", args=[file.pk]), copies).status_code == 302
    assert file.scans.get().content.office == district.office
    assert agrees(File.objects.get(pk=file.pk))


def test_the_page_offers_it_and_loses_nothing(district: District, file: File, sign_in: SignIn) -> None:
    client, address = sign_in("oc-general"), reverse("act_on_file", args=[file.pk])
    shown = unescape(client.get(reverse("file", args=[file.pk])).content.decode())
    assert "By the tracker it was last with Officer-in-Charge, General Section" in shown
    refused = client.post(address, {"act": "missing", "since": "", "reason": SEARCHED})
    assert refused.status_code == 422
    assert f'value="{SEARCHED}"' in unescape(refused.content.decode())
    given = {"act": "missing", "since": "2026-11-02", "reason": SEARCHED}
    assert client.post(address, given).status_code == 302
    copies = {"act": "copies", "files": ContentFile(samples.pdf(pages=1), name="copy.pdf")}
    assert client.post(address, copies).status_code == 302
    assert client.post(address, {"act": "rebuilt", "note": NOTE}).status_code == 302
    assert File.objects.get(pk=file.pk).rebuilt_on is not None
