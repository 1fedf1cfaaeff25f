"""Who is offered when a file is sent on, in which order, and why another post is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from efile import reasons, rules
from efile.forwarding.models import DeskNotice, Seal
from efile.models import Movement, Thread
from hierarchy import ability, lines
from hierarchy.actors import Actor
from hierarchy.lines import Seat
from hierarchy.models import Post
from hierarchy.refusals import Reason
from hierarchy.rules import Powers

NEARNESS = ("sender", "often", "superior", "marked", "seal", "below", "section", "line", "office")
FREQUENT = 5
FREQUENT_SPAN = timedelta(days=90)
NOTICES = 20


@dataclass(frozen=True, slots=True)
class Offer:
    """A post of the office: offered with its nearness, or with the reason why it is not."""

    post: Post
    nearness: str
    refused: Reason | None = None
    seal: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """What the order of the list follows from."""

    sender: UUID | None
    marked: UUID | None
    frequent: frozenset[UUID]
    seals: Mapping[UUID, int]


def offers(thread: Thread, channel: str, own: UUID, now: datetime, today: date) -> list[Offer]:
    """Every post of the office from where the sender sits: those that may be sent the file first."""
    posts = list(
        Post.objects.filter(office=thread.office_id)
        .exclude(pk=own)
        .select_related("rank", "section", "successor")
        .order_by("rank__level", "position", "code")
    )
    seats = lines.seats([own, *(post.pk for post in posts)])
    powers = ability.powers_at(posts, today)
    near = Near(thread.sender_id, thread.matter.marked_to_id, _frequent(own, now), _seals(own))
    found = [_offer(post, channel, own, seats, powers, near) for post in posts]
    return sorted(found, key=lambda one: _place(one, near))


def _offer(
    post: Post,
    channel: str,
    own: UUID,
    seats: Mapping[UUID, Seat],
    powers: Mapping[UUID, Powers],
    near: Near,
) -> Offer:
    reason = why_not(post, channel, seats[own], seats[post.pk], powers[post.pk])
    return Offer(post, nearness(seats[own], seats[post.pk], near), reason, post.pk in near.seals)


def why_not(post: Post, channel: str, own: Seat, seat: Seat, powers: Powers) -> Reason | None:
    """Why the file cannot be sent to a post, of all reasons the plainest."""
    if post.abolished_on is not None:
        return reasons.POST_SUCCEEDED if post.successor_id else reasons.POST_ABOLISHED
    if not powers.may("forward"):
        return reasons.HOLDS_NO_FILES
    return rules.may_forward(channel, own, seat)


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


def _place(one: Offer, near: Near) -> tuple[bool, int, int]:
    return one.refused is not None, NEARNESS.index(one.nearness), near.seals.get(one.post.pk, 0)


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
    """What the post has not dismissed yet."""
    return DeskNotice.objects.filter(post__in=actor.posts, dismissed_at=None)


def notices_of(actor: Actor) -> list[DeskNotice]:
    """The newest first."""
    rows = standing_notices(actor)
    return list(rows.select_related("matter__file", "matter__receipt")[:NOTICES])
