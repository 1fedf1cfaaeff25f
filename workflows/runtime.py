"""Engine steps and the rows that mirror them.

Composed by the services of efile inside their transaction; nothing here opens one. The engine's
state decides, the rows are rebuilt from it after every step: what it no longer has open is closed,
what is new is inserted, what survives keeps its row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from hierarchy.calendar import WorkingCalendar
from hierarchy.models import Office
from hierarchy.refusals import Refused
from hierarchy.selectors import calendar_for
from workflows import engine, reasons
from workflows.catalogue import due_on, limit_in_force, spec_of
from workflows.models import WITHDRAWN, Due, FlowVersion, Instance, InstanceState, OpenStage, OpenWait

KEPT_STATES = 2
Facts = Mapping[str, engine.Fact]


@dataclass(frozen=True)
class Clock:
    """What dates are computed with: the office, its calendar and the moment of the act.

    A hop inside a stage computes no date, and does not read the calendar.
    """

    office: Office
    now: datetime

    @cached_property
    def calendar(self) -> WorkingCalendar:
        return calendar_for(self.office.pk)


@dataclass(frozen=True, slots=True)
class Stepped:
    """What one engine step changed. `came_from` and `joins` are by id of the opened stage."""

    step: int
    opened: tuple[OpenStage, ...]
    came_from: Mapping[UUID, UUID | None]
    joins: Mapping[UUID, tuple[str, ...]]
    closed: tuple[UUID, ...]
    waits: tuple[engine.Wait, ...]
    new_waits: tuple[OpenWait, ...]
    effects: tuple[engine.Effect, ...]
    dues: tuple[Due, ...]
    open: tuple[engine.OpenStage, ...]
    finished: bool
    disposal: str


def begin(version: FlowVersion, facts: Facts, clock: Clock) -> tuple[Instance, Stepped]:
    """Create an instance of a version and run it to its first stages."""
    instance = Instance.objects.create(office=clock.office, version=version)
    step = _engine(lambda: engine.start(spec_of(version.pk), facts, clock.now, seed=instance.pk))
    return instance, _record(instance, step, clock)


def complete(instance: Instance, stage: UUID, outcome: str, facts: Facts, clock: Clock) -> Stepped:
    """Complete an open stage of a locked instance with an outcome."""
    spec, state = spec_of(instance.version_id), state_of(instance)
    step = _engine(lambda: engine.complete(spec, state, str(stage), outcome, facts, clock.now))
    return _record(instance, step, clock, completed=stage, outcome=outcome)


def fire(
    instance: Instance,
    wait: UUID,
    facts: Facts,
    clock: Clock,
    result: str | None = None,
) -> Stepped:
    """Tell a locked instance that a limit passed, a message came or an effect finished."""
    spec, state = spec_of(instance.version_id), state_of(instance)
    step = _engine(lambda: engine.fire(spec, state, str(wait), facts, clock.now, result))
    return _record(instance, step, clock)


def withdraw(instance: Instance, stage: UUID, clock: Clock) -> Stepped:
    """Go back to the state before `stage` was completed, the last step of the instance."""
    spec = spec_of(instance.version_id)
    previous, state = state_of(instance, instance.step - 1), state_of(instance)
    step = _engine(lambda: engine.withdraw(spec, previous, state, str(stage)))
    OpenStage.objects.filter(pk=stage).update(closed_step=None, closed_at=None, outcome="")
    OpenWait.objects.filter(instance=instance, closed_step=instance.step).update(closed_step=None)
    ids = [UUID(s.id) for s in step.open] + [UUID(w.id) for w in step.waits]
    Due.objects.filter(subject_id__in=ids).update(closed_at=None)
    return _record(instance, step, clock, outcome=WITHDRAWN)


def state_of(instance: Instance, step: int | None = None) -> bytes:
    """The stored engine state after `step` (default: the newest)."""
    number = instance.step if step is None else step
    value = InstanceState.objects.values_list("state", flat=True).get(instance=instance, step=number)
    return bytes(value)


def _engine(act: Callable[[], engine.Step]) -> engine.Step:
    try:
        return act()
    except engine.EngineRefused as refused:
        raise Refused(reasons.ENGINE_REFUSED, code=refused.code) from refused


def _record(
    instance: Instance,
    step: engine.Step,
    clock: Clock,
    completed: UUID | None = None,
    outcome: str = "",
) -> Stepped:
    instance.step += 1
    instance.finished, instance.disposal = step.finished, step.disposal or ""
    instance.save(update_fields=["step", "finished", "disposal"])
    InstanceState.objects.create(instance=instance, step=instance.step, state=step.state)
    InstanceState.objects.filter(instance=instance, step__lte=instance.step - KEPT_STATES).delete()
    opened, closed = _stages(instance, step, clock, completed, outcome)
    new_waits = _waits(instance, step, clock, closed)
    return Stepped(
        step=instance.step,
        opened=opened,
        came_from={UUID(s.id): UUID(s.came_from) if s.came_from else None for s in step.open},
        joins={UUID(s.id): s.joins for s in step.open},
        closed=closed,
        waits=step.waits,
        new_waits=new_waits,
        effects=step.effects,
        dues=_dues(instance, opened, new_waits, clock),
        open=step.open,
        finished=step.finished,
        disposal=step.disposal or "",
    )


def _stages(
    instance: Instance, step: engine.Step, clock: Clock, completed: UUID | None, outcome: str
) -> tuple[tuple[OpenStage, ...], tuple[UUID, ...]]:
    known = {row.pk: row for row in instance.stages.filter(closed_at__isnull=True)}
    live = {UUID(stage.id) for stage in step.open}
    opened = [
        OpenStage(
            id=UUID(stage.id),
            instance=instance,
            element=stage.element,
            index=stage.index,
            opened_step=instance.step,
            opened_at=clock.now,
        )
        for stage in step.open
        if UUID(stage.id) not in known
    ]
    OpenStage.objects.bulk_create(
        opened,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["opened_step", "opened_at", "closed_step", "closed_at", "outcome"],
    )
    gone = [row for row in known.values() if row.pk not in live]
    for row in gone:
        row.closed_step, row.closed_at = instance.step, clock.now
        row.outcome = outcome if row.pk == completed or outcome == WITHDRAWN else ""
    if gone:
        OpenStage.objects.bulk_update(gone, ["closed_step", "closed_at", "outcome"])
    return tuple(opened), tuple(row.pk for row in gone)


def _waits(
    instance: Instance, step: engine.Step, clock: Clock, closed: tuple[UUID, ...]
) -> tuple[OpenWait, ...]:
    known = set(instance.waits.filter(closed_step__isnull=True).values_list("pk", flat=True))
    live = {UUID(wait.id) for wait in step.waits}
    new = [
        OpenWait(
            id=UUID(wait.id),
            instance=instance,
            element=wait.element,
            kind=wait.kind,
            name=wait.name,
            stage_id=UUID(source) if (source := wait.stage or wait.came_from) else None,
            opened_step=instance.step,
            opened_at=clock.now,
        )
        for wait in step.waits
        if UUID(wait.id) not in known
    ]
    OpenWait.objects.bulk_create(
        new,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["opened_step", "opened_at", "closed_step"],
    )
    gone = known - live
    if gone:
        OpenWait.objects.filter(pk__in=gone).update(closed_step=instance.step)
    if gone or closed:
        Due.objects.filter(subject_id__in=[*gone, *closed], closed_at__isnull=True).update(
            closed_at=clock.now
        )
    return tuple(new)


def _dues(
    instance: Instance,
    opened: tuple[OpenStage, ...],
    waits: tuple[OpenWait, ...],
    clock: Clock,
) -> tuple[Due, ...]:
    """Dues of newly opened stages (their sla) and timers (the limit that changes the path)."""
    stages = spec_of(instance.version_id).stages
    wanted = [(Due.Kind.SLA, row.pk, sla) for row in opened if (sla := stages[row.element].sla)] + [
        (Due.Kind.FIRE, row.pk, row.name) for row in waits if row.kind == "timer"
    ]
    rows = [_due(instance, Due.Kind(kind), subject, name, clock) for kind, subject, name in wanted]
    Due.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["subject_id"],
        update_fields=["limit", "entered_at", "due_on", "calendar_version", "closed_at"],
    )
    return tuple(rows)


def _due(instance: Instance, kind: Due.Kind, subject: UUID, name: str, clock: Clock) -> Due:
    limit = limit_in_force(name, clock.office, clock.calendar.local_date(clock.now))
    return Due(
        instance=instance,
        kind=kind,
        subject_id=subject,
        limit=limit,
        entered_at=clock.now,
        due_on=due_on(limit, clock.calendar, clock.now),
        calendar_version=clock.calendar.version,
    )
