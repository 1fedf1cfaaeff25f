"""The actor's draft becomes a signed paragraph as part of his act."""

from __future__ import annotations

from uuid import UUID

from efile import reasons
from efile.models import Thread
from efile.services.locking import Held
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words
from notings import selectors as drafts
from notings import services as notings
from notings.models import Paragraph

SIGN = Words("নোটে স্বাক্ষর", "Sign a note")


def lane_of(thread: Thread) -> UUID | None:
    """Notes of the root lie in the main lane; a part file has its own."""
    return thread.pk if thread.parent_id else None


def sign_note(held: Held, actor: Actor, to: UUID | None = None) -> Paragraph | None:
    """Sign the draft of the actor's post, if there is one. From a post that signs nothing it goes along, as
    the draft of the post `to` which the file is sent; without one the act is refused."""
    if not actor.may("sign", held.matter.service.code):
        if to is not None:
            notings.hand_on_draft(actor=actor, sheet=held.matter.sheet_id, lane=lane_of(held.thread), to=to)
        elif draft_of(held, actor):
            raise Refused(reasons.MAY_NOT_SIGN)
        return None
    return notings.sign_draft(
        actor=actor, sheet=held.matter.sheet_id, lane=lane_of(held.thread), now=held.clock.now
    )


def sign_words(held: Held, actor: Actor, text: str) -> Paragraph:
    """Sign a given text, whatever the actor is drafting there."""
    return notings.sign_text(
        actor=actor, sheet=held.matter.sheet_id, lane=lane_of(held.thread), text=text, now=held.clock.now
    )


def draft_of(held: Held, actor: Actor) -> bool:
    """Whether the post has written something that is not signed yet."""
    draft = drafts.draft_for(held.matter.sheet_id, lane_of(held.thread), actor)
    return draft is not None and bool(draft.text)


def has_noted(held: Held, actor: Actor) -> bool:
    """Whether the post signed a note during this stay in the stage."""
    if actor.post_id is None:
        return False
    since = held.thread.stage.opened_at if held.thread.stage else held.clock.now
    lane = lane_of(held.thread)
    return Paragraph.objects.filter(
        sheet=held.matter.sheet_id, lane=lane, author_post__in=actor.posts, signed_at__gte=since
    ).exists()
