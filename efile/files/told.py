"""What was done with a file, by whom and when: read from its own record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from efile.stood import actor_title, both
from ledger import selectors as ledger
from ledger.selectors import EntryView

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


def last_of(acts: list[Told], kind: str) -> Told | None:
    return next((one for one in reversed(acts) if one.kind == kind), None)


def _nothing(entry: EntryView) -> str:
    """A reopening may carry the words of another matter's note sheet."""
    return ""


def _reason(entry: EntryView) -> str:
    return entry.texts.get("reason") or ""


ACTS: Final[dict[str, tuple[Promise, Words]]] = {
    "file.opened": (_("Opened"), _nothing),
    "file.closed": (_("Closed"), _reason),
    "file.reopened": (_("Reopened"), _nothing),
}
