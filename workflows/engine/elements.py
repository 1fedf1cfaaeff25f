"""The elements a flow may hold, as executable specs. Everything that runs is defined here or in `joins`.

A spec is compiled once and shared by all instances: nothing in this module writes to `self` after compile.
Keys of a token's `internal_data`: `turn` (its number as the world knows it), `origin` (the turn of the
stage it came from), `outcome`, `event_fired`, `chosen`, `fired`, `joins`, `passed`, and the library's own
for multi-instance.
"""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
from SpiffWorkflow.bpmn.specs.mixins import BpmnSpecMixin
from SpiffWorkflow.util.task import TaskState

from workflows.engine.refusals import EngineRefused
from workflows.engine.specs import Effect, End

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflows.engine.dmn import Table
    from workflows.engine.tokens import Case, Token

MAX_INSTANCES: Final = 20


def _case(token: Any) -> Case:
    case: Case = token.workflow.top_workflow
    return case


def outcome_of(token: Any) -> dict[str, Any]:
    """`outcome`, where the element directly before has left one."""
    parent = token.parent
    outcome = parent.internal_data.get("outcome") if parent is not None else None
    return {} if outcome is None else {"outcome": outcome}


class Stage(defaults.UserTask):
    """A user task. It is left with an outcome, which the gateway directly after it may read."""

    def variables(self, token: Token) -> dict[str, Any]:
        """For the completion condition of a multi-instance stage, evaluated on its last finished instance."""
        done = len(token.parent.internal_data.get("merged", ()))
        return {"outcome": token.internal_data.get("outcome"), "nrOfCompletedInstances": done}

    def _predict_hook(self, token: Any) -> None:
        """What follows a stage is not foreseen before it opens: nobody asks, and it would be stored."""

    def _on_ready_hook(self, token: Any) -> None:
        super()._on_ready_hook(token)
        token._sync_children(self.outputs, TaskState.FUTURE)
        for child in token.children:
            child.task_spec._predict(child, mask=TaskState.FUTURE | TaskState.PREDICTED_MASK)


class _Recipients:
    """How many persons a multi-instance stage goes to: recorded with the step, at most 20."""

    bpmn_id: str
    cardinality: str

    def variables(self, token: Token) -> dict[str, Any]:
        return outcome_of(token)

    def merge_child(self, workflow: Any, child: Any) -> None:
        parent = child.parent
        parent.internal_data["origin"] = child.turn
        parent.internal_data["outcome"] = child.internal_data.get("outcome")
        super().merge_child(workflow, child)  # type: ignore[misc]  # mixed into the library's classes below

    def _update_hook(self, token: Any) -> Any:
        count = token.workflow.script_engine.evaluate(token, self.cardinality)
        if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= MAX_INSTANCES:
            raise EngineRefused("cardinality", element=self.bpmn_id, value=str(count), most=MAX_INSTANCES)
        return super()._update_hook(token)  # type: ignore[misc]  # mixed into the library's classes below


class ParallelStage(_Recipients, defaults.ParallelMultiInstanceTask):
    """A stage opened for all its recipients at once."""


class SequentialStage(_Recipients, defaults.SequentialMultiInstanceTask):
    """A stage passed from one recipient to the next."""


class Start(defaults.StartEvent):
    """The one plain start event of a process."""


class Finish(defaults.EndEvent):
    """An end event, which may name how the matter was disposed of."""

    disposal: str | None = None

    def _run_hook(self, token: Any) -> Any:
        case = _case(token)
        case.thrower = token.id
        return super()._run_hook(token)

    def _on_complete_hook(self, token: Any) -> None:
        case = _case(token)
        came_from = trace(token)[0]
        public = None if came_from is None else case.public_id(came_from)
        case.ended.append(End(self.bpmn_id, self.disposal, public))
        if token.workflow is case and self.disposal is not None:
            case.disposal = self.disposal
        super()._on_complete_hook(token)


class LimitPassed(EventDefinition):
    """A time limit by name. It has passed when `fire()` has said so, and never by itself."""

    def catches(self, token: Any, event: Any) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LimitPassed) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)


