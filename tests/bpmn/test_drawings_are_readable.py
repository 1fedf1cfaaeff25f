"""Every element is drawn where its lane is, nothing lies upon anything else."""

from __future__ import annotations

from itertools import combinations

import pytest
from lxml import etree

from tests.bpmn.drawing import boxes, labels, legs, nodes, ways
from tests.bpmn.shipped import BPMN, DRAWINGS

PLACES = pytest.mark.parametrize("root", DRAWINGS.values(), ids=DRAWINGS.keys())


@PLACES
def test_every_element_is_drawn(root: etree._Element) -> None:
    pools = {each.get("id") for each in root.iter(f"{BPMN}participant")}
    lanes = {each.get("id") for each in root.iter(f"{BPMN}lane")}
    assert boxes(root).keys() == pools | lanes | nodes(root).keys()
    assert ways(root).keys() == {each.get("id") for each in root.iter(f"{BPMN}sequenceFlow")}


@PLACES
def test_every_element_lies_in_its_lane(root: etree._Element) -> None:
    drawn, placed = boxes(root), []
    for lane in root.iter(f"{BPMN}lane"):
        for reference in lane.iter(f"{BPMN}flowNodeRef"):
            node = reference.text or ""
            assert drawn[lane.get("id", "")].holds(drawn[node]), node
            placed.append(node)
    assert sorted(placed) == sorted(nodes(root))


@PLACES
def test_no_two_shapes_overlap(root: etree._Element) -> None:
    drawn, known = boxes(root), nodes(root)
    for (id_, node), (other_id, other) in combinations(known.items(), 2):
        attached = {node.get("attachedToRef"), other.get("attachedToRef")} & {id_, other_id}
        assert attached or not drawn[id_].meets(drawn[other_id]), (id_, other_id)
    lanes = [drawn[lane.get("id", "")] for lane in root.iter(f"{BPMN}lane")]
    assert not any(one.meets(other) for one, other in combinations(lanes, 2))


@PLACES
def test_flows_run_from_shape_to_shape_and_through_none(root: etree._Element) -> None:
    drawn, known, way_of = boxes(root), nodes(root), ways(root)
    for flow in root.iter(f"{BPMN}sequenceFlow"):
        id_, source, target = (flow.get(name, "") for name in ("id", "sourceRef", "targetRef"))
        way = way_of[id_]
        assert drawn[source].touched_by(way[0]), id_
        assert drawn[target].touched_by(way[-1]), id_
        beside = {source, target, known[source].get("attachedToRef")}
        for node in known.keys() - beside:
            assert not any(leg.meets(drawn[node]) for leg in legs(way)), (id_, node)


@PLACES
def test_labels_lie_clear_of_shapes_and_flows_and_of_each_other(root: etree._Element) -> None:
    drawn, known, texts = boxes(root), nodes(root), labels(root)
    for (id_, label), (other_id, other) in combinations(texts.items(), 2):
        assert not label.meets(other), (id_, other_id)
    for id_, label in texts.items():
        assert not any(label.meets(drawn[node]) for node in known), id_
        for flow, way in ways(root).items():
            assert not any(leg.meets(label) for leg in legs(way)), (id_, flow)


@PLACES
def test_main_ways_run_from_left_to_right(root: etree._Element) -> None:
    drawn = boxes(root)
    start = next(iter(root.iter(f"{BPMN}startEvent"))).get("id", "")
    assert all(drawn[start].left <= drawn[node].left for node in nodes(root))
    ends = [drawn[end.get("id", "")].left for end in root.iter(f"{BPMN}endEvent")]
    assert max(ends) > drawn[start].left
