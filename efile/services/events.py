"""What moves a matter from outside a desk: a limit passed, a message came, an effect finished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from efile import reasons
from efile.models import Matter, Thread
from efile.papers.keeping import entry_of, lay_in
from efile.papers.models import PaperKind
from efile.services.act import Done, Once, act
from efile.services.locking import Held, check_order, clock_for, lock_instance, lock_matter, lock_open_threads
from efile.services.recording import record
from efile.services.stepping import after_step, engine_entry, lies_with
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from workflows import runtime
from workflows.engine import Fact
from workflows.models import Due, OpenWait
from workflows.standing import Standing

PAPERS: Final = {"message": PaperKind.MESSAGE, "effect": PaperKind.NOTICE}


@act
def message_came(
    *,
    actor: Actor,
    matter: UUID,
    message: str,
    now: datetime,
    text: str = "",
    facts: Mapping[str, Fact] | None = None,
    key: UUID | None = None,
) -> Done:
    """The citizen replied, a fee was paid, another office answered: fire the waiting message."""
    once = Once.of(actor, key, "message", matter, message, text)
    waiting = lock_waiting(matter)
    if once and (answer := once.first_answer()):
        return Done.from_answer(answer)
    found = (row for row in waiting.standing.waits.values() if (row.kind, row.name) == ("message", message))
    wait = next(found, None)
    if wait is None:
        raise Refused(reasons.NOT_WAITING)
    check_order(ledger.last_at(matter), now)
    return _fire(waiting, actor, wait, now, "message", dict(facts or {}), text=text, once=once)


def fire_message(waiting: Waiting, actor: Actor, wait: OpenWait, now: datetime, text: str) -> Done:
    """The message has come by another act, which holds the locks and laid in what came."""
    return _fire(waiting, actor, wait, now, "message", {}, text=text)


@act
def effect_finished(
    *, matter: UUID, wait: UUID, result: str, now: datetime, facts: Mapping[str, Fact] | None = None
) -> Done | None:
    """A released effect reports back; a repeat of the same report does nothing."""
    waiting = lock_waiting(matter)
    found = waiting.standing.waits.get(wait)
    if found is None:
        return None
    actor = Actor.system("relay")
    return _fire(waiting, actor, found, now, "effect", dict(facts or {}), result=result)


@act
def fire_due(*, due: UUID, now: datetime) -> Done | None:
    """A limit that changes the path has passed. Checked again under the lock."""
    known = Due.objects.filter(pk=due, kind=Due.Kind.FIRE).values_list("instance", flat=True).first()
    matter = Matter.objects.filter(instance=known).values_list("pk", flat=True).first()
    if known is None or matter is None:
        return None
    waiting = lock_waiting(matter)
    fresh = Due.objects.select_for_update().get(pk=due)
    today = clock_for(waiting.matter, now).calendar.local_date(now)
    if fresh.closed_at is not None or fresh.due_on >= today:
        return None
    wait = waiting.standing.waits[fresh.subject_id]
    return _fire(waiting, Actor.system("clock"), wait, now, "limit", {})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A locked matter with its open threads and its instance."""

    matter: Matter
    threads: list[Thread]
    standing: Standing

    def held(self, wait: OpenWait, now: datetime) -> Held:
        """By the thread whose token waits here: that of the stage it came from, else the root."""
        thread = next((row for row in self.threads if row.stage_id == wait.stage_id), self.threads[0])
        others = tuple(row for row in self.threads if row.pk != thread.pk)
        return Held(self.matter, thread, clock_for(self.matter, now), others)


def lock_waiting(matter: UUID) -> Waiting:
    """A matter that an act from outside moves: itself, its open threads, its instance."""
    row = lock_matter(matter)
    threads = lock_open_threads(row)
    return Waiting(row, threads, lock_instance(row))


def _fire(
    waiting: Waiting,
    actor: Actor,
    wait: OpenWait,
    now: datetime,
    kind: str,
    facts: dict[str, Fact],
    *,
    result: str | None = None,
    text: str = "",
    once: Once | None = None,
) -> Done:
    held = waiting.held(wait, now)
    stepped = runtime.fire(waiting.standing, wait.pk, facts, held.clock, result)
    held.touch(held.thread)
    after_step(held, actor, stepped, kind)
    said = _paper(held, actor, kind)
    return record(
        held,
        actor,
        kind,
        to=lies_with(held),
        stage=wait.element,
        outcome=result or wait.name,
        data={"engine": engine_entry(stepped, "fire", wait.pk, facts=facts, result=result), **said},
        texts={"message": text} if text else None,
        once=once,
    )


def _paper(held: Held, actor: Actor, kind: str) -> dict[str, object]:
    """What came from outside, or went out, lies in the file as a paper."""
    laid = PAPERS.get(kind)
    if laid is None:
        return {}
    return {"paper": entry_of(lay_in(held.matter, actor, laid, held.clock.now, seq=held.matter.moves + 1))}
