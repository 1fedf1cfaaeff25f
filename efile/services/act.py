"""What every act shares: locks in one order, the check of what was seen, the record of what was done.

Lock order, for all services: File, Matter, Thread, Instance, Due, recipient Post (share), number
series; several rows of a kind by id. The connection's lock_timeout turns a long wait into a refusal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import UUID

import orjson
from django.db import OperationalError, transaction
from django.db.models import QuerySet

from efile import reasons, rules
from efile.history import ThreadFacts
from efile.models import Matter, Movement, Thread
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from ledger import selectors as ledger_selectors
from ledger import services as ledger
from ledger.errors import KeyTaken
from notings.models import Paragraph
from workflows.catalogue import spec_of
from workflows.engine import StageSpec
from workflows.models import Instance
from workflows.runtime import Clock

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the officer's page showed: the thread's version and the open stage."""

    version: int
    stage: UUID | None


@dataclass(frozen=True, slots=True)
class Done:
    """The answer of an act, and of every repeat of it with the same key."""

    matter: UUID
    thread: UUID
    seq: int
    kind: str

    def answer(self) -> dict[str, object]:
        return {"matter": str(self.matter), "thread": str(self.thread), "seq": self.seq, "kind": self.kind}

    @classmethod
    def from_answer(cls, answer: Mapping[str, object]) -> Done:
        return cls(
            UUID(str(answer["matter"])),
            UUID(str(answer["thread"])),
            int(str(answer["seq"])),
            str(answer["kind"]),
        )


@dataclass(frozen=True, slots=True)
class Once:
    """The idempotency key of a request: the user, the form's key, and a hash of what was asked."""

    user: UUID
    key: UUID
    request: bytes

    @classmethod
    def of(cls, actor: Actor, key: UUID | None, *request: object) -> Once | None:
        if key is None or actor.user_id is None:
            return None
        return cls(actor.user_id, key, hashlib.sha256(orjson.dumps([str(r) for r in request])).digest())

    def first_answer(self) -> Mapping[str, object] | None:
        """The stored answer when this key was used before; refuses another request under it."""
        before = ledger_selectors.answered(self.user, self.key)
        if before is None:
            return None
        if before.request != self.request:
            raise Refused(reasons.KEY_REUSED)
        return before.answer


@dataclass(slots=True)
class Held:
    """A locked thread with its matter, and what this act changes."""

    matter: Matter
    thread: Thread
    clock: Clock
    touched: dict[UUID, Thread] = field(default_factory=dict)

    @property
    def stage(self) -> StageSpec | None:
        row = self.thread.stage
        if row is None or row.closed_at is not None:
            return None
        return spec_of(self.matter.instance.version_id).stages[row.element]

    def touch(self, thread: Thread) -> None:
        self.touched[thread.pk] = thread


def act(service: Callable[P, R]) -> Callable[P, R]:
    """Run a service as one outermost transaction; a lock not had in time is a clear refusal.

    Of two requests with one key where nothing is there to be locked yet, the later finds the key
    taken at its append: run again, it finds the first one's answer.
    """

    def once(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(durable=True):
            return service(*args, **kwargs)

    @wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            try:
                return once(*args, **kwargs)
            except KeyTaken:
                return once(*args, **kwargs)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) in {"55P03", "40P01"}:
                raise Refused(reasons.BUSY) from error
            raise

    return run


def lock_thread(thread: UUID, now: datetime) -> Held:
    """Lock a thread's matter, then the thread."""
    matter = _matters().filter(threads=thread).first()
    if matter is None:
        raise Refused(reasons.NOT_VISIBLE)
    row = Thread.objects.select_for_update(of=("self",)).select_related("stage", "holder").get(pk=thread)
    return Held(matter, row, clock_for(matter, now))


def lock_matter(matter: UUID) -> Matter:
    return _matters().get(pk=matter)


def _matters() -> QuerySet[Matter]:
    rows = Matter.objects.select_for_update(of=("self",))
    return rows.select_related("instance", "office", "service").order_by()


def lock_instance(matter: Matter) -> Instance:
    """The matter's instance, locked and fresh."""
    matter.instance = Instance.objects.select_for_update().get(pk=matter.instance_id)
    return matter.instance


def clock_for(matter: Matter, now: datetime) -> Clock:
    return Clock(matter.office, now)


