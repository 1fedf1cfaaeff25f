"""The undo bar: the reader's last act, shown for as long as it may be pulled back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils.translation import gettext as _

from efile.filepage import may_be_pulled_back, open_matter
from efile.pages.labels import waits_words
from efile.services.act import Done
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words
from ledger.ids import uuid7

SESSION_KEY = "undo"


@dataclass(frozen=True, slots=True)
class Undo:
    """What web/parts/undo.html needs: where to post, and what the reader saw."""

    words: str
    url: str
    fields: dict[str, str]
    draft_url: str


def remember(session: SessionBase, done: Done, what: Words) -> None:
    """`what` is the post it was sent to, or the outcome with which the stage was left."""
    session[SESSION_KEY] = {
        "matter": str(done.matter),
        "thread": str(done.thread),
        "seq": done.seq,
        "kind": done.kind,
        "what": what.both(),
    }


def forget(session: SessionBase) -> None:
    session.pop(SESSION_KEY, None)


def offered(session: SessionBase, actor: Actor) -> Undo | None:
    """The last act while it may be pulled back; forgotten as soon as it may not."""
    kept: dict[str, Any] | None = session.get(SESSION_KEY)
    if kept is None:
        return None
    try:
        opened = open_matter(actor, UUID(kept["matter"]), kept["thread"])
    except Refused:
        forget(session)
        return None
    if opened.matter.moves != kept["seq"] or not may_be_pulled_back(opened, actor):
        forget(session)
        return None
    thread = opened.thread
    return Undo(
        words=_words(
            kept["kind"], Words(kept["what"]["bn"], kept["what"]["en"]), waits_words(thread.waiting_for)
        ),
        url=reverse("pull_back", args=[thread.pk]),
        fields={
            "version": str(thread.version),
            "stage": str(thread.stage_id or ""),
            "key": str(uuid7()),
        },
        draft_url=reverse("draft", args=[thread.pk]),
    )


def _words(kind: str, what: Words, waits: str) -> str:
    match kind:
        case "forwarded":
            return _("Sent to %(post)s.") % {"post": what}
        case "returned":
            return _("Returned to %(post)s.") % {"post": what}
        case _ if waits:
            return _("“%(outcome)s” recorded. %(waits)s.") % {"outcome": what, "waits": waits}
        case _:
            return _("“%(outcome)s” recorded; the file has gone on.") % {"outcome": what}
