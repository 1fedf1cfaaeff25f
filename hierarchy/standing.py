"""What a post stands for on a day: its own and all it succeeded, and the orders about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from json import loads
from uuid import UUID

from django.db import connection

from hierarchy.ability import ORDERS
from hierarchy.models import Post
from hierarchy.rules import Order

_STANDING = f"""
    WITH RECURSIVE posts (id, section, office) AS (
        SELECT id, section_id, office_id FROM hierarchy_post WHERE id = %(post)s
        UNION
        SELECT old.id, old.section_id, old.office_id FROM hierarchy_post old
        JOIN posts ON old.successor_id = posts.id AND old.abolished_on <= %(today)s
    ), sections (id) AS (
        SELECT section FROM posts WHERE posts.id = %(post)s
        UNION
        SELECT old.id FROM hierarchy_section old
        JOIN sections ON old.successor_id = sections.id AND old.closed_on <= %(today)s
    ), offices (id) AS (
        SELECT office FROM posts
        UNION
        SELECT old.id FROM hierarchy_office old
        JOIN offices ON old.successor_id = offices.id AND old.closed_on <= %(today)s
    )
    SELECT array(SELECT id FROM posts),
           array(SELECT id FROM sections WHERE id IS NOT NULL),
           array(SELECT id FROM offices),
           ({ORDERS.format(office="%(office)s", post="%(post)s", rank="%(rank)s")}),
           %(post)s = (SELECT own.id FROM hierarchy_post own JOIN hierarchy_rank rank ON rank.id = own.rank_id
                       WHERE own.office_id = %(office)s AND own.abolished_on IS NULL
                       ORDER BY rank.level, own.position, own.code LIMIT 1)
"""  # noqa: S608 [names of our own columns]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a post stands for on a day (its own and all it succeeded), the orders about it, and whether it
    `heads` its office (as `selectors.head_of`)."""

    posts: frozenset[UUID]
    sections: frozenset[UUID]
    offices: frozenset[UUID]
    orders: tuple[Order, ...]
    heads: bool


def standing_of(post: Post, today: date) -> Standing:
    """Succession and orders of a post in one query."""
    named: dict[str, UUID | date] = {
        "post": post.id,
        "rank": post.rank_id,
        "office": post.office_id,
        "today": today,
    }
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, named)
        posts, sections, offices, orders, heads = cursor.fetchone()
    return Standing(
        posts=frozenset(posts),
        sections=frozenset(sections),
        offices=frozenset(offices),
        orders=tuple(Order(*order) for order in loads(orders)),
        heads=bool(heads),
    )
