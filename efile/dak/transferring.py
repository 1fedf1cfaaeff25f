"""A letter that belongs to another office goes on to it within a week, and the writer is told. CSMOP 66."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings

from efile import reasons as common
from efile.dak import reasons
from efile.dak.answering import pass_on_by
from efile.dak.arrival import Destination, arrive, recall
from efile.dak.models import Dak, DakMove, DakState
from efile.dak.recording import ENTRY, Noted, Taken, check_main, need, note, take
from efile.dak.sending import check_sender
from efile.dak.transfer import Carried, Transfer
from efile.models import Secrecy
from efile.papers.keeping import Brought
from efile.services.act import Once, act
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Office
from hierarchy.refusals import Refused
from hierarchy.words import clean
from ledger import selectors as read
from ledger import services as ledger

LONGEST_NAME: Final = 300
LONGEST_NUMBER: Final = 40
LONGEST_WORDS: Final = 300
TOPIC: Final = "dak.passed_on"


@act
def belongs_elsewhere(
    *,
    actor: Actor,
    dak: UUID,
    to: Destination,
    now: datetime,
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """Note whose it is; it then stands among those to be passed on, by the day that the rule gives."""
    once = Once.of(actor, key, "elsewhere_dak", dak, to)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    check_sender(taken.dak, actor, now)
    row, name = standing(taken.dak), _name(to)
    if row is not None and row.to_name == name:
        raise Refused(reasons.ELSEWHERE_SAME, office=row.whose)
    row = _found(taken, to, row)
    row.save()
    return _note(taken, row, DakMove.Kind.ELSEWHERE, {"words": name})


@act
def ours_after_all(
    *,
    actor: Actor,
    dak: UUID,
    reason: str,
    now: datetime,
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """What was noted as another office's is ours, with the reason."""
    once = Once.of(actor, key, "ours_dak", dak, reason)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    check_sender(taken.dak, actor, now)
    row, why = standing(taken.dak), clean(reason)
    if row is None:
        raise Refused(reasons.ELSEWHERE_NOT)
    if not why:
        raise Refused(reasons.UNDO_WHY)
    if len(why) > LONGEST_WORDS:
        raise Refused(common.TOO_LONG, field=common.FIELD_NAMES["reminder"], most=LONGEST_WORDS)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    return _note(taken, row, DakMove.Kind.OURS, {"reason": why})


