"""An issued letter goes to each recipient by post, by hand, or into the dak of another office here."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction

from efile import services as acts
from efile.dak import closing, replying
from efile.dak.known import is_ours, number_of
from efile.dak.models import Dak, DakKind, DakState
from efile.dak.rows import due_day, due_for
from efile.dak.sight import dak_visible_to
from efile.dak.tracked import journey_of_dak
from efile.dispatch import covers, reasons, sending
from efile.dispatch.models import Sending, State, Way
from efile.letters import reasons as letter_reasons
from efile.letters import services
from efile.letters.made import begun as first_words
from efile.letters.made import letter_of
from efile.letters.models import Draft
from efile.letters.recipients import Role
from efile.letters.selectors import version_of
from efile.models import Matter, Secrecy
from efile.pages.moment import Moment
from efile.verification import check_stream, verify_all
from hierarchy.models import Office
from hierarchy.refusals import Reason, Refused
from hierarchy.selectors import calendar_at
from ledger import selectors as ledger
from ledger.ids import uuid7
from notings.contents.services import take_in
from tests.efile import stories
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered
from tests.efile.dispatch.desk import (
    CITIZEN,
    DISPATCHER,
    THERE,
    addressee,
    fresh,
    issued,
    last_to,
    other_office,
    sent,
    there,
)
from tests.efile.letters.desk import agrees, begun
from tests.notings.contents import samples
from web.words import digits


def test_by_post_with_the_number_of_its_receipt_and_the_postage(district: District) -> None:
    matter, draft = issued(district)
    row = sent(district, draft, 1, Way.POST, mail="registered", mail_number="RW১২৩IN", postage="২২.৫")
    assert (row.state, row.mail_number, row.postage) == (State.OUT, "RW123IN", Decimal("22.50"))
    assert row.on == district.now.date()
    assert agrees(matter)


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        ({}, reasons.WHICH_MAIL),
        ({"mail": "registered"}, reasons.MAIL_NUMBER),
        ({"mail": "speed", "mail_number": "x" * 41}, reasons.MAIL_NUMBER),
        ({"mail": "ordinary", "postage": "অনেক"}, reasons.POSTAGE),
        ({"mail": "ordinary", "postage": "-1"}, reasons.POSTAGE),
        ({"mail": "ordinary", "postage": "NaN"}, reasons.POSTAGE),
    ],
)
def test_what_the_register_cannot_hold_is_refused(
    district: District, details: dict[str, Any], reason: Reason
) -> None:
    _matter, draft = issued(district)
    with pytest.raises(Refused) as refused:
        sent(district, draft, 1, Way.POST, **details)
    assert refused.value.reason is reason


@pytest.mark.parametrize("days", [-1, 1])
def test_it_went_out_between_its_issue_and_today(district: District, days: int) -> None:
    _matter, draft = issued(district)
    with pytest.raises(Refused) as refused:
        sent(district, draft, 1, Way.HAND, on=district.now.date() + timedelta(days=days))
    assert refused.value.reason is reasons.SENT_ON


def test_what_is_on_its_way_is_not_sent_twice(district: District) -> None:
    _matter, draft = issued(district)
    sent(district, draft, 1, Way.HAND)
    with pytest.raises(Refused) as refused:
        sent(district, draft, 1, Way.POST, mail="ordinary")
    assert refused.value.reason is reasons.ON_ITS_WAY


def test_what_is_signed_only_is_not_sent(district: District) -> None:
    _matter, draft = issued(district)
    row = addressee(draft, 1)
    Draft.objects.filter(pk=draft.pk).update(status="signed", issued_at=None, issue_serial=None)
    with pytest.raises(Refused) as refused:
        sent(district, draft, row.place, Way.HAND)
    assert refused.value.reason is reasons.NOT_ISSUED


@pytest.mark.parametrize("way", [Way.EMAIL, Way.SMS])
def test_a_graded_letter_goes_by_no_open_way(district: District, way: Way) -> None:
    matter, draft = issued(district)
    Matter.objects.filter(pk=matter.pk).update(secrecy=Secrecy.CONFIDENTIAL)
    with pytest.raises(Refused) as refused:
        sent(district, draft, 1, way, by="oc-general")
    assert refused.value.reason is reasons.GRADED_OUTSIDE
    assert sent(district, draft, 1, Way.HAND, by="oc-general").state == State.OUT


def test_a_cover_is_handed_over_by_the_scan_of_its_code(district: District) -> None:
    matter, draft = issued(district)
    row = sent(district, draft, 1, Way.HAND)
    assert len(row.code) == 16
    peon = district.actor("group-d-it")
    typed = f"{row.code[:4]}-{row.code[4:].lower()}"
    covers.hand_over(actor=peon, code=typed, to_name="করিম শেখ", now=district.wait(minutes=30))
    row = last_to(addressee(draft, 1))
    assert (row.state, row.received_by, row.settled_at) == (State.ARRIVED, "করিম শেখ", district.now)
    assert row.settled_by is not None
    assert row.settled_by["post"] == str(district.post("group-d-it"))
    with pytest.raises(Refused) as refused:
        covers.hand_over(actor=peon, code=row.code, to_name="অন্য", now=district.wait(minutes=1))
    assert refused.value.reason is reasons.HANDED_OVER
    assert agrees(matter)


def test_only_its_own_office_and_whom_it_is_addressed_to_know_a_cover(district: District) -> None:
    _matter, draft = issued(district)
    row = sent(district, draft, 1, Way.HAND)
    elsewhere = uuid7()
    stranger = replace(
        district.actor("dm"), office_id=elsewhere, offices=frozenset({elsewhere}), posts=frozenset({uuid7()})
    )
    with pytest.raises(Refused) as unknown:
        covers.hand_over(
            actor=stranger, code=row.code, to_name="", receives=True, now=district.wait(minutes=1)
        )
    assert unknown.value.reason is reasons.UNKNOWN_COVER
    with pytest.raises(Refused) as other:
        covers.hand_over(
            actor=district.actor("adm-land"),
            code=row.code,
            to_name="",
            receives=True,
            now=district.wait(minutes=1),
        )
    assert other.value.reason is reasons.NOT_ADDRESSED
    assert last_to(addressee(draft, 1)).state == State.OUT


def test_a_messenger_takes_a_cover_along_until_another_does_or_it_is_received(district: District) -> None:
    matter, draft = issued(district)
    row = sent(district, draft, 1, Way.HAND)
    peon, other = district.actor("group-d-it"), district.actor("group-d-dm-office")
    covers.take(actor=peon, code=row.code, now=district.wait(minutes=5))
    row = last_to(addressee(draft, 1))
    assert (row.state, row.carrier_id, row.taken_at) == (State.OUT, peon.post_id, district.now)
    with pytest.raises(Refused) as again:
        covers.take(actor=peon, code=row.code, now=district.wait(minutes=1))
    assert again.value.reason is reasons.WITH_YOU
    covers.take(actor=other, code=row.code, now=district.wait(minutes=5))
    covers.hand_over(actor=other, code=row.code, to_name="করিম শেখ", now=district.wait(minutes=30))
    row = last_to(addressee(draft, 1))
    assert (row.state, row.carrier_id) == (State.ARRIVED, other.post_id)
    with pytest.raises(Refused) as received:
        covers.take(actor=peon, code=row.code, now=district.wait(minutes=1))
    assert received.value.reason is reasons.HANDED_OVER
    assert agrees(matter)


def test_a_carrier_that_no_act_noted_is_found(district: District) -> None:
    matter, draft = issued(district)
    row = sent(district, draft, 1, Way.HAND)
    Sending.objects.filter(pk=row.pk).update(carrier=district.post("group-d-it"), taken_at=district.now)
    found = check_stream("matter", matter.pk, ledger.entries(matter.pk))
    assert found is not None
    assert found.what == "sendings"


def test_who_is_not_of_the_sending_office_takes_no_cover_along(district: District) -> None:
    _matter, draft = issued(district, other_office())
    row = sent(district, draft, 1, Way.HAND)
    with pytest.raises(Refused) as refused:
        covers.take(actor=there("oc-general", district), code=row.code, now=district.wait(minutes=1))
    assert refused.value.reason is reasons.NOT_ADDRESSED


@pytest.mark.parametrize("code", ["", "0" * 16, "AB-12"])
def test_a_code_that_no_cover_carries_is_nobodys(district: District, code: str) -> None:
    issued(district)
    with pytest.raises(Refused) as refused:
        covers.hand_over(
            actor=district.actor("group-d-it"), code=code, to_name="ক", now=district.wait(minutes=1)
        )
    assert refused.value.reason is reasons.UNKNOWN_COVER


def test_the_dispatcher_enters_what_the_peon_book_says(district: District) -> None:
    matter, draft = issued(district)
    sent(district, draft, 1, Way.HAND)
    covers.confirm(
        actor=district.actor(DISPATCHER),
        addressee=addressee(draft, 1).pk,
        to_name="করিম শেখ",
        now=district.wait(minutes=30),
    )
    assert last_to(addressee(draft, 1)).state == State.ARRIVED
    assert agrees(matter)


def test_what_lies_in_the_dak_of_an_office_here_does_not_come_back(district: District) -> None:
    _matter, draft, _dak = arrived(district)
    with pytest.raises(Refused) as refused:
        sending.came_back(
            actor=district.actor(DISPATCHER),
            addressee=addressee(draft, 1).pk,
            reason="ভুল",
            now=district.wait(minutes=1),
        )
    assert refused.value.reason is reasons.NOT_OUT


def arrived(district: District, role: Role = Role.TO) -> tuple[Matter, Draft, Dak]:
    rows = [other_office()] if role == Role.TO else [CITIZEN, other_office(role=role)]
    matter, draft = issued(district, *rows)
    file = ContentFile(samples.pdf(1))
    office = Office.objects.get(code=THERE).pk
    content = take_in(office=office, file=file, name="ক.pdf", now=district.now).pk
    row = sent(district, draft, len(rows), Way.OFFICE, content=content)
    assert row.dak is not None
    return matter, draft, Dak.objects.select_related("receipt__applicant", "holder").get(pk=row.dak.pk)


def test_to_an_office_here_it_arrives_as_official_dak_with_our_number(district: District) -> None:
    matter, draft, dak = arrived(district)
    assert (dak.kind, dak.state, dak.office.code) == (DakKind.OFFICIAL, DakState.OPEN, THERE)
    said = version_of(draft, draft.approved).wording
    assert dak.receipt.foreign_number == letter_of(draft, said, district.now).number
    assert dak.receipt.foreign_number != draft.memo
    assert dak.receipt.applicant.name == district.office.name.bn
    assert dak.receipt.channel == "office"
    assert dak.letter_date == draft.day
    (scan,) = dak.scans.all()
    assert scan.content.office.code == THERE
    officer = there("oc-general", district)
    assert dak_visible_to(Dak.objects.all(), officer).filter(pk=dak.pk).exists()
    assert agrees(matter)
    assert check_stream("receipt", dak.receipt_id, ledger.entries(dak.receipt_id)) is None
    assert not [fault for *_rest, fault in verify_all() if fault]


def test_a_copy_for_information_arrives_as_a_copy(district: District) -> None:
    """It promises no answer, neither on its page nor on its slip, and none is late."""
    _matter, _draft, dak = arrived(district, Role.INFO)
    moment = Moment(district.now, calendar_at(dak.office_id, district.now))
    assert dak.kind == DakKind.COPY
    assert (due_day(dak, moment), due_for(dak, moment)) == (None, None)
    assert "Answer" not in [one.title for one in journey_of_dak(dak, moment).events]
    dak.reply_by = district.now.date()
    assert due_day(dak, moment) == dak.reply_by


def test_our_number_that_they_quote_is_one_of_theirs_alone(district: District) -> None:
    """What we answer is a letter of the police: the third office reads it in the words, not as its own."""
    police = entered(district, number="CONF-১/26", sender="পুলিশ সুপার")
    closing.put_up(actor=district.actor("oc-general"), dak=police.pk, now=district.wait(minutes=1))
    of_police = Matter.objects.get(daks=police)
    reference = first_words(of_police, "letter", "bn", None).reference
    _draft, dak = to_them(district, of_police, reference)
    assert dak.quotes == ""
    assert "সূত্র: আপনার পত্র নং CONF-১/26" in dak.receipt.body


def test_their_own_number_that_we_answer_stands_as_quoted(district: District) -> None:
    _matter, ours, dak = arrived(district)
    officer = there("oc-general", district)
    closing.put_up(actor=officer, dak=dak.pk, now=district.wait(minutes=1))
    theirs = Dak.objects.get(pk=dak.pk).matter
    assert theirs is not None
    reference = first_words(theirs, "letter", "bn", None).reference
    assert number_of(district.office, theirs, reference) == digits(ours.memo, "bn")
    assert number_of(theirs.office, theirs, reference) == ""
    assert is_ours(district.office, f"{digits(ours.memo, 'bn')}/১(২)")
    assert not is_ours(district.office, f"{ours.memo}/2(1)")


def to_them(district: District, matter: Matter, reference: str) -> tuple[Draft, Dak]:
    _matter, draft = issued(district, other_office(), matter=matter, reference=reference)
    file, office = ContentFile(samples.pdf(1)), Office.objects.get(code=THERE).pk
    content = take_in(office=office, file=file, name="ক.pdf", now=district.now).pk
    row = sent(district, draft, 1, Way.OFFICE, content=content)
    assert row.dak is not None
    return draft, Dak.objects.select_related("receipt").get(pk=row.dak.pk)


def test_their_reply_quotes_our_memo_and_is_offered_as_the_awaited_one(district: District) -> None:
    """They put our letter up, write on it, and their reference is our number."""
    _matter, draft, dak = arrived(district)
    officer = there("oc-general", district)
    closing.put_up(actor=officer, dak=dak.pk, now=district.wait(minutes=1))
    theirs = Dak.objects.get(pk=dak.pk).matter
    assert theirs is not None
    reference = first_words(theirs, "letter", "bn", None).reference
    assert digits(draft.memo, "bn") in reference
    matter = fresh(draft).matter
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "ask_citizen")
    stories.told(district, matter)
    reply = entered(district, quotes=reference, number="ক-১", subject="উত্তর")
    found = replying.awaited_by(reply, district.actor("oc-general"))
    assert [one.matter.pk for one in found] == [matter.pk]


def test_an_outside_address_has_no_dak_here(district: District) -> None:
    _matter, draft = issued(district, CITIZEN)
    with pytest.raises(Refused) as refused:
        sent(district, draft, 1, Way.OFFICE, content=UUID(int=1))
    assert refused.value.reason is reasons.NO_POST_HERE


def decided(district: District, matter: Matter) -> None:
    """Up to the last act of a person in it."""
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")
    district.note("dm", matter)
    district.complete("dm", matter, "approve")
    district.note("oc-general", matter)


def close(district: District, matter: Matter) -> None:
    """That act; then the applicant is told, and the flow is over."""
    district.complete("oc-general", matter, "sent")
    stories.told(district, matter)


def close_file(district: District, matter: Matter) -> None:
    assert matter.file_id is not None
    actor = district.actor("oc-general")
    acts.dispose(actor=actor, file=matter.file_id, reason="শেষ", now=district.wait(minutes=1))


def test_a_matter_with_a_letter_that_is_not_out_is_not_closed(district: District) -> None:
    """NIC eFile: a receipt with an undispatched draft cannot be closed."""
    matter = district.marked()
    draft = begun(district, matter)
    decided(district, matter)
    with pytest.raises(Refused) as refused:
        close(district, matter)
    assert refused.value.reason is letter_reasons.UNFINISHED
    assert refused.value.params["letter_id"] == draft.pk


def test_a_draft_given_up_or_a_letter_sent_to_everybody_does_not_hold_the_matter(district: District) -> None:
    matter, draft = issued(district, CITIZEN)
    given_up = begun(district, matter)
    services.give_up(actor=district.actor("oc-general"), draft=given_up.pk, now=district.wait(minutes=1))
    decided(district, matter)
    with pytest.raises(Refused) as refused:
        close(district, matter)
    assert refused.value.reason is letter_reasons.UNSENT
    assert CITIZEN.name in refused.value.sentence
    sent(district, draft, 1, Way.HAND)
    close(district, matter)
    matter.refresh_from_db()
    assert matter.closed_at is not None
    assert agrees(matter)


def test_a_file_is_not_closed_before_its_letters_are_out(district: District) -> None:
    """CSMOP 10.2: a file is recorded only when all issues on it are finished."""
    matter, draft = issued(district, CITIZEN)
    sent(district, draft, 1, Way.HAND)
    decided(district, matter)
    close(district, matter)
    sending.came_back(
        actor=district.actor(DISPATCHER),
        addressee=addressee(draft, 1).pk,
        reason="ঠিকানায় নেই",
        now=district.wait(minutes=1),
    )
    matter.refresh_from_db()

    with pytest.raises(Refused) as refused:
        close_file(district, matter)
    assert refused.value.reason is letter_reasons.FILE_UNFINISHED
    sent(district, draft, 1, Way.POST, mail="ordinary")
    close_file(district, matter)
    assert agrees(matter)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE efile_sending SET mail_number = 'X'",
        "DELETE FROM efile_sending",
        "UPDATE efile_sending SET state = 'failed'",
        "UPDATE efile_sending SET settled_at = now()",
    ],
)
def test_the_database_keeps_a_sending_as_it_was(district: District, statement: str) -> None:
    _matter, draft = issued(district)
    sent(district, draft, 1, Way.HAND)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_sending_that_no_act_made_is_found(district: District) -> None:
    matter, draft = issued(district)
    row = sent(district, draft, 1, Way.HAND)
    Sending.objects.filter(pk=row.pk).update(state=State.ARRIVED, settled_at=district.now, received_by="কেউ")
    found = check_stream("matter", matter.pk, ledger.entries(matter.pk))
    assert found is not None
    assert found.what == "sendings"
