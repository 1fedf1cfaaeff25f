"""Acts of administration that nobody does alone: they concern himself, the head's post, or who watches,
admits and appoints others (security.md: a second person for what one could give himself)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from hierarchy.ability import powers_at
from hierarchy.actors import Actor
from hierarchy.models import Charge, Post, User
from hierarchy.refusals import Refused
from hierarchy.selectors import acting_posts, actor_of, head_of
from hierarchy.signin import reasons

CONTROL: Final = frozenset({"admin", "audit", "see_secret", "flow_publish"})
"""Powers over other people's powers and over what they may keep to themselves."""


def for_a_person(
    actor: Actor, post: Post, user: User, second: User | None, now: datetime, *, giver: UUID | None = None
) -> dict[str, Any]:
    """The witness of putting a person at a post, for the entry; nothing where none is needed.

    `giver` is the holder who handed over to the actor himself: so far two persons wanted it.
    """
    to_head = _head(post)
    to_himself = user.pk == actor.user_id and giver in {None, actor.user_id}
    if not to_head and not to_himself and not _administers(post, now):
        return {}
    return _witness(actor, second, now, concerned=[user.pk], to_head=to_head)


def for_people(actor: Actor, charges: Sequence[Charge], second: User | None, now: datetime) -> dict[str, Any]:
    """The same of many charges of one office at once. The machine's own console asks nobody."""
    if actor.kind == "system" or not charges:
        return {}
    office = charges[0].office
    today, head = now.astimezone(ZoneInfo(office.timezone)).date(), head_of(office).pk
    powers = powers_at([row.post for row in charges], today)
    seen = [
        row for row in charges
        if row.user_id == actor.user_id or row.post_id == head or powers[row.post_id].may("admin")
    ]  # fmt: skip
    concerned = {row.user_id for row in seen}
    return _witness(actor, second, now, concerned=concerned, to_head=True) if seen else {}


def for_an_end(actor: Actor, post: Post, user: User, second: User | None, now: datetime) -> dict[str, Any]:
    """The witness of taking a post from another person, where it leads the office or looks after it."""
    if user.pk == actor.user_id or not leads(post, now):
        return {}
    return _witness(actor, second, now, concerned=[user.pk])


def for_a_successor(
    actor: Actor, heirs: Iterable[Post], second: User | None, now: datetime, *, gone: Post | None = None
) -> dict[str, Any]:
    """The witness of giving to posts what lay elsewhere, and of abolishing the post `gone`."""
    rows = list(heirs)
    own = any(post.pk in actor.posts for post in rows)
    leading = any(leads(post, now) for post in [*rows, *([gone] if gone else [])])
    return always(actor, second, now) if own or leading else {}


def for_a_power(actor: Actor, power: str, own: bool, second: User | None, now: datetime) -> dict[str, Any]:
    """The witness of giving a power; `own` when it comes to a post or rank of the actor himself."""
    if not own and power not in CONTROL:
        return {}
    return _witness(actor, second, now)


def for_a_withholding(actor: Actor, from_leaders: bool, second: User | None, now: datetime) -> dict[str, Any]:
    """The witness of taking a power from the head, or from another who looks after the office."""
    return always(actor, second, now) if from_leaders else {}


def always(actor: Actor, second: User | None, now: datetime) -> dict[str, Any]:
    return _witness(actor, second, now)


def leads(post: Post, now: datetime) -> bool:
    """Whether nobody is put there, or disarmed there, by one administrator alone."""
    return _head(post) or _administers(post, now)


def _head(post: Post) -> bool:
    return head_of(post.office_id).pk == post.pk


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
    actor: Actor,
    second: User | None,
    now: datetime,
    *,
    concerned: Collection[UUID] = (),
    to_head: bool = False,
) -> dict[str, Any]:
    if second is None:
        raise Refused(reasons.SECOND_NEEDED)
    if second.pk in {actor.user_id, *concerned}:
        raise Refused(reasons.SECOND_IS_OTHER)
    return {"witness": witness_at(second, actor, now, to_head=to_head).by()}