@act
def pass_on(
    *,
    actor: Actor,
    dak: UUID,
    to: Destination,
    now: datetime,
    scans: Sequence[Brought] = (),
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """It goes to the office whose it is: to the dak of its head where that office is here, else by the way
    that `to` names. `scans` are its papers as contents of the other office."""
    once = Once.of(actor, key, "pass_on_dak", dak, to)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    check_sender(taken.dak, actor, now)
    row = _found(taken, to, standing(taken.dak))
    row.gone_at, row.way, row.number = now, _way(to), _number(to)
    row.arrived = arrive(taken, to.office, scans) if to.office else None
    row.save()
    letter = taken.dak
    texts = {"words": row.to_name, "was_shelf": letter.shelf}
    letter.state, letter.paper_at, letter.shelf = DakState.PASSED, None, ""
    _tell(letter, row, now)
    return _note(taken, row, DakMove.Kind.PASSED, texts, "state", "paper_at", "shelf")


@act
def writer_told(
    *, actor: Actor, dak: UUID, now: datetime, seen: int | None = None, key: UUID | None = None
) -> Noted:
    """The writer was told by a letter or by word of mouth where his letter went."""
    once = Once.of(actor, key, "told_dak", dak)
    taken = take(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    if taken.dak.receipt.received_by_id not in actor.posts:
        check_main(taken.dak, actor)
    need(actor, "forward", reasons.ACT, now)
    return _told(taken)


@act
def told_by_message(*, transfer: UUID, text: str, now: datetime) -> None:
    """The gateway has taken the message to the writer, in these words. Said twice, the first counts."""
    known = Transfer.objects.select_related("dak").get(pk=transfer)
    rows = Dak.objects.select_related("receipt").select_for_update(of=("self",))
    row = rows.get(pk=known.dak_id)
    found = standing(row)
    if found is not None and found.pk == transfer and found.told_at is None:
        _told(Taken(row, Actor.system("notices"), now, None), text)


def take_back(taken: Taken, why: str) -> dict[str, object]:
    """Inside `undo`: until the other office has received it. What the entry then says of it.

    Its physical item lies again where it lay, on its shelf.
    """
    row = standing(taken.dak)
    if row is None:
        raise Refused(reasons.NOT_PASSED_ON)
    if row.arrived_id is not None:
        recall(taken, row.arrived_id, row.whose, why)
    row.ended_at = taken.now
    row.save(update_fields=["ended_at"])
    taken.dak.paper_at_id, taken.dak.shelf = _paper_before(taken.dak)
    return {"transfer": said_of(row)}


def _paper_before(row: Dak) -> tuple[UUID | None, str]:
    """With which post and on which shelf the physical item lay when the letter was last passed on."""
    told = [entry for entry in read.entries(row.receipt_id) if "dak" in entry.data]
    gone = max(place for place, entry in enumerate(told) if entry.kind == ENTRY + DakMove.Kind.PASSED)
    post = told[gone - 1].data["dak"]["paper_at"]
    return UUID(post) if post else None, told[gone].texts.get("was_shelf") or ""


def check_whose(letter: Dak, office: Office | None) -> None:
    """An office here may be another one than its own, that stands, of the same country."""
    if office is None:
        return
    if office.pk == letter.office_id:
        raise Refused(reasons.ELSEWHERE_OURS)
    if office.closed_on is not None or office.profile != letter.office.profile:
        raise Refused(reasons.ELSEWHERE_WHOSE)


def standing(row: Dak) -> Transfer | None:
    """Whose it is, while that stands."""
    return row.transfers.select_related("office").filter(ended_at=None).first()


def said_of(row: Transfer) -> dict[str, object]:
    """Enough of it to compare an entry with the row."""
    return {
        "id": row.pk,
        "office": row.office_id,
        "due_on": row.due_on,
        "found_at": row.found_at,
        "gone_at": row.gone_at,
        "way": row.way,
        "number": row.number,
        "arrived": row.arrived_id,
        "told_at": row.told_at,
        "ended_at": row.ended_at,
    }


def _told(taken: Taken, words: str = "") -> Noted:
    row = standing(taken.dak)
    if row is None or row.gone_at is None:
        raise Refused(reasons.NOT_PASSED_ON)
    if row.told_at is not None:
        raise Refused(reasons.WRITER_TOLD)
    row.told_at = taken.now
    row.save(update_fields=["told_at"])
    return _note(taken, row, DakMove.Kind.TOLD, {"words": words})


def _found(taken: Taken, to: Destination, known: Transfer | None) -> Transfer:
    letter = taken.dak
    check_whose(letter, to.office)
    row = known or Transfer(dak=letter, found_at=taken.now)
    came = hierarchy.calendar_for(letter.office_id).local_date(letter.receipt.received_at)
    row.office, row.to_name = to.office, _name(to)
    row.due_on = pass_on_by(letter.watch, letter.office.profile, came)
    return row


def _note(taken: Taken, row: Transfer, kind: DakMove.Kind, texts: dict[str, str], *fields: str) -> Noted:
    return note(taken, kind, fields=fields, data={"transfer": said_of(row)}, texts=texts)


def _name(to: Destination) -> str:
    name = to.office.name.bn if to.office else clean(to.name)
    if not name:
        raise Refused(reasons.ELSEWHERE_WHOSE)
    if len(name) > LONGEST_NAME:
        raise Refused(reasons.ELSEWHERE_NAME_LONG, most=LONGEST_NAME)
    return name


def _way(to: Destination) -> str:
    if to.office is not None:
        return Carried.OFFICE
    if to.way not in {Carried.POST, Carried.HAND, Carried.EMAIL}:
        raise Refused(reasons.PASS_ON_HOW)
    return to.way


def _number(to: Destination) -> str:
    number = "" if to.office else clean(to.number)
    if len(number) > LONGEST_NUMBER:
        raise Refused(reasons.PASS_ON_NUMBER, most=LONGEST_NUMBER)
    return number


def _tell(letter: Dak, row: Transfer, now: datetime) -> None:
    """A message to the writer's own number, once an undo at once is over; nothing of a graded letter leaves
    the office by it."""
    if letter.secrecy == Secrecy.NORMAL and letter.receipt.applicant.mobile:
        ledger.enqueue(
            topic=TOPIC,
            body={"transfer": str(row.pk)},
            dedupe=f"{TOPIC}:{row.pk}:{letter.version}",
            available_at=now + timedelta(seconds=settings.UNDO_SECONDS),
        )
