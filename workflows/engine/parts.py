"""Every part of a drawing with what is written on it: to compare drawings, to find where a name is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from workflows.engine.drawing import drawing
from workflows.engine.markup import BPMN
from workflows.engine.profile import extensions, gp, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from workflows.engine.bundle import Bundle
    from workflows.engine.drawing import Drawing, Flow, Process

NOT_COMPARED: Final = frozenset({"incoming", "outgoing", "documentation"})


@dataclass(frozen=True, slots=True)
class Part:
    """An element, an arrow (kind `sequenceFlow`) or a process. `says` are the words of its kind that mean
    something when it runs: limit, service, called, disposal, message, default, condition, from, to, times,
    until, facts. `rest` is everything else written on it.
    """

    id: str
    kind: str
    name: str
    name_en: str
    says: Mapping[str, str]
    rest: str


def parts(bundle: Bundle) -> dict[str, Part]:
    """All parts by id, in the order of drawing; also of a bundle that lint would refuse."""
    drawn = drawing(bundle)
    found: dict[str, Part] = {}
    for process in drawn.processes.values():
        for part in _of_process(drawn, process):
            found.setdefault(part.id, part)
    return found


def _of_process(drawn: Drawing, process: Process) -> Iterator[Part]:
    facts = sorted(f"{fact.get('id')} ({fact.get('type')})" for fact in extensions(process.node, "fact"))
    if process.parent is None:
        says = {"facts": ", ".join(facts)} if facts else {}
        yield Part(process.id, "process", process.name, process.name_en, says, gp(process.node, "profile"))
    for id_, node in process.nodes.items():
        name = node.get("name", "")
        yield Part(id_, kind_of(node), name, gp(node, "nameEn", name), _says(drawn, node), _rest(node))
    for flow in process.flows:
        yield _arrow(process, flow)


def _arrow(process: Process, flow: Flow) -> Part:
    source, target = (process.nodes.get(end) for end in (flow.source, flow.target))
    default = source is not None and source.get("default") == flow.id
    says = {"from": flow.source, "to": flow.target, "condition": (flow.condition or "").strip()}
    says["default"] = "yes" if default else ""
    names = [_named(node, end) for node, end in ((source, flow.source), (target, flow.target))]
    name, english = (" → ".join(pair) for pair in zip(*names, strict=True))
    return Part(flow.id, "sequenceFlow", name, english, {k: v for k, v in says.items() if v}, "")


def _named(node: _Element | None, id_: str) -> tuple[str, str]:
    """A name in both languages; an unnamed gateway or event goes by its id."""
    name = "" if node is None else " ".join(node.get("name", "").split())
    return name or id_, (gp(node, "nameEn", name) if node is not None else "") or id_


def _says(drawn: Drawing, node: _Element) -> dict[str, str]:
    loop = node.find(f"{{{BPMN}}}multiInstanceLoopCharacteristics")
    timer = node.find(f"{{{BPMN}}}timerEventDefinition")
    message = node.find(f"{{{BPMN}}}messageEventDefinition")
    said = {
        "limit": gp(timer, "limit") if timer is not None else gp(node, "sla"),
        "service": gp(node, "service"),
        "wait": gp(node, "wait"),
        "called": node.get("calledElement", ""),
        "disposal": gp(node, "disposal"),
        "decision": gp(node, "decision"),
        "attached": node.get("attachedToRef", ""),
        "interrupts": node.get("cancelActivity", "true") if node.get("attachedToRef") else "",
        "message": "" if message is None else message.get("messageRef", ""),
        "times": "" if loop is None else (loop.findtext(f"{{{BPMN}}}loopCardinality") or "").strip(),
        "until": "" if loop is None else (loop.findtext(f"{{{BPMN}}}completionCondition") or "").strip(),
    }
    return {name: value for name, value in said.items() if value}


def _attributes(node: _Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in node.attrib.items()}


def _rest(node: _Element) -> str:
    """Attributes and inner elements as they are written, but neither the parts inside nor the layout."""
    inner = [
        etree.tostring(child, method="c14n").decode()
        for child in node
        if isinstance(child.tag, str) and kind_of(child) not in NOT_COMPARED and not child.get("id")
    ]
    return " ".join([*(f"{name}={value}" for name, value in sorted(_attributes(node).items())), *inner])
