"""Whose office is looked after, by whom and when; days of that office as moments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from hierarchy.actors import Actor
from hierarchy.models import Office, Post, Rank, Section, User
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.signin.reasons import NOT_ADMINISTRATOR
from hierarchy.witnesses import beside


@dataclass(frozen=True, slots=True)
class Place:
    """The administrator's own office at one moment."""

    office: Office
    actor: Actor
    now: datetime

    def beside(self, second: User | None) -> Place:
        """The same with the person who stands by."""
        return replace(self, actor=beside(self.actor, second, self.office.pk, self.now))

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.office.timezone)).date()

    def begins(self, day: date | None) -> datetime | None:
        """The moment at which a day begins; None (at once) without a day and today."""
        if day is None or day == self.today:
            return None
        return datetime.combine(day, time.min, ZoneInfo(self.office.timezone)).astimezone(UTC)

    def ends(self, day: date | None) -> datetime | None:
        """The moment at which a last day is over; None without a day."""
        return None if day is None else self.begins(day + timedelta(days=1))

    def posts(self) -> QuerySet[Post]:
        """The standing posts, in the order of the chart."""
        rows = Post.objects.filter(office=self.office, abolished_on__isnull=True)
        return rows.select_related("rank", "section").order_by("rank__level", "position", "code")

    def ranks(self) -> QuerySet[Rank]:
        """The ranks borne in offices of this kind, and those that no office has yet."""
        elsewhere = Post.objects.exclude(office__kind=self.office.kind).values("rank")
        here = Post.objects.filter(office__kind=self.office.kind).values("rank")
        rows = Rank.objects.filter(profile=self.office.profile)
        return rows.filter(Q(pk__in=here) | ~Q(pk__in=elsewhere)).order_by("level", "code")

    def sections(self) -> QuerySet[Section]:
        rows = Section.objects.filter(office=self.office, closed_on__isnull=True)
        return rows.order_by("position", "code")


def place_of(request: OfficeRequest) -> Place:
    """The place of a request that the guard let through; the page's zone is the office's."""
    if request.actor is None or request.office is None:
        raise Refused(NOT_ADMINISTRATOR)
    return Place(request.office, request.actor, timezone.now())


def as_uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
