"""Gateways. A join counts the tokens that stand at it, never its history.

SpiffWorkflow 3.2.0 reads arrivals of earlier rounds when a split and its join lie inside a loop, and
cancels an arrival when another comes. Here every arrival stays a waiting token until the join takes one
from each flow, as BPMN 2.0 (13.4.1, 13.4.3) says; that needs neither finished tasks nor their data.
"""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.util.task import TaskState

from workflows.engine.elements import outcome_of
from workflows.engine.refusals import EngineRefused

if TYPE_CHECKING:
    from workflows.engine.tokens import Token


class _Choice:
    """Predicts each way once. The library adds the conditional ways again on every prediction."""

    cond_task_specs: list[tuple[Any, str]]
    outputs: list[Any]

    def variables(self, token: Token) -> dict[str, Any]:
        return outcome_of(token)

    def _predict_hook(self, token: Any) -> None:
        token._sync_children(self.outputs, TaskState.MAYBE)


class Exclusive(_Choice, defaults.ExclusiveGateway):
    """One way: the first whose condition holds, else the default."""

    def _run_hook(self, token: Any) -> bool:
        specs = token.workflow.spec.task_specs
        chosen = self.default_task_spec
        for condition, name in self.cond_task_specs:
            if condition is not None and _holds(condition, token):
                chosen = name
                break
        if chosen is None:
            raise EngineRefused("no_way_out", element=self.bpmn_id)
        _go(token, [specs[chosen]])
        return True


class _Arrivals:
    """The tokens standing at a join, oldest first, and whether it may take them."""

    bpmn_id: str
    inputs: list[Any]

    def _update_hook(self, token: Any) -> bool:
        if len(self.inputs) < 2:
            return True
        token._set_state(TaskState.WAITING)
        taken = self._taken(token)
        if token not in taken or not self._complete(token, taken) or token is not max(taken, key=_turn):
            return False
        for arrival in taken:
            if arrival is not token:
                arrival.cancel()
        token.internal_data["fired"] = len(taken)
        return True

    def _taken(self, token: Any) -> list[Any]:
        """One arrival, the oldest, from each flow that has any."""
        oldest: dict[str, Any] = {}
        for arrival in token.workflow.tasks.values():
            if arrival.task_spec is self and arrival._state == TaskState.WAITING:
                name = arrival.parent.task_spec.name
                if name not in oldest or arrival.turn < oldest[name].turn:
                    oldest[name] = arrival
        return list(oldest.values())

    def _complete(self, token: Any, taken: list[Any]) -> bool:
        return len(taken) == len(self.inputs)


class Parallel(_Arrivals, defaults.ParallelGateway):
    """Splits to every flow; joins when each incoming flow has a token."""

    def _run_hook(self, token: Any) -> bool:
        return True


class Inclusive(_Arrivals, _Choice, defaults.InclusiveGateway):
    """Splits to every flow whose condition holds; joins when no token elsewhere can still reach an
    empty flow.
    """

    rests = True
    reach: dict[str, frozenset[str]]

    def _complete(self, token: Any, taken: list[Any]) -> bool:
        """Asked only when nothing else moves, so that every other token stands where it will stay."""
        if not token.workflow.top_workflow.resting:
            return False
        full = {arrival.parent.task_spec.name for arrival in taken}
        empty = {spec.name for spec in self.inputs} - full
        reached = [self.reach[name] for name in self._elsewhere(token)] if empty else []
        return not any(reach & empty and not reach & full for reach in reached)

    def _elsewhere(self, token: Any) -> set[str]:
        """Names of the elements where other tokens of this process stand."""
        standing = TaskState.WAITING | TaskState.READY | TaskState.STARTED
        tasks = token.workflow.tasks.values()
        return {
            other.task_spec.name for other in tasks if other._state & standing and other.task_spec is not self
        }

    def _run_hook(self, token: Any) -> bool:
        specs = token.workflow.spec.task_specs
        chosen, default = [], []
        for condition, name in self.cond_task_specs:
            if condition is None:
                default.append(specs[name])
            elif _holds(condition, token):
                chosen.append(specs[name])
        if not chosen and not default:
            raise EngineRefused("no_way_out", element=self.bpmn_id)
        _go(token, chosen or default)
        return True


def _turn(token: Any) -> int:
    turn: int = token.turn
    return turn


def _holds(condition: Any, token: Any) -> bool:
    answer = condition._matches(token)
    if not isinstance(answer, bool):
        raise EngineRefused(
            "expression_failed", element=token.task_spec.bpmn_id, detail="neither true nor false"
        )
    return answer


def _go(token: Any, specs: list[Any]) -> None:
    token._sync_children(specs, TaskState.FUTURE)
    for child in token.children:
        child.task_spec._predict(child, mask=TaskState.FUTURE | TaskState.PREDICTED_MASK)


def reachability(join: Any) -> dict[str, frozenset[str]]:
    """For each element of the process, the incoming flows of `join` it can reach without passing `join`.

    A flow is known by the name of the element it comes from; the profile refuses two flows between the
    same two.
    """
    specs = join._wf_spec.task_specs
    reached: dict[str, set[str]] = {name: set() for name in specs}
    for source in join.inputs:
        todo, seen = [source], {join.name}
        while todo:
            spec = todo.pop()
            if spec.name in seen:
                continue
            seen.add(spec.name)
            reached[spec.name].add(source.name)
            todo += spec.inputs
    return {name: frozenset(flows) for name, flows in reached.items()}
