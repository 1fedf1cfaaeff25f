"""What ends with an office that is merged into another; a room above says what of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hierarchy.actors import Actor
from hierarchy.models import Office

Ending = Callable[[Office, Actor, datetime], None]

_endings: list[Ending] = []


def ends_with_office(ending: Ending) -> None:
    """Called once when its room is ready; `ending` runs inside the transaction of the merger, after the posts
    and sections of the office ended."""
    if ending not in _endings:
        _endings.append(ending)


def end_all(office: Office, actor: Actor, now: datetime) -> None:
    for ending in _endings:
        ending(office, actor, now)
