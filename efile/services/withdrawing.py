"""A matter that was begun by mistake is withdrawn, while nothing but its beginning has happened in it."""

from __future__ import annotations

from typing import Final

from efile import reasons
from efile.services.act import Done
from efile.services.locking import Held, check_holder
from efile.services.recording import record
from hierarchy.actors import Actor
from hierarchy.refusals import Refused

BEGINNING: Final = frozenset({"started", "filed"})
WITHDRAWN: Final = "withdrawn"


def withdraw_unworked(held: Held, actor: Actor, reason: str) -> Done:
    """Close it with the disposal `withdrawn`; the engine is not stepped. Its numbers stay given.

    Refused once it was sent, signed in or left for another: then it goes its way to an end.
    """
    check_holder(held, actor)
    matter = held.matter
    worked = matter.movements.exclude(kind__in=BEGINNING).exists()
    if worked or held.others or matter.sheet.paragraphs.exists():
        raise Refused(reasons.WORKED_ON)
    held.thread.closed_at = held.clock.now
    held.touch(held.thread)
    matter.closed_at, matter.disposal = held.clock.now, WITHDRAWN
    return record(held, actor, "undone", texts={"reason": reason})
