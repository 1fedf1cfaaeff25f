"""Decision tables: found by their rule tasks, hit policy known, rows complete, cells through the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workflows.engine.checks.expressions import reasons, types_of
from workflows.engine.dmn import ANY, HIT_POLICIES, tables
from workflows.engine.expressions import ExpressionRefused, check
from workflows.engine.profile import gp, kind_of
from workflows.engine.trials import prove

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflows.engine.dmn import Table
    from workflows.engine.drawing import Drawing
    from workflows.engine.messages import Findings
    from workflows.engine.trials import Wanted

MAX_ROWS: Final = 500

VALUE: Final = frozenset({"value"})
NOTHING: Final[frozenset[str]] = frozenset()
MAX_VALUES: Final = 12


def check_tables(drawn: Drawing, found: Findings) -> None:
    known = tables(drawn.tables)
    facts = frozenset(types_of(drawn))
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
        _say_cell(table, place, refused, found)


def check_table_answers(drawn: Drawing, found: Findings) -> None:
    """Whether every cell comes to something: one that reads its column's value, to a yes or no."""
    facts = types_of(drawn)
    for table in tables(drawn.tables).values():
        values = [_answers(table, "input", column.text, facts, None, found) for column in table.inputs]
        for number, rule in enumerate(table.rules[:MAX_ROWS], start=1):
            for cell, value in zip(rule.inputs, values, strict=False):
                if cell not in ANY:
                    _answers(table, f"row {number}", cell, facts, value, found)
            for cell in rule.outputs:
                _answers(table, f"row {number}", cell, facts, None, found)


def _answers(
    table: Table,
    place: str,
    text: str,
    facts: Mapping[str, str],
    value: tuple[object, ...] | None,
    found: Findings,
) -> tuple[object, ...]:
    """What a cell that passed the gate may come to. `value` is what its column may hold."""
    variables: dict[str, tuple[object, ...]] = {} if value is None else {"value": value}
    try:
        compiled = check(text, facts=frozenset(facts), variables=frozenset(variables))
    except ExpressionRefused:
        return ()
    try:
        wanted: Wanted = "boolean" if "value" in compiled.variables else "anything"
        return tuple(prove(compiled, wanted, facts=facts, variables=variables))[:MAX_VALUES]
    except ExpressionRefused as refused:
        _say_cell(table, place, refused, found)
        return ()


def _say_cell(table: Table, place: str, refused: ExpressionRefused, found: Findings) -> None:
    bn, en = reasons(refused)
    found.say("table_cell", None, table=table.name, place=place, why_bn=bn, why_en=en)
