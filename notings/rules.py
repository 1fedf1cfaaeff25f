"""Pure decisions about notes."""

from typing import Final

from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import clean
from notings import reasons
from notings.models import Side

MAX_CHARACTERS: Final = 20_000


def side_of(actor: Actor) -> Side:
    """CSMOP 15: the dealing hand signs left, officers right. An officer is one who may decide."""
    return Side.RIGHT if actor.may("decide") else Side.LEFT


def note_text(text: str) -> str:
    """The text as it may stand on a note sheet: plain, NFC, of bounded length."""
    cleaned = clean(text)
    if len(cleaned) > MAX_CHARACTERS:
        raise Refused(reasons.TOO_LONG, length=len(cleaned), limit=MAX_CHARACTERS)
    return cleaned


def require_note_power(actor: Actor) -> None:
    """SOP 420624207: a personal assistant may write the officer's draft."""
    if actor.kind != "officer" or not actor.may_draft:
        raise Refused(reasons.MAY_NOT_NOTE, post=actor.post_title)
