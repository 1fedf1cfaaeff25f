"""What became of an act on several files: kept in the session until the desk has said it once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils.translation import gettext as _

from efile.desk.bulk import Result
from efile.kept import kept_of
from hierarchy.words import Words
from web.templatetags.office import bn_digits

SESSION_KEY = "bulk"
MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class Told:
    """`left`: number, address and reason of each file that was not done."""

    words: str
    left: list[tuple[str, str, str]]


def remember(session: SessionBase, act: str, result: Result, profile: str, to: Words | None = None) -> None:
    left = [
        {
            "matter": str(one.matter),
            "number": one.number,
            **kept_of(one.refused, profile, None, ()).sentence.both(),
        }
        for one in result.left[:MOST_TOLD]
    ]
    session[SESSION_KEY] = {"act": act, "done": result.done, "left": left, "to": to.both() if to else None}


def once(session: SessionBase) -> Told | None:
    """What was done last, told one time."""
    kept: dict[str, Any] | None = session.pop(SESSION_KEY, None)
    if kept is None:
        return None
    left = [
        (one["number"], reverse("matter", args=[UUID(one["matter"])]), str(Words(one["bn"], one["en"])))
        for one in kept["left"]
    ]
    to = Words(**kept["to"]) if kept["to"] else ""
    return Told(_words(kept["act"], kept["done"], to), left)


def _words(act: str, done: int, to: Words | str) -> str:
    count = {"count": bn_digits(done), "to": to}
    match act:
        case "send":
            return _("Files sent to %(to)s: %(count)s.") % count
        case "claim":
            return _("Files taken: %(count)s.") % count
        case "read":
            return _("Marked as read: %(count)s.") % count
        case _:
            return _("Files whose label changed: %(count)s.") % count
