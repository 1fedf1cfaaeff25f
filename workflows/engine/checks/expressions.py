"""Every expression of a flow through the gate, in the place where it stands and with what may be
read there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workflows.engine.elements import MAX_INSTANCES
from workflows.engine.expressions import ExpressionRefused, check
from workflows.engine.markup import BPMN
from workflows.engine.profile import declared_facts, extensions, kind_of, stage_spec
from workflows.engine.sentences import REASONS
from workflows.engine.shape_of import directly_before

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflows.engine.drawing import Drawing, Process
    from workflows.engine.expressions import Expression
    from workflows.engine.messages import Findings

MAX_SHOWN: Final = 60

_OUTCOME = re.compile(r"(?<![\w.])outcome\s*(?:==|!=)\s*(?:'([^']*)'|\"([^\"]*)\")")
_STAGE_OUTCOME = re.compile(r"(?<![\w.])facts\s*\.\s*(\w+)_outcome\s*(?:==|!=)\s*(?:'([^']*)'|\"([^\"]*)\")")


def check_expressions(drawn: Drawing, found: Findings) -> None:
    facts = frozenset(name for process in drawn.processes.values() for name in declared_facts(process.node))
    outcomes = _all_outcomes(drawn)
    for process, node in drawn.all_nodes():
        kind = kind_of(node)
        if kind in ("exclusiveGateway", "inclusiveGateway"):
            _check_conditions(process, node, facts, outcomes, found)
        elif kind == "userTask":
            _check_multiple(node, facts, outcomes, found)
        elif kind == "serviceTask":
            _check_params(process, node, facts, found)


def _all_outcomes(drawn: Drawing) -> dict[str, frozenset[str]]:
    """Outcome ids by stage; a waiting service ends as done or failed."""
    outcomes = {}
    for _, node in drawn.all_nodes():
        if kind_of(node) == "userTask":
            outcomes[node.get("id", "")] = frozenset(outcome.id for outcome in stage_spec(node, "").outcomes)
        elif kind_of(node) == "serviceTask":
            outcomes[node.get("id", "")] = frozenset({"done", "failed"})
    return outcomes


def _check_conditions(
    process: Process,
    node: _Element,
    facts: frozenset[str],
    outcomes: dict[str, frozenset[str]],
    found: Findings,
) -> None:
    before = directly_before(process, node)
    variables = frozenset({"outcome"}) if before else frozenset()
    known = frozenset().union(*(outcomes.get(id_, frozenset()) for id_ in before))
    for flow in process.outgoing.get(node.get("id", ""), []):
        if flow.condition is not None:
            text = flow.condition.strip()
            if _usable(node, text, facts, variables, found):
                _check_outcomes(node, text, known, outcomes, found)


def _check_multiple(
    node: _Element, facts: frozenset[str], outcomes: dict[str, frozenset[str]], found: Findings
) -> None:
    loop = node.find(f"{{{BPMN}}}multiInstanceLoopCharacteristics")
    if loop is None:
        return
    cardinality = (loop.findtext(f"{{{BPMN}}}loopCardinality") or "").strip()
    if not cardinality:
        found.say("cardinality_missing", node)
    elif re.fullmatch(r"-?\d+", cardinality):
        if not 1 <= int(cardinality[:9]) <= MAX_INSTANCES:
            found.say("cardinality_range", node, value=cardinality[:9], most=MAX_INSTANCES)
    else:
        _usable(node, cardinality, facts, frozenset(), found)
    condition = loop.findtext(f"{{{BPMN}}}completionCondition")
    if condition is not None:
        text = condition.strip()
        if _usable(node, text, facts, frozenset({"outcome", "nrOfCompletedInstances"}), found):
            _check_outcomes(node, text, outcomes[node.get("id", "")], outcomes, found)


def _check_params(process: Process, node: _Element, facts: frozenset[str], found: Findings) -> None:
    variables = frozenset({"outcome"}) if directly_before(process, node) else frozenset()
    for param in extensions(node, "param"):
        value = param.get("value", "")
        if value.startswith("="):
            _usable(node, value[1:].strip(), facts, variables, found)


def _usable(
    node: _Element, text: str, facts: frozenset[str], variables: frozenset[str], found: Findings
) -> Expression | None:
    try:
        if not text:
            raise ExpressionRefused("expression_empty")
        if text[:2] in ("${", "#{"):
            raise ExpressionRefused("expression_juel")
        return check(text, facts=facts, variables=variables)
    except ExpressionRefused as refused:
        say_expression(node, text, refused, found)
        return None


def say_expression(node: _Element | None, text: str, refused: ExpressionRefused, found: Findings) -> None:
    bn, en = reasons(refused)
    found.say("expression", node, text=" ".join(text.split())[:MAX_SHOWN], why_bn=bn, why_en=en)


def reasons(refused: ExpressionRefused) -> tuple[str, str]:
    bn, en = REASONS[refused.code]
    return bn.format(detail=refused.detail[:MAX_SHOWN]), en.format(detail=refused.detail[:MAX_SHOWN])


def _check_outcomes(
    node: _Element, text: str, known: frozenset[str], outcomes: dict[str, frozenset[str]], found: Findings
) -> None:
    """A comparison with an outcome that does not exist is never true, and the file would go the
    default way.
    """
    compared = [("".join(match), known) for match in _OUTCOME.findall(text)]
    compared += [
        ("".join(match[1:]), outcomes.get(match[0], frozenset())) for match in _STAGE_OUTCOME.findall(text)
    ]
    for outcome, possible in compared:
        if outcome not in possible:
            say_expression(node, text, ExpressionRefused("expression_unknown_outcome", outcome), found)
