"""An outside office answers by a link that opens once; its answer is a dak and moves the file."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from efile import reasons as common
from efile.dak import links, reasons
from efile.dak.models import Dak, DakState, ReplyLink
from efile.models import Channel, Matter
from efile.verification import verify_all
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile import stories
from tests.efile.conftest import District
from tests.efile.dak.conftest import NUMBER, letter
from tests.efile.papers.test_putting_in import folder
from tests.notings.contents import samples

__all__ = ["folder"]
OFFICE = "মহকুমা শাসকের কার্যালয়"
ASKED = "জমিটি কার দখলে আছে?"


@pytest.fixture
def asked(district: District) -> Matter:
    matter = district.marked()
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "ask_citizen")
    stories.told(district, matter)
    return matter


def link(district: District, matter: Matter, code: str = "oc-general", days: int = 30) -> str:
    return links.make_link(
        actor=district.actor(code),
        matter=matter.pk,
        to_name=OFFICE,
        asked=ASKED,
        days=days,
        now=district.wait(minutes=5),
    )


def reason_of(act: object, **given: object) -> object:
    with pytest.raises(Refused) as refused:
        act(**given)  # type: ignore[operator]  # [a service]
    return refused.value.reason


def test_its_answer_enters_the_diary_and_the_file_goes_on(district: District, asked: Matter) -> None:
    token = link(district, asked)
    dak = links.answer_link(
        token=token, letter=letter(sender=OFFICE, channel="portal"), now=district.wait(minutes=5)
    )
    assert (dak.state, dak.matter, dak.receipt.channel) == (DakState.ATTACHED, asked, Channel.PORTAL)
    assert dak.receipt.foreign_number == NUMBER
    assert district.thread(asked).waiting_for == ""
    assert ReplyLink.objects.get().dak == dak
    assert [found for *_rest, found in verify_all(["receipt", "matter"]) if found] == []


def test_it_opens_once_and_not_after_its_time(district: District, asked: Matter) -> None:
    token, other = link(district, asked), link(district, asked, days=1)
    late = district.now + timedelta(days=1)
    assert reason_of(links.link_for, token=other, now=late) is reasons.LINK_GONE
    links.answer_link(token=token, letter=letter(), now=district.wait(minutes=5))
    assert (
        reason_of(links.answer_link, token=token, letter=letter(), now=district.wait(minutes=5))
        is reasons.LINK_GONE
    )
    assert Dak.objects.count() == 1


def test_only_its_hash_is_kept(district: District, asked: Matter) -> None:
    token = link(district, asked)
    assert ReplyLink.objects.get().token == links.hashed(token)
    assert not ReplyLink.objects.filter(token=token).exists()


def test_the_holder_of_what_waits_makes_it_and_nobody_else(district: District, asked: Matter) -> None:
    assert reason_of(link, district=district, matter=asked, code="cic-general") is common.NOT_HOLDER
    assert reason_of(link, district=district, matter=asked, code="udc-land") is common.NOT_VISIBLE
    assert reason_of(link, district=district, matter=asked, days=91) is reasons.LINK_DAYS
    idle = district.marked()
    assert reason_of(link, district=district, matter=idle) is common.NOT_WAITING


def test_a_stranger_answers_on_the_page_with_a_scan_and_gets_the_number(
    district: District, asked: Matter, folder: object
) -> None:
    district.go_live()
    token = link(district, asked)
    address, stranger = reverse("answer_link", args=[token]), Client()
    stranger.cookies["language"] = "en"
    assert stranger.get(address).status_code == 200
    assert stranger.post(address, {"subject": ""}).status_code == 422
    given = {"designation": "মহকুমা শাসক", "number": NUMBER, "subject": "উত্তর", "body": "দেখা হল।"}
    scan = SimpleUploadedFile("উত্তর.pdf", samples.pdf(2))
    answer = stranger.post(address, {**given, "files": [scan]})
    dak = Dak.objects.get()
    assert answer.status_code == 200
    assert dak.receipt.number in answer.content.decode()
    assert UUID(str(dak.matter_id)) == asked.pk
    assert (dak.scans.count(), dak.receipt.foreign_number) == (1, NUMBER)
    assert stranger.get(address).status_code == 404


def withdraw(district: District, row: ReplyLink, code: str = "oc-general") -> None:
    actor, now = district.actor(code), district.wait(minutes=5)
    links.withdraw_link(actor=actor, matter=row.matter_id, link=row.pk, now=now)


def test_a_withdrawn_link_opens_nothing_and_a_second_time_changes_nothing(
    district: District, asked: Matter
) -> None:
    token = link(district, asked)
    row = ReplyLink.objects.get()
    assert reason_of(withdraw, district=district, row=row, code="cic-general") is common.NOT_HOLDER
    withdraw(district, row)
    withdraw(district, row)
    assert reason_of(links.link_for, token=token, now=district.now) is reasons.LINK_GONE
    assert (
        reason_of(links.answer_link, token=token, letter=letter(), now=district.wait(minutes=5))
        is reasons.LINK_GONE
    )
    told = [entry for entry in ledger.entries(asked.pk) if entry.kind == "matter.reply_unasked"]
    assert [entry.data["link"] for entry in told] == [str(row.pk)]
    assert [found for *_rest, found in verify_all(["receipt", "matter"]) if found] == []


def test_an_answered_link_is_not_withdrawn(district: District, asked: Matter) -> None:
    token = link(district, asked)
    links.answer_link(token=token, letter=letter(), now=district.wait(minutes=5))
    assert reason_of(withdraw, district=district, row=ReplyLink.objects.get()) is reasons.LINK_GONE


def test_it_says_what_is_asked_and_must(district: District, asked: Matter) -> None:
    given = {"actor": district.actor("oc-general"), "matter": asked.pk, "to_name": OFFICE, "days": 7}
    given["now"] = district.wait(minutes=5)
    assert reason_of(links.make_link, asked="  ", **given) is reasons.LINK_ASKS
    assert reason_of(links.make_link, asked="ক" * 2001, **given) is reasons.LINK_ASKS_TOO_MUCH
    district.go_live()
    address = reverse("answer_link", args=[link(district, asked)])
    page = Client().get(address).content.decode()
    assert ASKED in page
    assert asked.subject not in page
