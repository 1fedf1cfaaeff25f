"""Nothing lost, nothing invented: what officers were told against what is recorded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from efile.models import Matter
from efile.verification import verify_all
from ledger.models import Entry
from tests.faults.officers import TOLD


@dataclass(frozen=True, slots=True)
class Told:
    """Keys of acts by what their officer knows: acknowledged, refused, or sent without an answer."""

    acknowledged: frozenset[UUID]
    refused: frozenset[UUID]
    unanswered: frozenset[UUID]

    @classmethod
    def read(cls, folder: Path) -> "Told":
        keys: dict[str, set[UUID]] = {"A": set(), "R": set(), "U": set()}
        for line in (folder / TOLD).read_text().splitlines():
            letter, key = line.split()
            keys[letter].add(UUID(key))
        answered = keys["A"] | keys["R"]
        return cls(frozenset(keys["A"]), frozenset(keys["R"]), frozenset(keys["U"] - answered))


def nothing_is_lost(told: Told, matters: Sequence[UUID]) -> None:
    recorded = Counter(
        Entry.objects.filter(stream__in=matters, key__isnull=False).values_list("key", flat=True)
    )
    assert set(recorded.values()) <= {1}
    keys = frozenset(recorded)
    assert told.acknowledged <= keys, "an acknowledged act is not in the record"
    assert keys <= told.acknowledged | told.unanswered, "the record has an act nobody sent"
    assert not keys & told.refused
    for matter in Matter.objects.filter(pk__in=matters):
        (thread,) = matter.threads.filter(closed_at=None).select_related("holder", "stage")
        assert thread.holder.code in {"oc-general", "cic-general", "dm"}
        assert thread.stage is not None
        assert thread.stage.closed_at is None
    assert [difference for *_, difference in verify_all() if difference] == []
