"""Faults of the product, each as one function done wrong, to see that the campaign finds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from efile import services as files
from efile.models import Matter, Movement, Secrecy, Thread
from efile.services import recording
from hierarchy import selectors, standing
from hierarchy.actors import Actor
from hierarchy.models import Deputation, Office, Post, User
from hierarchy.rules import Order, Powers, powers_in_force
from hierarchy.services import administering


@dataclass(frozen=True, slots=True)
class Fault:
    """A function of the product done wrong, the rules in which it can show, and what is then said.

    A `rare` one shows in few examples: it is looked for by the whole campaign alone. `passing`: it shows in a
    file that passes by a post which opens it by nothing else.
    """

    where: str
    instead: object
    rules: Sequence[str]
    said: str
    rare: bool = False
    passing: bool = False


_standing_of = standing.standing_of
_actor_of = selectors.actor_of
_lock_posts = administering.lock_posts
_hand_over = recording.hand_over
_mark_opened = files.mark_opened


def _own_post_alone(post: Post, today: Any) -> standing.Standing:
    found = _standing_of(post, today)
    return standing.Standing(frozenset({post.pk}), found.sections, found.offices, found.orders, found.heads)


def _shown_for_ever(actor: Actor) -> dict[str, object]:
    return {"group__standing_for__post__in": actor.posts}


def _nothing_withheld(rank: Iterable[str], orders: Iterable[Order]) -> Powers:
    return powers_in_force(rank, [order for order in orders if order.gives])


def _deputies_for_ever(now: datetime) -> object:
    return Deputation.objects.filter(starts__lte=now).order_by("starts", "id")


def _as_the_officer_himself(user: User, acting: selectors.ActingPost, now: datetime) -> Actor:
    return _actor_of(user, replace(acting, assistant=False), now)


def _whatever_became_of_the_heir(office: Office, *wanted: UUID) -> list[Post]:
    rows = _lock_posts(office, *wanted)
    if len(rows) == 2:
        rows[1].abolished_on = None
    return rows


def _gone_with_its_sender(thread: Thread, *given: Any) -> None:
    _hand_over(thread, *given)
    thread.closed_at = thread.arrived_at


@wraps(_mark_opened)
def _top_secret_once_read(*, actor: Actor, thread: UUID, now: datetime) -> bool:
    first = _mark_opened(actor=actor, thread=thread, now=now)
    if first:
        Matter.objects.filter(threads=thread).update(secrecy=Secrecy.TOP_SECRET)
    return first


def _allowed(*_given: object) -> None:
    return None


def _no_movement(_posts: object) -> QuerySet[Movement]:
    return Movement.objects.none()


def _no_movements(_posts: object) -> list[QuerySet[Movement]]:
    return []


def _nothing(*_given: object, **_more: object) -> list[object]:
    return []


FAULTS = {
    # every open thread has one holder, which stands or has a successor
    "a file sent is closed with its sender": Fault(
        "efile.services.moving.hand_over", _gone_with_its_sender, ("forward", "send_back"), "is held 0 times"
    ),
    "a successor may be gone itself": Fault(
        "hierarchy.services.posts.lock_posts", _whatever_became_of_the_heir, ("abolish",), "has no successor"
    ),
    # nobody without a rule acts
    "a deputy's end is ignored": Fault(
        "hierarchy.selectors._deputations_at",
        _deputies_for_ever,
        ("leave", "come_back", "time_passes"),
        "who acts at a post|acts for|two deputies|without a rule",
    ),
    "an assistant acts in full": Fault(
        "hierarchy.selectors.actor_of",
        _as_the_officer_himself,
        ("leave", "show"),
        "without a rule",
        rare=True,
    ),
    "anybody acts as the holder": Fault(
        "efile.rules.may_act_as_holder", _allowed, ("put_in_file", "forward", "complete"), "without a rule"
    ),
    "a withheld power still counts": Fault(
        "hierarchy.selectors.powers_in_force",
        _nothing_withheld,
        ("order", "put_in_file", "forward", "show"),
        "without a rule|opens",
        rare=True,
    ),
    "an order leaves no entry": Fault(
        "hierarchy.services.powers.enter", _nothing, ("order",), "left no entry"
    ),
    # no file is out of reach
    "vacant posts are not reported": Fault(
        "efile.handover.vacancies._lying", _nothing, ("end_charge", "file_comes", "time_passes"), "strands"
    ),
    "a successor is not followed": Fault(
        "hierarchy.selectors.standing_of", _own_post_alone, ("abolish", "file_comes"), "could open|opens"
    ),
    # what could be opened yesterday can be opened today, and nothing else
    "a reading raises the grade": Fault(
        "efile.services.mark_opened", _top_secret_once_read, ("open",), "could open"
    ),
    "past participation is forgotten": Fault(
        "efile.access.arms._took_part", _no_movements, ("open",), "took part|opens wrongly", passing=True
    ),
    "to whom it came is forgotten": Fault(
        "efile.access.arms._came", _no_movement, ("open",), "took part|opens wrongly", passing=True
    ),
    "what was shown stays shown": Fault(
        "efile.access.arms._in_force", _shown_for_ever, ("show", "limits_pass"), "opens", rare=True
    ),
}
