"""What is done with a dak while it lies: read, its paper received and shelved, acknowledged, amended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from efile import reasons as common
from efile.dak import reasons
from efile.dak.letter import LONGEST_DESIGNATION, check_number, check_watch
from efile.dak.models import GONE, Dak, DakMove, DakReminder, DakState, Lack
from efile.dak.recording import Noted, check_main, check_open, need, note, take
from efile.models import Priority
from efile.services.act import Once, act
from efile.services.application import Application
from efile.services.locking import post_of
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import clean

OF_THE_RECEIPT: Final = {"subject": "subject", "body": "body", "number": "foreign_number"}
OF_THE_SENDER: Final = {"sender": "name", "address": "address", "mobile": "mobile", "email": "email"}
EDITABLE: Final = (*OF_THE_RECEIPT, *OF_THE_SENDER, "designation", "priority", "watch", "reply_by")
NEVER: Final = frozenset({"received_at", "diarised_at", "letter_date", "channel"})
NAMES: Final = {"sender": "applicant", "number": "foreign_number"}
"""How the entry of the receipt calls what is edited."""
LONGEST_WORDS: Final = 300
LONGEST_SHELF: Final = 100
LONGEST_LACK: Final = 200


@act
def mark_read(*, actor: Actor, dak: UUID, now: datetime) -> bool:
    """The main recipient opened it. True when this was the first time; an assistant's look is not his."""
    if actor.assistant:
        return False
    taken = take(actor, dak, now)
    row = taken.dak
    if row.read_at is not None or row.state != DakState.OPEN or row.holder_id not in actor.posts:
        return False
    row.read_at = now
    note(taken, DakMove.Kind.READ, fields=("read_at",))
    return True


@act
def receive_paper(
    *, actor: Actor, dak: UUID, now: datetime, seen: int | None = None, key: UUID | None = None
) -> Noted:
    """The physical item has come to the actor's post. NIC eFile: received before any other action."""
    once = Once.of(actor, key, "paper", dak)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    row = taken.dak
    if not row.physical:
        raise Refused(reasons.NO_PAPER)
    check_main(row, actor)
    if row.state in GONE:
        raise Refused(reasons.PAPER_GONE, state=DakState(row.state).label)
    if row.paper_at_id in actor.posts:
        raise Refused(reasons.PAPER_HERE, post=actor.post_title)
    before, row.paper_at_id, row.shelf = row.paper_at_id, row.holder_id, ""
    return note(taken, DakMove.Kind.PAPER, fields=("paper_at", "shelf"), data={"paper_was_at": before})


@act
def shelve(
    *, actor: Actor, dak: UUID, shelf: str, now: datetime, seen: int | None = None, key: UUID | None = None
) -> Noted:
    """On which shelf the physical item lies, by the post that has it."""
    once = Once.of(actor, key, "shelve", dak, shelf)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    row, place = taken.dak, clean(shelf)
    if row.paper_at is None:
        raise Refused(reasons.NO_PAPER)
    if row.paper_at_id not in actor.posts:
        raise Refused(reasons.SHELF_ELSEWHERE, post=row.paper_at.title)
    if len(place) > LONGEST_SHELF:
        raise Refused(common.TOO_LONG, field=common.FIELD_NAMES["shelf"], most=LONGEST_SHELF)
    if place == row.shelf:
        raise Refused(reasons.SAME_TEXT)
    was, row.shelf = row.shelf, place
    return note(taken, DakMove.Kind.SHELVED, fields=("shelf",), texts={"shelf": place, "was_shelf": was})


@act
def acknowledge(
    *, actor: Actor, dak: UUID, now: datetime, seen: int | None = None, key: UUID | None = None
) -> Noted:
    """The writer has been told that it came, on paper. CSMOP 10: by full signature, date, designation."""
    once = Once.of(actor, key, "acknowledge", dak)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    row = taken.dak
    _check_registry_or_main(row, actor)
    if row.acknowledged_at is not None:
        raise Refused(reasons.ACKNOWLEDGED)
    row.acknowledged_at = now
    return note(taken, DakMove.Kind.ACKNOWLEDGED, fields=("acknowledged_at",))


