"""CSMOP 24: orders, circulars and decisions kept for reference, read by the whole office, quoted in notes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from efile.guard import reasons, services
from efile.guard.models import GuardPaper
from efile.guard.selectors import guard_of, guard_paper_for, page_of
from efile.papers.keeping import Brought
from efile.references import targets_of, token
from hierarchy.refusals import Reason, Refused
from ledger import selectors as ledger
from ledger.ids import uuid7
from notings.contents import services as contents
from notings.models import Paragraph
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from tests.notings.contents import samples

pytestmark = pytest.mark.django_db
TITLE = "খাস জমি বন্দোবস্তের নির্দেশিকা"


def brought(district: District, pages: int = 2) -> Brought:
    file = ContentFile(samples.pdf(pages))
    content = contents.take_in(office=district.office.pk, file=file, name="a.pdf", now=district.now)
    return Brought(content.pk, "a")


def put_in(district: District, by: str = "oc-land", pages: int = 2, **changed: Any) -> GuardPaper:
    values = {"kind": "order", "title": TITLE, "number": "১২৩৪-এলআর/২০২৪", "dated": None} | changed
    own = services.put_in(
        actor=district.actor(by),
        brought=brought(district, pages),
        today=district.now.date(),
        now=district.wait(minutes=1),
        **values,
    )
    return GuardPaper.objects.get(pk=own)


def refused(reason: Reason) -> pytest.RaisesExc[Refused]:
    return pytest.RaisesExc(Refused, check=lambda found: found.reason is reason)


def test_a_paper_is_put_in_and_the_whole_office_reads_it(district: District, sign_in: SignIn) -> None:
    row = put_in(district)

    for code in ("oc-land", "ldc-general", "counter-1"):
        assert list(guard_of(district.actor(code))) == [row]
        page = sign_in(code).get(reverse("guard_paper", args=[row.pk])).content.decode()
        assert TITLE in page
        assert f'data-pdf="{reverse("guard_file", args=[row.pk])}"' in page
    entry = ledger.entries(district.office.pk)[-1]
    assert (entry.kind, entry.data["sha256"]) == ("guard.put_in", row.content.sha256)


def test_another_office_knows_nothing_of_it(district: District) -> None:
    from dataclasses import replace

    row, elsewhere = put_in(district), uuid7()
    stranger = replace(district.actor("dm"), office_id=elsewhere, offices=frozenset({elsewhere}))

    assert list(guard_of(stranger)) == []
    with refused(reasons.NOT_THERE):
        guard_paper_for(stranger, row.pk)
    with refused(reasons.NOT_THERE):
        services.take_out(actor=stranger, paper=row.pk, why="x", now=district.now)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"kind": "poem"}, reasons.KIND),
        ({"title": "  "}, reasons.TITLE),
        ({"title": "ক" * 201}, reasons.TITLE),
        ({"number": "1" * 101}, reasons.NUMBER),
    ],
)
def test_what_is_wrong_is_said(district: District, changed: dict[str, Any], reason: Reason) -> None:
    with refused(reason):
        put_in(district, **changed)
    assert not GuardPaper.objects.exists()


def test_an_order_of_tomorrow_is_refused(district: District) -> None:
    with refused(reasons.DATED):
        put_in(district, dated=district.now.date() + timedelta(days=1))


def test_the_same_paper_lies_there_once(district: District) -> None:
    row = put_in(district)

    with refused(reasons.THERE):
        put_in(district, by="oc-general", title="অন্য নাম")
    services.take_out(actor=district.actor("oc-land"), paper=row.pk, why="ভুল কাগজ", now=district.now)
    assert put_in(district, title="অন্য নাম").pk != row.pk


def test_who_put_it_in_or_an_officer_above_takes_it_out(district: District) -> None:
    row = put_in(district)

    with refused(reasons.NOT_YOURS):
        services.take_out(actor=district.actor("oc-general"), paper=row.pk, why="x", now=district.now)
    with refused(reasons.WHY):
        services.take_out(actor=district.actor("adm-land"), paper=row.pk, why=" ", now=district.now)
    services.take_out(actor=district.actor("adm-land"), paper=row.pk, why="বাতিল হয়েছে", now=district.now)
    with refused(reasons.OUT):
        services.take_out(actor=district.actor("oc-land"), paper=row.pk, why="আবার", now=district.now)

    assert list(guard_of(district.actor("dm"))) == []
    assert guard_paper_for(district.actor("dm"), row.pk).out_why == "বাতিল হয়েছে"


def test_a_post_that_writes_no_notes_puts_nothing_in(district: District, sign_in: SignIn) -> None:
    with pytest.raises(Refused) as found:
        put_in(district, by="group-d-it")
    assert found.value.reason.code == "act.no_power"
    assert 'name="files"' not in sign_in("group-d-it").get(reverse("guard")).content.decode()


def test_a_note_refers_to_it_and_still_opens_it_when_it_is_out(district: District, sign_in: SignIn) -> None:
    row, matter = put_in(district), district.marked()
    district.note("oc-general", matter, f"{token('guard', row.pk, f'গার্ড ফাইল: {TITLE}')} অনুযায়ী।")
    district.forward("oc-general", matter, "cic-general")
    services.take_out(actor=district.actor("oc-land"), paper=row.pk, why="নতুন আদেশ এসেছে", now=district.now)

    page = sign_in("cic-general").get(reverse("matter", args=[matter.pk])).content.decode()

    assert (
        f'<a class="ref" href="{reverse("guard_paper", args=[row.pk])}" title="">গার্ড ফাইল: {TITLE}</a>' in page
    )
    notes = list(Paragraph.objects.filter(sheet=matter.sheet_id))
    assert [one.kind for one in targets_of(notes, matter, district.actor("cic-general"))] == ["guard"]


def test_a_reference_to_it_is_no_word_of_the_note(district: District) -> None:
    from django.db import connection

    said = token("guard", uuid7(), "নির্দেশিকা")
    with connection.cursor() as cursor:
        cursor.execute("SELECT efile_words(%s)::text", [f"{said} দেখা হল"])
        found = cursor.fetchone()[0]
    assert "guard" not in found
    assert "নিরদেশিকা" in found


def test_beside_a_note_the_papers_with_the_words_are_offered(district: District, sign_in: SignIn) -> None:
    row = put_in(district)
    client, asked = sign_in("oc-general", "bn-in"), reverse("guard_quote")

    page = client.get(asked, {"q": "নির্দেশিকা ১২৩৪"}).content.decode()

    assert f'data-insert="[[guard:{row.pk} গার্ড ফাইল: {TITLE}, ১২৩৪-এলআর/২০২৪]]"' in page
    assert "data-guard" not in client.get(asked, {"q": "মেলা"}).content.decode()


def test_the_list_is_narrowed_and_paged(district: District) -> None:
    made = [put_in(district, pages=1 + number, title=f"আদেশ {number}") for number in range(3)]
    actor = district.actor("dm")

    assert list(guard_of(actor, "আদেশ 1")) == [made[1]]
    assert list(guard_of(actor, kind="act")) == []
    assert page_of(guard_of(actor), None) == ([made[2], made[1], made[0]], False)


def test_the_form_keeps_words_and_file(district: District, sign_in: SignIn, folder: Path) -> None:
    client, given = sign_in("oc-land", "bn-in"), {"kind": "order", "title": "", "number": "৭", "dated": ""}
    file = SimpleUploadedFile("আদেশ.pdf", samples.pdf(1), "application/pdf")

    answer = client.post(reverse("guard"), {**given, "files": file})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="৭"' in page
    kept = page.partition('name="kept" value="')[2].partition('"')[0]
    sent = client.post(reverse("guard"), {**given, "title": TITLE, "kept": kept})
    row = GuardPaper.objects.get(title=TITLE)
    assert sent.headers["Location"] == reverse("guard_paper", args=[row.pk])
    got = client.get(reverse("guard_file", args=[row.pk]))
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(got.streaming_content) == samples.pdf(1)  # type: ignore[attr-defined]  # [a stream]


def test_without_a_file_the_form_says_so(district: District, sign_in: SignIn) -> None:
    given = {"kind": "order", "title": TITLE, "number": "", "dated": ""}

    page = sign_in("oc-land").post(reverse("guard"), given).content.decode()

    assert "Choose the file of the paper, a PDF or a picture." in page
