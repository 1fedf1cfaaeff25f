"""Where posts sit: section chiefs, posts of a rank, lines of control of several posts at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from hierarchy.models import Office, Post, Section

_SEATS = """
    WITH RECURSIVE line (post, above, depth) AS (
        SELECT id, reports_to_id, 1 FROM hierarchy_post WHERE id = ANY(%s)
        UNION ALL
        SELECT line.post, higher.reports_to_id, line.depth + 1
        FROM line JOIN hierarchy_post higher ON higher.id = line.above
        WHERE higher.reports_to_id IS NOT NULL AND line.depth < 30
    )
    SELECT post.id, post.office_id, post.section_id,
           array_remove(array_agg(line.above ORDER BY line.depth), NULL)
    FROM line JOIN hierarchy_post post ON post.id = line.post
    GROUP BY post.id
"""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a post sits: its section and the posts above it, nearest first."""

    post: UUID
    office: UUID
    section: UUID | None
    superiors: tuple[UUID, ...]


def seats(posts: Iterable[UUID]) -> dict[UUID, Seat]:
    """The seats of several posts in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_SEATS, [list(posts)])
        return {row[0]: Seat(row[0], row[1], row[2], tuple(row[3])) for row in cursor.fetchall()}


def chief_of_section(section: UUID) -> Post | None:
    """The highest standing post of the section, or of the one that took it in."""
    return _standing().filter(section=section).first() or _chief_of_heir(section)


def post_of_rank(office: UUID, rank: str, section: UUID | None = None) -> Post | None:
    """The first standing post of a rank in the office, or in one section of it; or in what took these in."""
    found = _of_rank(office, rank, section)
    if found is not None:
        return found
    heir = standing_sections([section]).get(section) if section else None
    return _of_rank(standing_offices([office])[office], rank, heir or section)


def _chief_of_heir(section: UUID) -> Post | None:
    heir = standing_sections([section]).get(section)
    return _standing().filter(section=heir).first() if heir and heir != section else None


def _of_rank(office: UUID, rank: str, section: UUID | None) -> Post | None:
    posts = _standing().filter(office=office, rank__code=rank)
    return (posts.filter(section=section) if section else posts).first()


def _standing() -> QuerySet[Post]:
    return Post.objects.filter(abolished_on__isnull=True).order_by("rank__level", "position", "code")


_SUCCESSORS = """
    WITH RECURSIVE line (own, place, heir, depth) AS (
        SELECT id, id, successor_id, 1 FROM {table} WHERE id = ANY(%s)
        UNION ALL
        SELECT line.own, next.id, next.successor_id, line.depth + 1
        FROM line JOIN {table} next ON next.id = line.heir WHERE line.depth < 100
    )
    SELECT own, place FROM line WHERE heir IS NULL
"""


def standing_posts(posts: Iterable[UUID]) -> dict[UUID, UUID]:
    """The post that stands today for each: itself, or the last of its successors."""
    return _stand_for("hierarchy_post", posts)


def present_posts(posts: Iterable[Post]) -> dict[UUID, Post]:
    """The row of the post that stands today for each of these rows; asked only about abolished ones."""
    found = {post.pk: post for post in posts}
    gone = [post.pk for post in found.values() if post.abolished_on is not None and post.successor_id]
    if gone:
        heirs = standing_posts(gone)
        rows = Post.objects.select_related("rank", "section").in_bulk(set(heirs.values()))
        found |= {own: rows[heir] for own, heir in heirs.items()}
    return found


def chains_on(posts: Iterable[Post], day: date) -> dict[UUID, list[Post]]:
    """Each of these rows with the posts that came after it by a day, the one that stood for it then last."""
    chains = {post.pk: [post] for post in posts}
    while gone := [chain for chain in chains.values() if _heir_on(chain[-1], day)]:
        rows = Post.objects.select_related("rank", "section", "office")
        heirs = rows.in_bulk([heir for chain in gone if (heir := _heir_on(chain[-1], day))])
        for chain in gone:
            chain += [heirs[heir] for heir in [_heir_on(chain[-1], day)] if heir]
    return chains


def _heir_on(post: Post, day: date) -> UUID | None:
    return post.successor_id if post.abolished_on is not None and post.abolished_on <= day else None


def present_sections(sections: Iterable[Section]) -> dict[UUID, Section]:
    """The row of the section that stands today for each of these rows; asked only about closed ones."""
    found = {section.pk: section for section in sections}
    gone = [
        section.pk for section in found.values() if section.closed_on is not None and section.successor_id
    ]
    if gone:
        heirs = standing_sections(gone)
        rows = Section.objects.in_bulk(set(heirs.values()))
        found |= {own: rows[heir] for own, heir in heirs.items()}
    return found


def standing_sections(sections: Iterable[UUID]) -> dict[UUID, UUID]:
    """The section that stands today for each: itself, or the last that took it in."""
    return _stand_for("hierarchy_section", sections)


def standing_offices(offices: Iterable[UUID]) -> dict[UUID, UUID]:
    """The office that stands today for each: itself, or the last that took it in."""
    return _stand_for("hierarchy_office", offices)


def _stand_for(table: str, rows: Iterable[UUID]) -> dict[UUID, UUID]:
    with connection.cursor() as cursor:
        cursor.execute(_SUCCESSORS.format(table=table), [list(rows)])
        return dict(cursor.fetchall())


def standing_office(office: Office) -> UUID:
    """The office itself while it stands, else the last that took it in."""
    own: UUID = office.pk
    return own if office.closed_on is None else standing_offices([own])[own]


_TAKEN_IN = """
    WITH RECURSIVE line (id) AS (
        SELECT %s::uuid
        UNION
        SELECT old.id FROM hierarchy_office old JOIN line ON old.successor_id = line.id
    )
    SELECT id FROM line
"""


def offices_taken_in(office: UUID) -> list[UUID]:
    """The office and all that were merged into it."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN_IN, [office])
        return [row[0] for row in cursor.fetchall()]


_PREDECESSORS = """
    WITH RECURSIVE line (heir, own) AS (
        SELECT id, id FROM hierarchy_post WHERE id = ANY(%s)
        UNION
        SELECT line.heir, old.id FROM hierarchy_post old JOIN line ON old.successor_id = line.own
    )
    SELECT own, heir FROM line
"""


def standing_predecessors(posts: Iterable[UUID]) -> dict[UUID, UUID]:
    """The posts themselves and all that they succeeded, each with the one that stands for it."""
    with connection.cursor() as cursor:
        cursor.execute(_PREDECESSORS, [list(posts)])
        return dict(cursor.fetchall())
