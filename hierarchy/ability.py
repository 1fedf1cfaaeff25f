"""What several posts may at once: their ranks' powers as the office's orders of the day change them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from json import loads
from uuid import UUID

from django.db.models import Q

from hierarchy import lines
from hierarchy.models import Post, PowerRow
from hierarchy.rules import Order, Powers, powers_in_force

ORDERS = """
    SELECT coalesce(jsonb_agg(jsonb_build_array(
        effect = 'gives', post_id IS NOT NULL, power, service, most_amount)), '[]')
    FROM hierarchy_powerrow
    WHERE office_id = {office} AND (post_id = {post} OR rank_id = {rank})
      AND starts <= %(today)s AND (ends IS NULL OR ends > %(today)s)
"""
_SHARE = f"""
    SELECT post.*, rank.powers AS rank_powers,
           ({ORDERS.format(office="post.office_id", post="post.id", rank="post.rank_id")}) AS orders
    FROM hierarchy_post post JOIN hierarchy_rank rank ON rank.id = post.rank_id
    WHERE post.id = %(post)s
    FOR SHARE OF post
"""  # noqa: S608 [names of our own columns]


def powers_at(posts: Iterable[Post], today: date) -> dict[UUID, Powers]:
    """The powers of many posts on a day, in one query beyond their ranks."""
    wanted = list(posts)
    rows = list(
        PowerRow.objects.filter(office__in={post.office_id for post in wanted}, starts__lte=today).filter(
            Q(ends__isnull=True) | Q(ends__gt=today)
        )
    )
    return {post.pk: powers_in_force(post.rank.powers, _orders(post, rows)) for post in wanted}


def share(post: UUID, today: date) -> tuple[Post, Powers] | None:
    """A post locked against being abolished under an act, with its powers of the day, in one statement."""
    found = Post.objects.raw(_SHARE, {"post": post, "today": today})
    row = next(iter(found), None)
    if row is None:
        return None
    orders = [Order(*order) for order in loads(getattr(row, "orders"))]  # noqa: B009 [a column of the statement]
    return row, powers_in_force(getattr(row, "rank_powers"), orders)  # noqa: B009 [a column of the statement]


def nearest_able(
    post: UUID,
    power: str,
    today: date,
    service: str = "",
    amount: int | None = None,
    lowest: int | None = None,
) -> Post | None:
    """The nearest standing post above that carries the power; `lowest`: of this rank's level or above."""
    above = lines.seats([post])[post].superiors
    standing = Post.objects.filter(pk__in=above, abolished_on__isnull=True).select_related("rank", "section")
    found = {row.pk: row for row in standing}
    powers = powers_at(found.values(), today)
    high = (pk for pk in above if pk in found and (lowest is None or found[pk].rank.level <= lowest))
    able = (pk for pk in high if powers[pk].may(power, service, amount))
    first = next(able, None)
    return found[first] if first else None


def _orders(post: Post, rows: list[PowerRow]) -> list[Order]:
    return [
        Order(row.effect == "gives", row.post_id is not None, row.power, row.service, row.most_amount)
        for row in rows
        if row.office_id == post.office_id and (row.post_id == post.pk or row.rank_id == post.rank_id)
    ]
