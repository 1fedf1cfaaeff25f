"""Engine steps and the rows that mirror them.

Composed by the services of efile inside their transaction; nothing here opens one. The engine's
state decides, the rows are rebuilt from it after every step: what it no longer has open is closed,
what is new is inserted, what survives keeps its row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from hierarchy.calendar import WorkingCalendar
from hierarchy.models import Office
from hierarchy.refusals import Refused
from hierarchy.selectors import calendar_at
from workflows import engine, reasons
from workflows.catalogue import due_on, limits_in_force, spec_of
from workflows.models import WITHDRAWN, Due, FlowVersion, Instance, OpenStage, OpenWait
from workflows.standing import Standing
from workflows.writing import write

Facts = Mapping[str, engine.Fact]


@dataclass(frozen=True)
class Clock:
    """What dates are computed with: the office, its calendar and the moment of the act.

    A hop inside a stage computes no date, and does not read the calendar. `calendar_id` is that of the
    newest one, when the caller has read it along.
    """

    office: Office
    now: datetime
    calendar_id: UUID | None = None

    @cached_property
    def calendar(self) -> WorkingCalendar:
        return calendar_at(self.office.pk, self.now, self.calendar_id)


@dataclass(frozen=True, slots=True)
class Stepped:
    """What one engine step changed. `came_from` and `joins` are by id of the opened stage.

    `restored` are the dates of what a withdrawn step had closed and is open again.
    """

    step: int
    opened: tuple[OpenStage, ...]
    came_from: Mapping[UUID, UUID | None]
    joins: Mapping[UUID, tuple[str, ...]]
    waits: tuple[engine.Wait, ...]
    effects: tuple[engine.Effect, ...]
    dues: tuple[Due, ...]
    restored: Mapping[UUID, date]
    open: tuple[engine.OpenStage, ...]
    finished: bool
    disposal: str


@dataclass(slots=True)
class Changed:
    """The rows that a step opens, closes and opens again; `gone` and `back` are ids of both kinds."""

    opened: list[OpenStage]
    new_waits: list[OpenWait]
    stages: list[OpenStage]
    waits: list[OpenWait]
    gone: list[UUID]
    back: list[UUID]


def begin(version: FlowVersion, facts: Facts, clock: Clock) -> tuple[Instance, Stepped]:
    """Create an instance of a version and run it to its first stages."""
    instance = Instance.objects.create(office=clock.office, version=version)
    step = _engine(lambda: engine.start(spec_of(version.pk), facts, clock.now, seed=instance.pk))
    return instance, _record(Standing(instance), step, clock)


def complete(standing: Standing, stage: UUID, outcome: str, facts: Facts, clock: Clock) -> Stepped:
    """Complete an open stage of a held instance with an outcome."""
    spec, state = spec_of(standing.instance.version_id), standing.state
    step = _engine(lambda: engine.complete(spec, state, str(stage), outcome, facts, clock.now))
    return _record(standing, step, clock, {stage: outcome})


def fire(standing: Standing, wait: UUID, facts: Facts, clock: Clock, result: str | None = None) -> Stepped:
    """Tell a held instance that a limit passed, a message came or an effect finished."""
    spec, state = spec_of(standing.instance.version_id), standing.state
    step = _engine(lambda: engine.fire(spec, state, str(wait), facts, clock.now, result))
    return _record(standing, step, clock)


def withdraw(standing: Standing, stage: UUID, clock: Clock) -> Stepped:
    """Go back to the state before `stage` was completed, the last step of an instance held for it."""
    spec = spec_of(standing.instance.version_id)
    step = _engine(lambda: engine.withdraw(spec, standing.previous, standing.state, str(stage)))
    return _record(standing, step, clock, dict.fromkeys(standing.stages, WITHDRAWN))


def reopen(standing: Standing, earlier: bytes, clock: Clock) -> Stepped:
    """Let a finished instance go on from an earlier state, with everything open there opened anew."""
    spec = spec_of(standing.instance.version_id)
    return _record(standing, _engine(lambda: engine.reopen(spec, earlier, standing.state)), clock)


def _engine(act: Callable[[], engine.Step]) -> engine.Step:
    try:
        return act()
    except engine.EngineRefused as refused:
        raise Refused(reasons.ENGINE_REFUSED, code=refused.code) from refused


def _record(
    standing: Standing, step: engine.Step, clock: Clock, outcomes: Mapping[UUID, str] | None = None
) -> Stepped:
    """Write the step; `outcomes` are those of stages that it leaves."""
    instance = standing.instance
    instance.step += 1
    instance.finished, instance.disposal = step.finished, step.disposal or ""
    changed = _changed(standing, step, clock, outcomes or {})
    dues = _dues(instance, changed, clock)
    restored = write(
        instance,
        step.state,
        stages=changed.stages,
        waits=changed.waits,
        dues=dues,
        gone=changed.gone,
        back=changed.back,
        now=clock.now,
    )
    return Stepped(
        step=instance.step,
        opened=tuple(changed.opened),
        came_from={UUID(s.id): UUID(s.came_from) if s.came_from else None for s in step.open},
        joins={UUID(s.id): s.joins for s in step.open},
        waits=step.waits,
        effects=step.effects,
        dues=dues,
        restored=restored,
        open=step.open,
        finished=step.finished,
        disposal=step.disposal or "",
    )


def _changed(standing: Standing, step: engine.Step, clock: Clock, outcomes: Mapping[UUID, str]) -> Changed:
    instance, now = standing.instance, clock.now
    stages = {UUID(stage.id): stage for stage in step.open}
    waits = {UUID(wait.id): wait for wait in step.waits}
    left = [row for row in standing.stages.values() if row.pk not in stages]
    ceased = [row for row in standing.waits.values() if row.pk not in waits]
    again = [row for row in standing.left.values() if row.pk in stages]
    awaited = [row for row in standing.ceased.values() if row.pk in waits]
    for stage in left:
        stage.closed_step, stage.closed_at = instance.step, now
        stage.outcome = outcomes.get(stage.pk, "")
    for wait in ceased:
        wait.closed_step = instance.step
    for stage in again:
        stage.closed_step, stage.closed_at, stage.outcome = None, None, ""
    for wait in awaited:
        wait.closed_step = None
    known = {row.pk for row in [*standing.stages.values(), *standing.waits.values(), *again, *awaited]}
    opened = [_stage(instance, stage, now) for pk, stage in stages.items() if pk not in known]
    new_waits = [_wait(instance, wait, now) for pk, wait in waits.items() if pk not in known]
    return Changed(
        opened,
        new_waits,
        stages=[*opened, *left, *again],
        waits=[*new_waits, *ceased, *awaited],
        gone=[row.pk for row in [*left, *ceased]],
        back=[row.pk for row in [*again, *awaited]],
    )


def _stage(instance: Instance, stage: engine.OpenStage, now: datetime) -> OpenStage:
    return OpenStage(
        id=UUID(stage.id),
        instance=instance,
        element=stage.element,
        index=stage.index,
        opened_step=instance.step,
        opened_at=now,
    )


def _wait(instance: Instance, wait: engine.Wait, now: datetime) -> OpenWait:
    return OpenWait(
        id=UUID(wait.id),
        instance=instance,
        element=wait.element,
        kind=wait.kind,
        name=wait.name,
        stage_id=UUID(source) if (source := wait.stage or wait.came_from) else None,
        opened_step=instance.step,
        opened_at=now,
    )


def _dues(instance: Instance, changed: Changed, clock: Clock) -> tuple[Due, ...]:
    """Dues of newly opened stages (their sla) and timers (the limit that changes the path)."""
    stages = spec_of(instance.version_id).stages
    wanted = [
        *((Due.Kind.SLA, row.pk, sla) for row in changed.opened if (sla := stages[row.element].sla)),
        *((Due.Kind.FIRE, row.pk, row.name) for row in changed.new_waits if row.kind == "timer"),
    ]
    if not wanted:
        return ()
    calendar, now = clock.calendar, clock.now
    limits = limits_in_force({name for *_, name in wanted}, clock.office, calendar.local_date(now))
    return tuple(
        Due(
            instance=instance,
            kind=kind,
            subject_id=subject,
            limit=limits[name],
            entered_at=now,
            due_on=due_on(limits[name], calendar, now),
            calendar_version=calendar.version,
        )
        for kind, subject, name in wanted
    )
