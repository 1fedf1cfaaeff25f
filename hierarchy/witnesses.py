"""Acts of administration that nobody does alone: they concern himself, the head's post, or who watches,
admits and appoints others (security.md: a second person for what one could give himself)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from hierarchy.ability import powers_at
from hierarchy.actors import Actor
from hierarchy.models import Charge, Deputation, Effect, FirstCode, Post, PowerRow, Rank, User
from hierarchy.refusals import Refused
from hierarchy.selectors import acting_posts, actor_of, head_of
from hierarchy.signin import reasons
from hierarchy.standing import standing_of

CONTROL: Final = frozenset({"admin", "audit", "see_secret", "flow_publish"})
"""Powers over other people's powers and over what they may keep to themselves."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The posts of an office that nobody is put at by one administrator alone.

    Whoever could be a second person is such: the head, who looks after the office, and the level below the
    head. So is who has another power of `CONTROL`. An order that gives one counts before its first day, and
    one that withholds it does not, since it may end.
    """

    highest: int
    posts: frozenset[UUID]
    ranks: frozenset[UUID]

    def over(self, post: Post) -> bool:
        return post.pk in self.posts or self.over_rank(post.rank)

    def over_rank(self, rank: Rank) -> bool:
        return rank.level <= self.highest + 1 or rank.pk in self.ranks or not CONTROL.isdisjoint(rank.powers)


def guard_of(office: UUID, now: datetime, ranks: Iterable[Rank] = ()) -> Guard:
    """`ranks` are those of posts that are to be made."""
    orders = PowerRow.objects.filter(office=office, power__in=CONTROL, effect=Effect.GIVES)
    open_ones = list(orders.exclude(ends__lte=now.date()).values_list("post", "rank"))
    standing = Post.objects.filter(office=office, abolished_on=None)
    highest = standing.order_by("rank__level").values_list("rank__level", flat=True).first()
    levels = [rank.level for rank in ranks]
    return Guard(
        highest=min([*levels, *([] if highest is None else [highest])], default=1),
        posts=frozenset(post for post, _rank in open_ones if post),
        ranks=frozenset(rank for _post, rank in open_ones if rank),
    )


def guards(user: User, now: datetime) -> bool:
    """Whether a person holds such a post, stands in for one, or is to: he is let in before two."""
    running = Q(ends__isnull=True) | Q(ends__gt=now)
    rows: list[Charge | Deputation] = [
        *Charge.objects.filter(running, user=user).select_related("post__rank"),
        *Deputation.objects.filter(running, user=user).select_related("post__rank"),
    ]
    return any(guard_of(row.office_id, now).over(row.post) for row in rows)


def for_a_code(actor: Actor, user: User, second: User | None, now: datetime) -> dict[str, Any]:
    """The witness of letting a person in: else who prints the slip could be the second person himself."""
    return _witness(actor, second, now, concerned=[user.pk]) if guards(user, now) else {}


def _void_codes(users: Iterable[UUID], now: datetime) -> None:
    FirstCode.objects.filter(user__in=users, used_at=None, withdrawn_at=None).update(withdrawn_at=now)


def own_posts(actor: Actor, now: datetime) -> frozenset[UUID]:
    """What the actor stands for at any of his posts, not only at the one he acts for now."""
    user = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    if user is None:
        return actor.posts
    today = {one.post.office_id: _today(one.post, now) for one in acting_posts(user, now)}
    found = [standing_of(one.post, today[one.post.office_id]).posts for one in acting_posts(user, now)]
    return actor.posts.union(*found)


def for_a_person(
    actor: Actor, post: Post, user: User, second: User | None, now: datetime, *, giver: UUID | None = None
) -> dict[str, Any]:
    """The witness of putting a person at a post, for the entry; nothing where none is needed.

    A code that let the person in is void with it: one alone had it made.
    `giver` is the holder who handed over to the actor himself: so far two persons wanted it.
    """
    to_head = _head(post)
    to_himself = user.pk == actor.user_id and giver in {None, actor.user_id}
    if not to_himself and not guard_of(post.office_id, now).over(post):
        return {}
    witness = _witness(actor, second, now, concerned=[user.pk], to_head=to_head)
    _void_codes([user.pk], now)
    return witness


def for_a_post(actor: Actor, rank: Rank, second: User | None, now: datetime) -> dict[str, Any]:
    """The witness of making a post of a rank."""
    if actor.office_id is None or not guard_of(actor.office_id, now).over_rank(rank):
        return {}
    return always(actor, second, now)


def for_many(
    actor: Actor, office: UUID, concerned: Collection[UUID] | None, second: User | None, now: datetime
) -> dict[str, Any]:
    """One witness of many lines, who is none of the persons whom they concern; None: no line needs him."""
    if concerned is None:
        return {}
    witness = _witness(actor, second, now, concerned=concerned, office=office)
    _void_codes(concerned, now)
    return witness


def for_an_end(actor: Actor, post: Post, user: User, second: User | None, now: datetime) -> dict[str, Any]:
    """The witness of taking a post from another person, where it leads the office or looks after it."""
    if user.pk == actor.user_id or not one_leads([post], now):
        return {}
    return _witness(actor, second, now, concerned=[user.pk])


def for_a_successor(
    actor: Actor, heirs: Iterable[Post], second: User | None, now: datetime, *, gone: Post | None = None
) -> dict[str, Any]:
    """The witness of giving to posts what lay elsewhere, and of abolishing the post `gone`."""
    rows, theirs = list(heirs), own_posts(actor, now)
    own = any(post.pk in theirs for post in rows)
    leading = one_leads([*rows, *([gone] if gone else [])], now)
    return always(actor, second, now) if own or leading else {}


def for_a_power(actor: Actor, power: str, own: bool, second: User | None, now: datetime) -> dict[str, Any]:
    """The witness of giving a power; `own` when it comes to a post or rank of the actor himself."""
    if not own and power not in CONTROL:
        return {}
    return _witness(actor, second, now)


def for_a_seat(actor: Actor, posts: Iterable[UUID], second: User | None, now: datetime) -> dict[str, Any]:
    """The witness of seating posts in a committee, where one is the actor's own."""
    return always(actor, second, now) if own_posts(actor, now).intersection(posts) else {}


