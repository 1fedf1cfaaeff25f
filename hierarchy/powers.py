"""The powers of a post in words: what a refusal says is lacking."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, Promise | str] = {
    "receive": _("receive"),
    "mark": _("mark"),
    "note": _("note"),
    "forward": _("forward"),
    "recommend": _("recommend"),
    "decide": _("decide"),
    "issue": _("issue a letter"),
    "dispose": _("dispose"),
    "admin": _("look after posts and accounts"),
    "flow_edit": _("draw flows"),
    "flow_publish": _("publish flows"),
    "audit": _("audit"),
    "draft": _("write drafts"),
    "sign": _("sign notes"),
    "reopen": _("reopen what is disposed of"),
    "pull_up": _("pull a file up"),
    "see_secret": _("see secret files"),
    "dispatch": _("issue and send letters out"),
}


ON_FILES: Final = frozenset({"mark", "note", "sign", "forward", "recommend", "decide", "issue", "receive"})
"""Powers without which a file may not be completed or sent on where it lies."""
STRONG: Final = frozenset({"admin", "audit", "decide", "see_secret", "flow_publish"})
"""Powers over the whole office, or over what cannot be taken back."""


def strong_of(powers: Collection[str], *, heads: bool) -> frozenset[str]:
    """The powers that weigh: at a post of the head's level, all of them."""
    return frozenset(powers) if heads else STRONG.intersection(powers)


def in_words(power: str) -> str:
    """The power in the reader's language; one that has no words yet is shown as it is written."""
    return str(NAMES.get(power, power))
