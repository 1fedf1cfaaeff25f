"""What moves a matter from outside a desk: a limit passed, a message came, an effect finished."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from efile import reasons
from efile.models import Matter, Thread
from efile.services.act import Done, Held, Once, act, clock_for, lock_instance, lock_matter, record
from efile.services.completing import after_step, engine_entry, lies_with
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from workflows import runtime
from workflows.engine import Fact
from workflows.models import Due, OpenWait


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
    row = lock_matter(matter)
    if once and (answer := once.first_answer()):
        return Done.from_answer(answer)
    wait = _open_wait(row, kind="message", name=message)
    return _fire(row, actor, wait, now, "message", dict(facts or {}), text=text, once=once)


@act
def effect_finished(
    *, matter: UUID, wait: UUID, result: str, now: datetime, facts: Mapping[str, Fact] | None = None
) -> Done | None:
    """A released effect reports back; a repeat of the same report does nothing."""
    row = lock_matter(matter)
    waiting = OpenWait.objects.filter(pk=wait, instance=row.instance_id, closed_step=None).first()
    if waiting is None:
        return None
    actor = Actor.system("relay")
    return _fire(row, actor, waiting, now, "effect", dict(facts or {}), result=result)


@act
def fire_due(*, due: UUID, now: datetime) -> Done | None:
    """A limit that changes the path has passed. Checked again under the lock."""
    known = Due.objects.filter(pk=due, kind=Due.Kind.FIRE).values_list("instance", flat=True).first()
    matter_id = Matter.objects.filter(instance=known).values_list("pk", flat=True).first()
    if known is None or matter_id is None:
        return None
    row = lock_matter(matter_id)
    lock_instance(row)
    fresh = Due.objects.select_for_update().get(pk=due)
    today = clock_for(row, now).calendar.local_date(now)
    if fresh.closed_at is not None or fresh.due_on >= today:
        return None
    wait = OpenWait.objects.get(pk=fresh.subject_id)
    return _fire(row, Actor.system("clock"), wait, now, "limit", {})


def _open_wait(matter: Matter, *, kind: str, name: str) -> OpenWait:
    wait = OpenWait.objects.filter(
        instance=matter.instance_id, kind=kind, name=name, closed_step=None
    ).first()
    if wait is None:
        raise Refused(reasons.NOT_WAITING)
    return wait


def _fire(
    matter: Matter,
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
    held = Held(matter, _thread_of(matter, wait), clock_for(matter, now))
    instance = lock_instance(matter)
    stepped = runtime.fire(instance, wait.pk, facts, held.clock, result)
    held.touch(held.thread)
    after_step(held, actor, stepped, kind)
    return record(
        held,
        actor,
        kind,
        to=lies_with(held),
        stage=wait.element,
        outcome=result or wait.name,
        data={"engine": engine_entry(stepped, "fire", wait.pk, facts=facts, result=result)},
        texts={"message": text} if text else None,
        once=once,
    )


def _thread_of(matter: Matter, wait: OpenWait) -> Thread:
    """The thread whose token waits here: by the stage it came from, else the root."""
    threads = matter.threads.select_for_update(of=("self",)).filter(closed_at=None).order_by("pk")
    rows = list(threads.select_related("holder"))
    return next((row for row in rows if row.stage_id == wait.stage_id), rows[0])
