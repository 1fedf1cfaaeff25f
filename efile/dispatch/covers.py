"""A cover that went out by hand is handed over: the messenger or the recipient's desk scans its QR.

Source: the peon book of every office (time and signature of who took the cover), kept by a scan.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from efile.dispatch import reasons
from efile.dispatch.models import Sending, State, Way
from efile.dispatch.recording import lock_addressee, lock_sending, settle
from efile.dispatch.sending import CODE_LETTERS, LONGEST_NAME
from efile.services.act import Done, Once, act
from efile.services.mandate import check_own_hand
from efile.tracking import ALIKE
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import clean

HAND_OVER: Final = "hand_over"
RECEIVE: Final = "receive"


def cover_for(code: str) -> Sending:
    """The sending whose cover carries this code. Who has the cover in his hand reads no more here."""
    typed = "".join(code.upper().translate(ALIKE).split()).replace("-", "")
    rows = Sending.objects.select_related("addressee__draft__office", "addressee__draft__matter")
    row = rows.filter(code=typed).first() if len(typed) == CODE_LETTERS else None
    if row is None:
        raise Refused(reasons.UNKNOWN_COVER)
    return row


@act
def hand_over(*, actor: Actor, code: str, to_name: str, now: datetime, key: UUID | None = None) -> Done:
    """By who carries the cover, with the name of who took it; or by who takes it, with his own."""
    once = Once.of(actor, key, "hand_over", code, to_name)
    held, draft, row = lock_sending(cover_for(code).pk, now)
    if once and (answer := once.first_answer()):
        return Done.from_answer(answer)
    check_own_hand(actor)
    if row.state == State.ARRIVED:
        raise Refused(reasons.HANDED_OVER, name=row.received_by)
    if row.state != State.OUT:
        raise Refused(reasons.UNKNOWN_COVER)
    name = clean(to_name)[:LONGEST_NAME]
    if not name:
        raise Refused(reasons.INTO_WHOSE_HAND)
    kind = "letter.handed_over"
    return settle(held, draft, actor, row, State.ARRIVED, received_by=name, kind=kind, once=once)


@act
def confirm(*, actor: Actor, addressee: UUID, to_name: str, now: datetime, key: UUID | None = None) -> Done:
    """The dispatcher enters from the peon book or the postal acknowledgement who took it."""
    once = Once.of(actor, key, "confirm_letter", addressee, to_name)
    held, draft, one = lock_addressee(actor, addressee, now, once)
    if held.answered:
        return held.answered
    last = one.sendings.select_related("addressee").order_by("-number").first()
    if last is None or last.state != State.OUT or last.way not in {Way.HAND, Way.POST}:
        raise Refused(reasons.NOT_OUT, name=one.name)
    name = clean(to_name)[:LONGEST_NAME]
    if not name:
        raise Refused(reasons.INTO_WHOSE_HAND)
    kind = "letter.handed_over"
    return settle(held, draft, actor, last, State.ARRIVED, received_by=name, kind=kind, once=once)


def own_name(actor: Actor) -> str:
    """Who takes a cover himself, as the record names him."""
    return f"{actor.name}, {actor.post_title}"