class MessageCame(LimitPassed):
    """A message by name, brought by `fire()`."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MessageCame) and self.name == other.name

    def __hash__(self) -> int:
        return hash((MessageCame, self.name))


class Catch(defaults.IntermediateCatchEvent):
    """Waits for a limit to pass or a message to come."""


class Boundary(defaults.BoundaryEvent):
    """A limit, message or error on a stage or sub-flow, which may interrupt it."""

    def catch(self, token: Any, event: Any) -> None:
        """An error thrown inside: the token comes from the stage that led to the throwing end."""
        case = _case(token)
        thrower = case.get_task_from_id(case.thrower)
        origin = trace(thrower)[0]
        if origin is not None:
            token.internal_data["origin"] = origin
        case.entered.append(token)
        super().catch(token, event)


class EventChoice(defaults.EventBasedGateway):
    """The first of its events decides the way.

    `fire()` names it; the library's own match goes by position.
    """

    def _update_hook(self, token: Any) -> bool:
        if "chosen" in token.internal_data:
            return True
        token._set_state(TaskState.WAITING)
        return False

    def _run_hook(self, token: Any) -> bool:
        chosen = self.outputs[token.internal_data.pop("chosen")]
        token._sync_children([chosen], TaskState.FUTURE)
        for child in token.children:
            child.task_spec._predict(child, mask=TaskState.FUTURE | TaskState.PREDICTED_MASK)
        return True


class Service(BpmnSpecMixin):
    """A service by its registered name, carried out after commit.

    With `wait` the token stands until its result.
    """

    service: str
    wait: bool
    parameters: Mapping[str, Any]

    def variables(self, token: Any) -> dict[str, Any]:
        return outcome_of(token)

    def _run_hook(self, token: Any) -> bool | None:
        case = _case(token)
        evaluate = token.workflow.script_engine.evaluate
        values = {
            name: evaluate(token, value[1:]) if value.startswith("=") else value
            for name, value in self.parameters.items()
        }
        case.effects.append(Effect(case.public_id(token.turn), self.bpmn_id, self.service, self.wait, values))
        return None if self.wait else True


class Decision(BpmnSpecMixin):
    """A business-rule task: its table is read through our own gate and writes declared facts."""

    table: Table
    fact_types: Mapping[str, str]

    def _run_hook(self, token: Any) -> bool:
        case = _case(token)
        case.facts.update(self.table.decide(case.facts, element=self.bpmn_id, types=self.fact_types))
        return True


class _SubFlow:
    """A called or embedded sub-flow: facts lie on the case, so nothing is copied in or out."""

    spec: str

    def start_workflow(self, token: Any) -> None:
        subcase = _case(token).create_subprocess(token, self.spec)
        subcase.completed_event.connect(self._on_subworkflow_completed, token)
        subcase.task_tree.run()

    def _on_subworkflow_completed(self, subcase: Any, token: Any) -> None:
        if subcase.last_task is not None:
            origin, joins = trace(subcase.last_task)
            if origin is not None:
                token.internal_data["origin"] = origin
            if joins:
                token.internal_data["joins"] = joins
        token._set_state(TaskState.READY)


class Call(_SubFlow, defaults.CallActivity):
    """A shared sub-flow."""


class Embedded(_SubFlow, defaults.SubWorkflowTask):
    """A sub-process drawn inside its parent."""


def trace(token: Any) -> tuple[int | None, list[str]]:
    """The stage this token came from, and the joins of two or more tokens it passed since that stage."""
    joins: list[str] = []
    while token is not None:
        data = token.internal_data
        joins += reversed(data.get("joins", ()))
        if data.get("fired", 0) > 1:
            joins.append(token.task_spec.bpmn_id)
        if token._state == TaskState.COMPLETED and isinstance(token.task_spec, Stage):
            return token.turn, joins[::-1]
        if "origin" in data:
            return data["origin"], joins[::-1]
        token = token.parent or _caller(token)
    return None, joins[::-1]


def _caller(token: Any) -> Any:
    number = token.workflow.parent_task_id
    return None if number is None else _case(token).get_task_from_id(number)
