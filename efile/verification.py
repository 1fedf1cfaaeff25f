"""Does the record agree with itself, with the rows, and with the flow? Names the first difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.db.models import Count, Max, Model, QuerySet

from efile import comparing
from efile.committees.verifying import meetings_differ
from efile.dispatch.verifying import issue_holes
from efile.disposal.verifying import disposals_differ
from efile.establishment import establishment_differs
from efile.models import File, Matter, NumberSeries, Receipt
from efile.periodicals.verifying import periodicals_differ
from efile.replay import Difference, reexecute
from ledger import selectors as ledger
from ledger.models import Stream
from ledger.selectors import EntryView
from workflows import limitrecord
from workflows.models import Flow

KINDS = ("matter", "receipt", "file", "office", "flow", "limit")
UNREADABLE = (KeyError, ValueError, TypeError, IndexError)


def verify_all(
    kinds: Iterable[str] = KINDS,
) -> Iterator[tuple[str, UUID, int, Difference | None]]:
    """Check every stream; yields kind, stream, number of entries, first difference or None.

    A row whose stream is gone, a time limit that no stream speaks of and a register whose numbers have a
    hole are yielded with 0 entries.
    """
    for kind in kinds:
        for stream in list(ledger.streams(kind)):
            fault = _chain(stream)
            entries = [] if fault else ledger.entries(stream)
            yield kind, stream, len(entries), fault or _rest(kind, stream, entries)
        for lost in _without_stream(kind):
            yield kind, lost.stream, 0, lost


def check_stream(kind: str, stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    """Chain first, then what the entries say against the rows, then re-execution."""
    return _chain(stream) or _rest(kind, stream, entries)


def _chain(stream: UUID) -> Difference | None:
    fault = ledger.check_chain(stream)
    return Difference(stream, fault.seq, f"chain: {fault.what}", "", "") if fault else None


def _rest(kind: str, stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    """An entry that no service could have written is a difference too."""
    check = CHECKS.get(kind)
    if check is None:
        return None
    if not entries:
        return Difference(stream, 0, "stream", "entries", "none")
    try:
        return check(stream, entries)
    except UNREADABLE as error:
        return Difference(
            stream, entries[-1].seq, "entry", "an entry", f"none ({type(error).__name__} {error})"
        )


def _check_matter(stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    return (
        comparing.matter_differs(stream, entries)
        or reexecute(stream, entries)
        or comparing.stages_differ(stream, entries)
    )


def _check_office(stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    return (
        comparing.limits_differ(stream, entries)
        or establishment_differs(stream, entries)
        or meetings_differ(stream, entries)
        or disposals_differ(stream, entries)
        or periodicals_differ(stream, entries)
    )


def _check_flow(stream: UUID, entries: Sequence[EntryView]) -> Difference | None:
    return comparing.flow_differs(stream, entries) or comparing.limits_differ(stream, entries)


CHECKS: Mapping[str, Callable[[UUID, Sequence[EntryView]], Difference | None]] = {
    "matter": _check_matter,
    "receipt": comparing.receipt_differs,
    "file": comparing.file_differs,
    "office": _check_office,
    "flow": _check_flow,
}


def _without_stream(kind: str) -> Iterator[Difference]:
    rows: Mapping[str, QuerySet[Model]] = {
        "matter": Matter.objects.all(),
        "receipt": Receipt.objects.all(),
        "file": File.objects.all(),
        "flow": Flow.objects.filter(versions__isnull=False).distinct(),
    }
    if kind in rows:
        lost = rows[kind].exclude(pk__in=Stream.objects.filter(kind=kind).values("pk")).order_by("pk")
        for own in lost.values_list("pk", flat=True):
            yield Difference(own, 0, "stream", "a record", "none")
    if kind == "receipt":
        yield from _holes()
        yield from issue_holes()
    if kind == "limit":
        for row in limitrecord.unrecorded():
            yield Difference(row.pk, 0, "limit", "no entry", str(row))


def _holes() -> Iterator[Difference]:
    """Diary numbers run 1, 2, 3 …: fewer receipts than numbers given means that one was removed."""
    counted = Receipt.objects.values("office", "year").annotate(rows=Count("pk"), last=Max("serial"))
    found = {(row["office"], row["year"]): (row["rows"], row["last"]) for row in counted}
    for series in NumberSeries.objects.filter(code="receipt").order_by("pk"):
        rows, last = found.get((series.office_id, series.year), (0, 0))
        if (rows, last) != (series.last, series.last):
            said = f"{series.last} receipts of {series.year}"
            yield Difference(series.pk, 0, "register", said, f"{rows}, the last number {last}")
