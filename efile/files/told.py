"""What was done with a file, by whom and when: read from its own record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from efile.disposal.models import signed
from efile.stood import actor_title, both
from ledger import selectors as ledger
from ledger.selectors import EntryView
from web.templatetags.office import bn_digits, office_date

Words = Callable[[EntryView], str]


@dataclass(frozen=True, slots=True)
class Told:
    """One act: `words` are its reasons, or what it changed."""

    kind: str
    title: str | Promise
    at: datetime
    name: str
    post_title: str
    words: str


def told_of(file: UUID) -> list[Told]:
    """In order."""
    return [
        Told(
            kind=entry.kind,
            title=title,
            at=entry.at,
            name=both(entry.by.get("name")),
            post_title=actor_title(entry.by),
            words=said(entry),
        )
        for entry in ledger.entries(file)
        if (told := ACTS.get(entry.kind))
        for title, said in [told]
    ]


def last_of(acts: list[Told], *kinds: str) -> Told | None:
    return next((one for one in reversed(acts) if one.kind in kinds), None)


def _nothing(entry: EntryView) -> str:
    """A reopening may carry the words of another matter's note sheet."""
    return ""


def _reason(entry: EntryView) -> str:
    return entry.texts.get("reason") or ""


def _other(entry: EntryView) -> str:
    return bn_digits(entry.data.get("other") or "")


def _other_why(entry: EntryView) -> str:
    return f"{_other(entry)}\n{_reason(entry)}"


def _extracts(entry: EntryView) -> str:
    return f"{_other(entry)}\n{entry.texts.get('extracts') or ''}"


def _class(entry: EntryView) -> str:
    return f"{entry.data['was'] or '–'} → {entry.data['class']}\n{_reason(entry)}"


def _read(entry: EntryView) -> str:
    said = {"agreed": gettext("may be destroyed"), "kept": gettext("kept longer")}
    return f"{bn_digits(entry.data['disposal'])}: {said.get(entry.data['said'], '')}\n{_reason(entry)}"


def _under(entry: EntryView) -> str:
    drawn, ordered = signed(entry.data["drawn_by"]), signed(dict(entry.by))
    return gettext("Order %(number)s. Drawn up by %(drawn)s; ordered by %(ordered)s.") % {
        "number": bn_digits(entry.data["order"]),
        "drawn": drawn,
        "ordered": ordered,
    }


def _until(entry: EntryView) -> str:
    return f"{office_date(date.fromisoformat(entry.data['until']))}\n{_reason(entry)}"


def _missing(entry: EntryView) -> str:
    since = office_date(date.fromisoformat(entry.data["since"]))
    if "last_with" not in entry.data:
        return f"{since}\n{_reason(entry)}"
    last = datetime.fromisoformat(entry.data["last_since"])
    held = gettext("Last with %(post)s, since %(day)s.") % {
        "post": both(entry.data["last_with"]),
        "day": office_date(last),
    }
    return f"{since}\n{held}\n{_reason(entry)}"


def _note(entry: EntryView) -> str:
    return entry.texts.get("note") or ""


ACTS: Final[dict[str, tuple[Promise, Words]]] = {
    "file.opened": (_("Opened"), _nothing),
    "file.drafted": (_("Begun as a draft"), _nothing),
    "file.created": (_("Created with its number"), _nothing),
    "file.taken_over": (_("Taken over from paper"), _nothing),
    "file.numbered": (_("Earlier number entered"), _nothing),
    "file.classed": (_("Class changed"), _class),
    "file.parked": (_("Parked until"), _until),
    "file.taken_up": (_("Taken up again"), _nothing),
    "file.linked": (_("Linked to"), _other_why),
    "file.linked_to": (_("Another file was linked to it"), _other),
    "file.unlinked": (_("De-linked, with extracts kept"), _extracts),
    "file.unlinked_from": (_("De-linked from"), _other),
    "file.volume_begun": (_("New volume begun"), _nothing),
    "file.part_opened": (_("Part file opened"), _other),
    "file.parted": (_("Opened as a part file of"), _other),
    "file.part_merged": (_("Part file merged into it"), _other),
    "file.merged": (_("Merged into"), _other),
    "file.closed": (_("Closed"), _reason),
    "file.missing": (_("Declared missing since"), _missing),
    "file.copies_laid": (_("Copies put in for the lost papers"), _nothing),
    "file.found": (_("Found again"), _reason),
    "file.rebuilt": (_("Rebuilt, its papers being lost"), _note),
    "file.reopened": (_("Reopened"), _nothing),
    "file.read_for_disposal": (_("Read before destruction"), _read),
    "file.destroyed": (_("Destroyed under an order"), _under),
}
BEGUN: Final = ("file.opened", "file.drafted", "file.taken_over", "file.parted")
