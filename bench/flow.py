"""The flow the engine is measured on: a citizen's application that goes up and down a section, 24 elements.

Drawn for our engine and, with Python conditions and a plain boundary duration, for stock SpiffWorkflow.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from workflows.engine import Bundle

_HEAD: Final = (
    '<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:gp="https://gotipath.org/bpmn/1"'
    ' id="d" targetNamespace="https://gotipath.org/bench">'
)
_RANKS: Final = ("Clerk", "UDC", "OC", "ADM")
_OUTCOMES: Final = ("go", "clerk", "udc", "oc", "adm", "so", "done")


class _Pen:
    """Writes elements in our profile, or plainly for stock."""

    def __init__(self, *, stock: bool) -> None:
        self.stock = stock
        self.count = 0

    def stage(self, id_: str) -> str:
        if self.stock:
            return f'<bpmn:userTask id="{id_}"/>'
        listed = "".join(
            f'<gp:outcome id="{name}" labelBn="{name}" labelEn="{name}" power="note"/>' for name in _OUTCOMES
        )
        return (
            f'<bpmn:userTask id="{id_}" name="{id_}" gp:nameEn="{id_}" gp:assign="head" gp:opens="yes">'
            f"<bpmn:extensionElements>{listed}</bpmn:extensionElements></bpmn:userTask>"
        )

    def service(self, id_: str) -> str:
        if self.stock:
            return f'<bpmn:scriptTask id="{id_}"><bpmn:script>told = True</bpmn:script></bpmn:scriptTask>'
        return f'<bpmn:serviceTask id="{id_}" gp:service="notify_applicant" gp:wait="no"/>'

    def reminder(self, id_: str, on: str) -> str:
        timer = '<bpmn:timerEventDefinition gp:limit="reminder"/>'
        if self.stock:
            duration = '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">"P7D"</bpmn:timeDuration>'
            timer = f"<bpmn:timerEventDefinition>{duration}</bpmn:timerEventDefinition>"
        tag = "bpmn:boundaryEvent"
        return f'<{tag} id="{id_}" attachedToRef="{on}" cancelActivity="false">{timer}</{tag}>'

    def flow(self, source: str, target: str, outcome: str = "", id_: str = "") -> str:
        self.count += 1
        name = "next" if self.stock else "outcome"
        kind = 'xsi:type="bpmn:tFormalExpression"'
        test = f"<bpmn:conditionExpression {kind}>{name} == '{outcome}'</bpmn:conditionExpression>"
        inner = test if outcome else ""
        ends = f'id="{id_ or f"f{self.count}"}" sourceRef="{source}" targetRef="{target}"'
        return f"<bpmn:sequenceFlow {ends}>{inner}</bpmn:sequenceFlow>"


def _application(pen: _Pen) -> str:
    nodes = [
        '<bpmn:startEvent id="begin"/>',
        pen.stage("Receive"),
        pen.stage("Mark"),
        '<bpmn:callActivity id="Section" calledElement="section_loop"/>',
        pen.stage("Decide"),
        '<bpmn:exclusiveGateway id="decided" default="again"/>',
        '<bpmn:parallelGateway id="split"/>',
        pen.stage("Issue"),
        pen.service("Register"),
        '<bpmn:parallelGateway id="join"/>',
        pen.service("Notify"),
        '<bpmn:endEvent id="disposed"/>',
    ]
    pairs = (
        "begin Receive Mark Section Decide decided",
        "split Issue join Notify disposed",
        "split Register join",
    )
    flows = [pen.flow(a, b) for path in pairs for a, b in pairwise(path.split())]
    flows += [pen.flow("decided", "split", "done"), pen.flow("decided", "Section", id_="again")]
    return _process("citizen_application", "আবেদন", nodes + flows)


def _section(pen: _Pen) -> str:
    nodes = [
        '<bpmn:startEvent id="comes"/>',
        pen.stage("Officer"),
        pen.reminder("Officer_limit", "Officer"),
        pen.service("Escalate"),
        '<bpmn:endEvent id="escalated"/>',
        '<bpmn:exclusiveGateway id="route" default="to_officer"/>',
        *(pen.stage(rank) for rank in _RANKS),
        pen.reminder("OC_limit", "OC"),
        '<bpmn:endEvent id="put_up"/>',
    ]
    pairs = ("comes Officer route", "Officer_limit Escalate escalated", "OC_limit Escalate")
    flows = [pen.flow(a, b) for path in pairs for a, b in pairwise(path.split())]
    for rank in _RANKS:
        flows += [pen.flow("route", rank, rank.lower()), pen.flow(rank, "route")]
    flows += [pen.flow("route", "put_up", "done"), pen.flow("route", "Officer", id_="to_officer")]
    return _process("section_loop", "দপ্তর", nodes + flows)


def _process(id_: str, name: str, drawn: list[str]) -> str:
    return f'<bpmn:process id="{id_}" name="{name}" isExecutable="true">{"".join(drawn)}</bpmn:process>'


def _drawn(*, stock: bool) -> str:
    pen = _Pen(stock=stock)
    return f"{_HEAD}{_application(pen)}{_section(pen)}</bpmn:definitions>"


STOCK_FLOW: Final = _drawn(stock=True)


def citizen_application() -> Bundle:
    return Bundle("flow.bpmn", {"flow.bpmn": _drawn(stock=False).encode()})
