"""What an office does with a person whose own post is in another one stands in that office's record too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from hierarchy.actors import Actor
from hierarchy.homes import home_of
from hierarchy.models import Charge, Deputation, Office
from hierarchy.services.recording import record


def tell_home(row: Charge | Deputation, actor: Actor, now: datetime) -> None:
    """Of one row that was given, its person's office as it was before is told."""
    home = home_of(row.user_id, now)
    tell_homes([row], {row.user_id: home} if home else {}, actor, now)


def tell_homes(
    rows: Iterable[Charge | Deputation], homes: Mapping[UUID, Office], actor: Actor, now: datetime
) -> None:
    """Each row given outside its person's office is an entry of that office's stream."""
    away = [row for row in rows if row.user_id in homes and homes[row.user_id].pk != row.office_id]
    for row in sorted(away, key=lambda row: (homes[row.user_id].pk, row.pk)):
        record(
            office=homes[row.user_id].pk,
            kind="charge.given_elsewhere" if isinstance(row, Charge) else "deputation.given_elsewhere",
            data=_told(row),
            actor=actor,
            now=now,
        )


def _told(row: Charge | Deputation) -> dict[str, object]:
    return {
        "person": {"id": row.user_id, "username": row.user.username, "name": row.user.name.both()},
        "post": {"id": row.post_id, "code": row.post.code, "title": row.post.title.both()},
        "at": {"id": row.office_id, "name": row.post.office.name.both()},
        "as": row.kind if isinstance(row, Charge) else row.scope,
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat() if row.ends else None,
    }
