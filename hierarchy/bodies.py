"""Reads of committees: which stands today, who sits in it, who comes for a post."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from hierarchy import lines
from hierarchy.models import Body, Office, Post, Seat, SeatRole
from hierarchy.selectors import Holder, holders_of
from hierarchy.words import Words


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat with whoever acts for it at a moment: the holder of `post`, his deputy, or nobody.

    `post` is the seat's own, or the one that stood for it then.
    """

    seat: Seat
    post: Post
    holder: Holder | None

    @property
    def vacant(self) -> bool:
        return self.holder is None

    @property
    def instead_of(self) -> Words | None:
        """The title of the seat's own post, where another stands for it."""
        return self.seat.post.title if self.post != self.seat.post else None


def bodies_on(office: UUID | Office, day: date) -> QuerySet[Body]:
    """The office's committees constituted on a day."""
    own = office.pk if isinstance(office, Office) else office
    return Body.objects.filter(_on(day), office=own).order_by("code")


def body_on(office: UUID | Office, code: str, day: date) -> Body | None:
    return bodies_on(office, day).filter(code=code).first()


def body_standing_for(office: Office, code: str, now: datetime) -> Body | None:
    """The office's committee under this code; of an office that was merged, the receiving office's, and its
    own only while there is none.
    """
    today = day_in(office, now)
    return body_on(lines.standing_office(office), code, today) or body_on(office, code, today)


def seats_on(body: Body, day: date) -> list[Seat]:
    """The body's seats on a day, in the order of its notice."""
    rows = body.seats.filter(_on(day)).select_related("post__rank", "post__section", "post__office", "body")
    return list(rows.order_by("position", "starts", "pk"))


def seat_of(body: Body, role: SeatRole, day: date) -> Seat | None:
    return next((seat for seat in seats_on(body, day) if seat.role == role), None)


def sittings(body: Body, now: datetime) -> list[Sitting]:
    """The seats at a moment, each with who acts for it; a deputy stands there with both names.

    A seat follows its abolished post to whatever stands for that post on the day.
    """
    day = local_day(body, now)
    seats = seats_on(body, day)
    chains = lines.chains_on((seat.post for seat in seats), day)
    holders = holders_of({post.pk for chain in chains.values() for post in chain}, now)
    return [_sitting(seat, chains[seat.post_id], holders) for seat in seats]


def _sitting(seat: Seat, chain: list[Post], holders: Mapping[UUID, Holder]) -> Sitting:
    """Whoever acted earlier on the day of an abolition sat for the abolished post itself."""
    post = next((one for one in chain if one.pk in holders), chain[-1])
    return Sitting(seat, post, holders.get(post.pk))


def sitting_of(body: Body, role: SeatRole, now: datetime) -> Sitting | None:
    """The chair's or the member-secretary's seat, with who acts for it at a moment."""
    return next((one for one in sittings(body, now) if one.seat.role == role), None)


def seats_held(posts: Collection[UUID], day: date) -> QuerySet[Seat]:
    """The seats of these posts on a day, in bodies that stand that day."""
    standing = Q(body__starts__lte=day) & (Q(body__ends=None) | Q(body__ends__gt=day))
    return Seat.objects.filter(_on(day), standing, post__in=posts).select_related("body")


def secretary_of(office: Office, code: str, now: datetime) -> Post | None:
    """The post of a committee's member-secretary, or the one that stands for it since it was abolished:
    what waits for the committee lies there.
    """
    body = body_standing_for(office, code, now)
    seat = seat_of(body, SeatRole.SECRETARY, day_in(office, now)) if body else None
    return lines.present_posts([seat.post])[seat.post_id] if seat else None


def local_day(body: Body, now: datetime) -> date:
    return day_in(body.office, now)


def day_in(office: Office, now: datetime) -> date:
    return now.astimezone(ZoneInfo(office.timezone)).date()


def _on(day: date) -> Q:
    return Q(starts__lte=day) & (Q(ends=None) | Q(ends__gt=day))
