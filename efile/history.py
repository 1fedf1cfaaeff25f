"""The ledger of a matter, folded: where every thread stood after an entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
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
    parked: date | None = None

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
            row.parked_until,
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
            date.fromisoformat(str(value["parked"])) if value.get("parked") else None,
        )

    def entry(self) -> dict[str, object]:
        """Most threads are not parked, and say nothing of it."""
        facts = asdict(self)
        return facts if self.parked else {name: value for name, value in facts.items() if name != "parked"}


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
