"""Calls: every sub-flow is there, none comes round to itself, none lies too deep."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workflows.engine.profile import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from workflows.engine.drawing import Drawing, Process
    from workflows.engine.messages import Findings

MAX_DEPTH: Final = 4
CALLS: Final = ("callActivity", "subProcess")


def check_calls(drawn: Drawing, found: Findings) -> bool:
    """Whether the calls are sound: only then may other checks follow them down."""
    before = len(found)
    for _, node in drawn.all_nodes():
        if kind_of(node) == "callActivity":
            _check_called(drawn, node, found)
    walk = _Walk(drawn, found)
    walk.visit(drawn.main, ())
    if not walk.cyclic:
        walk.check_depth()
    for process in drawn.processes.values():
        if process.id not in walk.order and process.parent is None:
            found.say("process_unused", process.node)
    return not any(finding.code.startswith("call_") for finding in found[before:])


def _check_called(drawn: Drawing, node: _Element, found: Findings) -> None:
    called = node.get("calledElement", "")
    if not called or any(mark in called for mark in "${}#=("):
        found.say("call_dynamic", node)
    elif called not in drawn.processes or drawn.processes[called].parent is not None:
        found.say("call_missing", node, value=called)


def target_of(node: _Element) -> str:
    """Id of the process that a call activity or embedded sub-process runs."""
    return node.get("calledElement" if kind_of(node) == "callActivity" else "id", "")


def calls_of(drawn: Drawing, process: Process) -> Iterator[tuple[_Element, str]]:
    for node in process.of_kind(*CALLS):
        if target_of(node) in drawn.processes:
            yield node, target_of(node)


@dataclass
class _Walk:
    """Visits each process once, however often it is called: width costs no more than depth."""

    drawn: Drawing
    found: Findings
    order: list[str] = field(default_factory=list)
    cyclic: bool = False

    def visit(self, process: Process, trail: tuple[str, ...]) -> None:
        trail = (*trail, process.id)
        for node, target in calls_of(self.drawn, process):
            if target in trail:
                self.cyclic = True
                self.found.say("call_cycle", node, value=" → ".join((*trail, target)))
            elif target not in self.order:
                self.visit(self.drawn.processes[target], trail)
        self.order.append(process.id)

    def check_depth(self) -> None:
        """The longest way down to each process, callers before the called."""
        depth: dict[str, int] = {self.drawn.main.id: 0}
        for id_ in reversed(self.order):
            for node, target in calls_of(self.drawn, self.drawn.processes[id_]):
                depth[target] = max(depth.get(target, 0), depth[id_] + 1)
                if depth[id_] + 1 > MAX_DEPTH:
                    self.found.say("call_depth", node, value=depth[id_] + 1, most=MAX_DEPTH)
