"""Orders that give or withhold a power for a rank or a post of the office."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hierarchy.actors import Actor
from hierarchy.cases import cases_of
from hierarchy.establishment import reasons
from hierarchy.models import POWERS, Effect, Office, PowerRow, Rank
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
from hierarchy.services.keeping import keeping_an_administrator
from hierarchy.words import Words, clean


@administrative
def order_power(
    *,
    actor: Actor,
    power: str,
    source: Words,
    now: datetime,
    rank: UUID | None = None,
    post: UUID | None = None,
    effect: str = Effect.GIVES,
    service: str = "",
    most_amount: int | None = None,
    starts: date | None = None,
    ends: date | None = None,
) -> PowerRow:
    """CSMOP 14(i): powers are delegated by order, per class of case. `starts` is today when None."""
    office = own_office(actor)
    if power not in POWERS:
        raise Refused(reasons.UNKNOWN_POWER)
    if (rank is None) == (post is None):
        raise Refused(reasons.OF_ONE)
    within = _service(office, clean(service))
    if effect == Effect.WITHHOLDS and most_amount is not None:
        raise Refused(reasons.NOT_WHOLE)
    if most_amount is not None:
        _check_sum(office, within)
    today = local_day(office, now)
    first = starts or today
    _check_days(first, ends, today)
    pair = cleaned(source, str(_("order")))
    of_rank = _rank(office.profile, rank)
    of_post = lock_standing(office, post, now) if post else None
    with keeping_an_administrator(office, now):
        row = PowerRow.objects.create(
            office=office,
            rank=of_rank,
            post=of_post,
            power=power,
            effect=effect,
            service=within,
            most_amount=most_amount,
            starts=first,
            ends=ends,
            source_bn=pair.bn,
            source_en=pair.en,
        )
    enter("power.ordered", row, office=office, actor=actor, now=now, about=_posts_of(row))
    return row


@administrative
def end_power(*, actor: Actor, power: UUID, now: datetime, ends: date | None = None) -> PowerRow:
    """In force until a day, not counted (today when None); an order not begun by then is withdrawn."""
    office = own_office(actor)
    row = office.powers.select_for_update().filter(pk=power).first()
    if row is None:
        raise Refused(reasons.UNKNOWN_ROW)
    today = local_day(office, now)
    last = ends or today
    if last < today:
        raise Refused(reasons.IN_THE_PAST)
    if row.ends is not None and row.ends <= today:
        raise Refused(reasons.ENDED)
    begun = row.starts < last
    with keeping_an_administrator(office, now):
        if begun:
            row.ends = last
            row.save(update_fields=["ends"])
        else:
            take_away(row)
    if begun:
        enter("power.ended", row, office=office, actor=actor, now=now, about=_posts_of(row))
    else:
        enter("power.withdrawn", office=office, actor=actor, now=now, gone=[row], about=_posts_of(row))
    return row


def _posts_of(order: PowerRow) -> list[UUID]:
    """The office's posts to which an order gives, or from which it withholds."""
    if order.post_id is not None:
        return [order.post_id]
    return list(order.office.posts.filter(rank=order.rank_id).values_list("pk", flat=True))


def _service(office: Office, code: str) -> str:
    """Empty for all. A code that no service has would give a power nowhere, or withhold it nowhere."""
    if code and code not in cases_of(office):
        raise Refused(reasons.UNKNOWN_SERVICE, service=code)
    return code


def _check_sum(office: Office, service: str) -> None:
    """A limit by sum where no stage asks for the sum would look like a bar and be none."""
    cases = cases_of(office)
    asked = [cases[service]] if service else list(cases.values())
    if not any(case.asks_sum for case in asked):
        raise Refused(reasons.NO_SUM)


def _check_days(starts: date, ends: date | None, today: date) -> None:
    if starts < today:
        raise Refused(reasons.IN_THE_PAST)
    if ends is not None and ends <= starts:
        raise Refused(reasons.ENDS_FIRST)


def _rank(profile: str, rank: UUID | None) -> Rank | None:
    if rank is None:
        return None
    row = Rank.objects.filter(pk=rank, profile=profile).first()
    if row is None:
        raise Refused(reasons.UNKNOWN_RANK)
    return row
