"""An office never loses the last post that can look after it: not now, and not on a day already set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from hierarchy.ability import powers_of
from hierarchy.establishment import reasons
from hierarchy.models import Charge, Deputation, Effect, Office, Post, PowerRow, Scope
from hierarchy.refusals import Refused

ADMIN: Final = "admin"
Spell = tuple[datetime, datetime | None]
"""From a moment to another one, not counted, or for good."""


@contextmanager
def keeping_an_administrator(office: Office, at: datetime) -> Iterator[None]:
    """Refuse a change that leaves the office, from some moment on, without anybody who could undo it.

    What is known of that moment today counts: a charge that ends then, an order in force until that day.
    """
    before = _Prospect.of(office, at)
    yield
    after = _Prospect.of(office, at)
    moments = before.moments | after.moments | {at}
    if any(before.administrators(then) and not after.administrators(then) for then in moments):
        raise Refused(reasons.LAST_ADMIN, office=office.name)


def administrators(office: Office, at: datetime) -> list[Post]:
    """The posts with the power `admin` at which somebody acts at a moment."""
    return _Prospect.of(office, at).administrators(at)


@dataclass(frozen=True, slots=True)
class _Prospect:
    """Who can look after an office from a moment on: as it is then, and as it is set to become."""

    office: Office
    posts: list[Post]
    orders: list[PowerRow]
    filled: dict[UUID, list[Spell]]
    since: datetime

    @classmethod
    def of(cls, office: Office, since: datetime) -> _Prospect:
        lasting = Q(ends__isnull=True) | Q(ends__gt=since)
        first = _day(office, since)
        days = Q(ends__isnull=True) | Q(ends__gt=first)
        orders = list(PowerRow.objects.filter(days, office=office, power=ADMIN))
        given = [row for row in orders if row.effect == Effect.GIVES]
        able = Q(pk__in=[row.post_id for row in given]) | Q(rank__in=[row.rank_id for row in given])
        able |= Q(rank__powers__contains=[ADMIN])
        standing = Post.objects.filter(able, office=office, abolished_on__isnull=True)
        posts = list(standing.select_related("rank"))
        filled: dict[UUID, list[Spell]] = defaultdict(list)
        full = Deputation.objects.filter(lasting, post__in=posts, scope=Scope.FULL)
        for rows in (Charge.objects.filter(lasting, post__in=posts), full):
            for row in rows:
                filled[row.post_id].append((row.starts, row.ends))
        return cls(office, posts, orders, filled, since)

    @property
    def moments(self) -> set[datetime]:
        """When something of it begins or ends."""
        found = {edge for spells in self.filled.values() for spell in spells for edge in spell if edge}
        days = {edge for row in self.orders for edge in (row.starts, row.ends) if edge}
        zone = ZoneInfo(self.office.timezone)
        found |= {datetime.combine(day, time.min, zone) for day in days}
        return {edge for edge in found if edge >= self.since}

    def administrators(self, at: datetime) -> list[Post]:
        today = _day(self.office, at)
        orders = [row for row in self.orders if row.starts <= today and (not row.ends or row.ends > today)]
        powers = powers_of(self.posts, orders)
        return [row for row in self.posts if ADMIN in powers[row.pk].always and self._manned(row, at)]

    def _manned(self, post: Post, at: datetime) -> bool:
        return any(starts <= at and (not ends or at < ends) for starts, ends in self.filled[post.pk])


def _day(office: Office, at: datetime) -> date:
    return at.astimezone(ZoneInfo(office.timezone)).date()
