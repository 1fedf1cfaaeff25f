"""What happened to a file while an officer's page of it stood open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from efile.models import Movement
from efile.pages.labels import mover
from efile.scenes import movement_act
from workflows.engine import FlowSpec


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what, when; `to` is the post it went to, empty when it stayed."""

    who: str
    post: str
    act: str
    to: str
    at: datetime


def meantime_of(movements: Sequence[Movement], since: int | None, status: int, spec: FlowSpec) -> list[Event]:
    """The movements after `since`; the last one alone when a page that lost a race did not say."""
    if since is not None:
        return [_event(row, spec) for row in movements if row.seq > since]
    return [_event(row, spec) for row in movements[-1:]] if status == 409 else []


def _event(row: Movement, spec: FlowSpec) -> Event:
    went = row.to_post is not None and row.to_post_id != row.from_post_id
    return Event(
        who=str(row.actor_name),
        post=str(mover(row)),
        act=movement_act(row, spec),
        to=str(row.to_post.title) if went and row.to_post else "",
        at=row.at,
    )
