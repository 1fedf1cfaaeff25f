"""What several posts may at once: their ranks' powers as the office's orders of the day change them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from hierarchy import lines
from hierarchy.models import Post, PowerRow
from hierarchy.rules import Order, Powers, powers_in_force


def may(powers: Powers, power: str, service: str = "", amount: int | None = None) -> bool:
    """Whether such powers carry one, here in a service and for a sum if these are given."""
    if (power, service) in powers.withheld:
        return False
    return power in powers.always or any(one.covers(power, service, amount) for one in powers.limited)


def powers_at(posts: Iterable[Post], today: date) -> dict[UUID, Powers]:
    """The powers of many posts on a day, in one query beyond their ranks."""
    wanted = list(posts)
    rows = list(
        PowerRow.objects.filter(office__in={post.office_id for post in wanted}, starts__lte=today).filter(
            Q(ends__isnull=True) | Q(ends__gt=today)
        )
    )
    return {post.pk: powers_in_force(post.rank.powers, _orders(post, rows)) for post in wanted}


def nearest_able(
    post: UUID, power: str, today: date, service: str = "", amount: int | None = None
) -> Post | None:
    """The nearest standing post above that carries the power."""
    above = lines.seats([post])[post].superiors
    standing = Post.objects.filter(pk__in=above, abolished_on__isnull=True).select_related("rank", "section")
    found = {row.pk: row for row in standing}
    powers = powers_at(found.values(), today)
    able = (pk for pk in above if pk in found and may(powers[pk], power, service, amount))
    first = next(able, None)
    return found[first] if first else None


def _orders(post: Post, rows: list[PowerRow]) -> list[Order]:
    return [
        Order(row.effect == "gives", row.post_id is not None, row.power, row.service, row.most_amount)
        for row in rows
        if row.office_id == post.office_id and (row.post_id == post.pk or row.rank_id == post.rank_id)
    ]
