"""What the pages of a list show: how it stands, and what this reader may do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from efile.disposal import reasons, services
from efile.disposal.models import Disposal, DisposalItem, Said, State
from efile.disposal.sight import knows_all, shown_of
from efile.files.recording import of_its_line
from efile.pages.moment import Moment
from hierarchy.actors import Actor
from hierarchy.refusals import Refused


@dataclass(frozen=True, slots=True)
class Shown:
    """A list on its page. `left` counts what is ordered and not destroyed yet; `not_yet` says why this reader
    does not order it yet, empty where he may and where it is never his to order. `whole`: he knows of every
    file on it."""

    row: Disposal
    items: Sequence[DisposalItem]
    unread: int
    agreed: int
    kept: int
    done: int
    left: int
    whole: bool
    reads: frozenset[object]
    withdraws: bool
    orders: bool
    not_yet: str

    @property
    def read(self) -> int:
        return len(self.items) - self.unread

    @property
    def total(self) -> int:
        return self.done + self.left


def shown(row: Disposal, actor: Actor, moment: Moment) -> Shown:
    items = shown_of(row)
    drawing = row.state == State.DRAWN
    agreed = [item for item in items if item.said == Said.AGREED]
    done = sum(item.cleared_at is not None for item in agreed)
    may = drawing and not actor.assistant and actor.may(services.POWER)
    refused = _refused(row, actor, moment) if may else None
    return Shown(
        row=row,
        items=items,
        unread=sum(item.said == Said.UNREAD for item in items),
        agreed=len(agreed),
        kept=sum(item.said == Said.KEPT for item in items),
        done=done,
        left=len(agreed) - done,
        whole=knows_all(row),
        reads=frozenset(item.pk for item in items if may and of_its_line(actor, item.file)),
        withdraws=drawing and not actor.assistant and row.drawn_user_id == actor.user_id,
        orders=may and refused is None,
        not_yet=refused.sentence if refused and refused.reason is not reasons.NOT_ORDERER else "",
    )


def _refused(row: Disposal, actor: Actor, moment: Moment) -> Refused | None:
    try:
        services.check_may_order(actor, row, moment.now)
    except Refused as refused:
        return refused
    return None
