"""Who acts, with which powers, and who may open what: in plain loops, by no query of the product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from efile.access.models import FileGrant, MatterGrant
from efile.models import Matter, Movement, Thread
from hierarchy.models import Charge, Deputation, Office, Post, PowerRow, Scope, Section

TOP_SECRET, SECRET, CONFIDENTIAL, NORMAL, NOTHING = 3, 2, 1, 0, -1
OFFICER = 4


class Reckoning:
    """The establishment at a moment."""

    def __init__(self, office: Office, now: datetime) -> None:
        self.office, self.now = office, now
        self.day: date = now.astimezone(ZoneInfo(office.timezone)).date()
        self.posts = {row.pk: row for row in Post.objects.select_related("rank", "office")}
        self.sections = {row.pk: row for row in Section.objects.all()}
        self.offices = {row.pk: row for row in Office.objects.all()}
        self._posts_of = _taken_in({pk: row.successor_id for pk, row in self.posts.items()})
        self._sections_of = _taken_in({pk: row.successor_id for pk, row in self.sections.items()})
        self._offices_of = _taken_in({pk: row.successor_id for pk, row in self.offices.items()})
        self._above: dict[UUID, set[UUID]] = {}
        running = Q(ends=None) | Q(ends__gt=now)
        self.charges = list(Charge.objects.filter(running, starts__lte=now))
        self.deputations = list(Deputation.objects.filter(ends__gt=now, starts__lte=now))
        in_force = Q(ends=None) | Q(ends__gt=self.day)
        self.orders = list(PowerRow.objects.filter(in_force, starts__lte=self.day))

    def standing(self, post: UUID) -> Post:
        """The post itself, or the last of its successors."""
        row, gone = self.posts[post], set[UUID]()
        while row.abolished_on is not None:
            gone.add(row.pk)
            assert row.successor_id not in {None, *gone}, f"{row.code} has no successor"
            row = self.posts[cast(UUID, row.successor_id)]
        return row

    def heads(self, post: UUID) -> bool:
        """Whether it is the first of the office's standing posts: by level, then by its place."""
        there = [row for row in self.posts.values() if row.abolished_on is None]
        mine = [row for row in there if row.office_id == self.posts[post].office_id]
        return min(mine, key=lambda row: (row.rank.level, row.position, row.code)).pk == post

    def standing_section(self, section: UUID) -> Section:
        row, gone = self.sections[section], set[UUID]()
        while row.closed_on is not None:
            gone.add(row.pk)
            assert row.successor_id not in {None, *gone}, f"{row.code} has no successor"
            row = self.sections[cast(UUID, row.successor_id)]
        return row

    def acting(self) -> set[tuple[UUID, UUID, bool]]:
        """User, post, and whether he acts in full (not as an assistant), of posts that stand."""
        held = {(row.user_id, row.post_id, True) for row in self.charges}
        held |= {(row.user_id, row.post_id, row.scope == Scope.FULL) for row in self.deputations}
        return {one for one in held if self.posts[one[1]].abolished_on is None}

    def acts_in_full(self, user: UUID | None, post: UUID | None) -> bool:
        return (user, post, True) in self.acting()

    def holder(self, post: UUID) -> UUID | None:
        """Who acts at a post: its deputy while there is one, else who has charge of it."""
        deputies = [
            row.user_id for row in self.deputations if row.post_id == post and row.scope == Scope.FULL
        ]
        assert len(deputies) <= 1, f"{self.posts[post].code} has two deputies"
        return next(iter(deputies), None) or self.in_charge(post)

    def in_charge(self, post: UUID) -> UUID | None:
        """Whose own the post is, also while a deputy acts for him."""
        holders = [row.user_id for row in self.charges if row.post_id == post]
        assert len(holders) <= 1, f"{self.posts[post].code} has two holders"
        return next(iter(holders), None)

    def powers(self, post: UUID) -> set[str]:
        """Of the rank; then orders about the rank, then about the post; giving before withholding."""
        row = self.posts[post]
        found = set(row.rank.powers)
        own = [order for order in self.orders if order.office_id == row.office_id]
        of_rank = [order for order in own if order.rank_id == row.rank_id]
        of_post = [order for order in own if order.post_id == row.pk]
        for orders in (of_rank, of_post):
            found |= {order.power for order in orders if order.effect == "gives"}
            found -= {order.power for order in orders if order.effect == "withholds"}
        return found

    def stands_for(self, post: UUID) -> set[UUID]:
        """The post and all it succeeded."""
        return self._posts_of[post]

    def sections_of(self, post: UUID) -> set[UUID]:
        """The section it sits in, and those merged into that one."""
        section = self.posts[post].section_id
        return self._with_merged([section] if section else [])

    def offices_of(self, post: UUID) -> set[UUID]:
        own = {self.posts[one].office_id for one in self.stands_for(post)}
        return set().union(*(self._offices_of[office] for office in own))

    def above(self, post: UUID) -> set[UUID]:
        if post not in self._above:
            found: set[UUID] = set()
            higher = self.posts[post].reports_to_id
            while higher is not None and higher not in found:
                found.add(higher)
                higher = self.posts[higher].reports_to_id
            self._above[post] = found
        return self._above[post]

    def under(self, posts: set[UUID]) -> set[UUID]:
        """All posts that report to these, near or far."""
        return {pk for pk in self.posts if self.above(pk) & posts}

    def succeeded_by(self, posts: set[UUID]) -> set[UUID]:
        """The posts and all that they succeeded."""
        return {own for post in posts for own in self.stands_for(post)}

    def sections_of_all(self, posts: set[UUID]) -> set[UUID]:
        """The sections of these posts, and what was merged into them."""
        return self._with_merged([section for pk in posts if (section := self.posts[pk].section_id)])

    def _with_merged(self, sections: Iterable[UUID]) -> set[UUID]:
        return set().union(*(self._sections_of[section] for section in set(sections)))


