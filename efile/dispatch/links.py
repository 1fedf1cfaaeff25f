"""The link in an SMS: it opens the letter for whoever has it, and tells the office that it was opened."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from efile.dispatch import reasons
from efile.dispatch.models import Sending, State, Way
from efile.dispatch.recording import lock_sending, settle
from efile.dispatch.sending import LONGEST_NAME
from efile.services.act import act
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words

OPENS_FOR: Final = timedelta(days=90)
OPENING: Final = (State.OUT, State.ARRIVED, State.QUEUED)


@act
def new_link(*, sending: UUID, now: datetime) -> str:
    """The secret of the address, made as it is sent; its hash alone is kept, and the one before dies."""
    token = secrets.token_urlsafe(24)
    _held, _draft, row = lock_sending(sending, now)
    row.token = hashed(token)
    row.save(update_fields=["token"])
    return token


def sent_letter(token: str, now: datetime) -> Sending:
    """The sending whose letter the link opens; unknown and old ones are all the same to a stranger."""
    rows = Sending.objects.select_related(
        "addressee__draft__office", "addressee__draft__matter", "addressee__draft__paper__content",
        "addressee__draft__fair",
    )  # fmt: skip
    row = rows.filter(token=hashed(token), way=Way.SMS, state__in=OPENING).first()
    if row is None or row.at + OPENS_FOR <= now:
        raise Refused(reasons.LINK_GONE)
    return row


@act
def note_opened(*, sending: UUID, now: datetime) -> None:
    """The first time the letter was taken from the link: it has arrived."""
    held, draft, row = lock_sending(sending, now)
    if row.state == State.OUT:
        who = Actor.portal(Words("", ""), row.pk)
        name = row.addressee.name[:LONGEST_NAME]
        settle(held, draft, who, row, State.ARRIVED, received_by=name, kind="letter.opened")


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
