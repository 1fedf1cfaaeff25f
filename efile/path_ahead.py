"""The path a matter is likely to take: its flow run with every stage's usual outcome.

Shown to readers as "what comes next"; nothing is decided by it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from workflows import engine
from workflows.catalogue import spec_of

MOST_STEPS = 40
DONE = "done"
EXAMPLES: Mapping[str, engine.Fact] = {"number": 1, "boolean": True, "date": "2026-01-01"}


def likely_path(version: UUID, facts: Mapping[str, object], now: datetime) -> tuple[str, ...]:
    """Elements of the stages in the order they are usually opened, each once.

    `now` is recorded by the engine and decides nothing.
    """
    return _run(version, json.dumps(facts, sort_keys=True), now.year)


@lru_cache(maxsize=256)
def _run(version: UUID, facts: str, year: int) -> tuple[str, ...]:
    spec, now = spec_of(version), datetime(year, 1, 1)
    seen: dict[str, None] = {}
    try:
        step = engine.start(spec, json.loads(facts), now)
        for _ in range(MOST_STEPS):
            seen.update(dict.fromkeys(stage.element for stage in step.open))
            if step.finished or (following := _next(spec, step, now)) is None:
                break
            step = following
    except engine.EngineRefused:
        pass  # a gateway asks for a fact that only a person can give: the path is known up to here
    return tuple(seen)


def _next(spec: engine.FlowSpec, step: engine.Step, now: datetime) -> engine.Step | None:
    if step.open:
        stage = step.open[0]
        described = spec.stages[stage.element]
        outcome = described.rehearse or described.outcomes[0].id
        return engine.complete(spec, step.state, stage.id, outcome, _facts(described), now)
    for wait in step.waits:
        if wait.kind in {"effect", "message"}:
            result = DONE if wait.kind == "effect" else None
            return engine.fire(spec, step.state, wait.id, {}, now, result)
    return None


def _facts(stage: engine.StageSpec) -> dict[str, engine.Fact]:
    return {
        field.id: field.choices[0] if field.choices else EXAMPLES.get(field.type, "")
        for field in stage.form
        if field.fact
    }
