"""Who wrote the words of a note, when that is not he who signs it: an assistant, a deputy, a predecessor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import ChargeKind
from hierarchy.words import Words

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Hand:
    """One who wrote in a draft, with his post as it was then called; an assistant's is his own post."""

    name: Words
    post_title: Words
    assistant: bool
    charge: str = ""
    on_behalf_of: Words | None = None

    @property
    def place(self) -> str:
        """His post, with how he held it and for whom where he was not its own holder."""
        kind = f" ({ChargeKind(self.charge).label})" if self.charge else ""
        whom = _("for %(who)s") % {"who": self.on_behalf_of} if self.on_behalf_of else ""
        return " · ".join(filter(None, [f"{self.post_title}{kind}", whom]))


def with_hand(writers: Sequence[Entry], actor: Actor, now: datetime) -> list[Entry]:
    """The writers of a draft after this one has written in it, each named once."""
    if any(one["user"] == str(actor.user_id) for one in writers):
        return list(writers)
    return [*writers, _entry(actor, now)]


def wrote_at(writers: Iterable[Mapping[str, Any]], actor: Actor) -> bool:
    """Whether the actor wrote in it at the post for which he acts."""
    own = str(actor.user_id), actor.post_title.both()
    return any((one["user"], one["post_title"]) == own for one in writers)


def hands_of(writers: Iterable[Mapping[str, Any]], reader: UUID | None = None) -> list[Hand]:
    """Who wrote, without the reader himself."""
    return [
        Hand(
            name=Words(**one["name"]),
            post_title=Words(**one["post_title"]),
            assistant=bool(one.get("assistant")),
            charge=one.get("charge", ""),
            on_behalf_of=Words(**one["on_behalf_of"]) if one.get("on_behalf_of") else None,
        )
        for one in writers
        if one["user"] != str(reader)
    ]


def _entry(actor: Actor, now: datetime) -> Entry:
    title = actor.post_title
    if actor.assistant and actor.user_id is not None:
        title = hierarchy.own_title(actor.user_id, now) or title
    entry: Entry = {
        "user": str(actor.user_id),
        "name": actor.name.both(),
        "post_title": title.both(),
    }
    if actor.assistant:
        return {**entry, "assistant": True}
    if actor.charge not in ("", ChargeKind.SUBSTANTIVE):
        entry["charge"] = actor.charge
    if actor.on_behalf_of:
        entry["on_behalf_of"] = actor.on_behalf_of.both()
    return entry
