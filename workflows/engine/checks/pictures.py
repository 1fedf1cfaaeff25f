"""The picture of a flow (BPMN DI): every element and arrow stands in it, else nobody could follow a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workflows.engine.markup import BPMNDI
from workflows.engine.messages import Labelled

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflows.engine.drawing import Drawing, Process
    from workflows.engine.messages import Findings

DC: Final = "http://www.omg.org/spec/DD/20100524/DC"
DI: Final = "http://www.omg.org/spec/DD/20100524/DI"


def check_pictures(drawn: Drawing, found: Findings) -> None:
    for file, root in drawn.roots.items():
        shapes, arrows = _shapes(root), _arrows(root)
        for process in drawn.processes.values():
            if process.file != file:
                continue
            if shapes:
                _check_process(process, shapes, arrows, found)
            elif process.parent is None:
                found.say("picture_missing", process.node)


def _check_process(process: Process, shapes: set[str], arrows: set[str], found: Findings) -> None:
    for id_, node in process.nodes.items():
        if id_ not in shapes:
            found.say("shape_missing", node)
    for flow in process.flows:
        source, target = process.nodes.get(flow.source), process.nodes.get(flow.target)
        if flow.id not in arrows and source is not None and target is not None:
            found.say("arrow_missing", source, target=Labelled((target,)))


def _shapes(root: _Element) -> set[str]:
    return {
        shape.get("bpmnElement", "")
        for shape in root.iter(f"{{{BPMNDI}}}BPMNShape")
        if shape.find(f"{{{DC}}}Bounds") is not None
    }


def _arrows(root: _Element) -> set[str]:
    return {
        edge.get("bpmnElement", "")
        for edge in root.iter(f"{{{BPMNDI}}}BPMNEdge")
        if len(edge.findall(f"{{{DI}}}waypoint")) > 1
    }
