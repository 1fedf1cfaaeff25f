"""The posts that a person acts for, with rank, office and section: one statement, composed once.

Every request asks for them first. The query sets of their six tables took longer to compose than to answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

from django.db import connection
from django.db.models import Model

from hierarchy.ability import DURING
from hierarchy.models import ChargeKind, Office, Post, Rank, Scope, Section, User

_OWN: Final[tuple[type[Model], ...]] = (Post, Rank, Office, Section)
_FIELDS: Final = {model: tuple(field.attname for field in model._meta.concrete_fields) for model in _OWN}
_ROWS: Final = ", ".join(
    f"{model._meta.db_table}.{field.column}" for model in _OWN for field in model._meta.concrete_fields
)
_ACTING: Final = f"""
    WITH acting AS (
        SELECT false AS deputed, starts, id, post_id, kind, '' AS reason, '' AS scope
        FROM hierarchy_charge WHERE user_id = %(user)s AND {DURING}
        UNION ALL
        SELECT true, starts, id, post_id, %(link)s, reason, scope
        FROM hierarchy_deputation WHERE user_id = %(user)s AND {DURING}
    )
    SELECT acting.deputed, acting.kind, acting.reason, acting.scope,
           principal.username, principal.name_bn, principal.name_en, {_ROWS}
    FROM acting
    JOIN hierarchy_post ON hierarchy_post.id = acting.post_id
    JOIN hierarchy_rank ON hierarchy_rank.id = hierarchy_post.rank_id
    JOIN hierarchy_office ON hierarchy_office.id = hierarchy_post.office_id
    LEFT JOIN hierarchy_section ON hierarchy_section.id = hierarchy_post.section_id
    LEFT JOIN hierarchy_charge held ON acting.deputed AND held.post_id = acting.post_id
         AND held.starts <= %(now)s AND (held.ends IS NULL OR held.ends > %(now)s)
    LEFT JOIN hierarchy_user principal ON principal.id = held.user_id
    ORDER BY acting.deputed, acting.kind <> %(first)s, acting.starts, acting.id
"""  # noqa: S608 [names of our own columns]

_KINDS: Final = {"link": ChargeKind.LINK.value, "first": ChargeKind.SUBSTANTIVE.value}


class Place(NamedTuple):
    """A post and how somebody acts for it."""

    deputed: bool
    kind: str
    reason: str
    drafts: bool
    principal: User | None
    """Who holds the post, where another deputises for him; of his row only the names are filled."""
    post: Post


def places_of(user_id: UUID, now: datetime) -> list[Place]:
    """His own charges, substantive ones first; then the posts he deputises for."""
    with connection.cursor() as cursor:
        cursor.execute(_ACTING, {"user": user_id, "now": now, **_KINDS})
        return [_place(row) for row in cursor.fetchall()]


def _place(row: tuple[Any, ...]) -> Place:
    deputed, kind, reason, scope, username, name_bn, name_en, *columns = row
    principal = User(username=username, name_bn=name_bn, name_en=name_en) if username else None
    return Place(deputed, kind, reason, scope == Scope.DRAFT, principal, _post(iter(columns)))


def _post(columns: Iterator[Any]) -> Post:
    post, rank, office, section = (_row(model, columns) for model in _OWN)
    post.rank, post.office, post.section = rank, office, section
    return cast(Post, post)


def _row(model: type[Model], columns: Iterator[Any]) -> Any:
    """The next columns as a row of the model; None when nothing was joined."""
    fields = _FIELDS[model]
    values = [next(columns) for _field in fields]
    return model.from_db(connection.alias, fields, values) if values[0] is not None else None