def check_seen(held: Held, seen: Seen | None) -> None:
    """Refuse when the thread has moved since the page was drawn, and say who moved it."""
    thread = held.thread
    if seen is None or (seen.version == thread.version and seen.stage == thread.stage_id):
        return
    last = thread.movements.order_by("-seq").first()
    raise Refused(
        reasons.MOVED,
        who=last.actor_name if last else "",
        holder=thread.holder.title,
        at=last.at if last else None,
    )


def check_holder(held: Held, actor: Actor) -> None:
    thread = held.thread
    if thread.closed_at is not None:
        raise Refused(reasons.CLOSED)
    reason = rules.may_act_as_holder(thread.holder_id, thread.pool_id is not None, actor.post_id)
    if reason is not None:
        raise Refused(reason, holder=thread.holder.title)


def post_of(actor: Actor) -> UUID:
    """The post an officer acts for; citizens and the system have none and may not do this."""
    if actor.post_id is None:
        raise Refused(reasons.OFFICERS_ONLY)
    return actor.post_id


def check_stage(held: Held) -> StageSpec:
    stage = held.stage
    if stage is None:
        raise Refused(reasons.NO_STAGE, what=held.thread.waiting_for)
    return stage


def stage_id(held: Held) -> UUID:
    """The id of the thread's stage."""
    if held.thread.stage_id is None:
        raise Refused(reasons.NO_STAGE, what=held.thread.waiting_for)
    return held.thread.stage_id


def share_post(post: UUID) -> Post:
    """The recipient, locked against being abolished under the act."""
    found = Post.objects.raw("SELECT * FROM hierarchy_post WHERE id = %s FOR SHARE", [post])
    row = next(iter(found), None)
    if row is None:
        raise Refused(reasons.NOT_VISIBLE)
    if row.abolished_on is not None:
        raise Refused(reasons.POST_GONE, to=row.title)
    return row


def hand_over(
    thread: Thread, to: UUID, sender: UUID | None, kind: str, now: datetime, reader: UUID | None
) -> None:
    """Put the thread with another post. It counts as read when the reader hands it to himself."""
    thread.holder_id = to
    thread.pool_id = None
    thread.sender_id = sender
    thread.act = kind
    thread.arrived_at = now
    thread.read_at = now if reader is not None and reader == to else None


def record(
    held: Held,
    actor: Actor,
    kind: str,
    *,
    to: UUID | None = None,
    stage: str = "",
    outcome: str = "",
    paragraph: Paragraph | None = None,
    data: Mapping[str, object] | None = None,
    texts: Mapping[str, str] | None = None,
    once: Once | None = None,
) -> Done:
    """Write the movement, the changed threads and the ledger entry of one act."""
    matter, thread, now = held.matter, held.thread, held.clock.now
    matter.moves += 1
    matter.save(update_fields=["moves", "marked_to", "section", "closed_at", "disposal", "file"])
    for row in held.touched.values():
        row.version += 1
        row.save()
    Movement.objects.create(
        office_id=matter.office_id,
        matter=matter,
        thread=thread,
        seq=matter.moves,
        kind=kind,
        from_post_id=actor.post_id,
        to_post_id=to,
        by=actor.by(),
        stage=stage,
        outcome=outcome,
        paragraph=paragraph.number if paragraph else None,
        at=now,
    )
    done = Done(matter.pk, thread.pk, matter.moves, kind)
    noted = (
        {"note": {"number": paragraph.number, "lane": paragraph.lane, "id": paragraph.pk}}
        if paragraph
        else {}
    )
    ledger.append(
        stream=matter.pk,
        stream_kind="matter",
        kind=ENTRY_KINDS[kind],
        data={
            "thread": thread.pk,
            "seq": matter.moves,
            "from": actor.post_id,
            "to": to,
            "stage": stage,
            "outcome": outcome,
            "threads": [ThreadFacts.of(row).entry() for row in held.touched.values()],
            **noted,
            **(data or {}),
        },
        by=actor.by(),
        at=now,
        texts={**(texts or {}), **({"note": paragraph.text} if paragraph else {})},
        key=ledger.Key(once.user, once.key, once.request, done.answer()) if once else None,
    )
    return done


ENTRY_KINDS = {
    "started": "matter.started",
    "read": "thread.opened",
    "forwarded": "thread.forwarded",
    "returned": "thread.returned",
    "claimed": "thread.claimed",
    "pulled_back": "thread.pulled_back",
    "withdrawn": "stage.withdrawn",
    "completed": "stage.completed",
    "message": "message.received",
    "limit": "limit.passed",
    "effect": "effect.finished",
    "filed": "matter.filed",
}
