"""A difference as a sentence for the terminal: whose record, which entry, what it says, what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from efile.faultwords import fault_words
from efile.models import File, Matter, NumberSeries, Receipt
from efile.replay import Difference
from efile.rerun import WHAT
from hierarchy.models import Office
from ledger import selectors as ledger
from ledger.models import Entry
from workflows.models import Flow, Limit


def number_of(kind: str, stream: UUID) -> str:
    """What people call it: a receipt's or file's number, a flow's or office's code; empty without a row."""
    find = NUMBERS.get(kind)
    return find(stream) if find else ""


def sentence(kind: str, difference: Difference) -> str:
    """In the current language's names, without a full stop."""
    return f"{_place(kind, difference)}: {_parting(difference)}"


def _place(kind: str, difference: Difference) -> str:
    matter = _matter(difference.stream) if kind == "matter" else None
    if matter is not None:
        return _matter_place(matter)
    number = number_of(kind, difference.stream) or str(difference.stream)
    return f"{'register of' if difference.what == 'register' else kind} {number}"


def _parting(difference: Difference) -> str:
    what, seq = difference.what, difference.seq
    fault = ledger.check_chain(difference.stream) if what.startswith("chain") else None
    if fault is not None:
        return fault_words(fault)
    sides = f"the ledger says {difference.expected}; found {difference.found}"
    kind = Entry.objects.filter(stream=difference.stream, seq=seq).values_list("kind", flat=True).first()
    step = f"entry {seq} ({kind.replace('.', ' ').replace('_', ' ')}), " if kind else ""
    return f"{step}{WHAT.get(what, what)}: {sides}"


def _matter_place(matter: Matter) -> str:
    receipt = f"receipt {matter.receipt.number}" if matter.receipt else ""
    file = f"file {matter.file.number}" if matter.file else ""
    return ", ".join(filter(None, [receipt, file])) or f"“{matter.subject}”"


def _matter(stream: UUID) -> Matter | None:
    return Matter.objects.select_related("receipt", "file").filter(pk=stream).first()


def _of_matter(stream: UUID) -> str:
    row = _matter(stream)
    holder = (row.receipt or row.file) if row else None
    return holder.number if holder else ""


def _of_receipt(stream: UUID) -> str:
    """A hole in the diary is told by its register, whose own id stands in the difference."""
    receipt = Receipt.objects.filter(pk=stream).values_list("number", flat=True).first()
    if receipt:
        return receipt
    series = NumberSeries.objects.select_related("office").filter(pk=stream).first()
    return f"{series.office.code}, {series.year}" if series else ""


def _of_file(stream: UUID) -> str:
    return File.objects.filter(pk=stream).values_list("number", flat=True).first() or ""


def _of_flow(stream: UUID) -> str:
    return Flow.objects.filter(pk=stream).values_list("code", flat=True).first() or ""


def _of_office(stream: UUID) -> str:
    return Office.objects.filter(pk=stream).values_list("code", flat=True).first() or ""


def _of_limit(stream: UUID) -> str:
    return Limit.objects.filter(pk=stream).values_list("name", flat=True).first() or ""


NUMBERS: Mapping[str, Callable[[UUID], str]] = {
    "matter": _of_matter,
    "receipt": _of_receipt,
    "file": _of_file,
    "flow": _of_flow,
    "office": _of_office,
    "limit": _of_limit,
}
