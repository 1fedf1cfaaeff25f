"""The posts that a file page names on its buttons: to each of them the file may be sent."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from efile.choices import Choice, sentence_of, with_warnings
from efile.forwarding.selectors import refusals
from efile.forwarding.sender import Sender, nearest_worker, sender_of
from efile.models import Thread
from hierarchy import ability, lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.lines import Seat
from hierarchy.models import Post
from workflows.engine import StageSpec

DEALING = Q(rank__powers__contains=["note"])


def near(
    thread: Thread, stage: StageSpec, sender: Sender, now: datetime, today: date
) -> tuple[Post | None, Post | None]:
    """Who is next above and next below, where the file may go there. `thread.owes`, where it was read:
    whether it owes a level jumped a look.
    """
    above, below = _candidates(thread, stage, sender, now, today)
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
    service, powers = thread.matter.service, ability.powers_at(posts, today)
    refused = refusals(posts, _seats(posts, sender.seat), powers, sender, stage, service.code)
    holders = hierarchy.holders_of((post.pk for post in posts), now)
    shown = [
        Choice(post, "office", holders.get(post.pk), sentence_of(refused.get(post.pk))) for post in posts
    ]
    if service.most_levels is not None or getattr(thread, "owes", True):
        shown = with_warnings(thread, sender.seat.post, stage, shown, holders)
    return {one.post.pk for one in shown if not one.closed}


def _seats(posts: list[Post], own: Seat) -> dict[UUID, Seat]:
    """Of who stands next above or below, from the own seat; of the others they are read."""
    known = {}
    for post in posts:
        if post.pk in own.superiors:
            line = own.superiors[own.superiors.index(post.pk) + 1 :]
        elif post.reports_to_id == own.post:
            line = (own.post, *own.superiors)
        else:
            continue
        known[post.pk] = Seat(post.pk, post.office_id, post.section_id, line)
    other = [post.pk for post in posts if post.pk not in known]
    return {**known, **(lines.seats(other) if other else {})}


def _candidates(
    thread: Thread, stage: StageSpec, sender: Sender, now: datetime, today: date
) -> tuple[list[Post], list[Post]]:
    """Above: the immediate superior; for who can give the stage nothing, the nearest who could work it.
    Below: the dealing hands who report to the holder in his section; for one who sits outside the section
    in which the file stays, all of it that is under him.
    """
    if sender.kept:
        return [sender.up] if sender.up else [], []
    under = _under(sender) if sender.outside else []
    if sender.lacks:
        inside = sender.section if stage.channel == "section" and not sender.stranded else None
        worker = nearest_worker(stage, thread.matter.service.code, sender.seat.post, now, today, inside)
        return [worker] if worker else [], under
    if stage.channel == "none":
        return [], []
    above, below = _next_to(sender.seat)
    return above, under if sender.outside else below


def _next_to(own: Seat) -> tuple[list[Post], list[Post]]:
    above = own.superiors[:1]
    below = Q(reports_to=own.post, section=own.section) & DEALING
    rows = list(_standing().filter(Q(pk__in=above) | below))
    return [row for row in rows if row.pk in above], [row for row in rows if row.pk not in above]


def _under(sender: Sender) -> list[Post]:
    under = [post.pk for post in hierarchy.posts_below(sender.seat.post)]
    return list(_standing().filter(DEALING, section=sender.section, pk__in=under))


def _standing() -> QuerySet[Post]:
    rows = Post.objects.filter(abolished_on__isnull=True).select_related("rank", "section")
    return rows.order_by("rank__level", "position", "code")
