"""A cover that went out by hand is handed over: the messenger or the recipient's desk scans its QR.

Source: the peon book of every office (time and signature of who took the cover), kept by a scan.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from efile.dispatch import reasons
from efile.dispatch.models import Sending, State, Way
from efile.dispatch.recording import lock_addressee, lock_sending, settle, told
from efile.dispatch.sending import CODE_LETTERS, LONGEST_NAME
from efile.services.act import Done, Once, act
from efile.services.mandate import check_own_hand
from efile.tracking import ALIKE
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import clean

HAND_OVER: Final = "hand_over"
TAKE: Final = "take"
RECEIVE: Final = "receive"


def cover_for(actor: Actor, code: str) -> Sending:
    """The sending whose cover carries this code, for its own office and for the one it is addressed to. Who
    has the cover in his hand reads no more here.
    """
    typed = "".join(code.upper().translate(ALIKE).split()).replace("-", "")
    rows = Sending.objects.select_related(
        "addressee__draft__office", "addressee__draft__matter", "addressee__post", "carrier"
    )
    row = rows.filter(code=typed).first() if len(typed) == CODE_LETTERS else None
    if row is None or not (carries(actor, row) or may_receive(actor, row)):
        raise Refused(reasons.UNKNOWN_COVER)
    return row


def carries(actor: Actor, row: Sending) -> bool:
    """The messengers of the office that sends it, and whoever stands in for one."""
    return row.addressee.draft.office_id in actor.offices


def may_receive(actor: Actor, row: Sending) -> bool:
    """In another office any desk takes in what is addressed to a post there; in its own the post alone."""
    post = row.addressee.post
    if post is None:
        return False
    return post.pk in actor.posts or (post.office_id in actor.offices and not carries(actor, row))


@act
def take(*, actor: Actor, code: str, now: datetime, key: UUID | None = None) -> Done:
    """A messenger has the cover in his hand from now on; whoever had it before has it no more."""
    once = Once.of(actor, key, "take_cover", code)
    known = cover_for(actor, code)
    if not carries(actor, known):
        raise Refused(reasons.NOT_ADDRESSED)
    held, draft, row = lock_sending(known.pk, now)
    if once and (answer := once.first_answer()):
        return Done.from_answer(answer)
    check_own_hand(actor)
    _check_out(row)
    if row.carrier_id in actor.posts:
        raise Refused(reasons.WITH_YOU)
    row.carrier_id, row.taken_at = actor.post_id, now
    row.save(update_fields=["carrier", "taken_at"])
    return told(held, draft, actor, "letter.taken_along", row, {"carrier": row.carrier_id}, {}, once)


@act
def hand_over(
    *, actor: Actor, code: str, to_name: str, now: datetime, key: UUID | None = None, receives: bool = False
) -> Done:
    """By who carries the cover, with the name of who took it; or by who `receives` it, with his own."""
    once = Once.of(actor, key, "hand_over", code, to_name)
    known = cover_for(actor, code)
    if not (may_receive(actor, known) if receives else carries(actor, known)):
        raise Refused(reasons.NOT_ADDRESSED)
    held, draft, row = lock_sending(known.pk, now)
    if once and (answer := once.first_answer()):
        return Done.from_answer(answer)
    check_own_hand(actor)
    _check_out(row)
    name = clean(own_name(actor) if receives else to_name)[:LONGEST_NAME]
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


def _check_out(row: Sending) -> None:
    if row.state == State.ARRIVED:
        raise Refused(reasons.HANDED_OVER, name=row.received_by)
    if row.state != State.OUT:
        raise Refused(reasons.UNKNOWN_COVER)


def own_name(actor: Actor) -> str:
    """Who takes a cover himself, as the record names him."""
    return f"{actor.name}, {actor.post_title}"
