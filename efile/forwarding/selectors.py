"""Who is offered when a file is sent on, in which order, and why another post is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from efile import reasons, rules
from efile.forwarding.models import DeskNotice, Seal
from efile.forwarding.stranding import lacks, leads_nowhere, works
from efile.models import Movement, Thread
from efile.visibility import known_of_each
from hierarchy import ability, lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.lines import Seat
from hierarchy.models import Post
from hierarchy.refusals import Reason
from hierarchy.rules import Powers
from workflows.engine import StageSpec

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
    powers = ability.powers_at(posts, today)
    near = Near(
        thread.sender_id,
        thread.matter.marked_to_id,
        _frequent(own, now),
        _seals(own),
        _workers(thread, stage, actor, powers, now, today),
    )
    found = [_offer(post, stage.channel, own, seats, powers, near) for post in posts]
    return sorted(found, key=lambda one: _place(one, near))


def _workers(
    thread: Thread,
    stage: StageSpec,
    actor: Actor,
    powers: Mapping[UUID, Powers],
    now: datetime,
    today: date,
) -> frozenset[UUID] | None:
    service = thread.matter.service.code
    if not stranded(thread, stage, actor, service, now, today):
        return None
    return frozenset(post for post, theirs in powers.items() if works(stage, theirs.may, service))


def stranded(
    thread: Thread, stage: StageSpec, actor: Actor, service: str, now: datetime, today: date
) -> bool:
    """Whether the holder lacks powers at a stage and its channel leads to nobody who has them."""
    if actor.post_id is None or not lacks(thread, stage, actor, service):
        return False
    if leads_nowhere(thread, stage, actor):
        return True
    return not _within(thread, stage, actor.post_id, actor, service, now, today)


def _within(
    thread: Thread,
    stage: StageSpec,
    own: UUID,
    actor: Actor,
    service: str,
    now: datetime,
    today: date,
) -> bool:
    """Whether the channel reaches a post that works the stage and at which somebody acts."""
    offices = actor.offices or {thread.office_id}
    posts = list(
        Post.objects.filter(office__in=offices, abolished_on=None).exclude(pk=own).select_related("rank")
    )
    seats = lines.seats([own, *(post.pk for post in posts)])
    reached = [post for post in posts if rules.may_forward(stage.channel, seats[own], seats[post.pk]) is None]
    return bool(_able(reached, stage, service, now, today))


def nearest_worker(
    stage: StageSpec, service: str, own: UUID, now: datetime, today: date, section: UUID | None = None
) -> Post | None:
    """The nearest superior, of the section if one is named, who works the stage and is not vacant."""
    above = [post for post in hierarchy.line_of(own) if section is None or post.section_id == section]
    return next(iter(_able(above, stage, service, now, today)), None)


def _able(posts: list[Post], stage: StageSpec, service: str, now: datetime, today: date) -> list[Post]:
    powers, holders = ability.powers_at(posts, today), hierarchy.holders_of([post.pk for post in posts], now)
    return [
        post
        for post in posts
        if post.pk in holders
        and powers[post.pk].may("forward")
        and works(stage, powers[post.pk].may, service)
    ]


def _offer(
    post: Post,
    channel: str,
    own: UUID,
    seats: Mapping[UUID, Seat],
    powers: Mapping[UUID, Powers],
    near: Near,
) -> Offer:
    reason = why_not(post, channel, seats[own], seats[post.pk], powers[post.pk], near.able(post.pk))
    return Offer(post, nearness(seats[own], seats[post.pk], near), reason, post.pk in near.seals)


def why_not(
    post: Post, channel: str, own: Seat, seat: Seat, powers: Powers, able: bool | None = None
) -> Reason | None:
    """Why the file cannot be sent to a post, of all reasons the plainest.

    `able`, where the sender is stranded at the stage: whether the post could work it.
    """
    if post.abolished_on is not None:
        return reasons.POST_SUCCEEDED if post.successor_id else reasons.POST_ABOLISHED
    if not powers.may("forward"):
        return reasons.HOLDS_NO_FILES
    reason = rules.may_forward(channel, own, seat)
    if able is None or reason not in {reasons.CHANNEL_NONE, reasons.OUT_OF_CHANNEL}:
        return reason
    return None if able else reasons.CANNOT_WORK


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