def for_a_withholding(actor: Actor, from_leaders: bool, second: User | None, now: datetime) -> dict[str, Any]:
    """The witness of taking a power from the head, or from another who looks after the office."""
    return always(actor, second, now) if from_leaders else {}


def always(actor: Actor, second: User | None, now: datetime) -> dict[str, Any]:
    return _witness(actor, second, now)


def one_leads(posts: Iterable[Post], now: datetime) -> bool:
    """Whether one of an office's posts is the head's or looks after the office: who sits there is a second
    person himself, so nobody is disarmed there by one administrator alone.
    """
    rows = list(posts)
    if not rows:
        return False
    head, powers = head_of(rows[0].office_id).pk, powers_at(rows, _today(rows[0], now))
    return any(row.pk == head or powers[row.pk].may("admin") for row in rows)


def _head(post: Post) -> bool:
    return head_of(post.office_id).pk == post.pk


def _today(post: Post, now: datetime) -> date:
    return now.astimezone(ZoneInfo(post.office.timezone)).date()


def witness_at(user: User, actor: Actor, now: datetime, *, to_head: bool = False) -> Actor:
    """The second person as he acts in the actor's office: an administrator, or its head."""
    return witness_in(user, actor.office_id, now, to_head=to_head)


def witness_in(user: User, office: UUID | None, now: datetime, *, to_head: bool = False) -> Actor:
    """An administrator of the office or its head; Refused when he is none.

    Who comes to the head's post may be seen in by an officer of the level below.
    """
    head = head_of(office) if office else None
    for acting in acting_posts(user, now):
        if acting.post.office_id != office or acting.assistant:
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
    office: UUID | None = None,
) -> dict[str, Any]:
    """`office` is that of the act where the actor, the machine's console, has none."""
    if second is None:
        raise Refused(reasons.SECOND_NEEDED)
    if second.pk in {actor.user_id, *concerned}:
        raise Refused(reasons.SECOND_IS_OTHER)
    return {"witness": witness_in(second, office or actor.office_id, now, to_head=to_head).by()}
