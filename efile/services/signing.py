"""The actor's draft becomes a signed paragraph as part of his act."""

from __future__ import annotations

from uuid import UUID

from efile.models import Thread
from efile.services.act import Held
from hierarchy.actors import Actor
from notings import services as notings
from notings.models import Paragraph


def lane_of(thread: Thread) -> UUID | None:
    """Notes of the root lie in the main lane; a part file has its own."""
    return thread.pk if thread.parent_id else None


def sign_note(held: Held, actor: Actor) -> Paragraph | None:
    """Sign the actor's draft, if there is one."""
    return notings.sign_draft(
        actor=actor, sheet=held.matter.sheet_id, lane=lane_of(held.thread), now=held.clock.now
    )
