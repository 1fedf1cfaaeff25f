"""Threads bind: of several stages opened at once, at most one may inherit the thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflows.engine.checks.calls import CALLS, target_of
from workflows.engine.messages import Labelled
from workflows.engine.profile import kind_of, stage_spec

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflows.engine.checks.waits import Waits
    from workflows.engine.drawing import Drawing, Process
    from workflows.engine.messages import Findings

SPLITS = ("parallelGateway", "inclusiveGateway")


def check_threads(drawn: Drawing, waits: Waits, found: Findings) -> None:
    for process in drawn.processes.values():
        for gateway in process.of_kind(*SPLITS):
            _check_split(drawn, process, gateway, waits, found)


def _check_split(drawn: Drawing, process: Process, gateway: _Element, waits: Waits, found: Findings) -> None:
    branches = []
    for flow in process.outgoing.get(gateway.get("id", ""), []):
        first = _FirstStages(drawn, waits)
        first.follow(process, flow.target)
        branches.append([stage for stage in first.stages if not stage_spec(stage, "").opens])
    inheriting = [stages for stages in branches if stages]
    if len(inheriting) > 1:
        named = {stage.get("id", ""): stage for stages in inheriting for stage in stages}
        found.say("opens", gateway, value=Labelled(tuple(named.values())))


@dataclass
class _FirstStages:
    """The stages a token comes to first, through gateways and into sub-flows, but not past a join."""

    drawn: Drawing
    waits: Waits
    stages: list[_Element] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def follow(self, process: Process, start: str) -> None:
        todo = [start]
        while todo:
            id_ = todo.pop()
            node = process.nodes.get(id_)
            if node is None or id_ in self.seen:
                continue
            self.seen.add(id_)
            if self._passes(process, node):
                todo += [flow.target for flow in process.outgoing.get(id_, ())]

    def _passes(self, process: Process, node: _Element) -> bool:
        """Whether the search goes on behind the node; stages met are kept on the way."""
        kind = kind_of(node)
        if kind == "userTask":
            self.stages.append(node)
            return False
        if kind in CALLS:
            inner = self.drawn.processes[target_of(node)]
            for begin in inner.of_kind("startEvent"):
                self.follow(inner, begin.get("id", ""))
            return not self.waits.within(inner)
        return kind not in SPLITS or len(process.incoming.get(node.get("id", ""), ())) < 2
