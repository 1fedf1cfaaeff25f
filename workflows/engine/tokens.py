"""SpiffWorkflow's task tree as the engine runs it: no clock, no log, no data per task, ids that replay.

Facts belong to the matter, not to a branch, and lie on the case. A token therefore carries only where it
stands and which stage it came from.
"""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from SpiffWorkflow.bpmn.script_engine import BasePythonScriptEngineEnvironment, PythonScriptEngine
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.util.task import BpmnTaskIterator
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from workflows.engine.expressions import EvaluationFailed, ExpressionRefused, expression
from workflows.engine.refusals import EngineRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workflows.engine.specs import Effect, End, Fact

MAX_DEPTH: Final = 1_000_000
STEP_BUDGET: Final = 500

LIVE: Final = TaskState.WAITING | TaskState.READY | TaskState.STARTED
ENTERED: Final = LIVE | TaskState.COMPLETED


class Token(Task):
    """A task numbered by its case instead of by chance, so that replaying a matter gives the same ids."""

    def __init__(
        self,
        workflow: Any,
        task_spec: Any,
        parent: Any = None,
        state: int = TaskState.MAYBE,
        id: int | None = None,
    ) -> None:
        number = workflow.top_workflow.next_number() if id is None else id
        self.id = number
        self.workflow = workflow
        self._parent = None
        self._children: list[int] = []
        self._state = state
        self.triggered = False
        self.task_spec = task_spec
        self.thread_id = 0
        self.data: dict[str, Any] = {}
        self.internal_data: dict[str, Any] = {}
        self.last_state_change = 0
        workflow.tasks[number] = self
        if parent is not None:
            self._parent = parent.id
            parent._children.append(number)

    def _add_child(self, task_spec: Any, state: int = TaskState.MAYBE) -> Token:
        child = Token(self.workflow, task_spec, self, state)
        if state == TaskState.READY:
            self.workflow.top_workflow.entered.append(child)
            child._ready()
        return child

    def _set_state(self, value: int) -> None:
        if value & ENTERED and not self._state & ENTERED:
            self.workflow.top_workflow.entered.append(self)
        self._state = value

    @property
    def turn(self) -> int:
        """Its number among all that ever opened or waited in this case; given when first asked for.

        The task's own number will not do: a task is predicted long before it opens, and opens again after a
        pull back.
        """
        if "turn" not in self.internal_data:
            self.internal_data["turn"] = self.workflow.top_workflow.next_number()
        turn: int = self.internal_data["turn"]
        return turn

    def _inherit_data(self) -> None:
        """Facts lie on the case: a token inherits nothing."""


class _Tree:
    """What the case and its sub-flows share: a tree walked to any depth."""

    task_tree: Any
    tasks: dict[int, Token]

    def get_tasks_iterator(self, first_task: Any = None, **kwargs: Any) -> Any:
        kwargs.setdefault("max_depth", MAX_DEPTH)
        return BpmnTaskIterator(first_task or self.task_tree, **kwargs)

    def plant(self, spec: Any) -> None:
        self.task_tree = Token(self, spec.start, state=TaskState.FUTURE)
        spec.start._predict(self.task_tree, mask=TaskState.NOT_FINISHED_MASK)
        self.task_tree._ready()

    def update_waiting_tasks(self) -> None:
        for token in [token for token in self.tasks.values() if token._state == TaskState.WAITING]:
            if token._state == TaskState.WAITING:
                token.task_spec._update(token)


class SubCase(_Tree, BpmnSubWorkflow):
    """A running sub-flow, on the numbers of its case."""

    def __init__(
        self, spec: Any, parent_task_id: int, top_workflow: Case, *, deserializing: bool = False
    ) -> None:
        super().__init__(spec, parent_task_id, top_workflow, deserializing=True)
        if not deserializing:
            self.plant(spec)


