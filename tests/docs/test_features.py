"""The table of features names a page or a command for each, and what it names exists."""

from __future__ import annotations

import re

import pytest
from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver

from config.environment import BASE_DIR

TABLE = BASE_DIR / "docs" / "features.md"
NAMED = re.compile(r"`([^`]+)`")
ROWS = {
    "Intake": 18,
    "File, noting, draft, issue": 18,
    "Movement, control, time": 18,
    "Registers, reports, records": 7,
}
"""So many features the others are known for, by part."""


def parts() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for part in TABLE.read_text(encoding="utf-8").split("\n## ")[1:]:
        lines = [line for line in part.splitlines() if line.startswith("|")]
        cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
        found[part.splitlines()[0]] = cells
    return found


def addresses() -> set[str]:
    return {f"/{re.sub(r'<[^>]+>', '…', one)}" for one in _routes(get_resolver().url_patterns, "")}


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> list[str]:
    found: list[str] = []
    for one in patterns:
        route = f"{before}{one.pattern}"
        found += _routes(one.url_patterns, route) if isinstance(one, URLResolver) else [route]
    return found


def test_no_feature_is_missing() -> None:
    assert {name: len(rows) for name, rows in parts().items()} == ROWS
    names = [row[0] for rows in parts().values() for row in rows]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("row", [row for rows in parts().values() for row in rows], ids=lambda row: row[0])
def test_what_a_row_names_exists(row: list[str]) -> None:
    _feature, here, beside = row
    assert beside
    if here == "Not here":
        return
    named = NAMED.findall(here)
    assert named
    pages = {one for one in named if one.startswith("/")}
    commands = {one.removeprefix("manage.py ") for one in set(named) - pages}
    assert pages <= addresses()
    assert commands <= get_commands().keys()
