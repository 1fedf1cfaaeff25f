"""Several files of the desk in one go: each is an act of its own, and one that is refused stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from efile import services
from efile.desk import reasons
from efile.models import Thread
from efile.pages.labels import number_of
from efile.selectors import known_page
from efile.services.act import Seen
from efile.services.signing import lane_of
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from notings.models import NoteDraft

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Picked:
    """A file as the list showed it: its thread, version and stage, as a box of the list carries them."""

    thread: UUID
    seen: Seen

    @classmethod
    def read(cls, text: str) -> Picked | None:
        try:
            thread, version, stage = text.split(".")
            return cls(UUID(thread), Seen(int(version), UUID(stage) if stage else None))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.thread}.{self.seen.version}.{self.seen.stage or ''}"


@dataclass(frozen=True, slots=True)
class Left:
    """A file that was not done, and why."""

    matter: UUID
    number: str
    refused: Refused


@dataclass(frozen=True, slots=True)
class Result:
    done: int
    left: Sequence[Left]


def picked(values: Iterable[str]) -> list[Picked]:
    """What was ticked, each once; Refused when that is nothing or too much."""
    read = [one for value in values if (one := Picked.read(value)) is not None]
    found = list({one.thread: one for one in read}.values())
    if not found:
        raise Refused(reasons.NOTHING_CHOSEN)
    if len(found) > MOST:
        raise Refused(reasons.TOO_MANY_CHOSEN, most=MOST)
    return found


def threads_of(actor: Actor, chosen: Sequence[Picked]) -> dict[UUID, Thread]:
    """The chosen threads of which the actor may know, in the order in which they were chosen."""
    rows = Thread.objects.filter(pk__in=[one.thread for one in chosen], office__in=actor.offices)
    rows = rows.select_related(
        "matter__receipt__applicant", "matter__file", "matter__service", "matter__instance", "stage", "holder"
    )
    found, _more = known_page(actor, rows.order_by("-arrived_at", "-pk"), None, MOST)
    by_id = {row.pk: row for row in found}
    return {one.thread: by_id[one.thread] for one in chosen if one.thread in by_id}


def drafts_on(actor: Actor, rows: Iterable[Thread]) -> dict[UUID, NoteDraft]:
    """The post's unsigned words on these threads, by thread; what is sent on is signed with them."""
    lanes = {(row.matter.sheet_id, lane_of(row)): row.pk for row in rows}
    found = NoteDraft.objects.filter(
        sheet__in=[sheet for sheet, _lane in lanes], post__in=actor.posts
    ).exclude(text="")
    return {lanes[one.sheet_id, one.lane]: one for one in found if (one.sheet_id, one.lane) in lanes}


def send_all(
    *,
    actor: Actor,
    chosen: Sequence[Picked],
    to: UUID,
    now: datetime,
    shown: Mapping[UUID, int],
    key: UUID | None = None,
) -> Result:
    """Forward each file inside its stage. `shown`: the revisions of the drafts that the sender was shown, by
    thread; words he was not shown are not signed."""
    rows = threads_of(actor, chosen)
    drafts = drafts_on(actor, rows.values())

    def send(one: Picked) -> object:
        draft = drafts.get(one.thread)
        if (draft.revision if draft else 0) != shown.get(one.thread, 0):
            raise Refused(reasons.NOTE_UNSEEN)
        return services.forward(
            actor=actor, thread=one.thread, to=to, now=now, seen=one.seen, key=_own_key(key, one)
        )

    return _each(chosen, rows, send)


def claim_all(*, actor: Actor, chosen: Sequence[Picked], now: datetime, key: UUID | None = None) -> Result:
    """Take each from the section's pool."""

    def claim(one: Picked) -> object:
        return services.claim(actor=actor, thread=one.thread, now=now, seen=one.seen, key=_own_key(key, one))

    return _each(chosen, threads_of(actor, chosen), claim)


def read_all(*, actor: Actor, chosen: Sequence[Picked], now: datetime) -> Result:
    """Mark as read what lies with the post: from then on its sender pulls it back no more."""

    def read(one: Picked) -> object:
        if not services.mark_opened(actor=actor, thread=one.thread, now=now):
            raise Refused(reasons.ALREADY_READ)
        return None

    return _each(chosen, threads_of(actor, chosen), read)


def _own_key(key: UUID | None, one: Picked) -> UUID | None:
    """The same form sent twice asks the same of each file."""
    return uuid5(key, str(one.thread)) if key else None


def _each(chosen: Sequence[Picked], rows: Mapping[UUID, Thread], act: Callable[[Picked], object]) -> Result:
    done, left = 0, []
    for one in chosen:
        row = rows.get(one.thread)
        if row is None:
            continue
        try:
            act(one)
            done += 1
        except Refused as refused:
            left.append(Left(row.matter_id, number_of(row.matter), refused))
    return Result(done, left)
