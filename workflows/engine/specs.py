"""Value classes of the engine: what a flow says, and what one step brought about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Fact = str | int | float | bool | None
WaitKind = Literal["timer", "message", "effect", "join"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way to leave a stage: its labels, the power it needs, whether a noting is required."""

    id: str
    label_bn: str
    label_en: str
    power: str
    noting: bool
    names_post: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a stage's form. `fact` fields route the matter and are never personal.

    `outcomes` are those for which it is asked, none meaning all. `tells` says what its text tells the
    applicant: a question, or a reason; empty for what stays inside.
    """

    id: str
    type: str
    label_bn: str
    label_en: str
    required: bool
    fact: bool
    choices: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    tells: str = ""


@dataclass(frozen=True, slots=True)
class StageSpec:
    """A user task: who it goes to (`assign`), how it travels inside (`channel`), how it is left
    (`outcomes`).
    """

    element: str
    name: str
    name_en: str
    lane: str
    assign: str
    channel: str
    levels: int
    outcomes: tuple[Outcome, ...]
    sla: str | None
    form: tuple[Field, ...]
    opens: bool
    rehearse: str
    multiple: bool = False

    @property
    def body(self) -> str:
        """Code of the committee whose signed minutes leave the stage; empty where an officer leaves it."""
        kind, _, code = self.assign.partition(":")
        return code if kind == "body" else ""

    def outcome(self, outcome_id: str) -> Outcome | None:
        return next((outcome for outcome in self.outcomes if outcome.id == outcome_id), None)

    def fields(self, outcome_id: str) -> tuple[Field, ...]:
        """The fields that leaving with this outcome asks for."""
        return tuple(field for field in self.form if not field.outcomes or outcome_id in field.outcomes)


@dataclass(frozen=True, slots=True)
class Element:
    """One drawn element, for pictures and sentences. `process` is the id of the process it is drawn in."""

    id: str
    kind: str
    name: str
    name_en: str
    process: str
    attached_to: str | None = None


@dataclass(frozen=True, eq=False)
class FlowSpec:
    """A compiled bundle: immutable, shared by every instance that runs on it."""

    sha256: str
    name: str
    name_en: str
    profile: str
    main: str
    stages: Mapping[str, StageSpec]
    facts: Mapping[str, str]
    elements: Mapping[str, Element]
    limits: frozenset[str]
    services: frozenset[str]
    program: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenStage:
    """A stage somebody must act on.

    `came_from` is the stage that led here; `joins` are joins passed on the way.
    """

    id: str
    element: str
    came_from: str | None
    joins: tuple[str, ...]
    index: int | None


@dataclass(frozen=True, slots=True)
class Wait:
    """Something the flow waits for. `name` is the limit, message or service; for a join, the join element.

    `stage` is the open stage a boundary event is attached to, or for a join the stage whose token waits
    there. `came_from` is the stage that led to the wait, whatever its kind. A timer or message whose
    attached stage stays open when it fires says so with `interrupting` False.
    """

    id: str
    element: str
    kind: WaitKind
    name: str
    stage: str | None
    came_from: str | None = None
    interrupting: bool = True


@dataclass(frozen=True, slots=True)
class Effect:
    """A named service to carry out after commit.

    With `wait` the flow stands until `fire()` brings the result.
    """

    id: str
    element: str
    name: str
    wait: bool
    parameters: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class End:
    """An end event reached in this step. `came_from` is the stage whose token ended there."""

    element: str
    disposal: str | None
    came_from: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """A token went from a drawn element to the next; `source` is None where a process begins."""

    source: str | None
    element: str


@dataclass(frozen=True, slots=True)
class Step:
    """The whole answer of the engine to one act. `facts` are the matter's routing facts after it.

    `passed` is the way the tokens took in this step, in order. It is not stored: re-executing gives it again.
    """

    state: bytes
    open: tuple[OpenStage, ...]
    waits: tuple[Wait, ...]
    effects: tuple[Effect, ...]
    ended: tuple[End, ...]
    finished: bool
    disposal: str | None
    facts: Mapping[str, Fact]
    passed: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say about a flow: a sentence in both languages that says what to do instead.
    `field`: the place in its stage's form, counted from 0, of the field it is about.
    """

    code: str
    severity: Literal["error", "warning"]
    element: str | None
    bn: str
    en: str
    field: int | None = None
