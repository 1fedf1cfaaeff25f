"""Pure decisions of meetings: is there a quorum, may the minutes be signed. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from efile.committees import reasons
from hierarchy.models import SeatRole
from hierarchy.refusals import Reason


@dataclass(frozen=True, slots=True)
class Attended:
    """A seat that was taken: by whom, in which role."""

    person: UUID
    role: str


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many persons sat, of how many needed, and whether the chair was taken."""

    needed: int
    present: int
    chaired: bool

    @property
    def reached(self) -> bool:
        return self.chaired and self.present >= self.needed

    @property
    def lacking(self) -> int:
        return max(self.needed - self.present, 0)


def quorum(needed: int, attended: Iterable[Attended]) -> Quorum:
    """The body's own rule says how many must be present, the chair among them.

    Persons are counted, not posts: who sits for two posts, by additional charge or as a deputy, is one.
    """
    taken = list(attended)
    chaired = any(seat.role == SeatRole.CHAIR for seat in taken)
    return Quorum(needed, len({seat.person for seat in taken}), chaired)


def may_call(posts: frozenset[UUID], secretary: UUID | None, chair: UUID | None) -> Reason | None:
    """The member-secretary calls the body, or its chair himself."""
    callers = {post for post in (secretary, chair) if post is not None}
    return None if callers & posts else reasons.NOT_SECRETARY


def may_sign(posts: frozenset[UUID], chair: UUID | None, *, drafts_only: bool) -> Reason | None:
    """The chair's post signs; who only drafts for it does not (SOP 420624207)."""
    return None if chair in posts and not drafts_only else reasons.NOT_CHAIR


def may_close(reached: Quorum, *, items: int, undecided: int) -> Reason | None:
    """Minutes stand when there was a quorum and every item has its decision."""
    if not reached.chaired:
        return reasons.NO_CHAIR
    if not reached.reached:
        return reasons.NO_QUORUM
    if not items:
        return reasons.NO_ITEMS
    return reasons.UNDECIDED if undecided else None


def may_attend(at: datetime, now: datetime) -> Reason | None:
    """Nobody has attended a meeting before it begins."""
    return reasons.NOT_BEGUN if now < at else None
