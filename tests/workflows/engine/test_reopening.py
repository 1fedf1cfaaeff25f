"""A finished matter goes on from an earlier state: what stood open there opens anew, and it ends again."""

from __future__ import annotations

import pytest

from tests.workflows.engine.desk import Desk, open_desk
from tests.workflows.engine.sketch import Sketch, one_stage
from tests.workflows.engine.test_acts import circulated
from workflows import engine
from workflows.engine import EngineRefused


def reopen(desk: Desk, step: int) -> Desk:
    """Back to how the matter stood after its `step`-th step, counted from 0."""
    desk.steps.append(engine.reopen(desk.spec, desk.steps[step].state, desk.step.state))
    return desk


def test_it_stands_where_it_stood_under_ids_never_given_out_before() -> None:
    desk = open_desk(circulated()).complete("Mark").complete("A").complete("B").complete("Join")
    assert desk.step.finished
    given_out = {stage.id for step in desk.steps for stage in step.open}
    reopen(desk, 3)
    assert (desk.open, desk.step.finished, desk.step.disposal) == (["Join"], False, None)
    assert desk.stage("Join").id not in given_out
    assert desk.complete("Join").step.disposal == "disposed"


def test_what_stood_open_beside_it_opens_too_and_joins_again() -> None:
    desk = open_desk(circulated()).complete("Mark").complete("A").complete("B").complete("Join")
    given_out = {stage.id for step in desk.steps for stage in step.open}
    reopen(desk, 1)
    assert desk.open == ["A", "B"]
    assert not given_out & {stage.id for stage in desk.step.open}
    assert desk.complete("B").complete("A").complete("Join").step.finished


def test_inside_a_sub_flow_it_goes_on_inside() -> None:
    child = Sketch("child").start("c1").stages("CA CB").end("c2").path("c1", "CA", "CB", "c2")
    p = Sketch("caller").start().call("K", "child").stage("After").end().path("begin", "K", "After", "done")
    desk = open_desk(p, child).complete("CA").complete("CB").complete("After")
    assert desk.step.finished
    assert reopen(desk, 1).open == ["CB"]
    assert desk.complete("CB").open == ["After"]


def test_the_facts_are_those_of_then_and_the_step_can_be_pulled_back() -> None:
    desk = reopen(open_desk(one_stage()).complete("A"), 0)
    assert "A_outcome" not in desk.step.facts
    again = desk.stage("A").id
    desk.complete("A").withdraw(again)
    assert [stage.id for stage in desk.step.open] == [again]


def test_the_same_record_gives_the_same_ids() -> None:
    first, second = (
        reopen(open_desk(circulated()).complete("Mark").complete("A").complete("B").complete("Join"), 1)
        for _ in range(2)
    )
    assert first.step.open == second.step.open
    assert first.step.state == second.step.state


def test_what_is_under_way_or_stood_nowhere_is_not_reopened() -> None:
    desk = open_desk(circulated()).complete("Mark")
    with pytest.raises(EngineRefused, match="not_finished"):
        engine.reopen(desk.spec, desk.steps[0].state, desk.step.state)
    ended = open_desk(one_stage()).complete("A")
    with pytest.raises(EngineRefused, match="nothing_to_reopen"):
        engine.reopen(ended.spec, ended.step.state, ended.step.state)
