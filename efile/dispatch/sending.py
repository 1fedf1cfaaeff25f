"""An issued letter goes to one recipient: by post, by hand, by e-mail, by SMS, or to the dak of an office."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Final
from uuid import UUID

from efile.dak.models import Dak
from efile.dispatch import reasons
from efile.dispatch.arriving import arrive
from efile.dispatch.details import Details
from efile.dispatch.models import Addressee, Sending, State, Way
from efile.dispatch.recording import lock_addressee, lock_sending, settle, told
from efile.letters.models import Draft
from efile.services.act import Done, Once, act
from efile.services.locking import Held
from efile.services.mandate import today_of
from efile.tracking import ALPHABET
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import clean
from ledger import services as ledger
from notings.models import Content

EMAIL_TOPIC: Final = "letter.email"
SMS_TOPIC: Final = "letter.sms"
TOPICS: Final = {Way.EMAIL: EMAIL_TOPIC, Way.SMS: SMS_TOPIC}
CODE_LETTERS: Final = 16
LONGEST_NAME: Final = 200


@act
def send(
    *,
    actor: Actor,
    addressee: UUID,
    details: Details,
    now: datetime,
    content: UUID | None = None,
    key: UUID | None = None,
) -> Done:
    """One recipient's letter goes out. Again only when the last try failed.

    `content` is the letter as a content of the recipient's office, for the way `office`.
    """
    once = Once.of(actor, key, "send_letter", addressee, details)
    held, row, one = lock_addressee(actor, addressee, now, once)
    if held.answered:
        return held.answered
    last = one.sendings.order_by("-number").first()
    _check_again(one, last)
    details.check_way(held.matter.secrecy)
    mail, mail_number, postage = details.by_mail(one)
    sending = Sending(
        addressee=one,
        number=last.number + 1 if last else 1,
        way=details.way,
        state=State.QUEUED if details.way in TOPICS else State.OUT,
        on=details.day(_issued_on(held, row), today_of(held)),
        to=details.address_for(one),
        mail=mail,
        mail_number=mail_number,
        postage=postage,
        code=new_code() if details.way == Way.HAND else "",
        by=actor.by(),
        at=now,
    )
    if details.way == Way.OFFICE:
        _to_the_office(held, row, sending, actor, content)
    sending.save(force_insert=True)
    _queue(held, sending)
    data = {"on": sending.on, "mail": mail, "postage": postage and str(postage), "dak": sending.dak_id}
    texts = {"to": sending.to, "mail_number": mail_number}
    return told(held, row, actor, "letter.sent", sending, data, texts, once)


@act
def carried(*, sending: UUID, failure: str, now: datetime) -> None:
    """What the carrier of e-mail or SMS says: taken, or not and why. Said twice, the first counts."""
    held, row, found = lock_sending(sending, now)
    if found.state != State.QUEUED:
        return
    state = State.FAILED if failure else State.OUT
    kind = "letter.not_sent" if failure else "letter.carried"
    settle(held, row, Actor.system("dispatch"), found, state, failure=failure, kind=kind)


@act
def came_back(*, actor: Actor, addressee: UUID, reason: str, now: datetime, key: UUID | None = None) -> Done:
    """The post or the peon brought it back, or an e-mail bounced; with the reason it can be sent again."""
    once = Once.of(actor, key, "letter_came_back", addressee, reason)
    held, row, one = lock_addressee(actor, addressee, now, once)
    if held.answered:
        return held.answered
    last = one.sendings.order_by("-number").first()
    if last is None or last.state != State.OUT or last.way == Way.OFFICE:
        raise Refused(reasons.NOT_OUT, name=one.name)
    why = clean(reason)[:300]
    if not why:
        raise Refused(reasons.CAME_BACK_WHY)
    return settle(held, row, actor, last, State.FAILED, failure=why, kind="letter.came_back", once=once)


def new_code() -> str:
    """What a cover's QR says: 80 random bits in letters that are not mistaken for another."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS))


def _check_again(one: Addressee, last: Sending | None) -> None:
    if last is None or last.state == State.FAILED:
        return
    if last.state == State.ARRIVED:
        raise Refused(reasons.ARRIVED, name=one.name)
    raise Refused(reasons.ON_ITS_WAY, name=one.name)


def _issued_on(held: Held, row: Draft) -> date:
    if row.issued_at is None:
        raise Refused(reasons.NOT_ISSUED)
    return held.clock.calendar.local_date(row.issued_at)


def _to_the_office(held: Held, row: Draft, sending: Sending, actor: Actor, content: UUID | None) -> None:
    """It lies in the other office's dak at once: whoever opens it there has received it."""
    one = sending.addressee
    if one.post is None:
        raise Refused(reasons.NO_POST_HERE, name=one.name)
    letter = Content.objects.filter(pk=content, office=one.post.office_id).first() if content else None
    if letter is None:
        raise Refused(reasons.NO_POST_HERE, name=one.name)
    dak: Dak = arrive(held, row, one, actor, letter)
    sending.dak = dak


def _queue(held: Held, sending: Sending) -> None:
    topic = TOPICS.get(Way(sending.way))
    if topic is not None:
        ledger.enqueue(
            topic=topic,
            body={"sending": str(sending.pk)},
            dedupe=f"{topic}:{sending.pk}",
            available_at=held.clock.now,
        )
