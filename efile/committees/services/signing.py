"""Signing the minutes: the chair's signature completes the stages of what the meeting decided."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from efile.committees import reasons, rules
from efile.committees.models import AgendaItem, Meeting
from efile.committees.selectors import quorum_of
from efile.committees.services import showing
from efile.committees.services.common import (
    answered,
    check_chair,
    check_open,
    enter,
    lock_meeting,
    touch,
)
from efile.services.act import Once, act
from efile.services.completing import leave_by_minutes
from efile.services.locking import lock_thread
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from web.templatetags.office import bn_digits
from web.words import digits

RECORD: Final = "bn"
"""The language in which the office keeps its record, whatever its reader's is."""


@act
def sign_minutes(
    *, actor: Actor, meeting: UUID, now: datetime, seen: int | None = None, key: UUID | None = None
) -> UUID:
    """The chair signs, and only with a quorum. All items are completed, or none is.

    What was put off stays in its stage and waits for a later meeting.
    """
    once = Once.of(actor, key, "sign_minutes", meeting)
    row = lock_meeting(actor, meeting)
    if before := answered(once):
        return before
    check_chair(actor, row.body, now)
    check_open(row, seen)
    items = list(row.items.select_related("matter"))
    _check(row, items)
    for item in sorted(items, key=lambda one: (one.matter_id, one.thread_id)):
        if item.put_off:
            showing.over(row, [item], actor, now)
        else:
            _complete(row, item, actor, now)
    row.signed_at, row.signer = now, actor.by()
    touch(row, "signed_at", "signer")
    _enter(row, items, actor, now, once)
    return row.pk


def _check(row: Meeting, items: list[AgendaItem]) -> None:
    if row.attended_at is None:
        raise Refused(reasons.NOT_ATTENDED)
    reached = quorum_of(row)
    open_items = [item for item in items if not item.outcome and not item.put_off]
    reason = rules.may_close(reached, items=len(items), undecided=len(open_items))
    if reason is not None:
        position = open_items[0].position if open_items else 0
        raise Refused(
            reason,
            present=bn_digits(reached.present),
            needed=bn_digits(reached.needed),
            position=bn_digits(position),
        )
    silent = next((item for item in items if not item.text), None)
    if silent is not None:
        raise Refused(reasons.NO_TEXT, position=bn_digits(silent.position))


def _complete(row: Meeting, item: AgendaItem, actor: Actor, now: datetime) -> None:
    held = lock_thread(item.thread_id, now, None, "open")
    if held.thread.stage_id != item.stage_id or held.stage is None:
        raise Refused(reasons.ITEM_NOT_WAITING, position=bn_digits(item.position))
    showing.over(row, [item], actor, now)
    minutes = {"meeting": row.pk, "body": row.body.code, "number": row.number, "item": item.position}
    done = leave_by_minutes(held, actor, item.outcome, _note(row, item), minutes)
    item.movement = done.seq
    item.save(update_fields=["movement"])


def _note(row: Meeting, item: AgendaItem) -> str:
    """The resolution as it stands on the file's note sheet, in the language of the record."""
    name, number, position = row.body.name.bn, digits(row.number, RECORD), digits(item.position, RECORD)
    return f"{name}, সভা {number}, আলোচ্য বিষয় {position}: {item.text}"


def _enter(row: Meeting, items: list[AgendaItem], actor: Actor, now: datetime, once: Once | None) -> None:
    reached = quorum_of(row)
    data = {
        "needed": reached.needed,
        "counted": reached.present,
        "items": [
            [item.matter_id, item.stage_id, item.outcome, item.put_off, item.movement] for item in items
        ],
    }
    texts = {f"item.{item.position}": item.text for item in items}
    enter(row, actor, "minutes.signed", data, now, texts=texts, once=once)
