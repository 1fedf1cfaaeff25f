"""Are lists and destroyed files as the entries of their office and of the files say?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from efile.disposal.models import Disposal, State
from efile.models import File
from efile.replay import Difference
from ledger.canonical import plain
from ledger.selectors import EntryView

DESTROYED: Final = "file.destroyed"
STATE: Final = {
    "disposal.drawn": State.DRAWN,
    "disposal.withdrawn": State.DROPPED,
    "disposal.ordered": State.ORDERED,
    "disposal.carried_out": State.DONE,
}


def destroyed_differs(row: File, entries: Sequence[EntryView]) -> Difference | None:
    """A file is destroyed when an entry says so, and at no other time."""
    told = next((entry for entry in entries if entry.kind == DESTROYED), None)
    said = told.at if told else None
    if said == row.destroyed_at:
        return None
    seq = told.seq if told else 0
    return Difference(row.pk, seq, "destroyed", str(plain(said)), str(plain(row.destroyed_at)))


def disposals_differ(office: UUID, entries: Sequence[EntryView]) -> Difference | None:
    """Each list's state, and the two persons."""
    said: dict[str, dict[str, Any]] = {}
    for entry in entries:
        if entry.kind in STATE:
            row = said.setdefault(entry.data["disposal"], {"drawn": None, "ordered": None})
            row |= {"seq": entry.seq, "state": STATE[entry.kind].value}
            if entry.kind in {"disposal.drawn", "disposal.ordered"}:
                row[entry.kind.partition(".")[2]] = entry.by["user"]
    rows = {str(row.pk): _found(row) for row in Disposal.objects.filter(office=office)}
    for own in sorted({*said, *rows}):
        expected, found = said.get(own), rows.get(own)
        seq = expected.pop("seq") if expected else 0
        if expected != found:
            return Difference(office, seq, "disposal", f"{expected}", f"{found}")
    return None


def _found(row: Disposal) -> dict[str, Any]:
    return {
        "drawn": plain(row.drawn_user_id),
        "ordered": plain(row.ordered_user_id),
        "state": row.state,
    }
