"""Decision tables: found by their rule tasks, hit policy known, rows complete, cells through the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workflows.engine.checks.expressions import reasons
from workflows.engine.dmn import ANY, HIT_POLICIES, tables
from workflows.engine.expressions import ExpressionRefused, check
from workflows.engine.profile import declared_facts, gp, kind_of

if TYPE_CHECKING:
    from workflows.engine.dmn import Table
    from workflows.engine.drawing import Drawing
    from workflows.engine.messages import Findings

MAX_ROWS: Final = 500

VALUE: Final = frozenset({"value"})
NOTHING: Final[frozenset[str]] = frozenset()


def check_tables(drawn: Drawing, found: Findings) -> None:
    known = tables(drawn.tables)
    facts = frozenset(name for process in drawn.processes.values() for name in declared_facts(process.node))
    for _, node in drawn.all_nodes():
        if kind_of(node) == "businessRuleTask" and gp(node, "decision") not in known:
            found.say("decision_missing", node, value=gp(node, "decision"))
    for table in known.values():
        _check_table(table, facts, found)


def _check_table(table: Table, facts: frozenset[str], found: Findings) -> None:
    if table.hit_policy not in HIT_POLICIES:
        found.say("table_policy", None, table=table.name, value=table.hit_policy)
    if not table.outputs or not table.rules or len(table.rules) > MAX_ROWS:
        found.say("table_shape", None, table=table.name, detail=f"rules {len(table.rules)}")
    for column in table.outputs:
        if column.text not in facts:
            found.say("table_output", None, table=table.name, value=column.text)
    for column in table.inputs:
        _check_cell(table, "input", column.text, facts, NOTHING, found)
    _check_rows(table, facts, found)


def _check_rows(table: Table, facts: frozenset[str], found: Findings) -> None:
    for number, rule in enumerate(table.rules[:MAX_ROWS], start=1):
        if len(rule.inputs) != len(table.inputs) or len(rule.outputs) != len(table.outputs):
            found.say("table_shape", None, table=table.name, detail=f"row {number}")
            continue
        for cell in rule.inputs:
            if cell not in ANY:
                _check_cell(table, f"row {number}", cell, facts, VALUE, found)
        for cell in rule.outputs:
            _check_cell(table, f"row {number}", cell, facts, NOTHING, found)


def _check_cell(
    table: Table, place: str, text: str, facts: frozenset[str], variables: frozenset[str], found: Findings
) -> None:
    try:
        if not text:
            raise ExpressionRefused("expression_empty")
        check(text, facts=facts, variables=variables)
    except ExpressionRefused as refused:
        bn, en = reasons(refused)
        found.say("table_cell", None, table=table.name, place=place, why_bn=bn, why_en=en)
