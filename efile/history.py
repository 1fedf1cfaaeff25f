"""The ledger of a matter, folded: where every thread stood after an entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from efile.models import Thread
from ledger import selectors as ledger
from ledger.selectors import EntryView


@dataclass(frozen=True, slots=True)
class ThreadFacts:
    """What the ledger says of a thread: enough to compare with its row, and to put it back."""

    id: UUID
    parent: UUID | None
    holder: UUID
    pool: UUID | None
    stage: UUID | None
    waiting_for: str
    closed: bool

    @classmethod
    def of(cls, row: Thread) -> ThreadFacts:
        return cls(
            row.pk,
            row.parent_id,
            row.holder_id,
            row.pool_id,
            row.stage_id,
            row.waiting_for,
            row.closed_at is not None,
        )

    @classmethod
    def from_entry(cls, value: Mapping[str, object]) -> ThreadFacts:
        return cls(
            UUID(str(value["id"])),
            _uuid(value["parent"]),
            UUID(str(value["holder"])),
            _uuid(value["pool"]),
            _uuid(value["stage"]),
            str(value["waiting_for"]),
            bool(value["closed"]),
        )

    def entry(self) -> dict[str, object]:
        return asdict(self)


def _uuid(value: object) -> UUID | None:
    return UUID(str(value)) if value else None


def fold(entries: Iterable[EntryView]) -> dict[UUID, ThreadFacts]:
    """The threads of a matter after the last of these entries, by id."""
    threads: dict[UUID, ThreadFacts] = {}
    for entry in entries:
        for value in entry.data.get("threads", []):
            facts = ThreadFacts.from_entry(value)
            threads[facts.id] = facts
    return threads


def entries_before(matter: UUID, movement: int) -> list[EntryView]:
    """The entries of a matter up to, and without, the one of this movement."""
    kept: list[EntryView] = []
    for entry in ledger.entries(matter):
        if entry.data.get("seq") == movement:
            break
        kept.append(entry)
    return kept
