"""Does a file stand as its last entry says?"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from efile import sides
from efile.files.recording import said_of
from efile.models import File
from efile.replay import Difference
from ledger.canonical import plain
from ledger.selectors import EntryView


def state_differs(row: File, entries: Sequence[EntryView]) -> Difference | None:
    """Entries from before a file had more than a number say nothing of it."""
    told = [entry for entry in entries if "file" in entry.data]
    found = {name: plain(value) for name, value in said_of(row).items()}
    if not told:
        return _untold(row.pk, found)
    said = told[-1].data["file"]
    return None if said == found else Difference(row.pk, told[-1].seq, "file", *sides.both(said, found))


def _untold(file: UUID, found: dict[str, object]) -> Difference | None:
    """What only an act with such an entry could have made."""
    names = ("numbers", "volumes", "links", "scans", "parked_until", "part_of", "head")
    beyond = {name: found[name] for name in names if found[name]}
    return Difference(file, 0, "file", "no entry", str(beyond)) if beyond else None
