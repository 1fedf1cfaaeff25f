"""Run by `python -m tests.security.table --fill`; no test of its own."""

from __future__ import annotations

from tests.security.addresses import METHODS, Address, addresses
from tests.security.asking import ask, pages_not_drawn
from tests.security.roles import NAMES
from tests.security.table import NOT_TAKEN, UNJUDGED, Key, Table, read_table
from tests.security.world import World


def test_fill(world: World) -> None:
    table = read_table()
    known = {one.name: one for one in addresses()}
    for key in [key for key in table.rows if _stale(table, key, known.get(key[0]))]:
        del table.rows[key]
    with pages_not_drawn():
        for address in known.values():
            for method in METHODS:
                _fill(table, world, address, method)
                table.write()


def _stale(table: Table, key: Key, address: Address | None) -> bool:
    """Of an address that is gone, or without the files that its answers depend on by now."""
    if address is None:
        return True
    return key[2] not in address.subjects and not {*table.rows[key].values()} <= NOT_TAKEN


def _fill(table: Table, world: World, address: Address, method: str) -> None:
    """One row where the method is not taken; else one for each file that the answer may depend on."""
    if (address.name, method, "-") in table.rows and "-" not in address.subjects:
        return
    rows = {}
    for subject in address.subjects:
        row = dict(table.rows.get((address.name, method, subject), {}))
        for role in NAMES:
            row[role] = row.get(role) or ask(world, address, method, role, subject) + UNJUDGED
        rows[subject] = row
        if {cell.rstrip(UNJUDGED) for cell in row.values()} <= NOT_TAKEN:
            rows = {"-": row}
            break
    for subject, row in rows.items():
        table.rows[address.name, method, subject] = row
