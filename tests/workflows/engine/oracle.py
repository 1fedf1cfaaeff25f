"""An independent token game: BPMN's own rules on the drawing, sharing nothing with the engine.

Tokens stand at user tasks, or on incoming flows of joins. A parallel join takes one token from each
incoming flow. An inclusive join, with everything else at rest, takes one from each flow that has any,
unless some token elsewhere can come to an empty flow of it, without passing it, and cannot come so to a
flow that has one (BPMN 2.0, 13.4.3).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from dataclasses import dataclass, field

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
_TEST = re.compile(r"outcome (==|!=) '(\w+)'")


@dataclass(frozen=True)
class Arc:
    id: str
    source: str
    target: str
    condition: str | None

    def holds(self, outcome: str) -> bool:
        """Conditions of the sketches: comparisons of the outcome, joined by ||."""
        tests = [_TEST.fullmatch(part.strip()) for part in (self.condition or "").split("||")]
        return any(test is not None and (test[1] == "==") == (test[2] == outcome) for test in tests)


class Net:
    """The drawing as a graph."""

    def __init__(self, xml: bytes) -> None:
        process = ET.fromstring(xml).find(f"{BPMN}process")
        assert process is not None
        self.kind: dict[str, str] = {}
        self.default: dict[str, str | None] = {}
        self.out: dict[str, list[Arc]] = defaultdict(list)
        self.into: dict[str, list[Arc]] = defaultdict(list)
        for element in process:
            kind, id_ = element.tag.removeprefix(BPMN), element.get("id", "")
            if kind == "sequenceFlow":
                condition = element.findtext(f"{BPMN}conditionExpression")
                arc = Arc(id_, element.get("sourceRef", ""), element.get("targetRef", ""), condition)
                self.out[arc.source].append(arc)
                self.into[arc.target].append(arc)
            else:
                self.kind[id_] = kind
                self.default[id_] = element.get("default")

    def joins(self, node: str) -> bool:
        return self.kind[node] in ("parallelGateway", "inclusiveGateway") and len(self.into[node]) > 1

    def flows_reached(self, node: str, join: str) -> set[str]:
        """Incoming flows of `join` on a way from `node` that does not pass `join`."""
        seen: set[str] = set()
        reached: set[str] = set()
        todo = [node]
        while todo:
            here = todo.pop()
            if here in seen or here == join:
                continue
            seen.add(here)
            for arc in self.out[here]:
                if arc.target == join:
                    reached.add(arc.id)
                else:
                    todo.append(arc.target)
        return reached


@dataclass
class Game:
    """A marking of a net.

    `stages` are the user tasks that have a token, `held` the tokens on flows of joins.
    """

    net: Net
    stages: list[str] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)

    @classmethod
    def begin(cls, xml: bytes) -> Game:
        game = cls(Net(xml))
        start = next(id_ for id_, kind in game.net.kind.items() if kind == "startEvent")
        game._run([start], "")
        return game

    @property
    def open(self) -> list[str]:
        return sorted(self.stages)

    @property
    def tokens(self) -> int:
        return len(self.stages) + sum(self.held.values())

    def complete(self, stage: str, outcome: str) -> None:
        self.stages.remove(stage)
        moving = [target for arc in self.net.out[stage] for target in self._arrive(arc)]
        self._run(moving, outcome)

    def _run(self, moving: list[str], outcome: str) -> None:
        moving = moving or self._release()
        while moving:
            moving += self._leave(moving.pop(0), outcome)
            moving = moving or self._release()

    def _arrive(self, arc: Arc) -> list[str]:
        """Move a token along a flow; the answer is the node to run next, if it may run."""
        net = self.net
        if net.kind[arc.target] == "userTask":
            self.stages.append(arc.target)
            return []
        if not net.joins(arc.target):
            return [arc.target]
        self.held[arc.id] += 1
        incoming = net.into[arc.target]
        if net.kind[arc.target] == "parallelGateway" and all(self.held[each.id] for each in incoming):
            self.held.subtract({each.id: 1 for each in incoming})
            return [arc.target]
        return []

    def _leave(self, node: str, outcome: str) -> list[str]:
        net, arcs = self.net, self.net.out[node]
        kind = net.kind[node]
        if kind in ("exclusiveGateway", "inclusiveGateway") and len(arcs) > 1:
            chosen = [arc for arc in arcs if arc.condition is not None and arc.holds(outcome)]
            if kind == "exclusiveGateway":
                chosen = chosen[:1]
            arcs = chosen or [arc for arc in arcs if arc.id == net.default[node]]
        return [target for arc in arcs for target in self._arrive(arc)]

    def _release(self) -> list[str]:
        """One inclusive join that no longer has anyone to wait for."""
        for join, kind in self.net.kind.items():
            if kind == "inclusiveGateway" and self.net.joins(join) and self._complete(join):
                full = [arc.id for arc in self.net.into[join] if self.held[arc.id]]
                self.held.subtract(dict.fromkeys(full, 1))
                return [join]
        return []

    def _complete(self, join: str) -> bool:
        full = {arc.id for arc in self.net.into[join] if self.held[arc.id]}
        if not full:
            return False
        empty = {arc.id for arc in self.net.into[join]} - full
        elsewhere = set(self.stages)
        for node, arcs in self.net.into.items():
            if node != join and self.net.joins(node) and any(self.held[arc.id] for arc in arcs):
                elsewhere.add(node)
        reached = [self.net.flows_reached(node, join) for node in elsewhere]
        return not any(flows & empty and not flows & full for flows in reached)
