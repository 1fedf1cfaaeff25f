"""What a running case shows to the world: open stages, waits, effects and ends, rebuilt after every step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.util.task import TaskState

from workflows.engine.elements import Boundary, EventChoice, LimitPassed, MessageCame, Service, Stage
from workflows.engine.joins import Inclusive, Parallel
from workflows.engine.specs import Hop, OpenStage, Step, Wait
from workflows.engine.tokens import ENTERED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workflows.engine.tokens import Case


def step(case: Case, state: bytes) -> Step:
    """Everything but the state, which is written after pruning."""
    return Step(
        state=state,
        open=tuple(open_stages(case)),
        waits=tuple(waits(case)),
        effects=tuple(case.effects),
        ended=tuple(case.ended),
        finished=case.completed,
        disposal=case.disposal if case.completed else None,
        facts=dict(case.facts),
        passed=tuple(hops(case)),
    )


def with_state(answer: Step, state: bytes) -> Step:
    return replace(answer, state=state)


def open_stages(case: Case) -> Iterator[OpenStage]:
    """In the order in which they were opened."""
    for token in sorted(case.live(), key=lambda token: token.turn):
        if token._state == TaskState.READY and isinstance(token.task_spec, Stage):
            data = token.internal_data
            index = data.get("key_or_index", data.get("item"))
            joins = tuple(data.get("passed", ()))
            yield OpenStage(
                case.public_id(token.turn), token.task_spec.bpmn_id, came_from(case, token), joins, index
            )


def waits(case: Case) -> Iterator[Wait]:
    for token in sorted(case.live(), key=lambda token: token.turn):
        if isinstance(token.task_spec, Service):
            yield _wait(case, token, "effect", token.task_spec.service)
        elif token._state == TaskState.WAITING and isinstance(token.task_spec, Parallel | Inclusive):
            joined = _wait(case, token, "join", token.task_spec.bpmn_id)
            yield replace(joined, stage=joined.came_from)
        elif is_event(token):
            yield from _events(case, token)


def is_event(token: Any) -> bool:
    return token._state == TaskState.WAITING and isinstance(token.task_spec, CatchingEvent)


def _events(case: Case, token: Any) -> Iterator[Wait]:
    spec = token.task_spec
    if isinstance(spec, EventChoice):
        for position, event in enumerate(spec.event_definition.event_definitions):
            wait = _wait(case, token, _kind(event), event.name)
            element = spec.outputs[position].bpmn_id
            yield replace(wait, id=case.public_id(token.turn, position + 1), element=element)
    elif isinstance(spec.event_definition, LimitPassed):
        wait = _wait(case, token, _kind(spec.event_definition), spec.event_definition.name)
        if isinstance(spec, Boundary):
            main = attached(token)
            stage = case.public_id(main.turn) if isinstance(main.task_spec, Stage) else None
            wait = replace(wait, stage=stage, interrupting=spec.cancel_activity)
        yield wait


def _kind(event: Any) -> Any:
    return "message" if isinstance(event, MessageCame) else "timer"


def _wait(case: Case, token: Any, kind: Any, name: str) -> Wait:
    return Wait(case.public_id(token.turn), token.task_spec.bpmn_id, kind, name, None, came_from(case, token))


def hops(case: Case) -> Iterator[Hop]:
    """Where tokens went in this step.

    A boundary event counts once it has fired, a token taken back does not.
    """
    for token in case.entered:
        element = token.task_spec.bpmn_id
        idle = isinstance(token.task_spec, Boundary) and token._state == TaskState.WAITING
        if element is None or idle or not token._state & ENTERED:
            continue
        source = _drawn_before(token)
        if source != element:
            yield Hop(source, element)


def _drawn_before(token: Any) -> str | None:
    """The drawn element a token came from; a boundary event comes from what it sits on."""
    if isinstance(token.task_spec, Boundary):
        return str(attached(token).task_spec.bpmn_id)
    above = token.parent
    while above is not None and above.task_spec.bpmn_id is None:
        above = above.parent
    return None if above is None else str(above.task_spec.bpmn_id)


def came_from(case: Case, token: Any) -> str | None:
    origin = token.internal_data.get("origin")
    return None if origin is None else case.public_id(origin)


def attached(token: Any) -> Any:
    """The activity a boundary event sits on: the one other child of their split that is not an event."""
    return next(child for child in token.parent.children if not isinstance(child.task_spec, Boundary))


def attached_origin(token: Any) -> int | None:
    """The stage a fired boundary event comes from: the oldest open one inside what it sits on."""
    main = attached(token)
    if isinstance(main.task_spec, Stage):
        return int(main.turn)
    return min(_stages_inside(main), default=None)


def _stages_inside(main: Any) -> Iterator[int]:
    subcase = main.workflow.top_workflow.subprocesses.get(main.id)
    tasks = main.children if subcase is None else subcase.tasks.values()
    for task in tasks:
        if task._state == TaskState.READY and isinstance(task.task_spec, Stage):
            yield task.turn
        elif subcase is not None and task._state == TaskState.STARTED:
            yield from _stages_inside(task)
