"""Does a dak stand as the entries of its receipt say?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from efile import sides
from efile.dak.models import Dak
from efile.dak.recording import said_of
from efile.dak.transferring import said_of as transfer_said
from efile.replay import Difference
from ledger.canonical import plain
from ledger.selectors import EntryView

CHANGED: Final = "receipt.changed"


def texts_after(entries: Sequence[EntryView]) -> Mapping[str, str | None]:
    """What a receipt says after all that was set right in it; None for a text destroyed under an order."""
    said: dict[str, str | None] = dict(entries[0].texts)
    for entry in entries:
        if entry.kind == CHANGED:
            said |= {name: entry.texts.get(name, "") for name in entry.data["fields"]}
    return said


def dak_differs(stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    """Where it lies, its state, its grades and the number of its moves; each move is a row."""
    row = Dak.objects.filter(receipt=stream).first()
    told = [entry for entry in entries if "dak" in entry.data]
    if row is None:
        return (
            Difference(stream, told[-1].seq, "dak", str(told[-1].data["dak"]["id"]), "no row")
            if told
            else None
        )
    if not told:
        return Difference(stream, 0, "dak", "no entry", str(row.pk))

    last = told[-1]
    said = last.data["dak"]
    found = {name: plain(value) for name, value in said_of(row).items()}
    if said != found:
        return Difference(stream, last.seq, "dak", *sides.both(said, found))
    moves = [entry.data["dak"]["seq"] for entry in told]
    rows = list(row.movements.values_list("seq", flat=True))
    if moves != rows:
        return Difference(stream, last.seq, "dak", f"moves {moves}", f"{rows}")
    return _transfers_differ(stream, told, row)


def _transfers_differ(stream: UUID, told: Sequence[EntryView], row: Dak) -> Difference | None:
    """To which office it was found to belong, as the last entry of each says."""
    said = {one["id"]: one for entry in told if (one := entry.data.get("transfer"))}
    rows = row.transfers.all()
    found = {str(one.pk): {name: plain(value) for name, value in transfer_said(one).items()} for one in rows}
    if said != found:
        return Difference(stream, told[-1].seq, "transfer", *sides.both(said, found))
    return None
