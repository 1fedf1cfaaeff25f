"""Acts of administration that nobody does alone: they concern himself, the head's post, or who watches,
admits and appoints others (security.md: a second person for what one could give himself)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from hierarchy.ability import powers_at
from hierarchy.actors import Actor
from hierarchy.models import Post, User
from hierarchy.refusals import Refused
from hierarchy.selectors import acting_posts, actor_of, head_of
from hierarchy.signin import reasons

CONTROL: Final = frozenset({"admin", "audit", "see_secret", "flow_publish"})
"""Powers over other people's powers and over what they may keep to themselves."""


def for_a_person(actor: Actor, post: Post, user: User, second: User | None, now: datetime) -> dict[str, Any]:
    """The witness of putting a person at a post, for the entry; nothing where none is needed."""
    to_head = head_of(post.office_id).pk == post.pk
    if not to_head and user.pk != actor.user_id and not _administers(post, now):
        return {}
    return _witness(actor, second, now, concerned=user.pk, to_head=to_head)


def for_a_power(actor: Actor, power: str, own: bool, second: User | None, now: datetime) -> dict[str, Any]:
    """The witness of giving a power; `own` when it comes to a post or rank of the actor himself."""
    if not own and power not in CONTROL:
        return {}
    return _witness(actor, second, now)


def _administers(post: Post, now: datetime) -> bool:
    """Whoever sits there is a second person himself: none is made by one administrator alone."""
    today = now.astimezone(ZoneInfo(post.office.timezone)).date()
    return powers_at([post], today)[post.pk].may("admin")


def witness_at(user: User, actor: Actor, now: datetime, *, to_head: bool = False) -> Actor:
    """The second person as he acts in the actor's office: an administrator, or its head.

    Who comes to the head's post may be seen in by an officer of the level below. Refused when he is none.
    """
    head = head_of(actor.office_id) if actor.office_id else None
    for acting in acting_posts(user, now):
        if acting.post.office_id != actor.office_id or acting.assistant:
            continue
        second = actor_of(user, acting, now)
        below = to_head and head is not None and second.level == head.rank.level + 1
        if second.may("admin") or below or (head is not None and acting.post.pk == head.pk):
            return second
    raise Refused(reasons.SECOND_MAY_NOT, name=user.name)


def _witness(
    actor: Actor, second: User | None, now: datetime, *, concerned: UUID | None = None, to_head: bool = False
) -> dict[str, Any]:
    if second is None:
        raise Refused(reasons.SECOND_NEEDED)
    if second.pk in {actor.user_id, concerned}:
        raise Refused(reasons.SECOND_IS_OTHER)
    return {"witness": witness_at(second, actor, now, to_head=to_head).by()}
