"""No act of administration that changes who holds, sees, may or is called what counts by one person alone
(security.md: a second person for what one could give himself)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from hierarchy.actors import Actor
from hierarchy.models import Charge, Deputation, Post, User
from hierarchy.refusals import Refused
from hierarchy.selectors import acting_posts, actor_of
from hierarchy.signin import reasons

ADMIN: Final = "admin"
_gathered: ContextVar[set[UUID] | None] = ContextVar("gathered", default=None)


def beside(actor: Actor, second: User | None, office: UUID | None, now: datetime) -> Actor:
    """The actor with the person who proved himself and stands by his next act upon the office; Refused when
    he may not. What the act takes from him he had when he gave his password."""
    return replace(actor, second=standing_by(second, office, now) if second else None)


def witness_of(actor: Actor, office: UUID, concerned: Collection[UUID] = ()) -> dict[str, Any]:
    """Who stands by an act upon the office, for its entry; Refused without one, and when he is the actor or
    one of the persons concerned."""
    gathered = _gathered.get()
    if gathered is not None:
        gathered.update(concerned)
        return {}
    if actor.second is None:
        raise Refused(reasons.SECOND_NEEDED)
    if actor.second.user_id in {actor.user_id, *concerned}:
        raise Refused(reasons.SECOND_IS_OTHER)
    if actor.second.office_id != office:
        raise Refused(reasons.SECOND_MAY_NOT, name=actor.second.name)
    return {"witness": actor.second.by()}


@contextmanager
def gathering() -> Iterator[set[UUID]]:
    """Acts within need no second person and must be taken back; it fills with the persons whom they are
    about."""
    found: set[UUID] = set()
    before = _gathered.set(found)
    try:
        yield found
    finally:
        _gathered.reset(before)


def may_stand_by(actor: Actor, power: str = ADMIN) -> bool:
    """By a charge of his own, who has the power; a deputy may be of the choosing of the one whom he would
    stand by. An administrator's act also the head of his office, or one of the level below the head, who may
    be away.
    """
    if actor.office_id is None or actor.assistant or actor.deputising:
        return False
    return actor.may(power) or (power == ADMIN and not far_above(actor).exists())


def acting_at(posts: Collection[UUID], now: datetime) -> set[UUID]:
    """The persons who act for these posts, or will: in charge of one, or deputising in it."""
    theirs = Q(post__in=posts) & (Q(ends=None) | Q(ends__gt=now))
    charges, deputations = (rows.objects.filter(theirs).values_list("user") for rows in (Charge, Deputation))
    return {user for (user,) in charges.union(deputations)}


def far_above(actor: Actor) -> QuerySet[Post]:
    """The standing posts of his office that are more than one level above his: where there is one, he is
    neither the head nor of the level below."""
    posts = Post.objects.filter(office=actor.office_id, abolished_on=None)
    return posts.filter(rank__level__lt=actor.level - 1)


def standing_by(user: User, office: UUID | None, now: datetime) -> Actor:
    """The person at the post by which he may stand by in the office; Refused when he has none."""
    for acting in acting_posts(user, now) if user.is_active else ():
        if acting.post.office_id == office and may_stand_by(second := actor_of(user, acting, now)):
            return second
    raise Refused(reasons.SECOND_MAY_NOT, name=user.name)
