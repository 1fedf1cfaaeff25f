"""Reads of committees: which stands today, who sits in it, who comes for a post."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from hierarchy import lines
from hierarchy.models import Body, Office, Post, Seat, SeatRole
from hierarchy.selectors import Holder, holders_of


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat with whoever acts at its post at a moment: its holder, his deputy, or nobody."""

    seat: Seat
    holder: Holder | None

    @property
    def vacant(self) -> bool:
        return self.holder is None


def bodies_on(office: UUID | Office, day: date) -> QuerySet[Body]:
    """The office's committees constituted on a day."""
    own = office.pk if isinstance(office, Office) else office
    return Body.objects.filter(_on(day), office=own).order_by("code")


def body_on(office: UUID | Office, code: str, day: date) -> Body | None:
    return bodies_on(office, day).filter(code=code).first()


def seats_on(body: Body, day: date) -> list[Seat]:
    """The body's seats on a day, in the order of its notice."""
    rows = body.seats.filter(_on(day)).select_related("post__rank", "post__section", "post__office")
    return list(rows.order_by("position", "starts", "pk"))


def seat_of(body: Body, role: SeatRole, day: date) -> Seat | None:
    return next((seat for seat in seats_on(body, day) if seat.role == role), None)


def sittings(body: Body, now: datetime) -> list[Sitting]:
    """The seats at a moment, each with who acts at its post; a deputy stands there with both names."""
    seats = seats_on(body, local_day(body, now))
    holders = holders_of([seat.post_id for seat in seats], now)
    return [Sitting(seat, holders.get(seat.post_id)) for seat in seats]


def seats_held(posts: Collection[UUID], day: date) -> QuerySet[Seat]:
    """The seats of these posts on a day, in bodies that stand that day."""
    standing = Q(body__starts__lte=day) & (Q(body__ends=None) | Q(body__ends__gt=day))
    return Seat.objects.filter(_on(day), standing, post__in=posts).select_related("body")


def secretary_of(office: Office, code: str, now: datetime) -> Post | None:
    """The post of a committee's member-secretary, or the one that stands for it since it was abolished:
    what waits for the committee lies there.
    """
    body = body_on(office, code, day_in(office, now))
    seat = seat_of(body, SeatRole.SECRETARY, day_in(office, now)) if body else None
    if seat is None or seat.post.abolished_on is None:
        return seat.post if seat else None
    return Post.objects.filter(pk=lines.standing_posts([seat.post_id])[seat.post_id]).first()


def local_day(body: Body, now: datetime) -> date:
    return day_in(body.office, now)


def day_in(office: Office, now: datetime) -> date:
    return now.astimezone(ZoneInfo(office.timezone)).date()


def _on(day: date) -> Q:
    return Q(starts__lte=day) & (Q(ends=None) | Q(ends__gt=day))
