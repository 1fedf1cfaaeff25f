"""The rules of procedure from 1 to 33 stand in a table; each test it names exists and names the source."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from config.environment import BASE_DIR

TABLE = BASE_DIR / "docs" / "rules.md"
NAMED = re.compile(r"`([^`]+)`")
RULES = [*map(str, range(1, 31)), "30a", "31", "32", "33"]
NONE = ("Not held: ", "Does not apply: ")


def rows() -> dict[str, list[str]]:
    """The cells behind each rule's number: what it says, its sources, where it is held, its tests."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if re.match(r"\| \d", line)]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert len(cells) == len({row[0] for row in cells})
    return {row[0]: row[1:] for row in cells}


@cache
def words_of(named: str) -> str:
    """What the test says beside its module's docstring and the constants that it uses."""
    path, _, name = named.partition("::")
    source = (BASE_DIR / path).read_text(encoding="utf-8")
    module = ast.parse(source)
    found = [node for node in module.body if isinstance(node, ast.FunctionDef) and node.name == name]
    assert len(found) == 1, f"{path} has no test {name}"
    parts = [found[0], *found[0].decorator_list]
    used = {node.id for part in parts for node in ast.walk(part) if isinstance(node, ast.Name)}
    constants = [
        node
        for node in module.body
        if isinstance(node, ast.Assign)
        and used & {one.id for one in node.targets if isinstance(one, ast.Name)}
    ]
    said = [ast.get_source_segment(source, part) or "" for part in (*parts, *constants)]
    return "\n".join([ast.get_docstring(module) or "", *said])


def test_every_rule_stands_in_the_table_in_its_order() -> None:
    assert list(rows()) == RULES


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_test_that_names_it_or_says_why_it_has_none(rule: str) -> None:
    says, sources, where, tests = rows()[rule]
    assert says
    assert where
    wanted, named = NAMED.findall(sources), NAMED.findall(tests)
    assert wanted
    if not named:
        assert where.startswith(NONE)
        return
    assert not where.startswith(NONE)
    found = {test: {source for source in wanted if source in words_of(test)} for test in named}
    assert all(found.values()), found
    assert set().union(*found.values()) == set(wanted), found
