"""The undo bar: what the reader's last act did, with the way back for as long as it may be pulled back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils.translation import gettext as _

from efile.access.watch import aside
from efile.filepage import Opened, may_be_pulled_back, open_matter
from efile.models import Movement
from efile.pages.labels import waits_words
from efile.scenes import movement_act
from efile.services.act import Done
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger.ids import uuid7

SESSION_KEY = "undo"


@dataclass(frozen=True, slots=True)
class Undo:
    """What parts/undo_bar.html needs. Without `url` the act is final and its words stand alone."""

    words: str
    url: str
    fields: dict[str, str]
    draft_url: str


def remember(session: SessionBase, done: Done) -> None:
    """The place of the act in the record, which says what it was: so a repeat of it says the same."""
    session[SESSION_KEY] = {"matter": str(done.matter), "thread": str(done.thread), "seq": done.seq}


def forget(session: SessionBase) -> None:
    session.pop(SESSION_KEY, None)


def offered(session: SessionBase, actor: Actor) -> Undo | None:
    """The last act while it may be pulled back; one that may not is confirmed once, then forgotten."""
    kept: dict[str, Any] | None = session.get(SESSION_KEY)
    if kept is None:
        return None
    try:
        with aside():
            opened = open_matter(actor, UUID(kept["matter"]), kept["thread"])
    except Refused:
        forget(session)
        return None
    made = next((row for row in opened.movements if row.seq == kept["seq"]), None)
    thread = opened.thread
    words, draft_url = _words(made, opened) if made else "", reverse("draft", args=[thread.pk])
    if opened.matter.moves != kept["seq"] or not may_be_pulled_back(opened, actor):
        forget(session)
        return Undo(words, "", {}, draft_url) if words and "offered" not in kept else None
    if "offered" not in kept:
        session[SESSION_KEY] = {**kept, "offered": True}
    return Undo(
        words=words,
        url=reverse("pull_back", args=[thread.pk]),
        fields={
            "version": str(thread.version),
            "stage": str(thread.stage_id or ""),
            "key": str(uuid7()),
        },
        draft_url=draft_url,
    )


def _words(made: Movement, opened: Opened) -> str:
    waits = waits_words(opened.thread.waiting_for)
    match made.kind:
        case "forwarded":
            return _("Sent to %(post)s.") % {"post": made.to_post.title if made.to_post else ""}
        case "returned":
            return _("Returned to %(post)s.") % {"post": made.to_post.title if made.to_post else ""}
        case _ if waits:
            return _("“%(outcome)s” recorded. %(waits)s.") % {
                "outcome": movement_act(made, opened.spec),
                "waits": waits,
            }
        case _:
            return _("“%(outcome)s” recorded; the file has gone on.") % {
                "outcome": movement_act(made, opened.spec)
            }
