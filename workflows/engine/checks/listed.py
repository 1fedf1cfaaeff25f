"""Only listed elements run: whatever else BPMN offers is refused by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workflows.engine.markup import BPMN, GP
from workflows.engine.messages import unlisted
from workflows.engine.profile import kind_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflows.engine.drawing import Drawing
    from workflows.engine.messages import Findings

NODES: Final = frozenset(
    "startEvent endEvent userTask serviceTask businessRuleTask callActivity subProcess exclusiveGateway "
    "parallelGateway inclusiveGateway eventBasedGateway intermediateCatchEvent boundaryEvent".split()
)
EVENT_DEFINITIONS: Final[dict[str, frozenset[str]]] = {
    "startEvent": frozenset(),
    "endEvent": frozenset({"errorEventDefinition", "terminateEventDefinition"}),
    "intermediateCatchEvent": frozenset({"timerEventDefinition", "messageEventDefinition"}),
    "boundaryEvent": frozenset({"timerEventDefinition", "messageEventDefinition", "errorEventDefinition"}),
}
PARTS: Final = frozenset(
    "documentation extensionElements incoming outgoing multiInstanceLoopCharacteristics".split()
)
LOOP_PARTS: Final = frozenset("documentation extensionElements loopCardinality completionCondition".split())
MAX_NAMES: Final = 6

_SCRIPT = re.compile(r"script|listener", re.IGNORECASE)


def check_listed(drawn: Drawing, found: Findings) -> None:
    for _, node in drawn.all_nodes():
        kind = kind_of(node)
        if kind not in NODES:
            found.put(unlisted(node, kind))
            continue
        if kind == "subProcess" and node.get("triggeredByEvent") == "true":
            found.put(unlisted(node, "eventSubProcess"))
        if node.get("isForCompensation") == "true":
            found.say("compensation", node)
        _check_parts(node, kind, found)
        _check_foreign(node, found)
    for process in drawn.processes.values():
        _check_foreign(process.node, found)
        for part in process.node:
            if kind_of(part) in ("ioSpecification", "property"):
                found.put(unlisted(part, kind_of(part), at=process.node))


def _check_parts(node: _Element, kind: str, found: Findings) -> None:
    definitions = EVENT_DEFINITIONS.get(kind, frozenset())
    for part in node:
        name = kind_of(part)
        if not name or name in PARTS or name in definitions or kind == "subProcess":
            continue
        if kind == "startEvent" and name.endswith("EventDefinition"):
            found.say("start_event", node)
        else:
            found.put(unlisted(part, name, at=node))
    for loop in node.findall(f"{{{BPMN}}}multiInstanceLoopCharacteristics"):
        for part in loop:
            if kind_of(part) and kind_of(part) not in LOOP_PARTS:
                found.put(unlisted(part, kind_of(part), at=node))


def _check_foreign(node: _Element, found: Findings) -> None:
    """Properties of other software: scripts are refused, the rest is named as not heeded."""
    names = [_local(name) for name in node.attrib if _foreign(str(name))]
    names += [
        _local(child.tag)
        for holder in node.findall(f"{{{BPMN}}}extensionElements")
        for child in holder.iterdescendants()
        if isinstance(child.tag, str) and _foreign(child.tag)
    ]
    if any(_SCRIPT.search(name) for name in names):
        found.say("script", node)
    elif names:
        found.say("foreign_extension", node, value=", ".join(sorted(set(names))[:MAX_NAMES]))


def _foreign(name: str) -> bool:
    if not name.startswith("{"):
        return False
    return name[1:].partition("}")[0] not in (BPMN, GP)


def _local(name: str | bytes) -> str:
    return str(name).rpartition("}")[2]
