"""Every case beside a flow is walked through the engine, act by act, from the stored bytes alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.bpmn.shipped import FLOWS, cases_of, read_case
from workflows import engine

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
CASES = [pytest.param(flow, path, id=f"{flow}/{path.stem}") for flow in FLOWS for path in cases_of(flow)]


def test_every_flow_has_several_cases() -> None:
    for flow in FLOWS:
        assert len(cases_of(flow)) >= 4, flow


@pytest.mark.parametrize(("flow", "path"), CASES)
def test_a_case_takes_its_expected_path(flow: str, path: Path) -> None:
    case, spec = read_case(path), engine.compile(FLOWS[flow].bundle)
    step = engine.start(spec, case.get("facts", {}), NOW)
    _expect(step, case["start"], "start")
    for number, act in enumerate(case["act"], start=1):
        assert not step.finished, f"act {number}: the flow had already ended"
        step = _act(spec, step, act)
        _expect(step, act, f"act {number}")
    assert step.finished
    assert [end.element for end in step.ended] == [case["end"]["element"]]
    assert step.disposal == case["end"]["disposal"]


@pytest.mark.parametrize("flow", FLOWS)
def test_the_cases_of_a_flow_take_every_outcome_and_reach_every_end(flow: str) -> None:
    spec = engine.compile(FLOWS[flow].bundle)
    cases = [read_case(path) for path in cases_of(flow)]
    taken = {(act["complete"], act["outcome"]) for case in cases for act in case["act"] if "complete" in act}
    assert taken == {(stage.element, each.id) for stage in spec.stages.values() for each in stage.outcomes}
    fired = {act["fire"] for case in cases for act in case["act"] if "fire" in act}
    waits = {name for case in cases for act in case["act"] for name in act["waits"]}
    assert fired == {name for name in waits if not name.startswith("join")}
    ends = {
        element.id
        for element in spec.elements.values()
        if element.kind == "endEvent" and element.process == spec.main
    }
    assert {case["end"]["element"] for case in cases} == ends


def _act(spec: engine.FlowSpec, step: engine.Step, act: dict[str, Any]) -> engine.Step:
    if "complete" in act:
        stage = next(each for each in step.open if each.element == act["complete"])
        return engine.complete(spec, step.state, stage.id, act["outcome"], act.get("facts", {}), NOW)
    wait = next(each for each in step.waits if _named(each) == act["fire"])
    return engine.fire(spec, step.state, wait.id, act.get("facts", {}), NOW, act.get("result"))


def _expect(step: engine.Step, expected: dict[str, Any], where: str) -> None:
    assert sorted(stage.element for stage in step.open) == sorted(expected["open"]), where
    assert sorted(_named(wait) for wait in step.waits) == sorted(expected["waits"]), where


def _named(wait: engine.Wait) -> str:
    return f"{wait.kind} {wait.element if wait.kind == 'join' else wait.name}"
