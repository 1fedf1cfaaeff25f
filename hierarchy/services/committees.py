"""Constituting a committee by order, giving and ending its seats, and ending it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import Body, Office, Seat, SeatRole
from hierarchy.refusals import Refused
from hierarchy.services.administering import (
    administrative,
    cleaned,
    enter,
    local_day,
    lock_standing,
    own_office,
    take_away,
)
from hierarchy.words import Words, clean

OF_ONE_POST = (SeatRole.CHAIR, SeatRole.SECRETARY)


@administrative
def constitute_body(
    *,
    actor: Actor,
    code: str,
    name: Words,
    quorum: int,
    chair: UUID,
    secretary: UUID,
    source: Words,
    now: datetime,
    starts: date | None = None,
) -> Body:
    """A committee with its chair and member-secretary, from a day on (today when None)."""
    office = own_office(actor)
    first = _first_day(office, starts, now)
    called, own = cleaned(name, str(_("name"))), clean(code)
    if office.bodies.filter(code=own).exclude(ends__lte=first).exists():
        raise Refused(reasons.BODY_STANDS, code=own)
    if quorum < 1:
        raise Refused(reasons.BODY_QUORUM)
    if chair == secretary:
        raise Refused(reasons.SEAT_TWICE)
    order = cleaned(source, str(_("order")))
    body = Body.objects.create(
        office=office,
        code=own,
        name_bn=called.bn,
        name_en=called.en,
        quorum=quorum,
        starts=first,
        source_bn=order.bn,
        source_en=order.en,
    )
    seats = [
        Seat.objects.create(
            office=office,
            body=body,
            post=lock_standing(office, post, now),
            role=role,
            position=position,
            starts=first,
        )
        for position, (post, role) in enumerate(zip((chair, secretary), OF_ONE_POST, strict=True), start=1)
    ]
    enter("body.constituted", body, *seats, office=office, actor=actor, now=now)
    return body


@administrative
def give_seat(
    *,
    actor: Actor,
    body: UUID,
    post: UUID,
    role: str,
    now: datetime,
    starts: date | None = None,
) -> Seat:
    """A post sits in the committee from a day on. There is one chair and one member-secretary: who sat
    there, and the post's own seat until then, end that day.
    """
    office = own_office(actor)
    row = _standing_body(office, body, now)
    first = max(_first_day(office, starts, now), row.starts)
    if role not in SeatRole.values:
        raise Refused(reasons.UNKNOWN_ROW)
    to = lock_standing(office, post, now)
    seats = row.seats.select_for_update(of=("self",)).select_related("post", "body").exclude(ends__lte=first)
    same = Q(post=to) | Q(role=role) if role in OF_ONE_POST else Q(post=to)
    before = list(seats.filter(same))
    if any(seat.post_id == to.pk and seat.role == role for seat in before):
        raise Refused(reasons.SEATED, post=to.title)
    left = [seat for seat in before if seat.role in OF_ONE_POST and seat.role != role]
    if left:
        raise Refused(reasons.SEAT_STAYS, post=to.title, role=left[0].role_label)
    gone = [seat for seat in before if seat.starts >= first]
    ended = [seat for seat in before if seat.starts < first]
    withdrawn = take_away(*gone)
    for seat in ended:
        seat.ends = first
        seat.save(update_fields=["ends"])
    last = row.seats.aggregate(last=Max("position"))["last"] or 0
    made = Seat.objects.create(office=office, body=row, post=to, role=role, position=last + 1, starts=first)
    enter("seat.given", made, *ended, office=office, actor=actor, now=now, gone=withdrawn, about=[post])
    return made


@administrative
def end_seat(*, actor: Actor, seat: UUID, now: datetime, ends: date | None = None) -> Seat:
    """A member leaves on a day, not counted (today when None). The chair and the member-secretary leave
    when another is named."""
    office = own_office(actor)
    rows = Seat.objects.select_for_update(of=("self",)).select_related("post", "body")
    row = rows.filter(office=office, pk=seat).first()
    if row is None:
        raise Refused(reasons.UNKNOWN_ROW)
    if row.role in OF_ONE_POST:
        raise Refused(reasons.SEAT_STAYS, post=row.post.title, role=row.role_label)
    last = _last_day(office, ends, row.ends, now)
    if row.starts >= last:
        enter("seat.withdrawn", office=office, actor=actor, now=now, gone=take_away(row), about=[row.post_id])
        return row
    row.ends = last
    row.save(update_fields=["ends"])
    enter("seat.ended", row, office=office, actor=actor, now=now, about=[row.post_id])
    return row


@administrative
def end_body(*, actor: Actor, body: UUID, now: datetime, ends: date | None = None) -> Body:
    """The committee stands until a day, not counted (today when None). Its meetings stay on record."""
    office = own_office(actor)
    row = _standing_body(office, body, now)
    row.ends = max(_last_day(office, ends, row.ends, now), row.starts + timedelta(days=1))
    row.save(update_fields=["ends"])
    enter("body.ended", row, office=office, actor=actor, now=now)
    return row


def _standing_body(office: Office, body: UUID, now: datetime) -> Body:
    row = office.bodies.select_for_update().filter(pk=body).first()
    if row is None:
        raise Refused(reasons.UNKNOWN_ROW)
    if row.ends is not None and row.ends <= local_day(office, now):
        raise Refused(reasons.ENDED)
    return row


def _first_day(office: Office, starts: date | None, now: datetime) -> date:
    today = local_day(office, now)
    if starts is not None and starts < today:
        raise Refused(reasons.IN_THE_PAST)
    return starts or today


def _last_day(office: Office, ends: date | None, known: date | None, now: datetime) -> date:
    today = local_day(office, now)
    if ends is not None and ends < today:
        raise Refused(reasons.IN_THE_PAST)
    if known is not None and known <= today:
        raise Refused(reasons.ENDED)
    return ends or today
