"""Which elements let nothing past without waiting, sub-flows included; and the ways between elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workflows.engine.checks.calls import CALLS, target_of
from workflows.engine.profile import gp, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from workflows.engine.drawing import Drawing, Process

WAITING: Final = frozenset({"userTask", "intermediateCatchEvent", "eventBasedGateway"})

Ways = dict[str, set[str]]


def ways_of(process: Process) -> Ways:
    """Successors of each node, boundary events following what they sit on."""
    ways: Ways = {id_: set() for id_ in process.nodes}
    for flow in process.flows:
        if flow.source in ways and flow.target in ways:
            ways[flow.source].add(flow.target)
    for host, events in process.boundaries.items():
        ways.get(host, set()).update(event.get("id", "") for event in events)
    return ways


def spread(starts: Iterable[str], ways: Ways) -> set[str]:
    """Everything that can be come to from the starts, themselves included."""
    seen: set[str] = set()
    todo = list(starts)
    while todo:
        id_ = todo.pop()
        if id_ not in seen:
            seen.add(id_)
            todo += ways.get(id_, ())
    return seen


@dataclass
class Waits:
    """Answers for a bundle whose calls are sound, each sub-flow looked into once."""

    drawn: Drawing
    known: dict[str, bool] = field(default_factory=dict)

    def at(self, node: _Element) -> bool:
        """Whether a token always stops at this element until a person or the outside acts."""
        kind = kind_of(node)
        if kind == "serviceTask":
            return gp(node, "wait") == "yes"
        if kind == "boundaryEvent":
            return not any(kind_of(child) == "errorEventDefinition" for child in node)
        if kind in CALLS:
            return self.within(self.drawn.processes[target_of(node)])
        return kind in WAITING

    def within(self, process: Process) -> bool:
        """Whether nothing gets from the start of a sub-flow to an end without waiting."""
        if process.id not in self.known:
            bare = self.unwaiting(process)
            starts = [node.get("id", "") for node in process.of_kind("startEvent")]
            ends = {node.get("id", "") for node in process.of_kind("endEvent")}
            self.known[process.id] = not spread(starts, bare) & ends
        return self.known[process.id]

    def unwaiting(self, process: Process) -> Ways:
        """The ways that remain when the waiting elements are taken out."""
        passing = {id_ for id_, node in process.nodes.items() if not self.at(node)}
        ways = ways_of(process)
        return {id_: ways[id_] & passing for id_ in passing}
