"""The path a matter is likely to take: its flow run with every stage's usual outcome.

Shown to readers as "what comes next"; nothing is decided by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from workflows import engine
from workflows.catalogue import spec_of
from workflows.models import Instance, InstanceState, OpenWait

MOST_STEPS = 40
DONE = "done"
EXAMPLES: Mapping[str, engine.Fact] = {"number": 1, "boolean": True, "date": "2026-01-01"}
SOME_DAY = datetime(2026, 1, 1)  # the engine records the moment of a step and decides nothing by it


@dataclass(frozen=True, slots=True)
class Coming:
    """A stage of the usual path, from the step that opens it to the one that leaves it (None: not known).

    `id` is the engine's own: that of an open stage, or one that no row has yet.
    """

    id: str
    element: str
    index: int | None
    opened: int
    closed: int | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """Open stages, then those that usually follow, each once; `disposal` is how the path ends.

    `joined` are the stages after which a part waits for the others, with the step that brings them together.
    """

    stages: tuple[Coming, ...] = ()
    disposal: str = ""
    joined: Mapping[str, int] = field(default_factory=dict)


def likely_path(version: UUID, facts: Mapping[str, object], now: datetime) -> tuple[str, ...]:
    """Elements of the stages in the order they are usually opened, each once.

    `now` is recorded by the engine and decides nothing.
    """
    return _run(version, json.dumps(facts, sort_keys=True), now.year)


def path_on(instance: Instance) -> Ahead:
    """What usually follows from where an instance stands; run once a process for each of its steps."""
    return _run_on(instance.pk, instance.version_id, instance.step)


def ends_by_itself(instance: Instance) -> bool:
    """Whether nobody acts any more: what waits is carried out, and then the flow is over.

    Not kept for the process, as `path_on` is: the step may be undone and taken another way.
    """
    state = InstanceState.objects.values_list("state", flat=True).get(instance=instance, step=instance.step)
    spec = spec_of(instance.version_id)
    step = engine.look(spec, bytes(state))
    for _ in range(MOST_STEPS):
        if step.finished:
            return True
        if step.open or not step.waits or any(wait.kind != "effect" for wait in step.waits):
            return False
        step = engine.fire(spec, step.state, step.waits[0].id, {}, SOME_DAY, DONE)
    return False


def joins_of(instance: Instance) -> dict[UUID, int]:
    """The stages after which a part waited for the others, with the step that brought them together."""
    waits = OpenWait.objects.filter(instance=instance, kind="join", closed_step__isnull=False)
    return {stage: step for stage, step in waits.values_list("stage_id", "closed_step") if stage and step}


@lru_cache(maxsize=256)
def _run(version: UUID, facts: str, year: int) -> tuple[str, ...]:
    spec = spec_of(version)
    try:
        begun = engine.start(spec, json.loads(facts), datetime(year, 1, 1))
    except engine.EngineRefused:
        return ()
    return tuple(dict.fromkeys(stage.element for stage in _walked(spec, begun, 0).stages))


@lru_cache(maxsize=2048)
def _run_on(instance: UUID, version: UUID, number: int) -> Ahead:
    states = InstanceState.objects.filter(instance=instance, step=number)
    state = states.values_list("state", flat=True).first()
    if state is None:
        return Ahead()
    spec = spec_of(version)
    try:
        begun = engine.look(spec, bytes(state))
    except engine.EngineRefused:
        return Ahead()
    return _walked(spec, begun, number)


def _walked(spec: engine.FlowSpec, begun: engine.Step, number: int) -> Ahead:
    """As far as the path is known: a gateway may ask for a fact that only a person can give."""
    found: dict[str, Coming] = {}
    joined: dict[str, int] = {}
    step: engine.Step | None = begun
    disposal = ""
    for count in range(number, number + MOST_STEPS):
        if step is None:
            break
        _note(found, step, count)
        joined |= {pk: count + 1 for wait in step.waits if wait.kind == "join" and (pk := _before(wait))}
        disposal = step.disposal or ""
        step = None if step.finished else _next(spec, step)
    return Ahead(_each_once(found.values()), disposal, joined)


def _note(found: dict[str, Coming], step: engine.Step, count: int) -> None:
    live = {stage.id for stage in step.open}
    for key, stage in found.items():
        if stage.closed is None and key not in live:
            found[key] = replace(stage, closed=count)
    for opened in step.open:
        found.setdefault(opened.id, Coming(opened.id, opened.element, opened.index, count, None))


def _before(wait: engine.Wait) -> str:
    return wait.stage or wait.came_from or ""


def _each_once(stages: Iterable[Coming]) -> tuple[Coming, ...]:
    """A way back is not shown a second time; the recipients of one stage are several all the same."""
    first: dict[tuple[str, int | None], Coming] = {}
    for stage in stages:
        first.setdefault((stage.element, stage.index), stage)
    return tuple(first.values())


def _next(spec: engine.FlowSpec, step: engine.Step) -> engine.Step | None:
    try:
        if step.open:
            stage = step.open[0]
            described = spec.stages[stage.element]
            outcome = described.rehearse or described.outcomes[0].id
            return engine.complete(spec, step.state, stage.id, outcome, _facts(described), SOME_DAY)
        for wait in step.waits:
            if wait.kind in {"effect", "message"}:
                result = DONE if wait.kind == "effect" else None
                return engine.fire(spec, step.state, wait.id, {}, SOME_DAY, result)
    except engine.EngineRefused:
        pass
    return None


def _facts(stage: engine.StageSpec) -> dict[str, engine.Fact]:
    return {
        field.id: field.choices[0] if field.choices else EXAMPLES.get(field.type, "")
        for field in stage.form
        if field.fact
    }
