"""Signing turns the draft into a numbered paragraph with its author as he was then."""

from dataclasses import replace
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hierarchy.actors import Actor
from hierarchy.models import ChargeKind, Post, User
from hierarchy.words import Words
from notings import selectors
from notings.models import NoteDraft, Paragraph
from tests.hierarchy.factories import NOW
from tests.notings.desk import Desk


def test_the_draft_becomes_the_paragraph(desk: Desk) -> None:
    paragraph = desk.signed("দাখিলি কাগজ মিলিয়ে দেখা হল।")

    stored = Paragraph.objects.get()
    assert stored == paragraph
    assert (stored.text, stored.number, stored.signed_at) == ("দাখিলি কাগজ মিলিয়ে দেখা হল।", 1, NOW)
    assert (stored.sheet, stored.office) == (desk.sheet, desk.office)
    assert not NoteDraft.objects.exists()


def test_who_agrees_merely_signs(desk: Desk) -> None:
    assert desk.sign() is None
    desk.write("")
    assert desk.sign() is None
    assert not Paragraph.objects.exists()


def test_an_empty_draft_burns_no_number(desk: Desk) -> None:
    desk.write("")
    desk.sign()

    assert desk.signed("প্রথম").number == 1


def test_the_author_is_kept_as_he_was(desk: Desk) -> None:
    paragraph = desk.signed("নোট")
    User.objects.filter(username="of-udc-it").update(name_bn="নতুন নাম", name_en="New name")
    Post.objects.filter(code="udc-it").update(title_bn="নতুন পদ", title_en="New post")

    stored = Paragraph.objects.get(id=paragraph.id)
    assert stored.name == Words(bn="নাম of-udc-it", en="Name of-udc-it")
    assert stored.post_title == Words(bn="পদ udc-it", en="Post udc-it")
    assert stored.charge == ChargeKind.SUBSTANTIVE
    assert stored.charge_label == ""
    assert stored.on_behalf_of is None


def test_a_deputy_signs_under_his_own_name_for_the_holder(desk: Desk) -> None:
    holder = Words(bn="শ্রী পাল", en="Shri Pal")
    deputy: Actor = replace(desk.clerk, charge=ChargeKind.LINK, on_behalf_of=holder)
    paragraph = desk.signed("নোট", actor=deputy)

    assert paragraph.on_behalf_of == holder
    with translation.override("en"):
        assert paragraph.charge_label == "link officer"


def test_the_dealing_hand_signs_left_and_the_officer_right(desk: Desk) -> None:
    """CSMOP 15."""
    assert desk.signed("করণিক").side == "left"
    assert desk.signed("আধিকারিক", actor=desk.officer).side == "right"


def test_numbers_run_over_the_whole_sheet_whatever_the_lane(desk: Desk) -> None:
    """CSMOP 15: paragraphs are numbered."""
    part = uuid4()
    numbers = [
        desk.signed("এক").number,
        desk.signed("দুই", lane=part).number,
        desk.signed("তিন", actor=desk.officer).number,
        desk.signed("চার", lane=part, actor=desk.officer).number,
    ]
    assert numbers == [1, 2, 3, 4]
    assert selectors.next_number(desk.sheet.id) == 5


def test_signing_in_a_part_file_leaves_the_main_draft_alone(desk: Desk) -> None:
    desk.write("মূল")
    desk.signed("অংশ", lane=uuid4())

    assert NoteDraft.objects.get().text == "মূল"


def test_signing_is_one_statement(desk: Desk) -> None:
    desk.write("নোট")
    with CaptureQueriesContext(connection) as queries:
        desk.sign()

    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 1


def test_nobody_but_an_officer_signs(desk: Desk) -> None:
    desk.write("নোট")

    assert desk.sign(actor=Actor.system("relay")) is None
    assert NoteDraft.objects.exists()
