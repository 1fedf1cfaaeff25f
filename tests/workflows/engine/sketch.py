"""Small flows drawn in a few lines, for our engine and, with the same shape, for stock SpiffWorkflow."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from workflows.engine import Bundle

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:gp="https://gotipath.org/bpmn/1"'
    ' xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"'
    ' xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
    ' id="definitions" targetNamespace="https://gotipath.org/flows">'
)


@dataclass
class Sketch:
    """A process being drawn. Every method returns the sketch, so that a flow reads from top to bottom."""

    id: str
    nodes: list[str] = field(default_factory=list)
    flows: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    facts: str = ""
    defaults: dict[str, str] = field(default_factory=dict)
    stock: bool = False

    def node(self, kind: str, id_: str, body: str = "", **attributes: str) -> Sketch:
        written = "".join(
            f" {name.replace('__', ':')}={quoteattr(value)}" for name, value in attributes.items()
        )
        self.nodes.append(f'<bpmn:{kind} id="{id_}"{written}@{id_}@>{body}</bpmn:{kind}>')
        return self

    def start(self, id_: str = "begin") -> Sketch:
        return self.node("startEvent", id_)

    def end(self, id_: str = "done", disposal: str = "", body: str = "") -> Sketch:
        return self.node("endEvent", id_, body, **({"gp__disposal": disposal} if disposal else {}))

    def stage(
        self, id_: str, outcomes: str = "x y z", body: str = "", extra: str = "", **more: str
    ) -> Sketch:
        given = {"name": f"ধাপ {id_}", "gp__nameEn": id_, "gp__assign": "head", "gp__opens": "yes"} | more
        listed = "".join(
            f'<gp:outcome id="{outcome}" labelBn="{outcome}" labelEn="{outcome}" power="note"/>'
            for outcome in outcomes.split()
        )
        inside = f"<bpmn:extensionElements>{listed}{extra}</bpmn:extensionElements>"
        return self.node("userTask", id_, inside + body, **given)

    def stages(self, ids: str) -> Sketch:
        for id_ in ids.split():
            self.stage(id_)
        return self

    def recipients(self, id_: str, count: str, *, one_by_one: bool = False, until: str = "") -> Sketch:
        done = (
            f"<bpmn:completionCondition>{escape(self._cel(until))}</bpmn:completionCondition>"
            if until
            else ""
        )
        order = ' isSequential="true"' if one_by_one else ""
        tag = "multiInstanceLoopCharacteristics"
        cardinality = f"<bpmn:loopCardinality>{self._cel(count)}</bpmn:loopCardinality>"
        return self.stage(id_, body=f"<bpmn:{tag}{order}>{cardinality}{done}</bpmn:{tag}>")

    def choice(self, id_: str, default: str = "", kind: str = "exclusive") -> Sketch:
        if default:
            self.defaults[id_] = default
        return self.node(f"{kind}Gateway", id_)

    def split(self, ids: str) -> Sketch:
        for id_ in ids.split():
            self.node("parallelGateway", id_)
        return self

    def service(self, id_: str, *, wait: bool = True, params: str = "") -> Sketch:
        if self.stock and wait:
            return self.node("userTask", id_)
        if self.stock:
            return self.node("scriptTask", id_, "<bpmn:script>pass</bpmn:script>")
        body = f"<bpmn:extensionElements>{params}</bpmn:extensionElements>"
        return self.node(
            "serviceTask", id_, body, gp__service="notify_applicant", gp__wait="yes" if wait else "no"
        )

    def event(self, name: str) -> str:
        """A time limit, or a message when its name begins with m; a signal for the stock engine."""
        if self.stock:
            self._head(f'<bpmn:signal id="sig_{name}" name="{name}"/>')
            return f'<bpmn:signalEventDefinition signalRef="sig_{name}"/>'
        if name.startswith("m"):
            self._head(f'<bpmn:message id="msg_{name}" name="{name}"/>')
            return f'<bpmn:messageEventDefinition messageRef="msg_{name}"/>'
        return f'<bpmn:timerEventDefinition gp:limit="{name}"/>'

    def error(self, code: str) -> str:
        self._head(f'<bpmn:error id="err_{code}" name="{code}" errorCode="{code}"/>')
        return f'<bpmn:errorEventDefinition errorRef="err_{code}"/>'

    def _head(self, element: str) -> None:
        if element not in self.heads:
            self.heads.append(element)

    def catch(self, id_: str, name: str) -> Sketch:
        return self.node("intermediateCatchEvent", id_, self.event(name))

    def boundary(self, id_: str, on: str, definition: str, *, interrupting: bool = True) -> Sketch:
        return self.node(
            "boundaryEvent", id_, definition, attachedToRef=on, cancelActivity=str(interrupting).lower()
        )

    def call(self, id_: str, called: str) -> Sketch:
        return self.node("callActivity", id_, calledElement=called)

    def inside(self, id_: str, inner: Sketch) -> Sketch:
        self.heads += [head for head in inner.heads if head not in self.heads]
        return self.node("subProcess", id_, inner.body())

    def fact(self, **types: str) -> Sketch:
        self.facts += "".join(f'<gp:fact id="{name}" type="{kind}"/>' for name, kind in types.items())
        return self

    def flow(self, source: str, target: str, condition: str = "") -> Sketch:
        id_ = f"{self.id}_f{len(self.flows)}"
        if self.defaults.get(source) == target and not condition:
            self.defaults[source] = f"={id_}"
        inner = ""
        if condition:
            tag = "bpmn:conditionExpression"
            inner = f'<{tag} xsi:type="bpmn:tFormalExpression">{escape(self._cel(condition))}</{tag}>'
        ends = f'sourceRef="{source}" targetRef="{target}"'
        self.flows.append(f'<bpmn:sequenceFlow id="{id_}" {ends}>{inner}</bpmn:sequenceFlow>')
        return self

    def path(self, *ids: str) -> Sketch:
        for source, target in pairwise(ids):
            self.flow(source, target)
        return self

    def _cel(self, text: str) -> str:
        if not self.stock:
            return text
        text = re.sub(r"facts\.(\w+)", r"facts['\1']", text)
        return text.replace("&&", "and").replace("||", "or").replace("nrOfCompletedInstances", "done_count")

    def body(self) -> str:
        drawn = "".join(self.nodes)
        for id_ in re.findall(r"@([^@<>]+)@", drawn):
            default = self.defaults.get(id_, "")
            drawn = drawn.replace(
                f"@{id_}@", f' default="{default[1:]}"' if default.startswith("=") else "", 1
            )
        return drawn + "".join(self.flows)

    def xml(self) -> bytes:
        facts = f"<bpmn:extensionElements>{self.facts}</bpmn:extensionElements>" if self.facts else ""
        process = (
            f'<bpmn:process id="{self.id}" name="প্রক্রিয়া {self.id}" gp:nameEn="{self.id}" isExecutable="true">'
        )
        drawn = f"{HEAD}{''.join(self.heads)}{process}{facts}{self.body()}"
        picture = "" if self.stock else self.picture(re.findall(r'<bpmn:\w+ id="([^"]+)"', self.body()))
        return f"{drawn}</bpmn:process>{picture}</bpmn:definitions>".encode()

    def picture(self, ids: list[str]) -> str:
        """Where everything is drawn: all in one place, since nobody looks."""
        arrows = set(re.findall(r'<bpmn:sequenceFlow id="([^"]+)"', self.body()))
        point, bounds = '<di:waypoint x="1" y="1"/>', '<dc:Bounds x="1" y="1" width="9" height="9"/>'
        kinds = {id_: ("Edge", point * 2) if id_ in arrows else ("Shape", bounds) for id_ in ids}
        drawn = "".join(
            f'<bpmndi:BPMN{kind} bpmnElement="{id_}">{body}</bpmndi:BPMN{kind}>'
            for id_, (kind, body) in kinds.items()
        )
        plane = f'<bpmndi:BPMNPlane bpmnElement="{self.id}">{drawn}</bpmndi:BPMNPlane>'
        return f"<bpmndi:BPMNDiagram>{plane}</bpmndi:BPMNDiagram>"


def bundle(main: Sketch, *others: Sketch, **tables: str) -> Bundle:
    files = {f"{sketch.id}.bpmn": sketch.xml() for sketch in (main, *others)}
    files |= {f"{name}.dmn": text.encode() for name, text in tables.items()}
    return Bundle(f"{main.id}.bpmn", files)


def one_stage() -> Sketch:
    """begin → A → done, the least that runs."""
    return Sketch("one").start().stage("A").end(disposal="disposed").path("begin", "A", "done")
