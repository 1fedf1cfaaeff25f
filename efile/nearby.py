"""The posts that a file page names on its buttons: to each of them the file may be sent."""

from __future__ import annotations

from datetime import date, datetime

from efile.choices import open_among
from efile.forwarding.sender import Sender, nearest_worker
from efile.models import Thread
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Post
from workflows.engine import StageSpec


def near(
    thread: Thread, stage: StageSpec, actor: Actor, sender: Sender, now: datetime, today: date
) -> tuple[Post | None, Post | None]:
    """Who is next above and next below, where the file may go there."""
    above, below = _above(thread, stage, sender, now, today), _below(sender)
    able = {post.pk for post in open_among(actor, thread, stage, [*above, *below], sender, now)}
    first = [next((post for post in posts if post.pk in able), None) for posts in (above, below)]
    return first[0], first[1]


def _above(thread: Thread, stage: StageSpec, sender: Sender, now: datetime, today: date) -> list[Post]:
    """The immediate superior; for who can give the stage nothing, the nearest who could work it."""
    if sender.kept:
        found = sender.up
    elif sender.lacks:
        inside = sender.section if stage.channel == "section" and not sender.stranded else None
        found = nearest_worker(stage, thread.matter.service.code, sender.seat.post, now, today, inside)
    else:
        found = hierarchy.superior(sender.seat.post) if stage.channel != "none" else None
    return [found] if found else []


def _below(sender: Sender) -> list[Post]:
    """The dealing hands: who report to the holder in his section; for one who sits outside the section in
    which the file stays, all of it that is under him.
    """
    own, posts = sender.seat.post, Post.objects.filter(abolished_on__isnull=True)
    if sender.kept:
        return []
    if sender.outside:
        under = [post.pk for post in hierarchy.posts_below(own)]
        posts = posts.filter(section=sender.section, pk__in=under)
    elif sender.lacks or sender.channel == "none":
        return []
    else:
        posts = posts.filter(section=sender.seat.section, reports_to=own)
    rows = posts.filter(rank__powers__contains=["note"]).select_related("rank", "section")
    return list(rows.order_by("rank__level", "position", "code"))