def _taken_in(successors: Mapping[UUID, UUID | None]) -> dict[UUID, set[UUID]]:
    """Each with itself and all whose successors lead to it."""
    found: dict[UUID, set[UUID]] = {pk: set() for pk in successors}
    for pk in successors:
        heir: UUID | None = pk
        while heir is not None and pk not in found[heir]:
            found[heir].add(pk)
            heir = successors[heir]
    return found


class Papers:
    """The matters of the office and the ways that each has gone."""

    def __init__(self, reckoning: Reckoning) -> None:
        self.known = reckoning
        self.matters = list(Matter.objects.all())
        self.threads: dict[UUID, list[Thread]] = defaultdict(list)
        for thread in Thread.objects.all():
            self.threads[thread.matter_id].append(thread)
        self.passed: dict[UUID, set[UUID]] = defaultdict(set)
        for move in Movement.objects.all():
            self.passed[move.matter_id] |= _took_part(move)
        grants = {"until__gt": reckoning.now}
        post = "group__standing_for__post"
        self.shown = set(MatterGrant.objects.filter(**grants).values_list("content_object", post))
        self.files = set(FileGrant.objects.filter(**grants).values_list("content_object", post))

    def opened(self, post: UUID) -> set[UUID]:
        """What the post opens, whoever acts for it."""
        known = self.known
        own, sections, offices = known.stands_for(post), known.sections_of(post), known.offices_of(post)
        below, powers, level = known.under(own), known.powers(post), known.posts[post].rank.level
        line = SECRET if "see_secret" in powers else CONFIDENTIAL if level <= OFFICER else NORMAL
        under, seats = known.sections_of_all(below), known.succeeded_by(below)
        whole = SECRET if known.heads(post) or "audit" in powers else NOTHING
        found = set()
        for matter in self.matters:
            grounds = [
                TOP_SECRET if self._holds(matter, own, sections) else NOTHING,
                TOP_SECRET if self._is_shown(matter, own) else NOTHING,
                NORMAL if self._file_is_shown(matter, own) else NOTHING,
                SECRET if self.passed[matter.pk] & own else NOTHING,
                whole if matter.office_id in offices else NOTHING,
                line if matter.section_id in under or self._lies_with(matter, seats) else NOTHING,
                NORMAL if matter.opened_by_id in own or matter.section_id in sections else NOTHING,
            ]
            if max(grounds) >= matter.secrecy:
                found.add(matter.pk)
        return found

    def seated(self, post: UUID) -> set[UUID]:
        """What the seat opens, not the post: whoever sits in the section opens it, and nobody else by it."""
        sections = self.known.sections_of(post)
        pools = {row.matter_id for rows in self.threads.values() for row in rows if row.pool_id in sections}
        return pools | {matter.pk for matter in self.matters if matter.section_id in sections}

    def shown_to(self, post: UUID) -> set[UUID]:
        own = self.known.stands_for(post)
        return {
            matter.pk
            for matter in self.matters
            if self._is_shown(matter, own) or (matter.secrecy == NORMAL and self._file_is_shown(matter, own))
        }

    def _holds(self, matter: Matter, own: set[UUID], sections: set[UUID]) -> bool:
        return any(
            row.holder_id in own if row.pool_id is None else row.pool_id in sections and row.closed_at is None
            for row in self.threads[matter.pk]
        )

    def _lies_with(self, matter: Matter, posts: set[UUID]) -> bool:
        return any(row.holder_id in posts and row.closed_at is None for row in self.threads[matter.pk])

    def _is_shown(self, matter: Matter, own: set[UUID]) -> bool:
        return any((matter.pk, post) in self.shown for post in own)

    def _file_is_shown(self, matter: Matter, own: set[UUID]) -> bool:
        """With its whole file, which shows normal matters only."""
        return any((matter.file_id, post) in self.files for post in own)


def _took_part(move: Movement) -> set[UUID]:
    """From whom and to whom it went; what was entered for a pool went to nobody."""
    if move.kind == "started":
        ends = [] if move.from_post_id == move.to_post_id else [move.to_post_id]
    else:
        ends = [move.from_post_id, move.to_post_id]
    return {post for post in ends if post is not None}
