"""The registry's form, the list and the page of a dak, as a browser asks for them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from efile.dak.models import Dak
from hierarchy.selectors import calendar_for
from ledger.ids import uuid7
from tests.efile.conftest import District
from tests.efile.dak.conftest import NUMBER, entered, fresh
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.efile.papers.test_putting_in import folder
from tests.efile.test_filing import put_in_file
from tests.notings.contents import samples

__all__ = ["district", "folder", "sign_in"]


def form(district: District, **changes: object) -> dict[str, object]:
    return {
        "kind": "official",
        "channel": "post",
        "sender": "মহকুমা শাসকের কার্যালয়",
        "subject": "বন্যা প্রস্তুতি",
        "number": NUMBER,
        "letter_date": "2026-01-05",
        "priority": "1",
        "secrecy": "0",
        "to": str(district.post("oc-general")),
        "copies": [str(district.post("oc-land"))],
        "physical": "on",
        "key": str(uuid7()),
        **changes,
    }


def acts(client: Client, dak: Dak, act: str, **more: str) -> object:
    given = {"act": act, "version": str(fresh(dak).version), "key": str(uuid7()), **more}
    return client.post(reverse("act_on_dak", args=[dak.pk]), given)


def test_one_letter_goes_in_with_its_scans_and_its_number_byte_for_byte(
    district: District, sign_in: SignIn
) -> None:
    counter = sign_in("counter-1")
    scans = [SimpleUploadedFile("চিঠি.pdf", samples.pdf(2)), SimpleUploadedFile("ছবি.png", samples.image())]
    answer = counter.post(reverse("new_dak"), form(district, files=scans))
    dak = Dak.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("dak", args=[dak.pk]))
    assert dak.receipt.foreign_number == NUMBER
    assert (dak.priority, dak.physical, dak.scans.count(), dak.copies.count()) == (1, True, 2, 1)
    page = counter.get(reverse("dak", args=[dak.pk])).content.decode()
    assert NUMBER in page
    scan = sign_in("oc-land").get(reverse("dak_scan", args=[dak.pk, 1]))
    assert scan["Content-Disposition"].startswith("attachment")
    assert b"".join(scan.streaming_content) == samples.pdf(2)  # type: ignore[attr-defined]  # [a stream]


def test_its_scans_are_looked_at_on_its_page(district: District, sign_in: SignIn) -> None:
    scans = [SimpleUploadedFile("চিঠি.pdf", samples.pdf(2)), SimpleUploadedFile("ছবি.png", samples.image())]
    sign_in("counter-1").post(reverse("new_dak"), form(district, files=scans))
    dak = Dak.objects.get()
    reader = sign_in("oc-land")
    page = reader.get(reverse("dak", args=[dak.pk])).content.decode()
    assert f'data-pdf="{reverse("dak_scan", args=[dak.pk, 1])}" data-pages="2"' in page
    picture = reverse("dak_scan_page", args=[dak.pk, 2, 1])
    assert f'src="{picture}"' in page
    assert "web/build/papers.js" in page
    seen = reader.get(picture)
    assert (seen.status_code, seen["Content-Type"][:6]) == (200, "image/")
    assert "sandbox" in seen["Content-Security-Policy"]
    assert reader.get(reverse("dak_scan_page", args=[dak.pk, 2, 2])).status_code == 404
    assert reader.get(reverse("dak_scan_page", args=[dak.pk, 9, 1])).status_code == 404
    assert sign_in("udc-jm").get(picture).status_code == 404


def test_of_a_form_with_a_fault_nothing_is_lost(district: District, sign_in: SignIn) -> None:
    files = [SimpleUploadedFile("চিঠি.pdf", samples.pdf(1))]
    answer = sign_in("counter-1").post(
        reverse("new_dak"), form(district, files=files, subject="", letter_date="2999-01-01")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "মহকুমা শাসকের কার্যালয়" in page
    assert re.search(r'name="kept" value="[^"]+" checked', page)
    assert re.search(rf'value="{district.post("oc-general")}" selected', page)
    assert not Dak.objects.exists()


def test_a_letter_without_a_recipient_is_not_entered(district: District, sign_in: SignIn) -> None:
    answer = sign_in("counter-1").post(reverse("new_dak"), form(district, to=""))
    assert answer.status_code == 422
    assert "Choose the main recipient." in answer.content.decode()


def test_it_stands_on_the_list_of_its_recipient_unread_until_he_opens_it(
    district: District, sign_in: SignIn
) -> None:
    dak, officer = entered(district), sign_in("oc-general")
    assert "Not yet read" in officer.get(reverse("daks")).content.decode()
    officer.head(reverse("dak", args=[dak.pk]))
    assert fresh(dak).read_at is None
    officer.get(reverse("dak", args=[dak.pk]))
    assert fresh(dak).read_at is not None
    assert "Not yet read" not in officer.get(reverse("daks")).content.decode()


@pytest.mark.parametrize("wanted", ["বন্যা", "০৫.৪৭", "মহকুমা", "nothing of it"])
def test_a_search_finds_its_words_and_both_numbers(district: District, sign_in: SignIn, wanted: str) -> None:
    dak = entered(district)
    page = sign_in("oc-general").get(reverse("daks"), {"q": wanted}).content.decode()
    assert (f"row-{dak.pk}" in page) is (wanted != "nothing of it")


def test_its_page_offers_the_received_step_first(district: District, sign_in: SignIn) -> None:
    dak, officer = entered(district, physical=True), sign_in("oc-general")
    page = officer.get(reverse("dak", args=[dak.pk])).content.decode()
    assert 'value="paper"' in page
    assert "not received yet" in page
    assert acts(officer, dak, "paper").status_code == 302  # type: ignore[attr-defined]  # [a response]
    page = officer.get(reverse("dak", args=[dak.pk])).content.decode()
    assert 'value="paper"' not in page
    assert 'value="shelve"' in page


def test_a_refused_act_says_why_on_the_page(district: District, sign_in: SignIn) -> None:
    dak, officer = entered(district), sign_in("oc-general")
    answer = officer.post(reverse("act_on_dak", args=[dak.pk]), {"act": "send", "version": "1"})
    assert answer.status_code == 422
    assert "Choose the main recipient." in answer.content.decode()


def test_particulars_are_set_right_on_a_page_of_their_own(district: District, sign_in: SignIn) -> None:
    dak, officer = entered(district), sign_in("oc-general")
    address = reverse("dak_particulars", args=[dak.pk])
    assert NUMBER in officer.get(address).content.decode()
    given = {"sender": "SDO", "subject": "Floods", "number": NUMBER, "priority": "2"}
    answer = officer.post(address, {**given, "version": str(fresh(dak).version), "key": str(uuid7())})
    assert answer.status_code == 302
    page = officer.get(reverse("dak", args=[dak.pk])).content.decode()
    assert "<s>বন্যা প্রস্তুতির প্রতিবেদন</s> → Floods" in page


def test_the_slip_acknowledges_it_and_the_writer_follows_it_by_its_code(
    district: District, sign_in: SignIn
) -> None:
    """CSMOP 10: a receipt is acknowledged by the system itself."""
    dak = entered(district)
    slip = sign_in("counter-1").get(reverse("slip", args=[dak.receipt_id]))
    assert slip.status_code == 200
    assert NUMBER in slip.content.decode()
    stranger = Client()
    stranger.cookies["language"] = "en"
    page = stranger.get(reverse("track_code", args=[dak.receipt.tracking])).content.decode()
    assert "With: General" in page
    assert "বন্যা" not in page


def test_a_letter_of_the_public_says_by_when_it_is_acknowledged(district: District, sign_in: SignIn) -> None:
    """CSMOP 66: within 15 days; and an interim reply is noted with its day."""
    dak, officer = entered(district, kind="citizen"), sign_in("oc-general")
    last = calendar_for(dak.office_id).local_date(dak.receipt.received_at) + timedelta(days=15)
    address, words = reverse("dak", args=[dak.pk]), f"acknowledge by {last:%d.%m.%Y}"
    assert words in officer.get(address).content.decode()
    assert words in officer.get(reverse("daks")).content.decode()
    acts(officer, dak, "acknowledge")
    assert "acknowledge by" not in officer.get(address).content.decode()
    refused = acts(officer, dak, "interim", told_by="2026-11-01")
    assert "one after today" in refused.content.decode()  # type: ignore[attr-defined]  # [an answer]
    acts(officer, dak, "interim", told_by="2099-01-15")
    page = officer.get(address).content.decode()
    assert "Answer told for" in page
    assert "15.01.2099" in page


def test_who_enters_a_graded_letter_reads_its_number_and_goes_on(district: District, sign_in: SignIn) -> None:
    """CSMOP 11: what is secret is entered, and its words are not the registry's."""
    counter = sign_in("counter-1")
    answer = counter.post(reverse("new_dak"), form(district, secrecy="2"), follow=True)
    number = Dak.objects.get().receipt.number
    page = answer.content.decode()
    assert answer.redirect_chain == [(reverse("new_dak"), 302)]
    assert f"Entered as {number}. It is graded, and your post does not open it." in page
    assert "বন্যা প্রস্তুতি" not in page


def test_a_refused_putting_away_stands_open_with_what_was_chosen(district: District, sign_in: SignIn) -> None:
    dak, file = entered(district), put_in_file(district, district.marked())
    officer = sign_in("oc-general")
    district.go_live()
    empty: Any = acts(officer, dak, "file", file=str(file.pk), reason=" ")
    page = empty.content.decode()
    assert empty.status_code == 422
    assert "Write why nothing is done with this letter." in page
    assert '<details class="more" open><summary>File without action</summary>' in page
    assert (
        f'<option value="{file.pk}" selected>' in page.partition('id="file-in"')[2].partition("</select>")[0]
    )
    long = "ক" * 301
    refused: Any = acts(officer, dak, "archive", reason=long)
    assert refused.status_code == 422
    assert f'id="archive-why" name="reason" value="{long}"' in refused.content.decode()
