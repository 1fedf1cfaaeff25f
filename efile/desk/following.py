"""Following a file: who may see it is told when it moves. Nothing is written when it does."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from efile import reasons as common
from efile.desk import reasons
from efile.desk.models import Follow
from efile.models import Matter, Movement
from efile.selectors import matter_for
from efile.visibility import visible_to
from hierarchy.actors import Actor
from hierarchy.refusals import Refused

MOST = 500


@transaction.atomic(durable=True)
def follow(*, actor: Actor, matter: UUID, now: datetime) -> Follow:
    """From this movement on; a repeat changes nothing."""
    row = matter_for(actor, matter)
    if actor.post_id is None or actor.user_id is None:
        raise Refused(common.OFFICERS_ONLY)
    own = Follow.objects.filter(post=actor.post_id, user=actor.user_id)
    if own.count() >= MOST:
        raise Refused(reasons.FOLLOWS_FULL, most=MOST)
    found, _made = own.get_or_create(
        matter=row,
        defaults={
            "office_id": row.office_id,
            "post_id": actor.post_id,
            "user_id": actor.user_id,
            "seen": row.moves,
            "since": now,
        },
    )
    return found


@transaction.atomic(durable=True)
def unfollow(*, actor: Actor, matter: UUID) -> None:
    Follow.objects.filter(post=actor.post_id, user=actor.user_id, matter=matter).delete()


@transaction.atomic(durable=True)
def take_note(*, actor: Actor, matter: UUID, moves: int) -> None:
    """He knows of the movements up to the one that his page showed."""
    own = Follow.objects.filter(post=actor.post_id, user=actor.user_id, matter=matter, seen__lt=moves)
    own.filter(matter__moves__gte=moves).update(seen=moves)


def followed(actor: Actor) -> QuerySet[Follow]:
    """What the person follows at this post, of what he may open today."""
    opened = visible_to(Matter.objects.filter(pk=OuterRef("matter")), actor)
    return Follow.objects.filter(Exists(opened), post=actor.post_id, user=actor.user_id)


def moved(actor: Actor) -> QuerySet[Follow]:
    """Those of them that others moved since he took note."""
    return followed(actor).filter(Exists(not_noted(actor)), matter__moves__gt=F("seen"))


def not_noted(actor: Actor) -> QuerySet[Movement]:
    """Of a row of `followed`, the movements by others of which he has taken no note."""
    later = Movement.objects.filter(matter=OuterRef("matter"), seq__gt=OuterRef("seen"))
    return later.exclude(from_post__in=actor.posts)


def followed_by(actor: Actor) -> Exists:
    """Asked of a row that names a matter: whether the person follows it at this post."""
    own = Follow.objects.filter(post=actor.post_id, user=actor.user_id, matter=OuterRef("matter"))
    return Exists(own)
