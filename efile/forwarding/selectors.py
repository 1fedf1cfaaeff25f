"""Who is offered when a file is sent on, in which order, and why another post is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from efile.forwarding.models import DeskNotice, Seal
from efile.forwarding.sender import Sender, sender_of, why_not
from efile.forwarding.stranding import works
from efile.models import Movement, Thread
from efile.visibility import known_of_each
from hierarchy import ability, lines
from hierarchy.actors import Actor
from hierarchy.lines import Seat
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.rules import Powers
from workflows.engine import StageSpec

NEARNESS = ("sender", "often", "superior", "marked", "seal", "below", "section", "line", "office")
FREQUENT = 5
FREQUENT_SPAN = timedelta(days=90)
NOTICES = 20


@dataclass(frozen=True, slots=True)
class Offer:
    """A post of the office: offered with its nearness, or with the sentence why it is not."""

    post: Post
    nearness: str
    refused: Refused | None = None
    seal: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """What the order of the list follows from; `workers` can work a stage at which the sender is stranded."""

    sender: UUID | None
    marked: UUID | None
    frequent: frozenset[UUID]
    seals: Mapping[UUID, int]
    workers: frozenset[UUID] | None = None

    def able(self, post: UUID) -> bool | None:
        return None if self.workers is None else post in self.workers


def offers(thread: Thread, stage: StageSpec, actor: Actor, now: datetime, today: date) -> list[Offer]:
    """Every post of the actor's office from where he sits: those that may be sent the file first.

    Of an office merged into his, the posts that were abolished with it are there too, to be searched.
    """
    if actor.post_id is None:
        return []
    own = actor.post_id
    posts = list(
        Post.objects.filter(office__in=actor.offices or {thread.office_id})
        .exclude(pk=own)
        .select_related("rank", "section", "successor")
        .order_by("rank__level", "position", "code")
    )
    seats = lines.seats([own, *(post.pk for post in posts)])
    sender = sender_of(thread, stage, actor, seats[own], now, today)
    powers, service = ability.powers_at(posts, today), thread.matter.service.code
    workers = frozenset(post for post, theirs in powers.items() if works(stage, theirs.may, service))
    near = Near(
        thread.sender_id,
        thread.matter.marked_to_id,
        _frequent(own, now),
        _seals(own),
        workers if sender.stranded else None,
    )
    refused = refusals(posts, seats, powers, sender, stage, service)
    found = [
        Offer(
            post,
            nearness(sender.seat, seats[post.pk], near),
            refused.get(post.pk),
            post.pk in near.seals,
        )
        for post in posts
    ]
    return sorted(found, key=lambda one: _place(one, near))


def refusals(
    posts: Iterable[Post],
    seats: Mapping[UUID, Seat],
    powers: Mapping[UUID, Powers],
    sender: Sender,
    stage: StageSpec,
    service: str,
) -> dict[UUID, Refused]:
    """Those of the posts to which the file may not be sent."""
    found = {}
    for post in posts:
        reason = why_not(post, seats[post.pk], powers[post.pk], sender, stage, service)
        if reason is not None:
            found[post.pk] = sender.refused(reason, post, stage)
    return found


def nearness(own: Seat, seat: Seat, near: Near) -> str:
    named = {
        "sender": seat.post == near.sender,
        "often": seat.post in near.frequent,
        "superior": own.superiors[:1] == (seat.post,),
        "marked": seat.post == near.marked,
        "seal": seat.post in near.seals,
        "below": seat.superiors[:1] == (own.post,),
        "section": seat.section is not None and seat.section == own.section,
        "line": seat.post in own.superiors or own.post in seat.superiors,
    }
    return next((name for name, holds in named.items() if holds), "office")


def _place(one: Offer, near: Near) -> tuple[bool, bool, int, int]:
    """Where the sender is stranded, who can work the stage comes before all others."""
    idle = near.able(one.post.pk) is False
    return one.refused is not None, idle, NEARNESS.index(one.nearness), near.seals.get(one.post.pk, 0)


def _frequent(own: UUID, now: datetime) -> frozenset[UUID]:
    """The posts this one sent files to most often of late."""
    rows = (
        Movement.objects.filter(
            from_post=own, kind="forwarded", to_post__isnull=False, at__gte=now - FREQUENT_SPAN
        )
        .values_list("to_post")
        .annotate(times=Count("pk"))
        .filter(times__gt=1)
        .order_by("-times", "to_post")[:FREQUENT]
    )
    return frozenset(row[0] for row in rows)


def _seals(own: UUID) -> dict[UUID, int]:
    return {to: place for place, to in enumerate(Seal.objects.filter(owner=own).values_list("to", flat=True))}


def seals_of(actor: Actor) -> list[Post]:
    rows = Seal.objects.filter(owner=actor.post_id).select_related("to__rank", "to__section")
    return [row.to for row in rows]


def standing_notices(actor: Actor) -> QuerySet[DeskNotice]:
    """What the post has not dismissed yet, of matters of which it may know."""
    return DeskNotice.objects.filter(known_of_each(actor), post__in=actor.posts, dismissed_at=None)


def notices_of(actor: Actor) -> list[DeskNotice]:
    """The newest first."""
    rows = standing_notices(actor)
    return list(rows.select_related("matter__file", "matter__receipt")[:NOTICES])
