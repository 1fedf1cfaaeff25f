"""Posts, charges and powers as the office's stream tells them, against the rows."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from efile import sides
from efile.replay import Difference
from hierarchy import facts
from ledger.selectors import EntryView


def establishment_differs(office: UUID, entries: Sequence[EntryView]) -> Difference | None:
    """The first row that is not as its newest entry tells it, that is gone, or that no entry tells."""
    for row in facts.compared(office, entries):
        if row.agrees:
            continue
        seq = row.entry.seq if row.entry else 0
        if row.said is None:
            return Difference(office, seq, row.what, "no entry", _named(row))
        if row.found is None:
            return Difference(office, seq, row.what, _named(row), "no row")
        return Difference(office, seq, row.what, *sides.both(row.said, row.found))
    return None


def _named(row: facts.Compared) -> str:
    """A post by its title, a charge by its post and person; never a bare id where there is a name."""
    said = row.said or row.found or {}
    known = [said[name] for name in ("title_en", "name_en", "post", "user", "power") if said.get(name)]
    return ", ".join(sides.readable(value) for value in known) or row.id
