"""Which lines of an establishment's table are not carried out by one administrator alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import Q

from hierarchy.establishment import sheet_reasons as reasons
from hierarchy.establishment.sheet import Fault, SheetRow, fault
from hierarchy.models import Office, Post, Rank, User
from hierarchy.refusals import Reason
from hierarchy.witnesses import Guard


@dataclass(frozen=True, slots=True)
class Actors:
    """Who imports: his user name (empty at the console), and the codes of the posts he stands for."""

    username: str
    posts: frozenset[str]


def before_two(
    rows: Sequence[SheetRow],
    posts: Mapping[str, Post],
    ranks: Mapping[str, Rank],
    guard: Guard,
    by: Actors,
    filled: Callable[[SheetRow], bool],
) -> list[Fault]:
    """The lines, each with why; `filled` tells whether somebody holds the line's post already."""
    above = {code: post.reports_to.code if post.reports_to else "" for code, post in posts.items()}
    becomes = above | {row.post: row.reports_to for row in rows}
    found: list[Fault] = []
    for row in rows:
        why = _why(row, posts.get(row.post), ranks, guard, by, filled(row), (above, becomes))
        found += [fault(row.line, reason, post=row.post, who=row.name) for reason in islice(why, 1)]
    return found


def _why(
    row: SheetRow,
    post: Post | None,
    ranks: Mapping[str, Rank],
    guard: Guard,
    by: Actors,
    filled: bool,
    lines: tuple[Mapping[str, str], Mapping[str, str]],
) -> Iterator[Reason]:
    rank = ranks.get(row.rank)
    guarded = guard.over(post) if post else rank is not None and guard.over_rank(rank)
    if row.username and not filled:
        if row.username == by.username:
            yield reasons.SECOND_FOR_HIMSELF
        elif guarded:
            yield reasons.SECOND_FOR_PERSON
    elif post is None and guarded:
        yield reasons.SECOND_FOR_POST
    if post is not None:
        yield from _moves(row, post, by, *lines)


def _moves(
    row: SheetRow, post: Post, by: Actors, above: Mapping[str, str], becomes: Mapping[str, str]
) -> Iterator[Reason]:
    """A post of the importer's own moves, or another comes under one."""
    section = post.section.code if post.section else ""
    if post.code in by.posts and (above[post.code], section) != (row.reports_to, row.section):
        yield reasons.SECOND_FOR_OWN_PLACE
    elif by.posts & (_upward(post.code, becomes) - _upward(post.code, above)):
        yield reasons.SECOND_FOR_OWN_LINE


def _upward(code: str, above: Mapping[str, str]) -> frozenset[str]:
    line: list[str] = []
    place = above.get(code, "")
    while place and place not in line:
        line.append(place)
        place = above.get(place, "")
    return frozenset(line)


def concerned(rows: Sequence[SheetRow], lines: Collection[int], people: Mapping[str, User]) -> set[UUID]:
    """The persons whom those lines name."""
    named = {row.username for row in rows if row.line in lines and row.username}
    return {user.pk for name, user in people.items() if name in named}


def nobody_signed_in(office: Office) -> bool:
    """Whether no one of the office has signed in yet, so that nobody could stand by its first table."""
    people = User.objects.filter(charges__office=office).distinct()
    known = Q(last_login__isnull=False) | Q(socialaccount__isnull=False)
    return not people.filter(known).exists() and not any(user.has_usable_password() for user in people)
