"""A matter in the hands of a test: acts by element name, on the stored bytes, as an office would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from workflows import engine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.workflows.engine.sketch import Sketch

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SEED = UUID("0192f3a0-0000-7000-8000-000000000001")


@dataclass
class Desk:
    """Keeps every step, so that a test can look back and pull back."""

    bundle: engine.Bundle
    steps: list[engine.Step]

    @property
    def step(self) -> engine.Step:
        return self.steps[-1]

    @property
    def spec(self) -> engine.FlowSpec:
        return engine.compile(self.bundle)

    @property
    def open(self) -> list[str]:
        return sorted(stage.element for stage in self.step.open)

    @property
    def waits(self) -> list[tuple[str, str]]:
        return sorted((wait.kind, wait.name) for wait in self.step.waits)

    def stage(self, element: str, index: int = 0) -> engine.OpenStage:
        return [stage for stage in self.step.open if stage.element == element][index]

    def wait(self, name: str) -> engine.Wait:
        return next(wait for wait in self.step.waits if name in (wait.name, wait.element))

    def complete(
        self, element: str, outcome: str = "x", facts: Mapping[str, engine.Fact] | None = None, index: int = 0
    ) -> Desk:
        stage = self.stage(element, index).id
        self.steps.append(engine.complete(self.spec, self.step.state, stage, outcome, facts or {}, NOW))
        return self

    def fire(
        self, name: str, facts: Mapping[str, engine.Fact] | None = None, result: str | None = None
    ) -> Desk:
        wait = self.wait(name).id
        self.steps.append(engine.fire(self.spec, self.step.state, wait, facts or {}, NOW, result))
        return self

    def withdraw(self, stage: str) -> Desk:
        previous = self.steps[-2].state
        self.steps.append(engine.withdraw(self.spec, previous, self.step.state, stage))
        return self


def begin(bundle: engine.Bundle, facts: Mapping[str, engine.Fact] | None = None) -> Desk:
    return Desk(bundle, [engine.start(engine.compile(bundle), facts or {}, NOW, seed=SEED)])


def open_desk(main: Sketch, *others: Sketch, facts: Mapping[str, engine.Fact] | None = None) -> Desk:
    from tests.workflows.engine.sketch import bundle

    return begin(bundle(main, *others), facts)
