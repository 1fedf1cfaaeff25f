"""Who may do what with a letter, as pure decisions. No queries."""

from __future__ import annotations

from collections.abc import Collection

from efile.letters import reasons
from hierarchy.actors import Actor
from hierarchy.refusals import Reason


def may_give_up(actor: Actor, writers: Collection[str]) -> Reason | None:
    """A draft is given up by the officer who has the file; an assistant gives up what he alone wrote.

    SOP 420624207 (domain.md c 22): a personal assistant may draft for an officer, and the officer's
    confirmation alone makes it a note. So words of the officer, or of another who drafts for him, are not
    an assistant's to throw away. `writers` are the ids of all who kept a version or are writing one.
    """
    if actor.assistant and set(writers) != {str(actor.user_id)}:
        return reasons.NOT_TO_GIVE_UP
    return None
