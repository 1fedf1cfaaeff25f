"""The geometry of a drawing: boxes of its shapes, ways of its flows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from tests.bpmn.shipped import BPMN, BPMNDI

DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DI = "{http://www.omg.org/spec/DD/20100524/DI}"
NODE_ENDINGS = ("Event", "Task", "Gateway", "Activity")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def touched_by(self, point: Point) -> bool:
        x, y = point
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def boxes(root: etree._Element) -> dict[str, Box]:
    """Bounds of every shape, by the id of what it draws."""
    return {shape.get("bpmnElement", ""): _box(shape) for shape in root.iter(f"{BPMNDI}BPMNShape")}


def labels(root: etree._Element) -> dict[str, Box]:
    """Bounds of every label drawn outside its shape or beside its flow."""
    drawn = [*root.iter(f"{BPMNDI}BPMNShape"), *root.iter(f"{BPMNDI}BPMNEdge")]
    found = {each.get("bpmnElement", ""): each.find(f"{BPMNDI}BPMNLabel") for each in drawn}
    return {id_: _box(label) for id_, label in found.items() if label is not None}


def ways(root: etree._Element) -> dict[str, list[Point]]:
    """Waypoints of every flow."""
    return {
        edge.get("bpmnElement", ""): [
            (float(point.get("x", "")), float(point.get("y", ""))) for point in edge.iter(f"{DI}waypoint")
        ]
        for edge in root.iter(f"{BPMNDI}BPMNEdge")
    }


def legs(way: list[Point]) -> list[Box]:
    """The straight pieces of a way, as boxes of no breadth; a slanting piece is the box around it."""
    return [Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in pairwise(way)]


def nodes(root: etree._Element) -> dict[str, etree._Element]:
    """Everything with a shape that a flow can reach, by id."""
    return {
        node.get("id", ""): node
        for process in root.iter(f"{BPMN}process")
        for node in process
        if isinstance(node.tag, str) and node.tag.endswith(NODE_ENDINGS)
    }


def _box(element: etree._Element) -> Box:
    bounds = element.find(f"{DC}Bounds")
    assert bounds is not None, element.get("id")
    x, y, width, height = (float(bounds.get(name, "")) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + width, y + height)
