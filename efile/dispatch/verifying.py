"""Do the recipients of a matter's letters, and every sending to them, stand as its entries say?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Max

from efile.dispatch.models import Addressee, Sending
from efile.letters.models import Draft, DraftVersion
from efile.letters.recipients import numbered
from efile.models import Matter, NumberSeries
from efile.replay import Difference
from ledger.canonical import plain
from ledger.selectors import EntryView

SENT: Final = "letter.sent"
Place = tuple[int, int]


def sent_differs(matter: Matter, told: Sequence[EntryView]) -> Difference | None:
    """`told` are the entries that speak of the matter's letters."""
    return _addressees_differ(matter, told) or _sendings_differ(matter, told)


def _addressees_differ(matter: Matter, told: Sequence[EntryView]) -> Difference | None:
    """They are those of the version that was issued, each with the number of his copy. Of a version whose
    words were destroyed under an order no more is compared; without one it differs from its entry itself."""
    rows = list(Addressee.objects.filter(draft__matter=matter).select_related("draft").order_by("place"))
    for entry in (one for one in told if one.kind == "letter.issued"):
        own = [row for row in rows if row.draft.place == entry.data["place"]]
        found = [[row.place, row.role, row.memo] for row in own]
        if found != entry.data["addressees"]:
            said = f"{entry.data['addressees']}"
            return Difference(matter.pk, entry.seq, "addressees", said, f"{found}")
        if not own:
            continue
        version = DraftVersion.objects.get(draft=own[0].draft_id, number=entry.data["version"])
        named = version.wording.addressed
        if named and list(named) != [row.recipient for row in own]:
            return Difference(matter.pk, entry.seq, "addressees", f"{named}", f"{own}")
        if named and numbered(named, own[0].draft.memo) != [row.memo for row in own]:
            return Difference(matter.pk, entry.seq, "addressees", own[0].draft.memo, f"{found}")
        rows = [row for row in rows if row not in own]
    return Difference(matter.pk, 1, "addressees", "no entry", f"{rows}") if rows else None


def _sendings_differ(matter: Matter, told: Sequence[EntryView]) -> Difference | None:
    """A text that was destroyed under an order is not compared."""
    said: dict[UUID, dict[str, Any]] = {}
    seqs: dict[UUID, int] = {}
    for entry in told:
        if "sending" not in entry.data:
            continue
        own = UUID(str(entry.data["sending"]))
        if entry.kind == SENT:
            said[own] = _begun(entry)
        said[own]["state"] = entry.data["state"]
        said[own] |= {name: entry.texts.get(name, "") for name in ("failure", "received_by")}
        said[own]["carrier"] = entry.data.get("carrier", said[own]["carrier"])
        seqs[own] = entry.seq
    rows = Sending.objects.filter(addressee__draft__matter=matter).select_related("addressee__draft")
    kept = {row.pk: _found(row) for row in rows}
    for own in sorted({*said, *kept}):
        expected, found = said.get(own), kept.get(own)
        if expected is None or found is None or any(_other(expected[name], found[name]) for name in found):
            return Difference(matter.pk, seqs.get(own, 1), "sendings", f"{expected}", f"{found}")
    return None


def _other(said: object, found: object) -> bool:
    return said is not None and said != found


def _begun(entry: EntryView) -> dict[str, Any]:
    data = entry.data
    return {
        "letter": data["place"],
        "addressee": data["addressee"],
        "number": data["number"],
        "way": data["way"],
        "on": data["on"],
        "mail": data["mail"],
        "postage": data["postage"] or "",
        "dak": data["dak"] or "",
        "carrier": "",
        "to": entry.texts.get("to", ""),
        "mail_number": entry.texts.get("mail_number", ""),
    }


def _found(row: Sending) -> dict[str, Any]:
    return {
        "letter": row.addressee.draft.place,
        "addressee": row.addressee.place,
        "number": row.number,
        "way": row.way,
        "state": row.state,
        "on": plain(row.on),
        "mail": row.mail,
        "postage": str(row.postage) if row.postage is not None else "",
        "dak": plain(row.dak_id) or "",
        "to": row.to,
        "mail_number": row.mail_number,
        "failure": row.failure,
        "received_by": row.received_by,
        "carrier": plain(row.carrier_id) or "",
    }


def issue_holes() -> Iterator[Difference]:
    """Issue numbers run 1, 2, 3 …: fewer letters than numbers given means that one was removed."""
    issued = Draft.objects.filter(issue_serial__isnull=False).values("office", "issue_year")
    counted = issued.annotate(rows=Count("pk"), last=Max("issue_serial"))
    found = {(row["office"], row["issue_year"]): (row["rows"], row["last"]) for row in counted}
    for series in NumberSeries.objects.filter(code="issue").order_by("pk"):
        rows, last = found.get((series.office_id, series.year), (0, 0))
        if (rows, last) != (series.last, series.last):
            said = f"{series.last} letters issued in {series.year}"
            yield Difference(series.pk, 0, "issue register", said, f"{rows}, the last number {last}")
