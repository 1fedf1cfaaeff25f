"""The pages of a disposal: each step by who may, the destroyed file's own page, the certificate."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from efile.dak.models import Dak
from efile.disposal import carrying, services
from efile.disposal.models import Disposal
from efile.models import File, Matter, Secrecy
from efile.papers.models import Paper
from notings.models import Content
from tests.efile.conftest import District
from tests.efile.disposal.conftest import (
    WORD,
    YEAR,
    SignIn,
    agreed,
    destroyed,
    drawn,
    empty_file,
    full_file,
    ordered,
)
from tests.efile.printing.conftest import printed
from tests.efile.registers.conftest import lines, page


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test runs what the worker runs."""
    monkeypatch.setattr("efile.disposal.views._wake", lambda _request: None)


def text(answer: Any, status: int = 200) -> str:
    said = answer.content.decode()
    assert answer.status_code == status, said
    return str(said)


def test_a_list_goes_its_way_from_the_clerk_to_the_certificate(district: District, sign_in: SignIn) -> None:
    file, keep = empty_file(district, "12/1"), empty_file(district, "12/2")
    clerk, officer, head = sign_in("ldc-general"), sign_in("oc-general"), sign_in("dm")
    due = reverse("disposal_due")
    assert "12/1" in text(clerk.get(due))
    chosen = {"file": [str(file.pk), str(keep.pk)]}
    assert "Say by which rule" in text(clerk.post(due, chosen), 422)
    answer = clerk.post(due, {**chosen, "why": "বার্ষিক বাছাই"})
    row = Disposal.objects.get()
    here = reverse("disposal", args=[row.pk])
    assert answer["Location"] == here

    first, second = row.items.order_by("file__number")
    read = reverse("read_disposal", args=[row.pk])
    assert "Say why" in text(
        officer.post(read, {"item": first.pk, "said": "kept", "keep_until": f"{YEAR + 2}-01-01"}), 422
    )
    assert officer.post(read, {"item": first.pk, "said": "agreed"}).status_code == 302
    until = (timezone.localdate() + timedelta(days=90)).isoformat()
    kept = {"item": second.pk, "said": "kept", "keep_until": until, "why": "আপিল চলছে"}
    assert officer.post(read, kept).status_code == 302
    assert "আপিল চলছে" in text(head.get(here))

    order = reverse("order_disposal", args=[row.pk])
    seen = services.digest(row)
    asked = text(head.get(order))
    assert "This cannot be taken back." in asked
    assert "12/1" in asked
    assert seen in asked
    assert "this cannot be taken back" in text(head.post(order, {"seen": seen}), 422)
    certificate = reverse("disposal_certificate", args=[row.pk])
    assert head.get(certificate).status_code == 409
    assert head.post(order, {"seen": seen, "read": "yes"}).status_code == 302
    assert "one after the other" in text(head.get(here))
    assert carrying.carry_out_all() == 1

    given = head.get(certificate)
    assert given["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(given.content)) as made, made.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
    assert f"Destroyed under order 1/{YEAR}" in text(head.get(reverse("file", args=[file.pk])))
    assert [row[0] for row in lines(page(head, "disposals"))] == [f"1/{YEAR}"]


def test_a_letter_in_a_file_that_is_to_be_destroyed_offers_no_act_and_says_why(
    district: District, sign_in: SignIn
) -> None:
    file, _ = full_file(district)
    dak = Dak.objects.get()
    officer, here = sign_in("oc-general"), reverse("dak", args=[dak.pk])
    particulars = reverse("dak_particulars", args=[dak.pk])
    acts, edit = reverse("act_on_dak", args=[dak.pk]), f'href="{particulars}"'
    before = text(officer.get(here))
    assert acts in before
    assert edit in before
    row = drawn(district, file)
    agreed(district, row)
    ordered(district, row)
    after = text(officer.get(here))
    assert "The destruction of the file of this letter is ordered." in after
    assert acts not in after
    assert edit not in after
    assert officer.get(particulars).status_code == 409
    carrying.carry_out_all()
    gone = text(officer.get(here))
    assert "The file of this letter was destroyed under an order." in gone
    assert acts not in gone


def test_every_page_of_a_destroyed_file_says_so_and_shows_no_word(
    district: District, sign_in: SignIn
) -> None:
    file, matter = full_file(district)
    paper = Paper.objects.filter(matter=matter, content__isnull=False).first()
    assert paper is not None
    letter = matter.drafts.get(status="issued")
    destroyed(district, file)
    for code, language in (("dm", "en"), ("dm", "bn-in"), ("oc-general", "en")):
        client = sign_in(code, language)
        for name, own in (
            ("file", file.pk),
            ("matter", matter.pk),
            ("history_detail", matter.pk),
            ("letter", letter.pk),
            ("showing", matter.pk),
        ):
            said = text(client.get(reverse(name, args=[own])))
            assert WORD not in said
        assert client.get(reverse("paper", args=[paper.pk])).status_code == 410
        assert str(matter.pk) not in text(client.get(reverse("search"), {"q": WORD}))
        assert str(matter.pk) in text(client.get(reverse("search"), {"q": "রহিমা"}))
    said = text(sign_in("dm").get(reverse("matter", args=[matter.pk])))
    assert f"Destroyed under order 1/{YEAR}" in said
    assert "The text was destroyed under order" in said
    assert "This paper was destroyed under an order." in said
    made = printed(sign_in, "dm", file)
    assert WORD not in made.text()
    assert "The text was destroyed under order" in made.text()


def test_a_paper_that_lies_in_a_living_file_too_stays_there_alone(
    district: District, sign_in: SignIn
) -> None:
    file, matter = full_file(district)
    paper = Paper.objects.filter(matter=matter, kind="attached").get()
    assert paper.content is not None
    living = district.marked()
    other = Paper.objects.create(
        office=district.office,
        matter=living,
        place=99,
        kind="attached",
        title="একই কাগজ",
        content=paper.content,
        first_page=9,
        by={},
        at=timezone.now(),
    )
    destroyed(district, file)
    assert Content.objects.get(pk=paper.content.pk).destroyed_at is None
    head = sign_in("dm")
    assert head.get(reverse("paper", args=[other.pk])).status_code == 200
    assert head.get(reverse("paper", args=[paper.pk])).status_code == 410


def secret(district: District, grade: int) -> tuple[File, Matter]:
    file, matter = full_file(district)
    Matter.objects.filter(pk=matter.pk).update(secrecy=grade)
    return file, matter


@pytest.mark.parametrize("grade", [Secrecy.CONFIDENTIAL, Secrecy.SECRET])
def test_who_may_not_know_of_a_file_never_meets_it_on_a_list(
    district: District, sign_in: SignIn, grade: int
) -> None:
    file, _ = secret(district, grade)
    row = drawn(district, file, by="oc-general")
    agreed(district, row, by="oc-general")
    for code in ("ldc-general", "udc-jm", "counter-2"):
        client = sign_in(code)
        assert file.number not in text(client.get(reverse("disposal_due")))
        assert row.number not in text(client.get(reverse("disposals")))
        for name in ("disposal", "order_disposal", "disposal_certificate"):
            assert client.get(reverse(name, args=[row.pk])).status_code == 404
    ordered(district, row, by="dm")
    assert carrying.carry_out_all() == 1
    for code in ("ldc-general", "udc-jm"):
        assert lines(page(sign_in(code), "disposals")) == []
    assert [line[2] for line in lines(page(sign_in("dm"), "disposals"))] == [file.number]


def test_of_a_mixed_list_a_reader_meets_what_he_may_know(district: District, sign_in: SignIn) -> None:
    hidden, _ = secret(district, Secrecy.CONFIDENTIAL)
    row = drawn(district, hidden, empty_file(district, "12/7"), by="oc-general")
    clerk = sign_in("ldc-general")
    said = text(clerk.get(reverse("disposal", args=[row.pk])))
    assert "12/7" in said
    assert hidden.number not in said
    agreed(district, row)
    ordered(district, row)
    assert carrying.carry_out_all() == 2
    assert clerk.get(reverse("disposal_certificate", args=[row.pk])).status_code == 404
