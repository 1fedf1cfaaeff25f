"""Whatever page gives a charge or a deputation: one module writes it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
HELD: Final = {"Charge", "Deputation"}
RELATED: Final = {"charges", "deputations"}
WRITES: Final = {"create", "bulk_create", "get_or_create", "update_or_create"}
PRODUCT: Final = ("config", "efile", "hierarchy", "integrations", "ledger", "notings", "web", "workflows")
GIVING: Final = "hierarchy/services/giving.py"
BUILT: Final = {
    "hierarchy/services/people.py": "the demonstration's people, loaded at the machine's console",
    "hierarchy/services/importing.py": "a whole table, in few statements",
}
GIVERS: Final = {"give", "pass_on", "stand_in"}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for room in PRODUCT:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and "node_modules" not in name:
                yield name, ast.parse(path.read_text())


def makes_one(node: ast.AST) -> bool:
    """`Charge(…)`, `Charge.objects.create(…)`, `post.charges.create(…)` and their like."""
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func).split(".")
    if called[-1] in HELD:
        return True
    return called[-1] in WRITES and bool(HELD.intersection(called) or RELATED.intersection(called))


def test_only_one_module_writes_charges_and_deputations() -> None:
    found = {name for name, tree in sources() if any(makes_one(node) for node in ast.walk(tree))}
    found -= {"hierarchy/models/people.py", "hierarchy/facts.py"}  # the classes, and their patterns
    assert found == {GIVING, *BUILT}


GIVING_ROOMS: Final = {
    "hierarchy/services/charges.py",
    "hierarchy/services/deputies.py",
    "hierarchy/services/newcomers.py",
    "efile/handover/services.py",
}


def test_the_rooms_that_give_are_known() -> None:
    """Each of their acts is in tests/hierarchy/test_before_a_second_person.py."""
    users = {
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "hierarchy.services.giving"
        and GIVERS.intersection(alias.name for alias in node.names)
    }
    assert users == GIVING_ROOMS
