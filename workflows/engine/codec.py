"""The stored state of an instance: our own compact rows, checked before they are read.

    gp1 <16 hex digits of the flow's sha256> <16 hex digits of the body's digest>\\n<body>

`gp1` is the format. The body is JSON: seed, last number used, digest of the state before, disposal,
facts, names of the task specs met, the rows of the case, and per unfinished sub-flow its caller and
rows. A row is `[number, row of the parent, name, state, triggered, internal data]`. No spec, no class
name, no code is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import orjson
from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.util.task import TaskState

from workflows.engine.elements import Boundary
from workflows.engine.facts import accept
from workflows.engine.refusals import EngineRefused
from workflows.engine.tokens import Case, SubCase, Token

if TYPE_CHECKING:
    from workflows.engine.specs import FlowSpec

FORMAT: Final = b"gp1"
MAX_STATE_BYTES: Final = 1_000_000

_STATES = frozenset(TaskState._values)
_INTERNAL: Final = {
    "origin": int,
    "turn": int,
    "outcome": str,
    "merged": list,
    "key_or_index": int,
    "item": int,
    "current": int,
    "cardinality": int,
}
_MALFORMED = (KeyError, ValueError, TypeError, IndexError, AttributeError, SpiffWorkflowException)


@dataclass(frozen=True, slots=True)
class Stored:
    """A checked but not yet rebuilt state. `digest` names it to the state that follows."""

    digest: str
    before: str | None
    number: int
    body: list[Any]


def digest(state: bytes) -> str:
    return blake2b(state, digest_size=8).hexdigest()


def encode(spec: FlowSpec, case: Case, before: str | None) -> bytes:
    """The bytes of a pruned case. `before` is the digest of the state it follows."""
    names: dict[str, int] = {}
    rows = _rows(case, names)
    parts = [[number, sub.spec.name, _rows(sub, names)] for number, sub in case.subprocesses.items()]
    body = orjson.dumps(
        [
            case.seed.hex,
            case.number,
            before,
            int(case.completed),
            case.disposal,
            case.facts,
            list(names),
            rows,
            parts,
        ]
    )
    return b"%b %b %b\n%b" % (FORMAT, spec.sha256[:16].encode(), digest(body).encode(), body)


def _rows(tree: Any, names: dict[str, int]) -> list[list[Any]]:
    rows: list[list[Any]] = []
    tasks = tree.tasks
    todo = [(tree.task_tree, -1)]
    while todo:
        task, above = todo.pop()
        row = [task.id, above, names.setdefault(task.task_spec.name, len(names)), task._state]
        internal = {key: value for key, value in task.internal_data.items() if key in _INTERNAL}
        if internal or task.triggered:
            row += [int(task.triggered), internal]
        todo += [(tasks[child], len(rows)) for child in reversed(task._children)]
        rows.append(row)
    return rows


def read(spec: FlowSpec, state: bytes) -> Stored:
    """Check format, flow and digest, in this order, and only then parse. Raises EngineRefused."""
    if len(state) > MAX_STATE_BYTES:
        raise EngineRefused("state_malformed")
    head, _, body = bytes(state).partition(b"\n")
    fields = head.split(b" ")
    if fields[0] != FORMAT:
        raise EngineRefused("state_format", format=fields[0][:8].decode("ascii", "replace"))
    if len(fields) != 3 or fields[2] != digest(body).encode():
        raise EngineRefused("state_malformed")
    if fields[1] != spec.sha256[:16].encode():
        raise EngineRefused("state_of_other_version", version=fields[1].decode("ascii", "replace"))
    try:
        parsed = orjson.loads(body)
        _, number, before = parsed[:3]
    except _MALFORMED as error:
        raise EngineRefused("state_malformed") from error
    if not isinstance(number, int) or len(parsed) != 9:
        raise EngineRefused("state_malformed")
    return Stored(digest(state), before, number, parsed)


def rebuild(spec: FlowSpec, stored: Stored) -> Case:
    """The running case of a checked state."""
    try:
        return _rebuild(spec, stored)
    except _MALFORMED as error:
        raise EngineRefused("state_malformed") from error


def _rebuild(spec: FlowSpec, stored: Stored) -> Case:
    seed, number, _, completed, disposal, facts, names, rows, parts = stored.body
    case = Case(spec.program.main, spec.program.parts, UUID(hex=seed), deserializing=True)
    case.number = number
    case.completed = bool(completed)
    case.disposal = disposal
    case.facts = accept(facts, spec.facts)
    _plant(case, rows, names)
    for caller, name, part in parts:
        subcase = SubCase(spec.program.parts[name], caller, case, deserializing=True)
        _plant(subcase, part, names)
        case.subprocesses[caller] = subcase
        task = case.get_task_from_id(caller)
        subcase.completed_event.connect(task.task_spec._on_subworkflow_completed, task)
    return case


def _plant(tree: Any, rows: list[list[Any]], names: list[str]) -> None:
    specs = tree.spec.task_specs
    planted: list[Token] = []
    manager = tree.top_workflow.event_manager.tasks
    for position, (number, above, name, state, *rest) in enumerate(rows):
        if state not in _STATES or not -1 <= above < position or (above < 0) != (position == 0):
            raise ValueError("not a tree")
        if type(number) is not int or number in tree.tasks or not 0 < number <= tree.top_workflow.number:
            raise ValueError("not a number of this case")
        parent = planted[above] if position else None
        token = Token(tree, specs[names[name]], parent, state, number)
        if rest:
            token.triggered = bool(rest[0])
            token.internal_data = {key: _checked(key, value) for key, value in rest[1].items()}
        if state == TaskState.WAITING and isinstance(token.task_spec, Boundary):
            manager[number] = token
        planted.append(token)
    tree.task_tree = planted[0]


def _checked(key: str, value: Any) -> Any:
    if type(value) is not _INTERNAL[key]:
        raise ValueError("not internal data of ours")
    return value
