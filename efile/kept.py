"""A refused act, kept in the session: its page gets an address, for a reload and for the other language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.utils import translation

from hierarchy.refusals import Refused
from hierarchy.words import Words
from ledger.ids import uuid7
from web.language import language_for

SESSION_KEY = "refused"
MOST = 3


@dataclass(frozen=True, slots=True)
class Written:
    """Words typed into one field of the refused form."""

    label: Words
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """`since` is the last movement that the reader's page showed, None when it did not say. `letter` is the
    id of the letter that stands in the way."""

    sentence: Words
    status: int
    since: int | None
    written: tuple[Written, ...]
    letter: str = ""


def kept_of(refused: Refused, profile: str, since: int | None, written: tuple[Written, ...]) -> Kept:
    """The refusal as it will be read, in both languages of the office."""
    with translation.override(language_for(profile)):
        bengali = refused.sentence
    with translation.override("en"):
        english = refused.sentence
    return Kept(
        Words(bengali, english),
        refused.reason.status,
        since,
        written,
        str(refused.params.get("letter_id", "")),
    )


def keep(session: SessionBase, thread: UUID, kept: Kept) -> str:
    """The mark under which `recall` finds it again; only the last few are kept."""
    mark = uuid7().hex
    rows = [*session.get(SESSION_KEY, []), {"mark": mark, "thread": str(thread), **_packed(kept)}]
    session[SESSION_KEY] = rows[-MOST:]
    return mark


def recall(session: SessionBase, thread: UUID, mark: str) -> Kept | None:
    for row in session.get(SESSION_KEY, []):
        if row["mark"] == mark and row["thread"] == str(thread):
            return _unpacked(row)
    return None


def forget(session: SessionBase, thread: UUID) -> None:
    """An act on the thread was done after all: what was refused before it is past."""
    rows = session.get(SESSION_KEY, [])
    left = [row for row in rows if row["thread"] != str(thread)]
    if len(left) != len(rows):
        session[SESSION_KEY] = left


def _packed(kept: Kept) -> dict[str, Any]:
    return {
        "sentence": kept.sentence.both(),
        "status": kept.status,
        "since": kept.since,
        "letter": kept.letter,
        "written": [{**one.label.both(), "text": one.text} for one in kept.written],
    }


def _unpacked(row: dict[str, Any]) -> Kept:
    return Kept(
        sentence=Words(**row["sentence"]),
        status=row["status"],
        since=row["since"],
        letter=row.get("letter", ""),
        written=tuple(Written(Words(one["bn"], one["en"]), one["text"]) for one in row["written"]),
    )
