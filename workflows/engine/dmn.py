"""Decision tables (DMN) behind our own business-rule task: CEL cells, hit policies UNIQUE and FIRST.

An input cell reads `value` (its column's input) and `facts`. A cell that mentions `value` must come out
true or false; a cell that does not is compared with the value. Empty and "-" match everything. Output
cells read `facts`. The library's own parser glues cells as Python text and lets a table without a match
pass silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from workflows.engine.expressions import EvaluationFailed, ExpressionRefused, expression
from workflows.engine.facts import accept
from workflows.engine.refusals import EngineRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from workflows.engine.specs import Fact

HIT_POLICIES: Final = ("UNIQUE", "FIRST")
ANY: Final = ("", "-")


@dataclass(frozen=True, slots=True)
class Column:
    """An input column (`text` is its expression) or an output column (`text` is the fact it writes)."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: input cells and output cells in the order of the columns."""

    id: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table as drawn in one decision of a DMN file."""

    id: str
    name: str
    hit_policy: str
    inputs: tuple[Column, ...]
    outputs: tuple[Column, ...]
    rules: tuple[Rule, ...]

    def decide(self, facts: Mapping[str, Fact], *, element: str, types: Mapping[str, str]) -> dict[str, Fact]:
        """The facts that the matching rule writes. No match, or two under UNIQUE, is refused."""
        try:
            values = [expression(column.text).value({"facts": facts}) for column in self.inputs]
            hits = self._hits(values, facts)
            rule = self._one(hits, element)
            written = {
                column.text: expression(cell).value({"facts": facts})
                for column, cell in zip(self.outputs, rule.outputs, strict=True)
            }
        except (EvaluationFailed, ExpressionRefused) as error:
            raise EngineRefused(
                "table_failed", element=element, table=self.name, detail=str(error)
            ) from error
        return accept(written, types)

    def _hits(self, values: list[Any], facts: Mapping[str, Fact]) -> list[Rule]:
        hits = []
        for rule in self.rules:
            if all(_matches(cell, value, facts) for cell, value in zip(rule.inputs, values, strict=True)):
                hits.append(rule)
                if self.hit_policy == "FIRST":
                    break
        return hits

    def _one(self, hits: list[Rule], element: str) -> Rule:
        if not hits:
            raise EngineRefused("table_no_match", element=element, table=self.name)
        if len(hits) > 1:
            rows = ", ".join(str(self.rules.index(rule) + 1) for rule in hits)
            raise EngineRefused("table_two_matches", element=element, table=self.name, rows=rows)
        return hits[0]


def _matches(cell: str, value: Any, facts: Mapping[str, Fact]) -> bool:
    if cell in ANY:
        return True
    compiled = expression(cell)
    answer = compiled.value({"facts": facts, "value": value})
    if "value" not in compiled.variables:
        return bool(type(answer) is type(value) and answer == value) or _same_number(answer, value)
    if not isinstance(answer, bool):
        raise EvaluationFailed(f"{cell} is neither true nor false")
    return answer


def _same_number(answer: Any, value: Any) -> bool:
    numbers = (int, float)
    plain = not isinstance(answer, bool) and not isinstance(value, bool)
    return plain and isinstance(answer, numbers) and isinstance(value, numbers) and answer == value


def tables(roots: Mapping[str, _Element]) -> dict[str, Table]:
    """All decision tables of a bundle by decision id; DMN files of any 1.x namespace."""
    return {table.id: table for root in roots.values() for table in read_tables(root)}


def read_tables(root: _Element) -> Iterator[Table]:
    """The decision tables of one file, leniently: what is missing is lint's to say."""
    for decision in _children(root, "decision"):
        for drawn in _children(decision, "decisionTable"):
            yield Table(
                id=decision.get("id", ""),
                name=decision.get("name", "") or decision.get("id", ""),
                hit_policy=drawn.get("hitPolicy", "UNIQUE"),
                inputs=tuple(
                    Column(column.get("id", ""), _input(column)) for column in _children(drawn, "input")
                ),
                outputs=tuple(
                    Column(column.get("id", ""), column.get("name", ""))
                    for column in _children(drawn, "output")
                ),
                rules=tuple(_rule(row) for row in _children(drawn, "rule")),
            )


def _input(column: _Element) -> str:
    return next((_text(child) for child in _children(column, "inputExpression")), "")


def _rule(row: _Element) -> Rule:
    return Rule(
        id=row.get("id", ""),
        inputs=tuple(_text(cell) for cell in _children(row, "inputEntry")),
        outputs=tuple(_text(cell) for cell in _children(row, "outputEntry")),
    )


def _text(element: _Element) -> str:
    return next(((child.text or "").strip() for child in _children(element, "text")), "")


def _children(element: _Element, name: str) -> Iterator[_Element]:
    return (child for child in element if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == name)
