"""Who gets a file that is returned: the post it came from, or the one that stands for it today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from efile import reasons
from efile.models import Movement, Thread
from efile.services import levels
from efile.services.moving import HOPS
from hierarchy import lines
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.selectors import holder_of


@dataclass(frozen=True, slots=True)
class Return:
    """`to` gets the file; `gone` is the abolished sender for whom it stands. `barred`: nothing does, or
    nobody acts there."""

    to: Post | None = None
    gone: Post | None = None
    barred: Refused | None = None


def present_sender(thread: Thread) -> Post | None:
    """The post from which the file came, as it stands today; None where nothing stands for it."""
    sender = thread.sender
    if sender is None:
        return None
    found = lines.present_posts([sender])[sender.pk]
    return found if found.abolished_on is None else None


def return_of(
    thread: Thread,
    movements: Sequence[Movement],
    actor: Actor,
    sender: Post | None,
    seats: Mapping[UUID, lines.Seat],
    now: datetime,
) -> Return:
    """Nobody gets it where a superior has just returned it himself. `sender` is as it stands today;
    `thread.sender_acts`, where it was read: whether somebody acts at the post the file came from.
    """
    own = seats.get(thread.holder_id)
    if own is None or thread.sender is None or not _returnable(thread, movements, actor):
        return Return()
    if sender is None:
        return Return(barred=Refused(reasons.SENDER_GONE, to=thread.sender.title))
    seat = seats[sender.pk]
    if thread.act == "returned" and seat.post in own.superiors:
        return Return()
    goes_to = levels.return_target(thread.matter, thread, own, seat, now)
    direct = goes_to == sender.pk
    target = sender if direct else Post.objects.select_related("rank").get(pk=goes_to)
    known = getattr(thread, "sender_acts", None) if target.pk == thread.sender_id else None
    if not (known if known is not None else holder_of(target.pk, now)):
        return Return(barred=Refused(reasons.POST_VACANT, to=target.title))
    return Return(target, thread.sender if direct and thread.sender_id != sender.pk else None)


def _returnable(thread: Thread, movements: Sequence[Movement], actor: Actor) -> bool:
    """The service's own rule: the sender's file came here by a hop inside a stage."""
    hops = [
        row
        for row in movements
        if row.thread_id == thread.pk
        and row.kind in HOPS
        and row.to_post_id in actor.posts
        and row.from_post_id == thread.sender_id
    ]
    came = bool(hops) or thread.act == "pulled_up"
    return thread.sender_id is not None and thread.sender_id not in actor.posts and came
