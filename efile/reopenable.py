"""What a reader may reopen of a matter, or close: whether its page offers it. The service checks again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from efile.models import File, Matter, Movement
from efile.services import reopening
from efile.services.filing import CLOSING_POWER, check_line_of_file
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from workflows.engine import FlowSpec


def may_reopen(
    matter: Matter, movements: Sequence[Movement], spec: FlowSpec, actor: Actor, now: datetime
) -> bool:
    """Whether he may take the decision up again."""
    if matter.closed_at is None or not actor.may(reopening.POWER, matter.service.code):
        return False
    found = reopening.judged(matter, movements, spec, actor, now)
    return found is not None and found.reason is None


def may_reopen_file(matter: Matter, actor: Actor) -> bool:
    """Whether he may make the closed file of the matter current again."""
    return _may_turn(matter.file, File.Status.CLOSED, reopening.POWER, actor)


def turns_of_file(file: File, actor: Actor) -> set[str]:
    """Of a file in which no matter is open: what its own page offers. An empty one is closed there alone."""
    if actor.assistant or file.matters.filter(closed_at__isnull=True).exists():
        return set()
    closes = _may_turn(file, File.Status.CURRENT, CLOSING_POWER, actor)
    reopens = _may_turn(file, File.Status.CLOSED, reopening.POWER, actor)
    return {"close"} if closes else {"reopen"} if reopens else set()


def may_close_file(matter: Matter, actor: Actor) -> bool:
    """Whether he may close the current file of the disposed matter, once nothing in it is open."""
    if matter.closed_at is None or actor.assistant:
        return False
    return _may_turn(matter.file, File.Status.CURRENT, CLOSING_POWER, actor)


def _may_turn(file: File | None, status: str, power: str, actor: Actor) -> bool:
    if file is None or file.destroyed_at is not None or file.status != status or not actor.may(power):
        return False
    try:
        check_line_of_file(actor, file)
    except Refused:
        return False
    return True


def may_reopen_any(
    matter: Matter, movements: Sequence[Movement], spec: FlowSpec, actor: Actor, now: datetime
) -> bool:
    if actor.assistant:
        return False
    return may_reopen(matter, movements, spec, actor, now) or may_reopen_file(matter, actor)
