"""A letter received and the letter that answers it, in the print of the file and on its page."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from efile.dak import closing
from efile.filepage import open_matter
from efile.letters.models import Draft
from efile.models import Matter
from efile.printing.cover import cover_of
from efile.printing.papers import pieces_of
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered
from tests.efile.dispatch.desk import CITIZEN, POLICE, issued, sent, signed
from tests.efile.pages.conftest import SignIn
from tests.efile.printing.conftest import printed
from web.templatetags.office import bn_digits


def begun_from_dak(district: District) -> Matter:
    dak = entered(district)
    closing.put_up(actor=district.actor("oc-general"), dak=dak.pk, now=district.wait(minutes=1))
    dak.refresh_from_db()
    assert dak.matter is not None
    return dak.matter


def answered(district: District) -> tuple[Matter, Draft]:
    matter, draft = issued(district, CITIZEN, POLICE, matter=begun_from_dak(district))
    sent(district, draft, 1, "post", mail="ordinary")
    return matter, draft


def test_a_matter_begun_from_a_dak_shows_its_receipt_in_the_readers_digits(district: District) -> None:
    actor = district.actor("oc-general")
    opened = open_matter(actor, begun_from_dak(district).pk)
    number = opened.matter.papers.get(place=1).dak.receipt.number
    assert bn_digits(number) == number
    with translation.override("bn"):
        said = bn_digits(number)
        front = cover_of(opened.matter.file, [opened.matter], [], actor, district.now)
        first = pieces_of(None, [opened])[0]
    assert said != number
    assert [block["rows"][0][0] for block in front if block["is"] == "table"] == [said]
    assert first.matter == said
    assert first.title.startswith(f"{said} — ")


def test_the_print_tells_of_the_letter_its_numbers_and_how_it_went(
    district: District, sign_in: SignIn
) -> None:
    matter, draft = answered(district)
    made = printed(sign_in, "oc-general", matter)
    notes, way = made.leaf_of("Note sheet, 1"), made.leaf_of("Movement, 1")
    docket = " ".join(made.text(notes, notes).split())
    assert f"memo no. {draft.memo}, issue no. {draft.issue_number}" in docket
    assert "and 1 other" in docket
    movement = " ".join(made.text(way).split())
    for words in ("Letter approved", "Letter signed", "Letter issued", "Letter sent", "By post", draft.memo):
        assert words in movement, words


def test_the_letter_is_told_apart_on_the_page_and_docketed_under_the_note(
    district: District, sign_in: SignIn
) -> None:
    matter, draft = signed(district, CITIZEN, POLICE, matter=begun_from_dak(district))
    oc, address = sign_in("oc-general", "bn"), reverse("matter", args=[matter.pk])
    page = oc.get(address)
    copy = page.context["papers"][-1]
    assert (copy.left, copy.out) == ("স্বাক্ষরিত", False)
    assert page.context["dockets"] == []
    matter, draft = answered(district)
    page = oc.get(reverse("matter", args=[matter.pk]))
    words = page.content.decode()
    copy = page.context["papers"][-1]
    assert (copy.left, copy.out) == ("ইস্যু হয়েছে", True)
    assert [fact.value for fact in copy.facts] == [draft.memo, draft.issue_number]
    docket = words[words.index('class="docket"') :].split("</p>")[0]
    with translation.override("bn"):
        assert bn_digits(draft.memo) in docket
        assert f"ইস্যু নং {bn_digits(draft.issue_number)}" in docket
    assert f'href="#page-{copy.page}"' in docket
