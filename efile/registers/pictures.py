"""Where the bars of a picture stand, in percent of its width and in pixels of its height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from efile.registers.figures import Figure, Figures

HEIGHT: Final = 150
"""Of the tallest bar."""
ABOVE: Final = 18
GAP: Final = 0.18
"""Of the room of a day, on either side."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`x` and `width` are percents; `middle` is where its figure stands."""

    figure: Figure
    x: float
    width: float
    y: float = 0
    height: float = 0

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 3)


@dataclass(frozen=True, slots=True)
class Column:
    """The bars of a day, and where its name stands."""

    figures: Figures
    bars: list[Bar]
    middle: float


@dataclass(frozen=True, slots=True)
class Beam:
    """The bars of a line, one after the other."""

    figures: Figures
    bars: list[Bar]


def columns(found: Sequence[Figures]) -> list[Column]:
    """Upright bars, side by side for each of the figures."""
    most = max((part.count for one in found for part in one.parts), default=0) or 1
    room = 100 / max(len(found), 1)
    return [
        Column(one, _upright(one, at * room, room, most), round((at + 0.5) * room, 3))
        for at, one in enumerate(found)
    ]


def _upright(one: Figures, left: float, room: float, most: int) -> list[Bar]:
    width = room * (1 - 2 * GAP) / len(one.parts)
    bars = []
    for at, part in enumerate(one.parts):
        height = round(HEIGHT * part.count / most, 1)
        x = round(left + room * GAP + at * width, 3)
        bars.append(Bar(part, x, round(width, 3), round(ABOVE + HEIGHT - height, 1), height))
    return bars


def beams(found: Sequence[Figures]) -> list[Beam]:
    """Lying bars, as long as their share of the longest line."""
    most = max((one.count for one in found), default=0) or 1
    return [Beam(one, _lying(one, most)) for one in found]


def _lying(one: Figures, most: int) -> list[Bar]:
    bars, x = [], 0.0
    for part in one.parts:
        width = 100 * part.count / most
        if part.count:
            bars.append(Bar(part, round(x, 3), round(width, 3)))
        x += width
    return bars
