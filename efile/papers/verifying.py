"""Do the papers of a matter lie as the entries that brought them say?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from efile.models import Matter
from efile.replay import Difference
from ledger import selectors as ledger
from ledger.selectors import EntryView

Laid = dict[int, dict[str, Any]]
CHANGES: Final[dict[str, dict[str, Any]]] = {
    "paper.struck": {"struck": True},
    "paper.restored": {"struck": False},
    "paper.renamed": {},
}


def papers_differ(matter: Matter, entries: Sequence[EntryView]) -> Difference | None:
    """Each paper's place, pages and bytes against the entries: laid in, moved on with its file, struck."""
    received = ledger.entries(matter.receipt_id)[:1] if matter.receipt_id else []
    if matter.receipt_id and not received:
        return None  # the register tells of a receipt that is gone
    said = _said([*received, *entries])
    rows = {
        row.place: {
            "kind": row.kind,
            "first_page": row.first_page,
            "pages": row.pages,
            "sha256": row.content.sha256 if row.content else "",
            "struck": row.struck_at is not None,
        }
        for row in matter.papers.select_related("content")
    }
    for place in sorted({*said, *rows}):
        seq, expected = said.get(place, {"seq": 1}).pop("seq"), said.get(place)
        if expected != rows.get(place):
            return Difference(matter.pk, seq, "papers", f"{place} {expected}", f"{rows.get(place)}")
    return None


def _said(entries: Iterable[EntryView]) -> Laid:
    laid: Laid = {}
    for entry in entries:
        if entry.kind in CHANGES:
            for paper in entry.data["papers"]:
                laid[paper["place"]] |= CHANGES[entry.kind] | {"seq": entry.seq}
            continue
        _lay(laid, [entry.data["paper"]] if "paper" in entry.data else [], entry.seq)
        _lay(laid, entry.data.get("papers", []), entry.seq)
        for paper in laid.values():
            paper["first_page"] += entry.data.get("pages_moved", 0)
    return laid


def _lay(laid: Laid, papers: Iterable[dict[str, Any]], seq: int) -> None:
    for paper in papers:
        laid[paper["place"]] = {
            "kind": paper["kind"],
            "first_page": paper["first_page"],
            "pages": paper["pages"],
            "sha256": paper.get("sha256", ""),
            "struck": False,
            "seq": seq,
        }
