"""The members see what a meeting takes up, until it is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from efile.access.models import MatterGrant
from efile.committees.models import AgendaItem, Meeting
from efile.committees.why import reason_of
from efile.services.locking import Held, post_of
from hierarchy import bodies, grants
from hierarchy.actors import Actor
from hierarchy.models import Post
from ledger import selectors as read
from ledger import services as ledger

LISTED, OVER = "matter.listed", "matter.meeting_over"
Shown = list[tuple[UUID, UUID]]


def listed(held: Held, row: Meeting, actor: Actor, now: datetime) -> None:
    """The file's own record says before which meeting it was put, and to whom it is shown for that.

    Every seat's post, or the one that stands for it, reads it until the end of the meeting's day, but those
    to whom it is shown for longer.
    """
    until, before = _end_of_day(row), _shown_before(held)
    posts = dict.fromkeys(one.post for one in bodies.sittings(row.body, row.at))
    reason = reason_of(row)
    wanted = [post for post in posts if post.pk != held.thread.holder_id]
    shown: Shown = [
        (_give(held, post, actor, until, reason, now), post.pk)
        for post in wanted
        if before.get(post.pk, now) < until
    ]
    data: dict[str, object] = {
        "thread": held.thread.pk,
        "meeting": row.pk,
        "body": row.body.code,
        "number": row.number,
        "until": until,
        "shown": [[grant, post] for grant, post in shown],
        "before": {str(post): before[post] for _grant, post in shown if before.get(post, now) > now},
    }
    _append(held.matter.pk, LISTED, data, actor, now, {"reason": reason})


def over(row: Meeting, items: Iterable[AgendaItem], actor: Actor, now: datetime) -> None:
    """What the meeting shows of these items ends; what was shown before it, goes on to its own day."""
    for item in sorted(items, key=lambda one: (one.matter_id, one.thread_id)):
        ended = _ended(row, item, now)
        if ended:
            data = {"thread": item.thread_id, "meeting": row.pk, "body": row.body.code, "number": row.number}
            _append(item.matter_id, OVER, {**data, "ended": ended}, actor, now)


def _ended(row: Meeting, item: AgendaItem, now: datetime) -> list[list[object]]:
    """Id and new end of each grant that this meeting made and that still runs by it."""
    told = _told_by(row, item.matter_id)
    if told is None:
        return []
    posts, until = dict(told["shown"]), datetime.fromisoformat(told["until"])
    own = MatterGrant.objects.select_for_update().filter(pk__in=posts, content_object=item.matter_id)
    running = own.filter(until=until, until__gt=now).order_by("pk")
    ended: list[list[object]] = []
    for grant in running:
        earlier = told["before"].get(posts[str(grant.pk)])
        grants.end(grant, max(now, datetime.fromisoformat(earlier)) if earlier else now)
        ended.append([grant.pk, grant.until])
    return ended


def _told_by(row: Meeting, matter: UUID) -> Mapping[str, Any] | None:
    """How the matter's record says that it was put before this meeting, the last time."""
    entries = [entry for entry in read.entries(matter) if entry.kind == LISTED and "shown" in entry.data]
    own: Sequence[Mapping[str, Any]] = [one.data for one in entries if one.data["meeting"] == str(row.pk)]
    return own[-1] if own else None


def _give(held: Held, post: Post, actor: Actor, until: datetime, reason: str, now: datetime) -> UUID:
    grant = grants.give(
        MatterGrant,
        "view_matter",
        held.matter,
        post=post,
        office=held.matter.office_id,
        by=post_of(actor),
        until=until,
        reason=reason,
        now=now,
    )
    return grant.pk


def _shown_before(held: Held) -> dict[UUID, datetime]:
    """Until when it is shown to each post already."""
    rows = MatterGrant.objects.filter(content_object=held.matter).select_related("group__standing_for")
    return {row.post_id: row.until for row in rows}


def _end_of_day(row: Meeting) -> datetime:
    zone = ZoneInfo(row.body.office.timezone)
    day = row.at.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _append(
    matter: UUID, kind: str, data: Mapping[str, object], actor: Actor, now: datetime,
    texts: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    ledger.append(
        stream=matter, stream_kind="matter", kind=kind, data=data, by=actor.by(), at=now, texts=texts
    )
