"""Ways through the flow: everything reachable, every way ends, every loop waits, calls end, threads bind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workflows.engine.messages import Labelled
from workflows.engine.profile import gp, kind_of, stage_spec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element

    from workflows.engine.drawing import Drawing, Process
    from workflows.engine.messages import Findings

MAX_DEPTH: Final = 4
WAITING: Final = frozenset({"userTask", "intermediateCatchEvent", "eventBasedGateway"})
CALLS: Final = ("callActivity", "subProcess")

Ways = dict[str, set[str]]


def check_paths(drawn: Drawing, found: Findings) -> None:
    sound_calls = _check_calls(drawn, found)
    for process in drawn.processes.values():
        ways = _ways(process)
        _check_reach(process, ways, found)
        if sound_calls:
            _check_loops(drawn, process, ways, found)
            _check_threads(drawn, process, found)


def _ways(process: Process) -> Ways:
    """Successors of each node, boundary events following what they sit on."""
    ways: Ways = {id_: set() for id_ in process.nodes}
    for flow in process.flows:
        if flow.source in ways and flow.target in ways:
            ways[flow.source].add(flow.target)
    for host, events in process.boundaries.items():
        ways.get(host, set()).update(event.get("id", "") for event in events)
    return ways


def _spread(starts: Iterable[str], ways: Ways) -> set[str]:
    seen: set[str] = set()
    todo = list(starts)
    while todo:
        id_ = todo.pop()
        if id_ not in seen:
            seen.add(id_)
            todo += ways.get(id_, ())
    return seen


def _check_reach(process: Process, ways: Ways, found: Findings) -> None:
    starts = [node.get("id", "") for node in process.of_kind("startEvent")]
    ends = [node.get("id", "") for node in process.of_kind("endEvent")]
    if not starts or not ends:
        return
    reached = _spread(starts, ways)
    back: Ways = {id_: set() for id_ in ways}
    for source, targets in ways.items():
        for target in targets:
            back[target].add(source)
    ending = _spread(ends, back)
    for id_, node in process.nodes.items():
        if id_ not in reached:
            found.say("unreachable", node)
        elif id_ not in ending and ways[id_]:
            found.say("no_way_to_end", node)


def _check_calls(drawn: Drawing, found: Findings) -> bool:
    """Every call names a process of the bundle, without cycle and not too deep."""
    before = len(found)
    for _, node in drawn.all_nodes():
        if kind_of(node) == "callActivity":
            _check_call(drawn, node, found)
    _descend(drawn, drawn.main, (drawn.main.id,), found)
    called = {drawn.main.id} | {
        target for process in drawn.processes.values() for _, target in _calls(drawn, process)
    }
    for process in drawn.processes.values():
        if process.id not in called and process.parent is None:
            found.say("process_unused", process.node)
    return not any(finding.code.startswith("call_") for finding in found[before:])


def _check_call(drawn: Drawing, node: _Element, found: Findings) -> None:
    called = node.get("calledElement", "")
    if not called or any(mark in called for mark in "${}#=("):
        found.say("call_dynamic", node)
    elif called not in drawn.processes or drawn.processes[called].parent is not None:
        found.say("call_missing", node, value=called)


def _calls(drawn: Drawing, process: Process) -> list[tuple[_Element, str]]:
    targets = [(node, node.get("calledElement", "")) for node in process.of_kind("callActivity")]
    targets += [(node, node.get("id", "")) for node in process.of_kind("subProcess")]
    return [(node, target) for node, target in targets if target in drawn.processes]


def _descend(drawn: Drawing, process: Process, trail: tuple[str, ...], found: Findings) -> None:
    for node, target in _calls(drawn, process):
        if target in trail:
            found.say("call_cycle", node, value=" → ".join((*trail, target)))
        elif len(trail) > MAX_DEPTH:
            found.say("call_depth", node, value=len(trail), most=MAX_DEPTH)
        else:
            _descend(drawn, drawn.processes[target], (*trail, target), found)


def _check_loops(drawn: Drawing, process: Process, ways: Ways, found: Findings) -> None:
    """Take the waiting elements out: what can still come back to itself would run for ever."""
    passing = {id_ for id_, node in process.nodes.items() if not _waits(drawn, node)}
    bare = {id_: ways[id_] & passing for id_ in passing}
    for id_ in sorted(passing):
        if id_ in _spread(bare[id_], bare):
            found.say("loop_without_wait", process.nodes[id_])


def _waits(drawn: Drawing, node: _Element) -> bool:
    kind = kind_of(node)
    if kind == "serviceTask":
        return gp(node, "wait") == "yes"
    if kind == "boundaryEvent":
        return not any(kind_of(child) == "errorEventDefinition" for child in node)
    if kind in CALLS:
        target = node.get("calledElement" if kind == "callActivity" else "id", "")
        return _always_waits(drawn, drawn.processes[target])
    return kind in WAITING


def _always_waits(drawn: Drawing, process: Process) -> bool:
    """Whether nothing gets from the start of a sub-flow to an end without waiting."""
    ways = _ways(process)
    passing = {id_ for id_, node in process.nodes.items() if not _waits(drawn, node)}
    bare = {id_: ways[id_] & passing for id_ in passing}
    starts = [node.get("id", "") for node in process.of_kind("startEvent")]
    return not any(kind_of(process.nodes[id_]) == "endEvent" for id_ in _spread(starts, bare))


def _check_threads(drawn: Drawing, process: Process, found: Findings) -> None:
    """Of several stages opened at once, at most one may inherit the thread: the others open their own."""
    for gateway in process.of_kind("parallelGateway", "inclusiveGateway"):
        flows = process.outgoing.get(gateway.get("id", ""), [])
        branches = [_inheriting(drawn, process, flow.target) for flow in flows]
        inheriting = [stages for stages in branches if stages]
        if len(inheriting) > 1:
            named = {stage.get("id", ""): stage for stages in inheriting for stage in stages}
            found.say("opens", gateway, value=Labelled(tuple(named.values())))


def _inheriting(drawn: Drawing, process: Process, start: str) -> list[_Element]:
    """The first stages behind `start` that open no thread of their own."""
    stages: list[_Element] = []
    _first_stages(drawn, process, start, set(), stages.append)
    return [stage for stage in stages if not stage_spec(stage, "").opens]


def _first_stages(
    drawn: Drawing, process: Process, start: str, seen: set[str], note: Callable[[_Element], None]
) -> None:
    todo = [start]
    while todo:
        id_ = todo.pop()
        node = process.nodes.get(id_)
        if node is None or id_ in seen:
            continue
        seen.add(id_)
        if kind_of(node) == "userTask":
            note(node)
            continue
        if (
            kind_of(node) in ("parallelGateway", "inclusiveGateway")
            and len(process.incoming.get(id_, ())) > 1
        ):
            continue
        if kind_of(node) in CALLS:
            inner = drawn.processes[
                node.get("calledElement" if kind_of(node) == "callActivity" else "id", "")
            ]
            for begin in inner.of_kind("startEvent"):
                _first_stages(drawn, inner, begin.get("id", ""), seen, note)
            if _always_waits(drawn, inner):
                continue
        todo += [flow.target for flow in process.outgoing.get(id_, ())]
