"""What is drawn in a bundle: processes, elements and flows as plain values, before anything is
judged or run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from workflows.engine.markup import BPMN, MarkupRefused, parse
from workflows.engine.profile import element_of, gp, kind_of, stage_spec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from workflows.engine.bundle import Bundle
    from workflows.engine.specs import Element, StageSpec

FLOW: Final = "sequenceFlow"
CONTAINERS: Final = ("process", "subProcess")
NOT_NODES: Final = frozenset(
    "sequenceFlow laneSet documentation extensionElements textAnnotation association group incoming outgoing "
    "ioSpecification property auditing monitoring category supportedInterfaceRef".split()
)


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow; `condition` is its text, None when it has none."""

    id: str
    source: str
    target: str
    condition: str | None


@dataclass(frozen=True)
class Process:
    """A process or an embedded sub-process, with the nodes and flows drawn directly in it."""

    id: str
    node: _Element
    file: str
    parent: str | None
    nodes: dict[str, _Element] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.node.get("name", "") or self.id

    @property
    def name_en(self) -> str:
        return gp(self.node, "nameEn", self.name)

    @cached_property
    def outgoing(self) -> dict[str, list[Flow]]:
        return self._by("source")

    @cached_property
    def incoming(self) -> dict[str, list[Flow]]:
        return self._by("target")

    def _by(self, end: str) -> dict[str, list[Flow]]:
        flows: dict[str, list[Flow]] = {}
        for flow in self.flows:
            flows.setdefault(getattr(flow, end), []).append(flow)
        return flows

    def of_kind(self, *kinds: str) -> Iterator[_Element]:
        return (node for node in self.nodes.values() if kind_of(node) in kinds)

    @cached_property
    def boundaries(self) -> dict[str, list[_Element]]:
        found: dict[str, list[_Element]] = {}
        for node in self.of_kind("boundaryEvent"):
            found.setdefault(node.get("attachedToRef", ""), []).append(node)
        return found


@dataclass(frozen=True)
class Drawing:
    """A bundle as drawn. `unread` holds the files that were refused before they were a tree."""

    main_file: str
    roots: dict[str, _Element]
    tables: dict[str, _Element]
    unread: dict[str, MarkupRefused]
    processes: dict[str, Process]

    @property
    def main(self) -> Process:
        """The first process of the main file."""
        return next(process for process in self.processes.values() if process.file == self.main_file)

    def has_main(self) -> bool:
        return any(process.file == self.main_file for process in self.processes.values())

    def all_nodes(self) -> Iterator[tuple[Process, _Element]]:
        for process in self.processes.values():
            for node in process.nodes.values():
                yield process, node

    def stages(self) -> dict[str, StageSpec]:
        lanes = self.lanes()
        return {
            node.get("id", ""): stage_spec(node, lanes.get(node.get("id", ""), ""))
            for _, node in self.all_nodes()
            if kind_of(node) == "userTask"
        }

    def elements(self) -> dict[str, Element]:
        return {node.get("id", ""): element_of(node, process.id) for process, node in self.all_nodes()}

    def lanes(self) -> dict[str, str]:
        return {
            (ref.text or "").strip(): lane.get("name", "")
            for root in self.roots.values()
            for lane in root.iter(f"{{{BPMN}}}lane")
            for ref in lane.findall(f"{{{BPMN}}}flowNodeRef")
        }

    def limits(self) -> frozenset[str]:
        """Names of all limits: of timers and of the stages' sla."""
        timers = {
            gp(timer, "limit")
            for root in self.roots.values()
            for timer in root.iter(f"{{{BPMN}}}timerEventDefinition")
        }
        return frozenset(timers | {stage.sla for stage in self.stages().values() if stage.sla}) - {""}

    def services(self) -> frozenset[str]:
        return frozenset(
            gp(node, "service") for _, node in self.all_nodes() if kind_of(node) == "serviceTask"
        )


def drawing(bundle: Bundle) -> Drawing:
    """Read every file of the bundle. Nothing is judged but whether the bytes are safe to read."""
    roots: dict[str, _Element] = {}
    tables: dict[str, _Element] = {}
    unread: dict[str, MarkupRefused] = {}
    processes: dict[str, Process] = {}
    for name in sorted(bundle.files):
        try:
            root = parse(bundle.files[name])
        except MarkupRefused as refused:
            unread[name] = refused
            continue
        if name.endswith(".dmn"):
            tables[name] = root
        else:
            roots[name] = root
    for name in sorted(roots, key=lambda file: (file != bundle.main, file)):
        for node in roots[name].findall(f"{{{BPMN}}}process"):
            for process in _read(node, name, None):
                processes.setdefault(process.id, process)
    return Drawing(bundle.main, roots, tables, unread, processes)


def _read(node: _Element, file: str, parent: str | None) -> Iterator[Process]:
    process = Process(node.get("id", ""), node, file, parent)
    inner = []
    for child in node:
        kind = kind_of(child)
        if kind == FLOW:
            process.flows.append(_flow(child))
        elif kind and kind not in NOT_NODES:
            process.nodes[child.get("id", "")] = child
            if kind == "subProcess":
                inner.append(child)
    yield process
    for child in inner:
        yield from _read(child, file, process.id)


def _flow(node: _Element) -> Flow:
    condition = node.find(f"{{{BPMN}}}conditionExpression")
    text = None if condition is None else (condition.text or "")
    return Flow(node.get("id", ""), node.get("sourceRef", ""), node.get("targetRef", ""), text)
