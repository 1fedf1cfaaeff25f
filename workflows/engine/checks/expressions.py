"""Every expression of a flow through the gate, in the place where it stands and with what may be
read there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workflows.engine.elements import MAX_INSTANCES
from workflows.engine.expressions import ExpressionRefused, check
from workflows.engine.markup import BPMN
from workflows.engine.profile import declared_facts, extensions, kind_of, stage_spec
from workflows.engine.sentences import REASONS
from workflows.engine.shape_of import directly_before
from workflows.engine.trials import prove

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from workflows.engine.drawing import Drawing, Process
    from workflows.engine.expressions import Expression
    from workflows.engine.messages import Findings
    from workflows.engine.trials import Wanted

Held = Mapping[str, tuple[object, ...]]

MAX_SHOWN: Final = 60

_LOOP: Final = f"{{{BPMN}}}multiInstanceLoopCharacteristics"
_WHOLE = re.compile(r"-?\d+")
_OUTCOME = re.compile(r"(?<![\w.])outcome\s*(?:==|!=)\s*(?:'([^']*)'|\"([^\"]*)\")")
_STAGE_OUTCOME = re.compile(r"(?<![\w.])facts\s*\.\s*(\w+)_outcome\s*(?:==|!=)\s*(?:'([^']*)'|\"([^\"]*)\")")


@dataclass(frozen=True, slots=True)
class Use:
    """An expression in its place: what may be read there besides facts, and what it has to come to.

    `outcomes` are those it may compare `outcome` with; None where outcomes are not compared.
    """

    node: _Element
    text: str
    variables: Held
    wanted: Wanted = "anything"
    outcomes: frozenset[str] | None = None


def check_expressions(drawn: Drawing, found: Findings) -> None:
    """The gate: what may be evaluated at all."""
    facts, outcomes = frozenset(types_of(drawn)), _all_outcomes(drawn)
    for _, node in drawn.all_nodes():
        if kind_of(node) == "userTask":
            _check_cardinality(node, found)
    for use in _uses(drawn, outcomes):
        try:
            _gated(use, facts)
        except ExpressionRefused as refused:
            say_expression(use.node, use.text, refused, found)
        else:
            _check_outcomes(use, outcomes, found)


def check_answers(drawn: Drawing, found: Findings) -> None:
    """Whether what passed the gate comes to a yes or no, or a number, where one is needed."""
    facts = types_of(drawn)
    for use in _uses(drawn, _all_outcomes(drawn)):
        try:
            compiled = _gated(use, frozenset(facts))
        except ExpressionRefused:
            continue
        try:
            prove(compiled, use.wanted, facts=facts, variables=use.variables)
        except ExpressionRefused as refused:
            say_expression(use.node, use.text, refused, found)


def types_of(drawn: Drawing) -> dict[str, str]:
    """Types of all facts of a flow and its sub-flows, by name."""
    return {
        name: kind
        for process in drawn.processes.values()
        for name, kind in declared_facts(process.node).items()
    }


def _all_outcomes(drawn: Drawing) -> dict[str, frozenset[str]]:
    """Outcome ids by stage; a waiting service ends as done or failed."""
    outcomes = {}
    for _, node in drawn.all_nodes():
        if kind_of(node) == "userTask":
            outcomes[node.get("id", "")] = frozenset(outcome.id for outcome in stage_spec(node, "").outcomes)
        elif kind_of(node) == "serviceTask":
            outcomes[node.get("id", "")] = frozenset({"done", "failed"})
    return outcomes


def _uses(drawn: Drawing, outcomes: dict[str, frozenset[str]]) -> Iterator[Use]:
    for process, node in drawn.all_nodes():
        kind = kind_of(node)
        if kind in ("exclusiveGateway", "inclusiveGateway"):
            yield from _conditions(process, node, outcomes)
        elif kind == "userTask":
            yield from _of_several(node, outcomes)
        elif kind == "serviceTask":
            yield from _params(process, node)


def _conditions(process: Process, node: _Element, outcomes: dict[str, frozenset[str]]) -> Iterator[Use]:
    before = directly_before(process, node)
    known = frozenset().union(*(outcomes.get(id_, frozenset()) for id_ in before))
    variables = {"outcome": tuple(sorted(known))} if before else {}
    for flow in process.outgoing.get(node.get("id", ""), []):
        if flow.condition is not None:
            yield Use(node, flow.condition.strip(), variables, "boolean", known)


def _of_several(node: _Element, outcomes: dict[str, frozenset[str]]) -> Iterator[Use]:
    loop = node.find(_LOOP)
    if loop is None:
        return
    cardinality = _cardinality(loop)
    if cardinality and not _WHOLE.fullmatch(cardinality):
        yield Use(node, cardinality, {}, "number")
    condition = loop.findtext(f"{{{BPMN}}}completionCondition")
    if condition is not None:
        known = outcomes[node.get("id", "")]
        done = tuple(range(1, MAX_INSTANCES + 1))
        variables: Held = {"outcome": tuple(sorted(known)), "nrOfCompletedInstances": done}
        yield Use(node, condition.strip(), variables, "boolean", known)


def _params(process: Process, node: _Element) -> Iterator[Use]:
    variables: Held = {"outcome": ()} if directly_before(process, node) else {}
    for param in extensions(node, "param"):
        value = param.get("value", "")
        if value.startswith("="):
            yield Use(node, value[1:].strip(), variables)


def _cardinality(loop: _Element) -> str:
    return (loop.findtext(f"{{{BPMN}}}loopCardinality") or "").strip()


def _check_cardinality(node: _Element, found: Findings) -> None:
    loop = node.find(_LOOP)
    if loop is None:
        return
    written = _cardinality(loop)
    if not written:
        found.say("cardinality_missing", node)
    elif _WHOLE.fullmatch(written) and not 1 <= int(written[:9]) <= MAX_INSTANCES:
        found.say("cardinality_range", node, value=written[:9], most=MAX_INSTANCES)


def _gated(use: Use, facts: frozenset[str]) -> Expression:
    if not use.text:
        raise ExpressionRefused("expression_empty")
    if use.text[:2] in ("${", "#{"):
        raise ExpressionRefused("expression_juel")
    return check(use.text, facts=facts, variables=frozenset(use.variables))


def say_expression(node: _Element | None, text: str, refused: ExpressionRefused, found: Findings) -> None:
    bn, en = reasons(refused)
    found.say("expression", node, text=" ".join(text.split())[:MAX_SHOWN], why_bn=bn, why_en=en)


def reasons(refused: ExpressionRefused) -> tuple[str, str]:
    bn, en = REASONS[refused.code]
    return bn.format(detail=refused.detail[:MAX_SHOWN]), en.format(detail=refused.detail[:MAX_SHOWN])


def _check_outcomes(use: Use, outcomes: dict[str, frozenset[str]], found: Findings) -> None:
    """A comparison with an outcome that does not exist is never true, and the file would go the
    default way.
    """
    if use.outcomes is None:
        return
    compared = [("".join(match), use.outcomes) for match in _OUTCOME.findall(use.text)]
    compared += [
        ("".join(match[1:]), outcomes.get(match[0], frozenset()))
        for match in _STAGE_OUTCOME.findall(use.text)
    ]
    for outcome, possible in compared:
        if outcome not in possible:
            refused = ExpressionRefused("expression_unknown_outcome", outcome)
            say_expression(use.node, use.text, refused, found)