@act
def change(
    *,
    actor: Actor,
    dak: UUID,
    values: Mapping[str, str | int | date | None],
    now: datetime,
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """Set particulars right, after any movement, by the main recipient; the record keeps old and new.

    NIC eFile (Receipt_open_Actions): all but the received date, the diarised date, the letter date and the
    delivery mode.
    """
    once = Once.of(actor, key, "change", dak, sorted(values.items(), key=str))
    if NEVER.intersection(values):
        raise Refused(reasons.FIXED)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    row = taken.dak
    check_main(row, actor)
    need(actor, "forward", reasons.ACT, now)
    told = _differences(row, values)
    if not told:
        raise Refused(reasons.SAME_TEXT)
    _application(row).check()
    check_watch(row.watch, row.reply_by)
    if row.priority not in Priority.values:
        raise Refused(common.GRADE_UNKNOWN)
    row.receipt.save(update_fields=list(OF_THE_RECEIPT.values()))
    row.receipt.applicant.save(update_fields=list(OF_THE_SENDER.values()))
    texts = {NAMES.get(name, name): new for name, (_was, new) in told.items()}
    texts |= {f"was_{NAMES.get(name, name)}": was for name, (was, _new) in told.items()}
    fields = sorted(NAMES.get(name, name) for name in told)
    saved = tuple(name for name in ("designation", "priority", "watch", "reply_by") if name in told)
    return note(taken, DakMove.Kind.CHANGED, fields=saved, data={"fields": fields}, texts=texts)


@act
def note_lack(
    *, actor: Actor, dak: UUID, what: str, now: datetime, seen: int | None = None, key: UUID | None = None
) -> Noted:
    """CSMOP 11: missing enclosures are obtained from the sender; the item is diarised all the same."""
    once = Once.of(actor, key, "lack", dak, what)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    row, words = taken.dak, clean(what)
    _check_registry_or_main(row, actor)
    check_open(row)
    if not words:
        raise Refused(reasons.WHAT_LACKS)
    if len(words) > LONGEST_LACK:
        raise Refused(common.TOO_LONG, field=common.FIELD_NAMES["lack"], most=LONGEST_LACK)
    lack = Lack.objects.create(dak=row, what=words, noted_at=now)
    return note(taken, DakMove.Kind.LACKING, data={"lack": lack.pk}, texts={"what": words})


@act
def supply(
    *, actor: Actor, dak: UUID, lack: UUID, now: datetime, seen: int | None = None, key: UUID | None = None
) -> Noted:
    """The missing enclosure has come, or is not wanted any more."""
    once = Once.of(actor, key, "supply", dak, lack)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    row = taken.dak
    _check_registry_or_main(row, actor)
    found = row.lacks.filter(pk=lack, supplied_at=None).first()
    if found is None:
        raise Refused(reasons.NOTHING_LACKS)
    found.supplied_at = now
    found.save(update_fields=["supplied_at"])
    return note(taken, DakMove.Kind.SUPPLIED, data={"lack": found.pk}, texts={"what": found.what})


@act
def remind(
    *,
    actor: Actor,
    dak: UUID,
    words: str,
    now: datetime,
    act_by: date | None = None,
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """Ask the main recipient to act. By whoever may open the dak, with a day if one is set."""
    once = Once.of(actor, key, "remind", dak, words, act_by)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    row, said = taken.dak, clean(words)
    check_open(row)
    need(actor, "forward", reasons.ACT, now)
    if not said:
        raise Refused(reasons.REMIND_WHAT)
    if len(said) > LONGEST_WORDS:
        raise Refused(common.TOO_LONG, field=common.FIELD_NAMES["reminder"], most=LONGEST_WORDS)
    if act_by is not None and act_by < hierarchy.calendar_for(row.office_id).local_date(now):
        raise Refused(reasons.REMIND_PAST)
    DakReminder.objects.create(dak=row, by_post_id=post_of(actor), words=said, act_by=act_by, at=now)
    return note(
        taken, DakMove.Kind.REMINDED, to=row.holder_id, data={"act_by": act_by}, texts={"words": said}
    )


def _check_registry_or_main(row: Dak, actor: Actor) -> None:
    if row.receipt.received_by_id not in actor.posts:
        check_main(row, actor)


def _differences(row: Dak, values: Mapping[str, str | int | date | None]) -> dict[str, tuple[str, str]]:
    """Sets what differs; by name, the old and the new value as words."""
    told = {}
    for name, value in values.items():
        if name not in EDITABLE:
            raise Refused(reasons.FIXED)
        on, column = _place(row, name)
        new = _checked(name, value) if isinstance(value, str) else value
        was = getattr(on, column)
        if was != new:
            setattr(on, column, new)
            told[name] = ("" if was is None else str(was), "" if new is None else str(new))
    return told


def _place(row: Dak, name: str) -> tuple[object, str]:
    if name in OF_THE_RECEIPT:
        return row.receipt, OF_THE_RECEIPT[name]
    if name in OF_THE_SENDER:
        return row.receipt.applicant, OF_THE_SENDER[name]
    return row, name


def _checked(name: str, value: str) -> str:
    """The writer's own number as it is given; everything else cleaned."""
    if name == "number":
        check_number(value)
        return value
    text = clean(value)
    if name == "designation" and len(text) > LONGEST_DESIGNATION:
        raise Refused(common.TOO_LONG, field=common.FIELD_NAMES[name], most=LONGEST_DESIGNATION)
    return text


def _application(row: Dak) -> Application:
    """What now stands on the receipt, to be judged as when it was entered."""
    receipt, sender = row.receipt, row.receipt.applicant
    return Application(
        service=receipt.service.code,
        subject=receipt.subject,
        applicant=sender.name,
        address=sender.address,
        mobile=sender.mobile,
        email=sender.email,
        channel=receipt.channel,
        body=receipt.body,
    )
