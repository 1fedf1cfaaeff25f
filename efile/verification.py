"""Does the record agree with itself, with the rows, and with the flow? Names the first difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from efile.history import ThreadFacts, fold
from efile.models import File, Matter, Movement, Receipt, Thread
from efile.replay import Difference, reexecute
from ledger import selectors as ledger
from ledger.selectors import EntryView
from workflows.models import OpenStage


def verify_all(
    kinds: Iterable[str] = ("matter", "receipt", "file", "office", "flow"),
) -> Iterator[tuple[str, UUID, int, Difference | None]]:
    """Check every stream; yields kind, stream, number of entries, first difference or None."""
    for kind in kinds:
        for stream in list(ledger.streams(kind)):
            entries = ledger.entries(stream)
            yield kind, stream, len(entries), check_stream(kind, stream, entries)


def check_stream(kind: str, stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    """Chain first, then what the entries say against the rows, then re-execution."""
    fault = ledger.check_chain(stream)
    if fault is not None:
        return Difference(stream, fault.seq, f"chain: {fault.what}", "", "")
    if kind == "receipt":
        return _check_receipt(stream, entries)
    if kind == "file":
        return _check_file(stream, entries)
    if kind != "matter":
        return None
    return (
        _check_threads(stream, entries)
        or _check_movements(stream, entries)
        or reexecute(stream, entries)
        or _check_stages(stream, entries)
    )


def _check_receipt(stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    row = Receipt.objects.select_related("applicant").filter(pk=stream).first()
    entry = entries[0]
    if row is None:
        return Difference(stream, entry.seq, "receipt", entry.data["number"], "no row")
    said = (entry.data["number"], entry.data["promised_on"], entry.texts.get("subject"))
    found = (row.number, row.promised_on.isoformat(), row.subject)
    if said != found and entry.texts.get("subject") is not None:
        return Difference(stream, entry.seq, "receipt", str(said), str(found))
    return None


def _check_file(stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    row = File.objects.filter(pk=stream).first()
    closed = any(entry.kind == "file.closed" for entry in entries)
    said = (entries[0].data["number"], closed)
    found = (row.number, row.status == File.Status.CLOSED) if row else ("no row", False)
    return None if said == found else Difference(stream, entries[-1].seq, "file", str(said), str(found))


def _check_threads(stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    said = fold(entries)
    found = {row.pk: ThreadFacts.of(row) for row in Thread.objects.filter(matter=stream)}
    for pk in {**said, **found}:
        if said.get(pk) != found.get(pk):
            seq = _last_of(entries, pk)
            return Difference(stream, seq, "thread", str(said.get(pk)), str(found.get(pk)))
    return None


def _last_of(entries: Sequence[EntryView], thread: UUID) -> int:
    return max(
        (
            entry.seq
            for entry in entries
            if any(row["id"] == str(thread) for row in entry.data.get("threads", []))
        ),
        default=0,
    )


def _check_movements(stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    rows = {row.seq: row for row in Movement.objects.filter(matter=stream)}
    moved = [entry for entry in entries if "seq" in entry.data]
    for entry in moved:
        row = rows.pop(entry.data["seq"], None)
        said = tuple(entry.data[name] for name in ("from", "to", "stage", "outcome"))
        found = (_text(row.from_post_id), _text(row.to_post_id), row.stage, row.outcome) if row else None
        if said != found:
            return Difference(stream, entry.seq, "movement", str(said), str(found))
    if rows:
        return Difference(stream, 0, "movement", "no entry", str(min(rows)))
    return None


def _check_stages(stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    stepped = [entry for entry in entries if "engine" in entry.data]
    said = sorted(stage[1] for stage in stepped[-1].data["engine"]["open"])
    instance = Matter.objects.values_list("instance", flat=True).get(pk=stream)
    rows = OpenStage.objects.filter(instance=instance, closed_at__isnull=True)
    found = sorted(rows.values_list("element", flat=True))
    return None if said == found else Difference(stream, stepped[-1].seq, "stages", str(said), str(found))


def _text(value: UUID | None) -> str | None:
    return str(value) if value else None
