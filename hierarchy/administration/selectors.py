"""Reads for the administrator's pages: posts, charges, people and what is held of a post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from hierarchy.ability import powers_at
from hierarchy.administration.place import Place
from hierarchy.held import files_with
from hierarchy.models import Charge, Deputation, Post, User
from hierarchy.selectors import Holder, holders_of
from hierarchy.signin.selectors import named, posted_in
from hierarchy.words import clean

WHEN = ("present", "coming", "past")


@dataclass(frozen=True, slots=True)
class PostView:
    """A post with everything that can be done about it."""

    post: Post
    holder: Holder | None
    charges: list[Charge]
    past: list[Charge]
    deputations: list[Deputation]
    files: int
    powers: frozenset[str]
    head: bool


def post_view(post: Post, place: Place) -> PostView:
    charges = list(post.charges.select_related("user").order_by("starts"))
    ended = [row for row in charges if row.ends is not None and row.ends <= place.now]
    return PostView(
        post=post,
        holder=holders_of([post.pk], place.now).get(post.pk),
        charges=[row for row in charges if row not in ended],
        past=ended[::-1],
        deputations=list(
            post.deputations.filter(ends__gt=place.now).select_related("user").order_by("starts")
        ),
        files=files_with(place.actor, post.pk) if post.abolished_on is None else 0,
        powers=powers_at([post], place.today)[post.pk].always,
        head=post.reports_to_id is None,
    )


def posts(place: Place, show: str, find: str) -> QuerySet[Post]:
    """Standing, vacant or abolished posts that the words find."""
    rows = Post.objects.filter(office=place.office, abolished_on__isnull=show != "abolished")
    if show == "vacant":
        held = held_at(place, Charge.objects.all())
        acted = held_at(place, Deputation.objects.filter(scope="full"))
        rows = rows.exclude(pk__in=held.values("post")).exclude(pk__in=acted.values("post"))
    for word in clean(find).split():
        rows = rows.filter(
            Q(code__icontains=word)
            | Q(title_bn__icontains=word)
            | Q(title_en__icontains=word)
            | Q(section__name_bn__icontains=word)
            | Q(section__name_en__icontains=word)
            | Q(rank__name_bn__icontains=word)
            | Q(rank__name_en__icontains=word)
        )
    rows = rows.select_related("rank", "section", "reports_to", "successor")
    return rows.order_by("rank__level", "position", "code")


def charges(place: Place, when: str, find: str) -> QuerySet[Charge]:
    """Charges of the office that run now, begin later, or have ended."""
    rows = Charge.objects.filter(office=place.office)
    if when == "past":
        rows = rows.filter(ends__lte=place.now).order_by("-ends", "pk")
    elif when == "coming":
        rows = rows.filter(starts__gt=place.now).order_by("starts", "pk")
    else:
        rows = held_at(place, rows).order_by("post__rank__level", "post__position", "post__code")
    for word in clean(find).split():
        rows = rows.filter(
            Q(post__code__icontains=word)
            | Q(post__title_bn__icontains=word)
            | Q(post__title_en__icontains=word)
            | Q(user__username__icontains=word)
            | Q(user__name_bn__icontains=word)
            | Q(user__name_en__icontains=word)
        )
    return rows.select_related("post", "user")


def deputations(place: Place) -> list[Deputation]:
    """Who stands in, or will, for whom."""
    rows = Deputation.objects.filter(office=place.office, ends__gt=place.now)
    return list(rows.select_related("post", "user").order_by("starts"))


def people(place: Place, find: str) -> QuerySet[User]:
    return named(posted_in(place.actor, place.now), find)


def posts_of(people: list[User], place: Place) -> dict[User, list[Charge]]:
    """What each person holds, or is to hold, in the office."""
    found: dict[User, list[Charge]] = {user: [] for user in people}
    rows = Charge.objects.filter(user__in=people, office=place.office).exclude(ends__lte=place.now)
    for row in rows.select_related("post", "user").order_by("starts", "id"):
        found[row.user].append(row)
    return found


def held_at(place: Place, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(Q(ends__isnull=True) | Q(ends__gt=place.now), starts__lte=place.now)
