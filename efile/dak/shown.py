"""How a dak is shown: its line in a list, and what was done with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from efile import reasons as common
from efile.dak.models import Dak, DakMove, DakState
from efile.models import Priority, Secrecy
from efile.pages.labels import Chip
from efile.stood import actor_title, both
from hierarchy.models import Post
from ledger import selectors as ledger
from ledger.selectors import EntryView


@dataclass(frozen=True, slots=True)
class Change:
    """A particular set right, old and new; None for what was destroyed under an order."""

    label: str
    was: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """One act on a dak, from its record."""

    title: str
    at: datetime
    who: str
    post: str
    to: str
    words: str
    changes: Sequence[Change]


def chips_of(row: Dak) -> list[Chip]:
    """What stands before the subject: never a plain thing."""
    return list(_chips(row))


def _chips(row: Dak) -> Iterator[Chip]:
    if row.secrecy:
        yield Chip(str(Secrecy(row.secrecy).label), "secret")
    if row.priority:
        yield Chip(str(Priority(row.priority).label), "urgent")
    if row.state != DakState.OPEN:
        yield Chip(str(DakState(row.state).label), "done")
    if row.state == DakState.OPEN and row.awaits_paper:
        yield Chip(_("paper on its way"), "today")


def history_of(row: Dak) -> list[Told]:
    """All that was done with it, in order, with the particulars that were changed."""
    entries = [entry for entry in ledger.entries(row.receipt_id) if "dak" in entry.data]
    posts = Post.objects.in_bulk({entry.data["to"] for entry in entries if entry.data.get("to")})
    titles = {str(pk): str(post.title) for pk, post in posts.items()}
    return [_told(entry, titles) for entry in entries]


def _told(entry: EntryView, titles: dict[str, str]) -> Told:
    kind = entry.kind.removeprefix("receipt.")
    known = {str(value): str(label) for value, label in DakMove.Kind.choices}
    return Told(
        title=known.get(kind, kind),
        at=entry.at,
        who=both(entry.by.get("name")),
        post=actor_title(entry.by),
        to=titles.get(str(entry.data.get("to")), ""),
        words=next((entry.texts[name] or "" for name in SAID if entry.texts.get(name)), ""),
        changes=[_change(entry, name) for name in entry.data.get("fields", [])],
    )


SAID: Final = ("words", "what", "shelf", "reason")


def _change(entry: EntryView, name: str) -> Change:
    labels = {**common.FIELD_NAMES, "priority": _("Urgency"), "reply_by": _("Answer asked for by")}
    was, new = (_value(name, entry.texts.get(key, "")) for key in (f"was_{name}", name))
    return Change(str(labels.get(name, name)), was, new)


def _value(name: str, text: str | None) -> str | None:
    if name == "priority" and text:
        return str(Priority(int(text)).label)
    return text


def is_late(row: Dak, today: date) -> bool:
    """Whether the day passed by which an answer was asked for."""
    return row.reply_by is not None and row.state == DakState.OPEN and row.reply_by < today
