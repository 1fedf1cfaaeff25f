"""What issuing and every sending share: the lock, who may, the entry in the matter's stream."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from efile.dispatch import reasons
from efile.dispatch.models import Addressee, Sending, State
from efile.dispatch.sight import DISPATCH, may_send
from efile.letters.keeping import enter
from efile.letters.models import Draft, Status
from efile.letters.services import lock_draft
from efile.services.act import Done, Once
from efile.services.locking import Held
from efile.services.mandate import check_own_hand, lacking, today_of
from hierarchy.actors import Actor
from hierarchy.refusals import Refused


def lock_outgoing(actor: Actor, draft: UUID, now: datetime, once: Once | None) -> tuple[Held, Draft]:
    """A letter with its matter locked, for who may send it out; else refused with who could."""
    held, row = lock_draft(actor, draft, now, once)
    if held.answered:
        return held, row
    check_own_hand(actor)
    if not may_send(actor, row):
        raise lacking(actor, DISPATCH, reasons.ISSUE, today_of(held))
    return held, row


def lock_addressee(
    actor: Actor, addressee: UUID, now: datetime, once: Once | None
) -> tuple[Held, Draft, Addressee]:
    """The same by one of its recipients, once the letter is issued."""
    known = Addressee.objects.select_related("post").filter(pk=addressee).first()
    if known is None:
        raise Refused(reasons.UNKNOWN)
    held, row = lock_outgoing(actor, known.draft_id, now, once)
    if not held.answered and row.status != Status.ISSUED:
        raise Refused(reasons.NOT_ISSUED)
    return held, row, known


def lock_sending(sending: UUID, now: datetime) -> tuple[Held, Draft, Sending]:
    """A sending with its matter locked, whoever tells of it: the carrier, a messenger, the recipient."""
    known = Sending.objects.values_list("addressee__draft", flat=True).filter(pk=sending).first()
    if known is None:
        raise Refused(reasons.UNKNOWN)
    held, row = lock_draft(Actor.system("dispatch"), known, now, None)
    found = Sending.objects.select_for_update(of=("self",)).select_related("addressee__post")
    return held, row, found.get(pk=sending)


def settle(
    held: Held,
    draft: Draft,
    actor: Actor,
    sending: Sending,
    state: State,
    *,
    received_by: str = "",
    failure: str = "",
    kind: str,
    once: Once | None = None,
) -> Done:
    """It arrived, or it did not: the row and its entry."""
    now = held.clock.now
    sending.state, sending.settled_by = state, actor.by()
    sending.settled_at = now if state in {State.ARRIVED, State.FAILED} else None
    sending.received_by, sending.failure = received_by, failure[:300]
    fields = ["state", "settled_at", "settled_by", "received_by", "failure", "token"]
    sending.save(update_fields=fields)
    texts = {"received_by": sending.received_by, "failure": sending.failure}
    return told(held, draft, actor, kind, sending, {}, texts, once)


def told(
    held: Held,
    draft: Draft,
    actor: Actor,
    kind: str,
    sending: Sending,
    data: Mapping[str, object],
    texts: Mapping[str, str],
    once: Once | None,
) -> Done:
    said = {
        "addressee": sending.addressee.place,
        "number": sending.number,
        "sending": sending.pk,
        "way": sending.way,
        "state": sending.state,
        **data,
    }
    return enter(held, actor, kind, draft, said, {**texts, "recipient": sending.addressee.name}, once)
