"""The acts: start, complete, fire, withdraw, reopen. Each is a pure function from a stored state to the next.

No clock is read: `now` is recorded by the caller and given for the sake of one signature, never asked for the
time of day. A step that raised leaves nothing behind, since the case is built anew from bytes for every act.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.util.task import TaskState

from workflows.engine import codec, projection
from workflows.engine.elements import Boundary, EventChoice, Service, Stage, trace
from workflows.engine.facts import accept, check_size
from workflows.engine.prune import prune
from workflows.engine.refusals import EngineRefused
from workflows.engine.tokens import Case

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from workflows.engine.specs import Fact, FlowSpec, Step

DONE: Final = "done"
FAILED: Final = "failed"

_FAULTS = (KeyError, IndexError, AttributeError, TypeError, ValueError, RecursionError, StopIteration)


def start(spec: FlowSpec, facts: Mapping[str, Fact], now: datetime, *, seed: UUID | None = None) -> Step:
    """Begin an instance.

    `seed` (the matter's id) makes every later id replayable; by default it is random.
    """
    case = Case(spec.program.main, spec.program.parts, seed or uuid4())
    with _whole_step():
        _record(case, spec, facts)
        case.do_engine_steps()
    return _close(spec, case, None)


def complete(
    spec: FlowSpec, state: bytes, stage: str, outcome: str, facts: Mapping[str, Fact], now: datetime
) -> Step:
    """Leave an open stage with one of its outcomes.

    Raises EngineRefused: stage_not_open, unknown_outcome, facts.
    """
    stored = codec.read(spec, state)
    case = codec.rebuild(spec, stored)
    token = _open_stage(case, stage)
    element = token.task_spec.bpmn_id
    if spec.stages[element].outcome(outcome) is None:
        raise EngineRefused("unknown_outcome", stage=element, outcome=outcome)
    with _whole_step():
        _record(case, spec, facts)
        _leave(case, token, outcome)
        token.run()
        case.do_engine_steps()
    return _close(spec, case, stored.digest)


def fire(
    spec: FlowSpec,
    state: bytes,
    due: str,
    facts: Mapping[str, Fact],
    now: datetime,
    result: str | None = None,
) -> Step:
    """A limit passed, a message came, an effect finished. `due` is the id of the wait.

    `result` is for effects: "done" (default) or "failed"; the gateway directly after the service reads it as
    `outcome`. Raises EngineRefused wait_not_open when nothing waits under this id any more.
    """
    stored = codec.read(spec, state)
    case = codec.rebuild(spec, stored)
    with _whole_step():
        _record(case, spec, facts)
        _fire(case, due, result)
        case.do_engine_steps()
    return _close(spec, case, stored.digest)


def withdraw(spec: FlowSpec, previous: bytes, state: bytes, stage: str) -> Step:
    """Pull back: the state before `stage` was completed, when nothing has followed.

    `previous` must be the state that `state` directly follows, else not_last_step; the stage must have
    been open in it and not be open now. Ids already given out are not given out again.
    """
    latest = codec.read(spec, state)
    earlier = codec.read(spec, previous)
    if latest.before != earlier.digest:
        raise EngineRefused("not_last_step", stage=stage)
    case = codec.rebuild(spec, earlier)
    _open_stage(case, stage)
    if any(opened.id == stage for opened in projection.open_stages(codec.rebuild(spec, latest))):
        raise EngineRefused("stage_not_left", stage=stage)
    case.number = latest.number
    return _close(spec, case, latest.digest)


def reopen(spec: FlowSpec, earlier: bytes, state: bytes) -> Step:
    """A finished instance goes on from an `earlier` state of it, under ids that were never given out.

    What stood open there is opened anew: stages are stayed in afresh, limits count from now. Raises
    EngineRefused not_finished, or nothing_to_reopen when nothing stood open.
    """
    latest = codec.read(spec, state)
    if not codec.rebuild(spec, latest).completed:
        raise EngineRefused("not_finished")
    case = codec.rebuild(spec, codec.read(spec, earlier))
    standing = sorted(case.live(), key=lambda token: token.turn)
    if case.completed or not standing:
        raise EngineRefused("nothing_to_reopen")
    case.number = latest.number
    for token in standing:
        token.internal_data["turn"] = case.next_number()
    return _close(spec, case, latest.digest)


def look(spec: FlowSpec, state: bytes) -> Step:
    """What a stored state holds, without acting: open stages, waits, facts."""
    stored = codec.read(spec, state)
    case = codec.rebuild(spec, stored)
    return projection.step(case, state)


@contextmanager
def _whole_step() -> Iterator[None]:
    """Turn errors of the library, also on a tree that was tampered with, into one refusal.

    The case that raised is dropped by every caller.
    """
    try:
        yield
    except (SpiffWorkflowException, *_FAULTS) as error:
        raise EngineRefused("step_failed", detail=f"{type(error).__name__}: {error}") from error


def _record(case: Case, spec: FlowSpec, facts: Mapping[str, Fact]) -> None:
    case.facts.update(accept(facts, spec.facts))
    check_size(case.facts)


def _leave(case: Case, token: Any, outcome: str) -> None:
    token.internal_data["outcome"] = outcome
    case.facts[f"{token.task_spec.bpmn_id}_outcome"] = outcome


def _open_stage(case: Case, stage: str) -> Any:
    for token in case.live():
        ready = token._state == TaskState.READY and isinstance(token.task_spec, Stage)
        if ready and case.public_id(token.turn) == stage:
            return token
    raise EngineRefused("stage_not_open", stage=stage)


def _fire(case: Case, due: str, result: str | None) -> None:
    for token in case.live():
        spec = token.task_spec
        if isinstance(spec, Service) and case.public_id(token.turn) == due:
            _finish_effect(case, token, result or DONE)
            return
        if token._state != TaskState.WAITING or not projection.is_event(token):
            continue
        if isinstance(spec, EventChoice):
            for position in range(len(spec._outputs)):
                if case.public_id(token.turn, position + 1) == due:
                    token.internal_data["chosen"] = position
                    spec._update(token)
                    return
        elif case.public_id(token.turn) == due:
            _fire_event(token)
            return
    raise EngineRefused("wait_not_open", wait=due)


def _finish_effect(case: Case, token: Any, result: str) -> None:
    if result not in (DONE, FAILED):
        raise EngineRefused("unknown_result", result=result)
    _leave(case, token, result)
    token.complete()


def _fire_event(token: Any) -> None:
    if isinstance(token.task_spec, Boundary):
        token.workflow.top_workflow.entered.append(token)
        origin = projection.attached_origin(token)
        if origin is not None:
            token.internal_data["origin"] = origin
    token.internal_data["event_fired"] = True
    token.task_spec._update(token)


def _close(spec: FlowSpec, case: Case, before: str | None) -> Step:
    with _whole_step():
        return _written(spec, case, before)


def _written(spec: FlowSpec, case: Case, before: str | None) -> Step:
    check_size(case.facts)
    for token in case.live():
        if "origin" not in token.internal_data:
            origin, joins = trace(token)
            if origin is not None:
                token.internal_data["origin"] = origin
            if joins:
                token.internal_data["passed"] = joins
    answer = projection.step(case, b"")
    prune(case)
    return projection.with_state(answer, codec.encode(spec, case, before))
