"""Issued letters that leave by e-mail, or of which an SMS tells with a link."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from efile.dispatch.failures import NO_ADDRESS, NO_GATEWAY
from efile.dispatch.links import new_link
from efile.dispatch.models import Sending, State
from efile.dispatch.printed import letter_bytes
from efile.dispatch.sending import EMAIL_TOPIC, SMS_TOPIC, carried
from integrations import mail, sms
from integrations.relay import NotDelivered, handler
from integrations.sending import MOST_TRIES
from integrations.sentences import letter_by_email, letter_by_sms
from ledger.outbox import Claimed
from notings.letters.kinds import in_language

Carry = Callable[[Sending, Claimed, datetime], None]


def register() -> None:
    handler(EMAIL_TOPIC)(by_email)
    handler(SMS_TOPIC)(by_sms)


def by_email(delivery: Claimed, now: datetime) -> None:
    """Body: {"sending"}. Carried again, a settled one is left alone."""
    _carry(delivery, now, _mail)


def by_sms(delivery: Claimed, now: datetime) -> None:
    """The same."""
    _carry(delivery, now, _sms)


def _carry(delivery: Claimed, now: datetime, carry: Carry) -> None:
    rows = Sending.objects.select_related(
        "addressee__draft__office", "addressee__draft__fair", "addressee__draft__paper__content"
    )
    row = rows.get(pk=delivery.body["sending"])
    if row.state != State.QUEUED:
        return
    failure = ""
    try:
        carry(row, delivery, now)
    except (mail.Rejected, sms.Rejected) as error:
        failure = str(error)
    except NotDelivered as error:
        if delivery.attempts < MOST_TRIES:
            raise
        failure = str(error)
    carried(sending=UUID(str(row.pk)), failure=failure, now=now)


def _mail(row: Sending, delivery: Claimed, now: datetime) -> None:
    letter = row.addressee.draft
    found = letter_bytes(letter)
    office = in_language(letter.office.name, letter.language)
    subject, text = letter_by_email(letter.language, office, row.addressee.memo, letter.day)
    attached = mail.Attached(f"letter-{letter.issue_serial}.{found.ending}", found.content, found.media)
    mail.send(to=row.to, subject=subject, text=text, attached=attached, mark=str(row.pk))


def _sms(row: Sending, delivery: Claimed, now: datetime) -> None:
    if not sms.gateway_url():
        raise sms.Rejected(NO_GATEWAY)
    if not settings.PUBLIC_ADDRESS:
        raise sms.Rejected(NO_ADDRESS)
    link = settings.PUBLIC_ADDRESS + reverse("sent_letter", args=[new_link(sending=row.pk, now=now)])
    text = letter_by_sms(row.addressee.draft.office.name.bn, row.addressee.memo, link)
    sms.send(to=row.to, text=text, dedupe=f"{delivery.dedupe}:{delivery.attempts}")
