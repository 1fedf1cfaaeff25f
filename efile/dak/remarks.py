"""What was written on a letter while it went round: copied into the note first. Rule (c) 19."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from efile.stood import actor_title, both, charge_of
from ledger import selectors as ledger
from ledger.selectors import EntryView
from notings.marking import escaped
from notings.models import Paragraph
from web.templatetags.office import office_date

SENT: Final = frozenset({"receipt.sent", "receipt.copied"})


@dataclass(frozen=True, slots=True)
class Remark:
    """Words with which a letter was sent on; `quoted` is the paragraph that the note takes over."""

    words: str
    who: str
    at: datetime

    @property
    def quoted(self) -> str:
        said = {"who": self.who, "day": office_date(self.at), "words": self.words}
        return escaped(_("Remark of %(who)s on the letter, %(day)s: “%(words)s”") % said)


@dataclass(frozen=True, slots=True)
class Lying:
    """A letter in a matter: the stream of its receipt, and since when it lies there."""

    receipt: UUID
    since: datetime


def remarks_of(letters: Iterable[Lying], notes: Sequence[Paragraph]) -> list[Remark]:
    """Those on letters since which nobody has noted; a destroyed remark is none."""
    newest = max((note.signed_at for note in notes), default=None)
    fresh = [one.receipt for one in letters if newest is None or newest < one.since]
    told = ledger.entries_of(fresh, SENT) if fresh else {}
    return [found for one in fresh for entry in told.get(one, ()) if (found := _remark(entry))]


def _remark(entry: EntryView) -> Remark | None:
    words = " ".join((entry.texts.get("words") or "").split())
    if not words:
        return None
    parts = (both(entry.by.get("name")), actor_title(entry.by), charge_of(entry.by))
    return Remark(words, ", ".join(part for part in parts if part), entry.at)
