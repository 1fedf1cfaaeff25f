"""The posts that a file page names on its buttons: to each of them the file may be sent."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from efile.choices import Choice, sentence_of, with_warnings
from efile.forwarding.selectors import refusals
from efile.forwarding.sender import Sender, nearest_worker, sender_of
from efile.models import Thread
from hierarchy import ability, lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Post
from workflows.engine import StageSpec


def near(
    thread: Thread, stage: StageSpec, sender: Sender, now: datetime, today: date
) -> tuple[Post | None, Post | None]:
    """Who is next above and next below, where the file may go there."""
    above, below = _above(thread, stage, sender, now, today), _below(sender)
    able = _open(thread, stage, [*above, *below], sender, now, today)
    first = [next((post for post in posts if post.pk in able), None) for posts in (above, below)]
    return first[0], first[1]


def kept_from(actor: Actor, thread: Thread, stage: StageSpec, now: datetime) -> Sender | None:
    """The holder, where forwarding is kept from his post."""
    if actor.office_id is None or actor.post_id is None or actor.may("forward", thread.matter.service.code):
        return None
    today, seats = hierarchy.calendar_for(actor.office_id).local_date(now), lines.seats([actor.post_id])
    found = sender_of(thread, stage, actor, seats[actor.post_id], now, today)
    return found if found.kept else None


def _open(
    thread: Thread, stage: StageSpec, posts: list[Post], sender: Sender, now: datetime, today: date
) -> set[UUID]:
    """Those of the posts to which the file may be sent, by everything that is asked when it is sent."""
    if not posts:
        return set()
    seats, powers = lines.seats(post.pk for post in posts), ability.powers_at(posts, today)
    refused = refusals(posts, seats, powers, sender, stage, thread.matter.service.code)
    holders = hierarchy.holders_of((post.pk for post in posts), now)
    shown = [
        Choice(post, "office", holders.get(post.pk), sentence_of(refused.get(post.pk))) for post in posts
    ]
    met = with_warnings(thread, sender.seat.post, stage, shown, holders)
    return {one.post.pk for one in met if not one.closed}


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
