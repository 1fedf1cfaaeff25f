"""What several posts may at once: their ranks' powers as the office's orders of the day change them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
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
DURING = "starts <= %(now)s AND (ends IS NULL OR ends > %(now)s)"
_SHARE = f"""
    SELECT post.*, rank.powers AS rank_powers,
           ({ORDERS.format(office="post.office_id", post="post.id", rank="post.rank_id")}) AS orders,
           EXISTS (SELECT FROM hierarchy_charge WHERE post_id = post.id AND {DURING})
           OR EXISTS (SELECT FROM hierarchy_deputation
                      WHERE post_id = post.id AND scope = 'full' AND {DURING}) AS filled
    FROM hierarchy_post post JOIN hierarchy_rank rank ON rank.id = post.rank_id
    WHERE post.id = %(post)s
    FOR SHARE OF post
"""  # noqa: S608 [names of our own columns]


def powers_at(posts: Iterable[Post], today: date) -> dict[UUID, Powers]:
    """The powers of many posts on a day, in one query beyond their ranks."""
    wanted = list(posts)
    return powers_of(wanted, in_force(wanted, today))


def in_force(posts: Iterable[Post], today: date) -> list[PowerRow]:
    """The orders about powers that count on a day in the offices of these posts."""
    rows = PowerRow.objects.filter(office__in={post.office_id for post in posts}, starts__lte=today)
    return list(rows.filter(Q(ends__isnull=True) | Q(ends__gt=today)))


def powers_of(posts: Iterable[Post], orders: list[PowerRow]) -> dict[UUID, Powers]:
    """The powers of posts under these orders of their offices."""
    return {post.pk: powers_in_force(post.rank.powers, _orders(post, orders)) for post in posts}


@dataclass(frozen=True, slots=True)
class Recipient:
    """A post that something is sent to, with its powers of the day; `filled` when somebody acts there."""

    post: Post
    powers: Powers
    filled: bool


def share(post: UUID, today: date, now: datetime) -> Recipient | None:
    """A post locked against being abolished or vacated under an act, in one statement."""
    found = Post.objects.raw(_SHARE, {"post": post, "today": today, "now": now})
    row = next(iter(found), None)
    if row is None:
        return None
    more = vars(row)  # the statement's own columns stand beside the post's
    orders = [Order(*order) for order in loads(more["orders"])]
    return Recipient(row, powers_in_force(more["rank_powers"], orders), more["filled"])


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
