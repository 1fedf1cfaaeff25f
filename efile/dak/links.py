"""A one-time link: an outside office answers what a matter waits for, without an account."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from efile import reasons as common
from efile import selectors
from efile.dak import reasons
from efile.dak.closing import PLACES, check_grade, lay_letter
from efile.dak.diarising import from_outside, lay_scans, note_receipt
from efile.dak.letter import Letter
from efile.dak.models import Dak, DakMove, DakState, ReplyLink
from efile.dak.recording import Taken, need, note
from efile.models import Matter
from efile.papers.keeping import Brought
from efile.services.act import act
from efile.services.events import Waiting, fire_message, lock_waiting
from efile.services.locking import Held, check_holding, post_of
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words, clean
from ledger import services as ledger
from workflows.models import OpenWait

LONGEST: Final = timedelta(days=90)
LONGEST_NAME: Final = 200
LONGEST_QUESTION: Final = 2000
MESSAGE: Final = "message"


@act
def make_link(*, actor: Actor, matter: UUID, to_name: str, asked: str, days: int, now: datetime) -> str:
    """The address's secret, shown once. By the holder of a matter that waits for an answer from outside.

    Who opens the address reads what is `asked`, and nothing else of the matter but its number.
    """
    selectors.matter_for(actor, matter)
    waiting = lock_waiting(matter)
    wait, name, question = _wait_of(waiting), clean(to_name), clean(asked)
    held = waiting.held(wait, now)
    _check_asking(held, actor, now)
    if not name or len(name) > LONGEST_NAME:
        raise Refused(reasons.LINK_FOR_WHOM)
    if not question:
        raise Refused(reasons.LINK_ASKS)
    if len(question) > LONGEST_QUESTION:
        raise Refused(reasons.LINK_ASKS_TOO_MUCH, most=LONGEST_QUESTION)
    if not 1 <= days <= LONGEST.days:
        raise Refused(reasons.LINK_DAYS, most=LONGEST.days)
    token = secrets.token_urlsafe(24)
    row = ReplyLink.objects.create(
        office_id=waiting.matter.office_id,
        matter=waiting.matter,
        message=wait.name,
        to_name=name,
        asked=question,
        token=hashed(token),
        by_post_id=post_of(actor),
        made_at=now,
        until=now + timedelta(days=days),
    )
    ledger.append(
        stream=matter,
        stream_kind="matter",
        kind="matter.reply_asked",
        data={"thread": held.thread.pk, "threads": [], "link": row.pk, "until": row.until},
        by=actor.by(),
        at=now,
        texts={"to": name, "asked": question},
    )
    return token


@act
def withdraw_link(*, actor: Actor, matter: UUID, link: UUID, now: datetime) -> None:
    """It opens no more. By who may make one now; a repeat changes nothing."""
    selectors.matter_for(actor, matter)
    waiting = lock_waiting(matter)
    row = ReplyLink.objects.select_for_update(of=("self",)).filter(pk=link, matter=matter).first()
    if row is None or row.used_at is not None:
        raise Refused(reasons.LINK_GONE)
    held = waiting.held(_wait_of(waiting, row.message), now)
    _check_asking(held, actor, now)
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    ledger.append(
        stream=matter,
        stream_kind="matter",
        kind="matter.reply_unasked",
        data={"thread": held.thread.pk, "threads": [], "link": row.pk},
        by=actor.by(),
        at=now,
        texts={"to": row.to_name},
    )


def links_of(matter: Matter) -> QuerySet[ReplyLink]:
    """Every link made for it, the newest first."""
    rows = ReplyLink.objects.filter(matter=matter).select_related("by_post", "dak__receipt")
    return rows.order_by("-made_at", "-pk")


def link_for(token: str, now: datetime) -> ReplyLink:
    """The link that still opens; used, withdrawn, expired and unknown ones are all the same to a stranger."""
    row = ReplyLink.objects.select_related("office", "matter").filter(token=hashed(token)).first()
    if row is None or not row.opens(now):
        raise Refused(reasons.LINK_GONE)
    return row


@act
def answer_link(*, token: str, letter: Letter, now: datetime, enclosures: Sequence[Brought] = ()) -> Dak:
    """The outside office's answer: a dak in the diary, a fresh receipt of the matter, which goes on."""
    known = link_for(token, now)
    waiting = lock_waiting(known.matter_id)
    link = ReplyLink.objects.select_for_update(of=("self",)).select_related("office").get(pk=known.pk)
    if not link.opens(now):
        raise Refused(reasons.LINK_GONE)
    wait = _wait_of(waiting, link.message)
    actor = Actor.portal(Words(link.to_name, link.to_name), link.pk)
    held = waiting.held(wait, now)
    row = from_outside(
        link.office,
        letter.cleaned(),
        held.thread.holder_id,
        now,
        priority=waiting.matter.priority,
        secrecy=waiting.matter.secrecy,
    )
    scans = lay_scans(row, link.office, enclosures)
    taken = Taken(row, actor, now, None)
    note_receipt(taken, [], scans)
    check_grade(waiting.matter, row)
    lay_letter(held, taken)
    fire_message(waiting, actor, wait, now, row.receipt.body or row.receipt.subject)
    row.state, row.matter = DakState.ATTACHED, waiting.matter
    note(taken, DakMove.Kind.ATTACHED, fields=PLACES, data={"answers": wait.name})
    link.used_at, link.dak = now, row
    link.save(update_fields=["used_at", "dak"])
    return row


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def check_may_ask(matter: Matter, actor: Actor) -> None:
    """Asked before the form is shown; asked again under the lock when the link is made."""
    waiting = matter.threads.filter(waiting_for__startswith=f"{MESSAGE}:").select_related("holder").first()
    if waiting is None:
        raise Refused(common.NOT_WAITING)
    check_holding(waiting, actor)


def _check_asking(held: Held, actor: Actor, now: datetime) -> None:
    check_holding(held.thread, actor)
    need(actor, "forward", reasons.ACT, now)


def _wait_of(waiting: Waiting, message: str = "") -> OpenWait:
    for row in waiting.standing.waits.values():
        if row.kind == MESSAGE and message in {"", row.name}:
            return row
    raise Refused(common.NOT_WAITING)