class Case(_Tree, BpmnWorkflow):
    """A running matter: the token trees, the facts, and what the present step brought about."""

    def __init__(
        self, spec: Any, subprocess_specs: Mapping[str, Any], seed: UUID, *, deserializing: bool = False
    ) -> None:
        self.seed = seed
        self.number = 0
        self.facts: dict[str, Fact] = {}
        self.disposal: str | None = None
        self.effects: list[Effect] = []
        self.ended: list[End] = []
        self.thrower: int | None = None
        self.resting = False
        self.budget = STEP_BUDGET
        self.entered: list[Token] = []
        super().__init__(spec, subprocess_specs, script_engine=ENGINE, deserializing=True)
        if not deserializing:
            self.plant(spec)

    def next_number(self) -> int:
        self.number += 1
        return self.number

    def public_id(self, turn: int, part: int = 0) -> str:
        """The stable id the world knows a token by; `part` tells the events of one event gateway apart."""
        material = b"%b:%d:%d" % (self.seed.bytes, turn, part)
        return str(UUID(bytes=blake2b(material, digest_size=16).digest(), version=5))

    def create_subprocess(self, my_task: Any, spec_name: str) -> SubCase:
        self.spend()
        subcase = SubCase(self.subprocess_specs[spec_name], my_task.id, self)
        self.subprocesses[my_task.id] = subcase
        return subcase

    def trees(self) -> list[Any]:
        """The case and its unfinished sub-flows, innermost first."""
        active = [subcase for subcase in self.subprocesses.values() if not subcase.completed]
        return [*sorted(active, key=lambda subcase: subcase.depth, reverse=True), self]

    def live(self) -> Iterator[Token]:
        for tree in self.trees():
            if not tree.completed:
                yield from [token for token in tree.tasks.values() if token._state & LIVE]

    def refresh_timers(self) -> None:
        """Nothing: limits pass only when `fire()` says so."""

    def do_engine_steps(self, will_complete_task: Any = None, did_complete_task: Any = None) -> None:
        """Run every gateway, event and service that is ready, until only people or the outside can go on."""
        self.budget = STEP_BUDGET
        while True:
            ran = sum(_run_ready(tree, self) for tree in self.trees())
            if not ran and not self._settle():
                return

    def spend(self) -> None:
        """Count an element run or a sub-flow begun in this step; too many are a flow without end."""
        self.budget -= 1
        if self.budget < 0:
            raise EngineRefused("step_budget", most=STEP_BUDGET)

    def _settle(self) -> bool:
        """With everything else at rest, let one inclusive join go whose last possible token has come."""
        for tree in self.trees():
            for token in list(tree.tasks.values()):
                if token._state == TaskState.WAITING and getattr(token.task_spec, "rests", False):
                    self.resting = True
                    token.task_spec._update(token)
                    self.resting = False
                    if token._state == TaskState.READY:
                        return True
        return False


def _run_ready(tree: Any, case: Case) -> int:
    ready = [t for t in tree.tasks.values() if t._state == TaskState.READY and not t.task_spec.manual]
    for token in ready:
        if token._state == TaskState.READY:
            case.spend()
            token.run()
    if tree is not case and ready:
        caller = case.get_task_from_id(tree.parent_task_id)
        caller.task_spec._update(caller)
    return len(ready)


class _Environment(BasePythonScriptEngineEnvironment):
    """CEL in place of Python.

    Some calls of the library reach past its engine: the environment is replaced.
    """

    def evaluate(self, expression_text: str, context: Any, external_context: Any = None) -> Any:
        return expression(expression_text).value(context)

    def execute(self, script: str, context: Any, external_context: Any = None) -> Any:
        raise EngineRefused("step_failed", detail="scripts do not run here")

    def call_service(self, context: Any, **kwargs: Any) -> Any:
        raise EngineRefused("step_failed", detail="services run after commit")


class _Engine(PythonScriptEngine):
    """Evaluates for a token: `facts` of the case, and `outcome` of the stage directly before."""

    def evaluate(self, task: Any, expression_text: str, external_context: Any = None) -> Any:
        try:
            return self.environment.evaluate(expression_text, context_of(task))
        except (EvaluationFailed, ExpressionRefused) as error:
            raise EngineRefused(
                "expression_failed",
                element=task.task_spec.bpmn_id,
                expression=expression_text,
                detail=str(error),
            ) from error

    def execute(self, task: Any, script: str, external_context: Any = None) -> Any:
        return self.environment.execute(script, {})

    def call_service(self, task: Any, **kwargs: Any) -> Any:
        """The library's own error path raises NameError and hides what went wrong."""
        return self.environment.call_service({}, **kwargs)


def context_of(token: Any) -> dict[str, Any]:
    context: dict[str, Any] = {"facts": token.workflow.top_workflow.facts}
    context.update(token.task_spec.variables(token))
    return context


ENGINE: Final = _Engine(environment=_Environment())
