"""Stages in order, those of parts that run at the same time side by side. Pure: steps are numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

NEVER = 2**31


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay in one stage, from the engine step that opened it to the one that leaves it (None: none).

    `joined` is the step at which the other parts came up with it, for the last stage of a part.
    """

    id: UUID
    element: str
    opened: int
    closed: int | None
    joined: int | None = None

    @property
    def until(self) -> int:
        return NEVER if self.closed is None else self.joined or self.closed


Strand = list[Visit]


def strands_of(visits: Iterable[Visit]) -> list[list[Strand]]:
    """Groups in order of time: one strand where the matter is whole, several where it runs in parts.

    Visits of one step keep the order in which they are given.
    """
    return [_strands(group) for group in _together(sorted(visits, key=lambda visit: visit.opened))]


def _together(visits: Sequence[Visit]) -> Iterator[list[Visit]]:
    """Visits that overlap belong together, and so do those between which another of them goes on."""
    group: list[Visit] = []
    for visit in visits:
        if group and visit.opened >= max(each.until for each in group):
            yield group
            group = []
        group.append(visit)
    if group:
        yield group


def _strands(group: Sequence[Visit]) -> list[Strand]:
    strands: list[Strand] = []
    for visit in group:
        follows = _followed(strands, visit)
        if follows is None:
            strands.append([visit])
        else:
            follows.append(visit)
    return strands


def _followed(strands: Sequence[Strand], visit: Visit) -> Strand | None:
    """The strand whose last stage the same step closed; after a wait, the one that closed latest before.

    A second stage of one step begins a strand of its own.
    """
    left = [strand for strand in strands if strand[-1].until <= visit.opened]
    taken = any(each.opened == visit.opened for strand in strands for each in strand)
    at_once = next((strand for strand in left if strand[-1].closed == visit.opened), None)
    if at_once is not None or taken:
        return at_once
    return max(left, key=lambda strand: strand[-1].until, default=None)
