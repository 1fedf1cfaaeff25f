"""What every act shares: what was seen, its answer, the key that makes it happen once, the transaction.

Lock order, for all services: File, Matter, Thread, Instance, Due, recipient Post (share), number
series; several rows of a kind by id. The connection's lock_timeout turns a long wait into a refusal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import UUID

import orjson
from django.db import OperationalError, transaction

from efile import reasons
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from ledger.errors import KeyTaken
from ledger.selectors import Answered
from ledger.services import Key

P = ParamSpec("P")
R = TypeVar("R")
Answer = Mapping[str, object]


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

    def first_answer(self) -> Answer | None:
        """The stored answer when this key was used before; refuses another request under it."""
        return self.same(ledger.answered(self.user, self.key))

    def same(self, before: Answered | None) -> Answer | None:
        """What was answered before, if this asks the same."""
        if before is None:
            return None
        if before.request != self.request:
            raise Refused(reasons.KEY_REUSED)
        return before.answer

    def answered(self, done: Done) -> Key:
        """What the ledger keeps of it."""
        return Key(self.user, self.key, self.request, done.answer())


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


ENTRY_KINDS = {
    "started": "matter.started",
    "read": "thread.opened",
    "forwarded": "thread.forwarded",
    "returned": "thread.returned",
    "claimed": "thread.claimed",
    "pulled_up": "thread.pulled_up",
    "pulled_back": "thread.pulled_back",
    "withdrawn": "stage.withdrawn",
    "completed": "stage.completed",
    "message": "message.received",
    "limit": "limit.passed",
    "effect": "effect.finished",
    "filed": "matter.filed",
    "reopened": "matter.reopened",
    "undone": "matter.undone",
    "parked": "thread.parked",
    "woken": "thread.taken_up",
}
