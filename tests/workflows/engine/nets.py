"""Random flows with splits and joins in loops: block structures, and nets in which branches share a join."""

from __future__ import annotations

import random

from tests.workflows.engine.sketch import Sketch

OUTCOMES = ("x", "y", "z")


class Blocks:
    """Grows a random flow from nested blocks: sequence, choice, loop, parallel and inclusive split
    with join.
    """

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.sketch = Sketch(f"net{seed}").start()
        self.count = 0

    def grow(self, depth: int = 3) -> Sketch:
        first, last = self._block(depth)
        again, out = self._node("exclusiveGateway"), "done"
        ask = self._stage()
        back = self._node("exclusiveGateway")
        self.sketch.defaults[again] = out
        self.sketch.end().path("begin", back, first).path(last, ask, again)
        self.sketch.flow(again, back, "outcome == 'x' || outcome == 'y'").flow(again, out)
        return self.sketch

    def _node(self, kind: str) -> str:
        self.count += 1
        id_ = f"{kind[0]}{self.count}"
        self.sketch.node(kind, id_)
        return id_

    def _stage(self) -> str:
        self.count += 1
        self.sketch.stage(f"T{self.count}")
        return f"T{self.count}"

    def _block(self, depth: int) -> tuple[str, str]:
        """A part with one way in and one way out: ids of its first and last node."""
        if depth == 0:
            stage = self._stage()
            return stage, stage
        build = self.chance.choice(
            (self._sequence, self._choice, self._loop, self._parallel, self._inclusive)
        )
        return build(depth - 1)

    def _sequence(self, depth: int) -> tuple[str, str]:
        (first, before), (after, last) = self._block(depth), self._block(depth)
        self.sketch.flow(before, after)
        return first, last

    def _choice(self, depth: int) -> tuple[str, str]:
        return self._branches("exclusiveGateway", depth, conditional=True)

    def _parallel(self, depth: int) -> tuple[str, str]:
        return self._branches("parallelGateway", depth, conditional=False)

    def _inclusive(self, depth: int) -> tuple[str, str]:
        return self._branches("inclusiveGateway", depth, conditional=True)

    def _branches(self, kind: str, depth: int, *, conditional: bool) -> tuple[str, str]:
        ask, split, join = self._stage(), self._node(kind), self._node(kind)
        self.sketch.flow(ask, split)
        for number in range(self.chance.choice((2, 3))):
            first, last = self._block(depth)
            if conditional and number == 0:
                self.sketch.defaults[split] = first
            tests = " || ".join(
                f"outcome == '{o}'" for o in self.chance.sample(OUTCOMES, self.chance.choice((1, 2)))
            )
            self.sketch.flow(split, first, tests if conditional and number else "").flow(last, join)
        return ask, join

    def _loop(self, depth: int) -> tuple[str, str]:
        first, last = self._block(depth)
        back, ask, again = self._node("exclusiveGateway"), self._stage(), self._node("exclusiveGateway")
        out = self._node("exclusiveGateway")
        self.sketch.defaults[again] = out
        self.sketch.path(back, first).path(last, ask, again)
        self.sketch.flow(again, back, "outcome == 'y'").flow(again, out)
        return back, out


def shared_join(kind: str) -> Sketch:
    """Two nested splits into one join of three flows, inside a loop; a branch loops on its own."""
    p = Sketch(f"shared_{kind}").start().stages("U0 A X B C D").choice("gC", "jn").choice("g", "done").end()
    p.choice("mg").split("s1 s2").node(f"{kind}Gateway", "jn")
    p.path("begin", "U0", "mg", "s1", "A", "jn", "D", "g").path("s1", "X", "s2", "B", "jn").path(
        "s2", "C", "gC"
    )
    p.flow("gC", "C", "outcome == 'x'").flow("gC", "jn")
    return p.flow("g", "U0", "outcome == 'x'").flow("g", "mg", "outcome == 'y'").flow("g", "done")


def looped_split() -> Sketch:
    """A file sent to several sections, returned and sent again: where stock reads arrivals of
    earlier rounds.
    """
    p = Sketch("sent_again").start().stages("U0 A B C D").choice("gB", "jn").choice("g", "done").end()
    p.choice("mg").split("sp jn").path("begin", "U0", "mg", "sp", "A", "jn", "D", "g").path("sp", "C", "jn")
    p.path("sp", "B", "gB").flow("gB", "B", "outcome == 'x'").flow("gB", "jn")
    return p.flow("g", "U0", "outcome == 'x'").flow("g", "mg", "outcome == 'y'").flow("g", "done")


def crossing() -> Sketch:
    """Inclusive branches that may leave their split by another way than its join."""
    p = Sketch("crossing").start().stages("U A B C D E").choice("s", "A", "inclusive").choice("g", "j").end()
    p.choice("j", kind="inclusive").choice("k", kind="inclusive").choice("h", "done")
    p.path("begin", "U", "s").flow("s", "A").flow("s", "B", "outcome == 'x' || outcome == 'y'")
    p.flow("s", "C", "outcome == 'y'").path("A", "j", "D", "k", "E", "h").path("B", "g").path("C", "k")
    p.flow("g", "k", "outcome == 'x'").flow("g", "j")
    return p.flow("h", "U", "outcome != 'z'").flow("h", "done")


def excess() -> Sketch:
    """A branch that can bring a second token to a join before the other has come."""
    p = Sketch("excess").start().stages("A B C D").choice("ga", "jn").split("sp again jn").end()
    p.choice("back").choice("h", "done").choice("mg")
    p.path("begin", "mg", "sp", "back", "A", "ga").path("sp", "B", "jn", "D", "h").flow(
        "ga", "again", "outcome == 'x'"
    )
    p.flow("ga", "jn").path("again", "back").path("again", "C", "e2").end("e2")
    return p.flow("h", "mg", "outcome == 'y'").flow("h", "done")
