"""Notes and papers of a matter as they stand in its ledger, each from the entry on in which it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from efile.models import Matter
from efile.pages import labels
from efile.told import said_in, told_in
from hierarchy.models import ChargeKind
from hierarchy.words import Words
from ledger import selectors as ledger
from ledger.selectors import EntryView
from notings.hands import Hand, hands_of
from notings.marking import PLAIN
from web.templatetags.office import bn_digits
from workflows.engine import FlowSpec

OUTSIDERS = {
    "citizen": gettext_lazy("The applicant"),
    "portal": gettext_lazy("An outside portal"),
    "system": gettext_lazy("The office's system"),
}

_PAPERS = {
    "message.received": gettext_lazy("Answer of the applicant"),
    "effect.finished": gettext_lazy("Notice"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """A signed note as it stands in the ledger. `text` is None once destroyed under an order."""

    number: int
    text: str | None
    form: int
    destroyed_under: str
    name: str
    post_title: str
    charge: str
    on_behalf_of: str
    reason: str
    hands: tuple[Hand, ...]
    signed_at: datetime
    since: int
    part: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on the matter from the scene `since` on."""

    title: str
    text: str
    at: datetime
    since: int


def note_of(index: int, entry: EntryView) -> Note | None:
    said = entry.data.get("note")
    if not said:
        return None
    return Note(
        number=said["number"],
        text=entry.texts.get("note"),
        form=said.get("form", PLAIN),
        destroyed_under=entry.destroyed.get("note", ""),
        name=both(entry.by.get("name")),
        post_title=actor_title(entry.by),
        charge=charge_of(entry.by),
        on_behalf_of=both(entry.by.get("on_behalf_of")),
        reason=entry.by.get("reason") or "",
        hands=tuple(hands_of(said.get("drafters", ()))),
        signed_at=entry.at,
        since=index,
        part=said["lane"] is not None,
    )


def notes_of(entries: Sequence[EntryView]) -> tuple[Note, ...]:
    """All notes in order of signing; each is there from the scene `since` on."""
    return tuple(note for index, entry in enumerate(entries) if (note := note_of(index, entry)))


def papers_of(matter: Matter, entries: Sequence[EntryView], spec: FlowSpec) -> tuple[Paper, ...]:
    """The application as it was diarised, then what the applicant sent and what went out to him."""
    papers = []
    if matter.receipt_id is not None:
        for entry in ledger.entries(matter.receipt_id)[:1]:
            papers += [_application(entry), *(_put_in(entry, one, 0) for one in entry.data.get("papers", []))]
    said = said_in(matter.instance, entries, told_in(entries, spec))
    for index, entry in enumerate(entries):
        if entry.kind in {"paper.attached", "letter.signed"}:
            papers += [_put_in(entry, laid, index) for laid in entry.data["papers"]]
        if entry.kind not in _PAPERS:
            continue
        name = str(labels.element_name(spec, entry.data["stage"])) or str(_PAPERS[entry.kind])
        papers.append(Paper(name, said.get(int(entry.data["seq"])) or "", entry.at, index))
    return tuple(papers)


def _application(entry: EntryView) -> Paper:
    texts = {name: value for name, value in entry.texts.items() if value}
    lines = [texts.get(name, "") for name in ("subject", "body", "applicant", "address")]
    title = _("Application %(number)s") % {"number": bn_digits(entry.data["number"])}
    return Paper(title, "\n".join(line for line in lines if line), entry.at, 0)


def _put_in(entry: EntryView, laid: Mapping[str, Any], index: int) -> Paper:
    """A file that an officer put in: its name, and which pages it has."""
    title = entry.texts.get(f"title_{laid['place']}") or ""
    return Paper(title, _("%(pages)s pages") % {"pages": bn_digits(laid["pages"])}, entry.at, index)


def actor_title(by: Mapping[str, Any]) -> str:
    """The post for which an officer acted, as it was then called; else what kind of outsider it was."""
    return both(by.get("post_title")) or str(OUTSIDERS.get(by.get("kind", ""), ""))


def charge_of(by: Mapping[str, Any]) -> str:
    kind = by.get("charge") or ""
    return "" if kind in ("", ChargeKind.SUBSTANTIVE) else str(ChargeKind(kind).label)


def both(value: Mapping[str, str] | None) -> str:
    return str(Words(value.get("bn", ""), value.get("en", ""))) if value else ""
