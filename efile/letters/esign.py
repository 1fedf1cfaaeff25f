"""A letter is signed by a remote service (ADR 36): asked over the network, judged like one brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from efile.alone import alone
from efile.letters import reasons
from efile.letters.models import Draft, How, Status
from efile.letters.signing import (
    asked_once,
    authorities,
    bytes_of,
    check_may_sign,
    entry_of_signature,
    judged,
    sign,
    signatory_version,
)
from efile.services.act import Done
from hierarchy.actors import Actor
from hierarchy.models import User
from hierarchy.refusals import Refused
from hierarchy.words import Words, clean
from notings.contents import services as contents
from notings.letters import reasons as signing_reasons
from notings.letters import remote
from notings.letters.csc import Service
from notings.letters.kinds import in_language
from notings.letters.printing import covered
from notings.letters.remote import Credential, Secrets
from notings.models import Content
from web.words import office_date, office_time

STAMP: Final = Words("ডিজিটাল স্বাক্ষর", "Digital signature")
LONGEST_NUMBER: Final = 200


def offered() -> bool:
    return bool(settings.ESIGN_URL)


def check_may_sign_remotely(actor: Actor, draft: Draft, today: date) -> Content:
    """The fair copy. Asked before a PIN leaves the house; asked again when the letter is signed."""
    check_may_sign(actor, draft, today)
    if not offered():
        raise Refused(reasons.NO_SERVICE)
    if draft.status != Status.READY or draft.fair is None:
        raise Refused(reasons.NOT_READY)
    signatory_version(actor, draft)
    return draft.fair


def credential_of(actor: Actor) -> str:
    return _person(actor).values_list("signing_credential", flat=True).first() or ""


def _person(actor: Actor) -> QuerySet[User]:
    return User.objects.filter(pk=actor.user_id) if actor.user_id else User.objects.none()


def take_credential(actor: Actor, number: str) -> Credential:
    """The person's own, kept once the service knows it. Refused for one that stands with another person."""
    said = clean(number)[:LONGEST_NUMBER]
    if not said:
        raise Refused(reasons.NO_CREDENTIAL)
    if User.objects.filter(signing_credential=said).exclude(pk__in=_person(actor)).exists():
        raise Refused(reasons.CREDENTIAL_OF_ANOTHER, credential=said)
    found = remote.looked_up(_service(), said)
    try:
        with transaction.atomic():
            _person(actor).update(signing_credential=said)
    except IntegrityError as error:
        raise Refused(reasons.CREDENTIAL_OF_ANOTHER, credential=said) from error
    return found


def forget_credential(actor: Actor) -> None:
    """The number may then stand with another person."""
    _person(actor).update(signing_credential="")


def looked_up(actor: Actor) -> Credential:
    return remote.looked_up(_service(), credential_of(actor))


def send_code(actor: Actor) -> None:
    remote.send_code(_service(), credential_of(actor))


def signed_before(actor: Actor, draft: Draft, key: UUID | None) -> Done | None:
    """What this very asking was answered, where the answer was lost on its way."""
    once = asked_once(actor, key, draft.pk, How.REMOTE, None)
    answer = once.first_answer() if once and draft.how == How.REMOTE else None
    return Done.from_answer(answer) if answer else None


def sign_remotely(
    *, actor: Actor, draft: Draft, secrets: Secrets, now: datetime, key: UUID | None = None
) -> Done:
    """The service is spoken to before anything is locked; what it gave back is judged like any other.

    A list of revoked certificates that cannot be read is found before a PIN leaves the house, and so is
    somebody else who has the letter signed at this moment.
    """
    with alone(draft.pk.int >> 65) as mine:
        if not mine:
            raise Refused(reasons.BEING_SIGNED)
        return _sign_alone(actor, draft, secrets, now, key)


def _sign_alone(actor: Actor, draft: Draft, secrets: Secrets, now: datetime, key: UUID | None) -> Done:
    fair = check_may_sign_remotely(actor, draft, timezone.localdate(now))
    given, trusted = bytes_of(fair), authorities()
    number = credential_of(actor)
    back = remote.signed_by(_service(), number, secrets, given, _stamp(actor, draft, now))
    try:
        found = judged(back, given, trusted)
    except Refused as refused:
        if refused.reason is signing_reasons.BROKEN_SIGNATURE:
            raise Refused(signing_reasons.SIGNED_ANOTHER) from refused
        raise
    kept = contents.take_in(office=draft.office_id, file=ContentFile(back), name="letter.pdf", now=now)
    return sign(
        actor=actor,
        draft=draft.pk,
        content=kept.pk,
        fair=fair.sha256,
        how=How.REMOTE,
        details={**entry_of_signature(found), "service": urlsplit(settings.ESIGN_URL).hostname},
        now=now,
        key=key,
    )


def _service() -> Service:
    return Service(settings.ESIGN_URL, settings.ESIGN_CLIENT_ID, settings.ESIGN_CLIENT_SECRET)


def _stamp(actor: Actor, draft: Draft, now: datetime) -> Callable[[str], list[str]]:
    """In the language of the letter: what it is and when, by whom, as which post."""
    language, moment = draft.language, timezone.localtime(now)
    when = f"{office_date(moment, language)}, {office_time(moment, language)}"
    post = signatory_version(actor, draft).signatory
    title = in_language(post.title, language) if post else ""

    def lines(signer: str) -> list[str]:
        """A name in a script of which no font is here stands in the signature alone."""
        shown = signer if all(ord(one) in covered() for one in signer if one != " ") else ""
        return [one for one in (f"{in_language(STAMP, language)}, {when}", shown, title) if one]

    return lines
