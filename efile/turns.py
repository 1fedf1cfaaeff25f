"""When a file was closed and made current again, by whom: read from its own record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from efile.stood import actor_title, both
from ledger import selectors as ledger

CLOSED = "file.closed"
TURNS = (CLOSED, "file.reopened")


@dataclass(frozen=True, slots=True)
class Turn:
    """`reason` of a closing alone: a reopening may carry the words of another matter's note sheet."""

    closed: bool
    at: datetime
    name: str
    post_title: str
    reason: str


def turns_of(file: UUID | None) -> list[Turn]:
    """In order; none for a matter that lies in no file."""
    entries = ledger.entries(file) if file else []
    return [
        Turn(
            closed=entry.kind == CLOSED,
            at=entry.at,
            name=both(entry.by.get("name")),
            post_title=actor_title(entry.by),
            reason=(entry.texts.get("reason") or "") if entry.kind == CLOSED else "",
        )
        for entry in entries
        if entry.kind in TURNS
    ]
