"""The awaited reply: a letter that quotes our number goes into the matter that waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from efile import reasons as common
from efile import selectors
from efile.dak.closing import PLACES, check_grade, lay_letter
from efile.dak.models import Dak, DakMove, DakState
from efile.dak.quoting import matters_quoted
from efile.dak.recording import Noted, note, take_as_main
from efile.models import Matter
from efile.services.act import Once, act
from efile.services.events import fire_message, lock_waiting
from efile.services.locking import check_order
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from workflows.models import OpenWait

MESSAGE: Final = "message"


@dataclass(frozen=True, slots=True)
class Awaited:
    """A matter that waits for a message, and which."""

    matter: Matter
    message: str

    @property
    def number(self) -> str:
        row = self.matter
        return row.file.number if row.file else row.receipt.number if row.receipt else ""


def awaited_by(row: Dak, actor: Actor) -> list[Awaited]:
    """The matters that a dak quotes and that wait for an answer; none once it is done with."""
    if row.state != DakState.OPEN:
        return []
    receipt = row.receipt
    matters = matters_quoted(actor, row.quotes, receipt.subject, receipt.body, receipt.foreign_number)
    waits = OpenWait.objects.filter(
        instance__in=[matter.instance_id for matter in matters], kind=MESSAGE, closed_step__isnull=True
    )
    named = {wait.instance_id: wait.name for wait in waits}
    return [Awaited(one, named[one.instance_id]) for one in matters if one.instance_id in named]


@act
def take_reply(
    *,
    actor: Actor,
    dak: UUID,
    matter: UUID,
    message: str,
    now: datetime,
    seen: int | None = None,
    key: UUID | None = None,
) -> Noted:
    """File a dak as the awaited reply: a fresh receipt (FR) of the matter, whose waiting stage goes on.

    By the main recipient of the dak, who may open the matter; it lies on with whoever asked.
    """
    once = Once.of(actor, key, "take_reply", dak, matter, message)
    selectors.matter_for(actor, matter)
    waiting = lock_waiting(matter)
    taken = take_as_main(actor, dak, now, once, seen)
    if taken.answered:
        return taken.answered
    found = (row for row in waiting.standing.waits.values() if (row.kind, row.name) == (MESSAGE, message))
    wait = next(found, None)
    if wait is None:
        raise Refused(common.NOT_WAITING)
    last = ledger.last_at(matter)
    check_order(last, now) if last else None
    row = taken.dak
    check_grade(waiting.matter, row)
    lay_letter(waiting.held(wait, now), taken)
    fire_message(waiting, actor, wait, now, row.receipt.body or row.receipt.subject)
    row.state, row.matter = DakState.ATTACHED, waiting.matter
    return note(taken, DakMove.Kind.ATTACHED, fields=PLACES, data={"answers": message})
