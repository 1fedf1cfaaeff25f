"""Of which matter at work a letter speaks, and where that lies: with its reader, or with another."""

from __future__ import annotations

from dataclasses import dataclass

from efile import selectors
from efile.dak.models import Dak, DakState
from efile.dak.quoting import matters_at_work
from efile.models import Matter, Thread, name_present
from efile.pages import labels
from hierarchy.actors import Actor


@dataclass(frozen=True, slots=True)
class Spoken:
    """A matter that waits for nothing, and the part of it that the reader has, else its first open one."""

    matter: Matter
    thread: Thread
    mine: bool

    @property
    def number(self) -> str:
        return labels.number_of(self.matter)

    @property
    def where(self) -> str:
        return labels.pool_title(self.thread) or labels.holder_title(self.thread)

    def goes_to(self, row: Dak) -> bool:
        """Whether the dak may be sent after it: to a post of its own office that has it and not the dak."""
        holder = self.thread.present
        elsewhere = holder.pk != row.holder_id and holder.office_id == row.office_id
        return elsewhere and self.thread.pool_id is None and not self.mine


def spoken_of(row: Dak, actor: Actor) -> list[tuple[Spoken, bool]]:
    """Each with whether the dak may be sent after it; none once the dak is done with."""
    if row.state != DakState.OPEN:
        return []
    receipt = row.receipt
    matters = matters_at_work(actor, row.quotes, receipt.subject, receipt.body)
    found = [_standing(one, actor) for one in matters]
    name_present(one.thread for one in found)
    return [(one, one.goes_to(row)) for one in found]


def _standing(matter: Matter, actor: Actor) -> Spoken:
    threads = [one for one in selectors.threads_of(matter) if one.closed_at is None]
    mine = [one for one in threads if _lies_with(one, actor)]
    return Spoken(matter, (mine or threads)[0], bool(mine))


def _lies_with(thread: Thread, actor: Actor) -> bool:
    return thread.holder_id in actor.posts and thread.pool_id is None
