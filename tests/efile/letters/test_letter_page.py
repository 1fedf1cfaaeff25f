"""The page of a letter: begun on the file page, written, compared, approved, printed, signed and laid in."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile.dispatch import issuing
from efile.letters import selectors
from efile.letters.models import Draft, DraftWork, How, Status
from efile.models import Matter
from efile.papers.models import PaperKind
from ledger import selectors as ledger
from ledger.ids import uuid7
from tests.efile.conftest import District
from tests.efile.letters.desk import BODY, agrees, begun, fresh, in_a_file, kept
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.notings.contents import samples
from tests.notings.letters.authority import authority, officer, signed, signer

__all__ = ["district", "sign_in"]


@pytest.fixture
def oc(sign_in: SignIn) -> Client:
    return sign_in("oc-general")


def page(client: Client, draft: Draft) -> str:
    answer = client.get(reverse("letter", args=[draft.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def act(client: Client, draft: Draft, name: str, **more: Any) -> Any:
    row = fresh(draft)
    form = {"act": name, "base": row.newest, "key": str(uuid7()), **more}
    return client.post(reverse("letter", args=[draft.pk]), form)


def bytes_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_it_is_begun_beside_the_notes_with_the_words_of_its_kind(district: District, oc: Client) -> None:
    matter = district.marked()
    file_page = oc.get(reverse("matter", args=[matter.pk])).content.decode()
    address = reverse("begin_letter", args=[district.thread(matter).pk])
    assert address in file_page
    asked = oc.get(address).content.decode()
    assert asked.count("<option") == 12
    answer = oc.post(address, {"kind": "letter", "language": "bn", "key": str(uuid7())})
    draft = Draft.objects.get(matter=matter)
    assert answer["Location"] == reverse("letter", args=[draft.pk])
    said = selectors.version_of(draft)
    assert "রহিমা বেওয়া" in said.body
    (first,) = said.wording.addressed
    assert first.name == "রহিমা বেওয়া"
    assert said.signatory_id == district.post("oc-general")
    assert reverse("letter", args=[draft.pk]) in oc.get(reverse("matter", args=[matter.pk])).content.decode()
    assert agrees(matter)


def test_a_clerks_letter_is_signed_by_the_nearest_who_issues(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    address = reverse("begin_letter", args=[district.thread(matter).pk])
    sign_in("cic-general").post(address, {"kind": "order", "language": "en", "key": str(uuid7())})
    draft = Draft.objects.get(matter=matter)
    assert selectors.version_of(draft).signatory_id == district.post("oc-general")


def test_what_is_written_is_kept_and_then_a_version(district: District, oc: Client) -> None:
    draft = begun(district, district.marked())
    form = {"text": "নতুন কথা", "subject": "নতুন বিষয়", "base": 1, "revision": 0}
    answer = oc.post(reverse("letter_work", args=[draft.pk]), form)
    assert answer.json() == {"revision": 1}
    assert "নতুন কথা" in page(oc, draft)
    late = oc.post(reverse("letter_work", args=[draft.pk]), {**form, "text": "অন্য জানালা"})
    assert late.status_code == 409
    assert (late.json()["text"], late.json()["revision"]) == ("নতুন কথা", "1")
    assert act(oc, draft, "keep", **form).status_code == 302
    said = selectors.version_of(fresh(draft))
    assert (said.number, said.body, said.subject, said.to) == (2, "নতুন কথা", "নতুন বিষয়", "রহিমা বেওয়া\nচোপড়া")
    assert not DraftWork.objects.exists()


def test_it_says_why_it_cannot_be_approved_while_words_are_not_a_version(
    district: District, oc: Client
) -> None:
    draft = begun(district, district.marked())
    why = "Keep it as one; then the letter can be approved."
    assert why not in page(oc, draft)
    form = {"act": "add", "role": "info", "name": "প্রধান"}
    assert oc.post(reverse("letter_recipients", args=[draft.pk]), form).status_code == 302
    assert why in page(oc, draft)
    assert act(oc, draft, "keep", revision=1).status_code == 302
    assert why not in page(oc, draft)
    assert 'value="approve"' in page(oc, draft)


def test_a_lost_race_keeps_the_words_and_shows_the_difference(district: District, oc: Client) -> None:
    draft = begun(district, district.marked())
    kept(district, draft, "oc-general", "যিনি আগে রাখলেন")
    answer = act(oc, draft, "keep", base=1, text="যিনি পরে লিখলেন", revision=0)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "যিনি পরে লিখলেন" in said
    assert "kept version 2" in said
    changes = oc.get(reverse("letter_changes", args=[draft.pk]) + "?from=2").content.decode()
    assert "<del>আগে রাখলেন</del>" in changes
    assert "<ins>পরে লিখলেন</ins>" in changes
    assert act(oc, draft, "keep", base=2, text="যিনি পরে লিখলেন", revision=1).status_code == 302
    assert selectors.version_of(fresh(draft)).body == "যিনি পরে লিখলেন"


def test_two_versions_are_compared_word_by_word(district: District, oc: Client) -> None:
    draft = begun(district, district.marked())
    kept(district, draft, "oc-general", BODY.replace("মেরামত", "বদল"))
    changes = oc.get(reverse("letter_changes", args=[draft.pk]) + "?from=1&to=2").content.decode()
    assert "<del>মেরামত</del><ins>বদল</ins>" in changes


def test_hostile_words_stay_words(district: District, oc: Client) -> None:
    draft = begun(district, district.marked(), body="<script>alert(1)</script>", subject='"><img src=x>')
    for said in (page(oc, draft), oc.get(reverse("letter_changes", args=[draft.pk])).content.decode()):
        assert "<script>alert" not in said
        assert "<img src=x" not in said


def test_a_letter_is_handed_out_as_a_draft_until_it_is_whole(district: District, oc: Client) -> None:
    draft = begun(district, district.marked())
    answer = oc.get(reverse("letter_pdf", args=[draft.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    with pikepdf.open(io.BytesIO(bytes_of(answer))) as pdf:
        assert pdf.open_metadata().pdfa_status == "2A"
    word = oc.get(reverse("letter_docx", args=[draft.pk]))
    assert bytes_of(word).startswith(b"PK")


def test_signs_that_cannot_be_printed_are_named(district: District, oc: Client) -> None:
    draft = begun(district, district.marked(), body="ভাল 😀")
    answer = oc.get(reverse("letter_pdf", args=[draft.pk]))
    assert answer.status_code == 422
    assert "😀" in answer.content.decode()


def made_ready(district: District, client: Client) -> tuple[Matter, Draft]:
    matter = district.marked()
    in_a_file(district, matter)
    draft = begun(district, matter)
    assert act(client, draft, "approve").status_code == 302
    assert act(client, draft, "fair").status_code == 302
    return matter, fresh(draft)


def bring(client: Client, draft: Draft, content: bytes, how: str, name: str = "signed.pdf") -> Any:
    form = {"how": how, "key": str(uuid7()), "files": SimpleUploadedFile(name, content)}
    return client.post(reverse("sign_letter", args=[draft.pk]), form)


def test_it_is_signed_with_a_token_and_lies_in_the_file(
    district: District, oc: Client, tmp_path: Path, settings: Any
) -> None:
    matter, draft = made_ready(district, oc)
    assert draft.status == Status.READY
    fair = bytes_of(oc.get(reverse("letter_pdf", args=[draft.pk])))
    root = authority()
    settings.SIGNING_AUTHORITIES = tmp_path / "authorities"
    settings.SIGNING_AUTHORITIES.mkdir()
    (settings.SIGNING_AUTHORITIES / "root.pem").write_bytes(root.pem)
    given = signed(fair, signer(officer(root), root, tmp_path), ["ডিজিটাল স্বাক্ষর"], tmp_path)
    assert bring(oc, draft, given, "digital").status_code == 302
    row = fresh(draft)
    assert (row.status, row.how) == (Status.SIGNED, How.DIGITAL)
    assert row.paper is not None
    assert (row.paper.kind, row.paper.title) == (PaperKind.LETTER, "নলকূপ মেরামত")
    entry = ledger.entries(matter.pk)[-1]
    assert entry.kind == "letter.signed"
    assert (entry.data["how"], entry.data["signature"]["signer"]) == ("digital", "Sumana Ghosh")
    assert bytes_of(oc.get(reverse("letter_pdf", args=[draft.pk]))) == given
    assert agrees(matter)


def test_one_signed_by_hand_is_recorded_as_such(district: District, oc: Client) -> None:
    matter, draft = made_ready(district, oc)
    assert bring(oc, draft, samples.image(), "ink", "scan.png").status_code == 302
    assert (fresh(draft).status, fresh(draft).how) == (Status.SIGNED, How.INK)
    assert ledger.entries(matter.pk)[-1].data["signature"] == {}
    assert "signed by hand and scanned" in page(oc, draft)
    assert agrees(matter)


def test_another_file_is_not_taken_for_the_signed_letter(district: District, oc: Client) -> None:
    _matter, draft = made_ready(district, oc)
    answer = bring(oc, draft, samples.pdf(1), "digital")
    assert answer.status_code == 422
    assert "not the fair copy" in answer.content.decode()
    fair = bytes_of(oc.get(reverse("letter_pdf", args=[draft.pk])))
    assert "carries no signature" in bring(oc, draft, fair, "digital").content.decode()
    assert "as it was printed, without a signature" in bring(oc, draft, fair, "ink").content.decode()
    assert "is a PDF or a picture" in bring(oc, draft, b"words", "ink", "a.txt").content.decode()
    assert fresh(draft).status == Status.READY


def test_who_is_not_its_signatory_does_not_sign_it(district: District, oc: Client, sign_in: SignIn) -> None:
    matter, draft = made_ready(district, oc)
    district.go_live()
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")
    answer = bring(sign_in("dm"), draft, samples.image(), "ink", "scan.png")
    assert answer.status_code == 403
    assert "is signed by" in answer.content.decode()


def test_an_issued_letter_keeps_its_approval(district: District, oc: Client) -> None:
    matter, draft = made_ready(district, oc)
    bring(oc, draft, samples.image(), "ink", "scan.png")
    issuing.issue(actor=district.actor("oc-general"), draft=draft.pk, now=timezone.now())
    answer = act(oc, draft, "withdraw", reason="ভুল")
    assert answer.status_code == 409
    assert fresh(draft).status == Status.ISSUED
    assert agrees(matter)


def test_numbering_without_a_file_says_what_to_do_first(district: District, oc: Client) -> None:
    draft = begun(district, district.marked())
    act(oc, draft, "approve")
    answer = act(oc, draft, "fair")
    assert answer.status_code == 409
    assert "Put this matter in a file first" in answer.content.decode()


def test_who_may_not_see_the_matter_sees_no_letter(district: District, sign_in: SignIn) -> None:
    draft = begun(district, district.marked())
    stranger = sign_in("oc-land")
    for name in ("letter", "letter_pdf", "letter_docx", "letter_changes"):
        assert stranger.get(reverse(name, args=[draft.pk])).status_code == 404
    assert stranger.post(reverse("letter_work", args=[draft.pk]), {"text": "x"}).status_code == 404


def test_who_only_reads_is_told_who_writes(district: District, sign_in: SignIn) -> None:
    draft = begun(district, district.marked())
    said = page(sign_in("dm"), draft)
    assert "has the file and works on this letter" in said
    assert "<textarea" not in said


def test_the_page_reads_in_bengali(district: District, sign_in: SignIn) -> None:
    draft = begun(district, district.marked())
    said = page(sign_in("oc-general", "bn-in"), draft)
    assert "সংস্করণ ১" in said
    assert "অনুমোদন" in said
