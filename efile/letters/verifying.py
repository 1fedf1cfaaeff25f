"""Do the letters of a matter stand as its entries say, and are their words those that were entered?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from efile.dispatch.verifying import sent_differs
from efile.letters.models import Draft, DraftVersion
from efile.letters.wording import LONGEST
from efile.models import Matter
from efile.replay import Difference
from ledger.selectors import EntryView

STATUS: Final = {
    "letter.begun": "draft",
    "letter.approved": "approved",
    "letter.approval_withdrawn": "draft",
    "letter.made_ready": "ready",
    "letter.signed": "signed",
    "letter.given_up": "dropped",
    "letter.issued": "issued",
}
WORDED: Final = {"letter.begun", "letter.kept"}


def letters_differ(matter: Matter, entries: Sequence[EntryView]) -> Difference | None:
    """Each letter's status, number, versions and the words of each version."""
    told = [entry for entry in entries if entry.kind.startswith("letter.") and "letter" in entry.data]
    said: dict[int, dict[str, Any]] = {}
    for entry in told:
        row = said.setdefault(
            entry.data["place"], {"seq": entry.seq, "memo": "", "approved": None, "issued": ""}
        )
        _tell(row, entry)
    rows = {row.place: row for row in Draft.objects.filter(matter=matter).select_related("fair")}
    for place in sorted({*said, *rows}):
        expected, found = said.get(place), _found(rows.get(place))
        seq = expected.pop("seq") if expected else 1
        if expected != found:
            return Difference(matter.pk, seq, "letters", f"{place} {expected}", f"{found}")
    return _words_differ(matter, told) or sent_differs(matter, told)


def _tell(row: dict[str, Any], entry: EntryView) -> None:
    row["seq"], data = entry.seq, entry.data
    row["status"] = STATUS.get(entry.kind, row.get("status"))
    if entry.kind in WORDED:
        row["newest"] = data["version"]
    elif entry.kind == "letter.approved":
        row["approved"] = data["version"]
    elif entry.kind == "letter.approval_withdrawn":
        row["approved"] = None
    elif entry.kind == "letter.numbered":
        row["memo"] = data["memo"]
    elif entry.kind == "letter.issued":
        row["issued"] = f"{data['year']} {data['serial']} {data['number']}"
    row["fair"] = data["sha256"] if entry.kind == "letter.made_ready" else row.get("fair", "")
    if entry.kind == "letter.approval_withdrawn":
        row["fair"] = ""


def _found(row: Draft | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "memo": row.memo,
        "approved": row.approved,
        "status": row.status,
        "newest": row.newest,
        "fair": row.fair.sha256 if row.fair else "",
        "issued": f"{row.issue_year} {row.issue_serial} {row.issue_number}" if row.issue_serial else "",
    }


def _words_differ(matter: Matter, told: Sequence[EntryView]) -> Difference | None:
    """A text that was destroyed under an order is not compared."""
    rows = DraftVersion.objects.filter(draft__matter=matter).select_related("draft")
    kept = {(row.draft.place, row.number): row for row in rows}
    for entry in told:
        if entry.kind not in WORDED:
            continue
        row = kept.pop((entry.data["place"], entry.data["version"]), None)
        for name in LONGEST:
            words = entry.texts.get(name, "")
            found = getattr(row, name) if row else None
            if words is not None and words != found:
                return Difference(matter.pk, entry.seq, "letters", f"{name}: {words}", f"{found}")
        if row and str(row.signatory_id) != str(entry.data["signatory"]):
            return Difference(matter.pk, entry.seq, "letters", "signatory", str(row.signatory_id))
    extra = next(iter(kept), None)
    return Difference(matter.pk, 1, "letters", "no version", f"{extra}") if extra else None
