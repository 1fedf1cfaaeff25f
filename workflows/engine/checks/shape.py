"""How elements hang together: ids, one start, ends, flows with both ends, gateways with a default, events."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from workflows.engine.markup import BPMN
from workflows.engine.messages import Labelled
from workflows.engine.profile import DISPOSALS, PROFILES, gp, kind_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflows.engine.drawing import Drawing, Flow, Process
    from workflows.engine.messages import Findings

MAX_NODES: Final = 200
RESERVED: Final = frozenset({"Start", "End", "Root", "StartEventSplit", "StartEventJoin"})
CHOICES: Final = ("exclusiveGateway", "inclusiveGateway")
GATEWAYS: Final = (*CHOICES, "parallelGateway", "eventBasedGateway")
HOSTS: Final = ("userTask", "serviceTask", "callActivity", "subProcess")

_NODE_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_NAME_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def check_shape(drawn: Drawing, found: Findings) -> None:
    _check_ids(drawn, found)
    _check_count(drawn, found)
    for process in drawn.processes.values():
        _check_process(process, drawn, found)
        _check_flows(process, found)
        for node in process.nodes.values():
            _check_node(process, node, drawn, found)


def _check_ids(drawn: Drawing, found: Findings) -> None:
    seen: Counter[str] = Counter()
    for root in drawn.roots.values():
        for element in _identified(root):
            id_, kind = element.get("id", ""), kind_of(element)
            seen[id_] += 1
            if not id_:
                found.say("process_id" if kind == "process" else "id_missing", element, kind=kind)
            elif seen[id_] > 1:
                found.say("duplicate_id", element)
            elif id_ in RESERVED:
                found.say("id_reserved", element, id=id_)
            elif not (_NAME_ID if kind in ("userTask", "serviceTask") else _NODE_ID).fullmatch(id_):
                found.say("id_characters", element, id=id_)


def _identified(root: _Element) -> list[_Element]:
    """Processes and everything drawn in them but flows, lanes and notes."""
    found = []
    todo = list(reversed(root.findall(f"{{{BPMN}}}process")))
    while todo:
        element = todo.pop()
        found.append(element)
        if kind_of(element) in ("process", "subProcess"):
            todo += [child for child in reversed(element) if kind_of(child).endswith(_NODE_ENDINGS)]
    return found


_NODE_ENDINGS = ("Event", "Task", "Gateway", "Activity", "Process")


def _check_count(drawn: Drawing, found: Findings) -> None:
    count = sum(1 for _ in drawn.all_nodes())
    if count > MAX_NODES:
        found.say("too_many_nodes", None, count=count, most=MAX_NODES)
    main = [
        process
        for process in drawn.processes.values()
        if process.file == drawn.main_file and not process.parent
    ]
    if len(main) > 1:
        found.say("several_processes", drawn.main.node, file=drawn.main_file)


def _check_process(process: Process, drawn: Drawing, found: Findings) -> None:
    node = process.node
    starts = list(process.of_kind("startEvent"))
    if len(starts) != 1:
        found.say("start_count", node, count=len(starts))
    if next(process.of_kind("endEvent"), None) is None:
        found.say("end_missing", node)
    if process.parent is not None:
        return
    if not node.get("name"):
        found.say("process_unnamed", node)
    if node.get("isExecutable") == "false":
        found.say("process_not_executable", node)
    if gp(node, "profile", "both") not in PROFILES:
        found.say("process_profile", node, value=gp(node, "profile"))


def _check_flows(process: Process, found: Findings) -> None:
    pairs = Counter((flow.source, flow.target) for flow in process.flows)
    for flow in process.flows:
        if flow.source not in process.nodes:
            found.say("flow_dangling", process.node, id=flow.id, end="sourceRef", ref=flow.source)
        elif flow.target not in process.nodes:
            found.say(
                "flow_dangling", process.nodes[flow.source], id=flow.id, end="targetRef", ref=flow.target
            )
        elif pairs[flow.source, flow.target] > 1:
            found.say("flow_double", process.nodes[flow.source])


def _check_node(process: Process, node: _Element, drawn: Drawing, found: Findings) -> None:
    kind = kind_of(node)
    outgoing = process.outgoing.get(node.get("id", ""), [])
    incoming = process.incoming.get(node.get("id", ""), [])
    if kind == "startEvent" and incoming:
        found.say("start_incoming", node)
    if kind == "endEvent":
        _check_end(process, node, outgoing, drawn, found)
    elif not outgoing:
        found.say("dead_end", node)
    if kind in CHOICES:
        _check_choice(process, node, outgoing, found)
    elif any(flow.condition is not None for flow in outgoing):
        found.say("condition_misplaced", node)
    if kind not in GATEWAYS and len(outgoing) > 1:
        found.say("many_outgoing", node)
    if kind == "eventBasedGateway":
        _check_event_gateway(process, node, outgoing, found)
    if kind in ("intermediateCatchEvent", "boundaryEvent"):
        _check_event(node, drawn, found)
    if kind == "boundaryEvent":
        _check_boundary(process, node, incoming, found)


def _check_end(
    process: Process, node: _Element, outgoing: list[Flow], drawn: Drawing, found: Findings
) -> None:
    if outgoing:
        found.say("end_outgoing", node)
    disposal = gp(node, "disposal")
    if disposal and disposal not in DISPOSALS:
        found.say("end_disposal", node, value=disposal)
    if not disposal and process.id == drawn.main.id:
        found.say("end_disposal_missing", node)


def _check_choice(process: Process, node: _Element, outgoing: list[Flow], found: Findings) -> None:
    default = node.get("default")
    own = next((flow for flow in outgoing if flow.id == default), None)
    if default is not None and own is None:
        found.say("default_foreign", node, ref=default)
        return
    conditional = [flow for flow in outgoing if flow is not own]
    if own is not None and own.condition is not None:
        found.say("default_condition", node)
    if len(outgoing) < 2 and all(flow.condition is None for flow in outgoing):
        return
    if own is None:
        found.say("default_missing", node)
    for flow in conditional:
        if flow.condition is None and flow.target in process.nodes:
            found.say("condition_missing", node, target=Labelled((process.nodes[flow.target],)))


def _check_event_gateway(process: Process, node: _Element, outgoing: list[Flow], found: Findings) -> None:
    targets = [process.nodes[flow.target] for flow in outgoing if flow.target in process.nodes]
    if len(targets) < 2 or any(kind_of(target) != "intermediateCatchEvent" for target in targets):
        found.say("event_gateway_ways", node)
    for target in targets:
        if len(process.incoming.get(target.get("id", ""), [])) > 1:
            found.say("event_gateway_shared", target)


def _check_event(node: _Element, drawn: Drawing, found: Findings) -> None:
    definitions = [child for child in node if kind_of(child).endswith("EventDefinition")]
    if len(definitions) != 1:
        found.say("event_kind", node)
        return
    definition = definitions[0]
    if kind_of(definition) == "timerEventDefinition":
        if any(kind_of(part) in ("timeDate", "timeDuration", "timeCycle") for part in definition):
            found.say("limit_duration", node)
        if not gp(definition, "limit"):
            found.say("limit_missing", node)
    if kind_of(definition) == "messageEventDefinition" and not _message_name(definition, node):
        found.say("message_missing", node)


def _message_name(definition: _Element, node: _Element) -> str:
    """A message is looked up in its own file: that is where the reference points."""
    root = node.getroottree().getroot()
    wanted = definition.get("messageRef")
    return (
        next(
            (
                message.get("name", "")
                for message in root.findall(f"{{{BPMN}}}message")
                if message.get("id") == wanted
            ),
            "",
        )
        if wanted
        else ""
    )


def _check_boundary(process: Process, node: _Element, incoming: list[Flow], found: Findings) -> None:
    if incoming:
        found.say("boundary_incoming", node)
    host = process.nodes.get(node.get("attachedToRef", ""))
    if host is None or kind_of(host) not in HOSTS:
        found.say("boundary_host", node)
        return
    if node.find(f"{{{BPMN}}}errorEventDefinition") is not None:
        interrupting = node.get("cancelActivity", "true") == "true"
        if kind_of(host) not in ("callActivity", "subProcess") or not interrupting:
            found.say("boundary_error", node)
