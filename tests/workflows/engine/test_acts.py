"""The acts of an office: what opens, where it came from, what waits, what is refused."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.workflows.engine.desk import NOW, open_desk
from tests.workflows.engine.sketch import Sketch, bundle, one_stage
from workflows import engine
from workflows.engine import EngineRefused


def refused(act: object) -> EngineRefused:
    with pytest.raises(EngineRefused) as caught:
        act()  # type: ignore[operator]  # a lambda of the test
    return caught.value


def circulated() -> Sketch:
    p = Sketch("circulated").start().stages("Mark A B Join").split("sp jn").end(disposal="disposed")
    return p.path("begin", "Mark", "sp", "A", "jn", "Join", "done").path("sp", "B", "jn")


def test_an_unknown_outcome_is_refused() -> None:
    desk = open_desk(one_stage())
    error = refused(lambda: desk.complete("A", "burn"))
    assert (error.code, error.params) == ("unknown_outcome", {"stage": "A", "outcome": "burn"})


def test_a_stage_that_is_not_open_is_refused() -> None:
    desk = open_desk(one_stage())
    error = refused(lambda: engine.complete(desk.spec, desk.step.state, "elsewhere", "x", {}, NOW))
    assert error.code == "stage_not_open"


def test_a_finished_matter_takes_no_more_acts() -> None:
    desk = open_desk(one_stage())
    stage = desk.stage("A").id
    desk.complete("A")
    assert (desk.step.finished, desk.step.disposal) == (True, "disposed")
    assert (
        refused(lambda: engine.complete(desk.spec, desk.step.state, stage, "x", {}, NOW)).code
        == "stage_not_open"
    )


def test_a_stage_names_the_stage_it_came_from() -> None:
    desk = open_desk(circulated())
    mark = desk.stage("Mark")
    assert mark.came_from is None
    desk.complete("Mark")
    assert {stage.came_from for stage in desk.step.open} == {mark.id}


def test_a_surviving_stage_keeps_its_id_and_its_origin() -> None:
    desk = open_desk(circulated()).complete("Mark")
    before = desk.stage("B")
    assert desk.complete("A").stage("B") == before


def test_a_token_at_a_join_is_a_wait_of_its_stage() -> None:
    desk = open_desk(circulated()).complete("Mark")
    branch = desk.stage("A").id
    wait = desk.complete("A").wait("jn")
    assert (wait.kind, wait.element, wait.stage, wait.came_from) == ("join", "jn", branch, branch)


def test_a_stage_behind_a_join_names_the_join_and_the_last_arrival() -> None:
    desk = open_desk(circulated()).complete("Mark")
    last = desk.stage("A").id
    joined = desk.complete("B").complete("A").stage("Join")
    assert (joined.came_from, joined.joins) == (last, ("jn",))
    assert desk.waits == []


def test_a_join_met_inside_a_sub_flow_is_named_outside_it() -> None:
    child = Sketch("child").start("c1").stages("A B").split("cs cj").end("c2")
    child.path("c1", "cs", "A", "cj", "c2").path("cs", "B", "cj")
    p = Sketch("caller").start().call("K", "child").stage("D").end().path("begin", "K", "D", "done")
    desk = open_desk(p, child).complete("A")
    last = desk.stage("B").id
    assert (desk.complete("B").stage("D").came_from, desk.stage("D").joins) == (last, ("cj",))


def test_recipients_are_numbered_and_come_from_one_stage() -> None:
    p = (
        Sketch("sent")
        .fact(people="number")
        .start()
        .stage("Mark")
        .recipients("M", "facts.people")
        .stage("D")
        .end()
    )
    desk = open_desk(p.path("begin", "Mark", "M", "D", "done"))
    mark = desk.stage("Mark").id
    desk.complete("Mark", facts={"people": 3})
    assert [stage.index for stage in desk.step.open] == [0, 1, 2]
    assert {stage.came_from for stage in desk.step.open} == {mark}
    last = desk.stage("M", 0).id
    desk.complete("M", index=2).complete("M", index=1).complete("M", index=0)
    assert desk.stage("D").came_from == last


def test_recipients_in_turn_each_come_from_the_one_before() -> None:
    p = Sketch("turn").start().recipients("M", "2", one_by_one=True).end().path("begin", "M", "done")
    desk = open_desk(p)
    first = desk.stage("M")
    second = desk.complete("M").stage("M")
    assert (first.index, second.index, second.came_from) == (0, 1, first.id)


@pytest.mark.parametrize("people", [0, 21, 2.5])
def test_more_than_twenty_recipients_or_none_are_refused(people: float) -> None:
    p = Sketch("many").fact(people="number").start().stage("Mark").recipients("M", "facts.people").end()
    desk = open_desk(p.path("begin", "Mark", "M", "done"))
    error = refused(lambda: desk.complete("Mark", facts={"people": people}))
    assert (error.code, error.params["element"], error.params["most"]) == ("cardinality", "M", 20)


def test_a_limit_on_a_stage_waits_with_it_and_says_whether_it_interrupts() -> None:
    p = Sketch("limited").start().stages("W E F").end("e1").end("e2").end("e3")
    p.boundary("b1", "W", p.event("soft"), interrupting=False).boundary("b2", "W", p.event("hard"))
    desk = open_desk(p.path("begin", "W", "e1").path("b1", "E", "e2").path("b2", "F", "e3"))
    stage = desk.stage("W").id
    assert {(w.name, w.stage, w.interrupting) for w in desk.step.waits} == {
        ("soft", stage, False),
        ("hard", stage, True),
    }
    desk.fire("soft")
    assert (desk.open, desk.stage("E").came_from, desk.waits) == (["E", "W"], stage, [("timer", "hard")])
    desk.fire("hard")
    assert (desk.open, desk.stage("F").came_from, desk.waits) == (["E", "F"], stage, [])


def test_a_limit_on_a_sub_flow_comes_from_the_stage_it_took_away() -> None:
    child = Sketch("child").start("c1").stages("A B").end("c2").path("c1", "A", "B", "c2")
    p = Sketch("caller").start().stages("U F").call("K", "child").end()
    p.boundary("b", "K", p.event("lim")).path("begin", "U", "K", "done").path("b", "F", "done")
    desk = open_desk(p, child).complete("U").complete("A")
    inside = desk.stage("B").id
    assert desk.wait("lim").stage is None
    assert desk.fire("lim").stage("F").came_from == inside
    assert desk.open == ["F"]


def test_a_wait_for_the_citizen_passes_the_thread_on() -> None:
    p = (
        Sketch("pending")
        .start()
        .stages("Ask Go")
        .catch("c", "m_reply")
        .end()
        .path("begin", "Ask", "c", "Go", "done")
    )
    desk = open_desk(p)
    asked = desk.stage("Ask").id
    wait = desk.complete("Ask").wait("m_reply")
    assert (wait.kind, wait.stage, wait.came_from) == ("message", None, asked)
    assert desk.fire("m_reply").stage("Go").came_from == asked


def test_an_effect_that_waits_brings_its_result_and_its_facts() -> None:
    p = Sketch("effect").fact(serial="text").start().stages("A Sent Again").choice("g", "Sent").end()
    p.service("S").path("begin", "A", "S", "g").flow("g", "Again", "outcome == 'failed'").flow("g", "Sent")
    p.path("Again", "done").path("Sent", "done")
    desk = open_desk(p).complete("A")
    effect = desk.step.effects[0]
    assert (effect.name, effect.wait, effect.id) == ("notify_applicant", True, desk.wait("S").id)
    assert refused(lambda: desk.fire("S", result="perhaps")).code == "unknown_result"
    failed = open_desk(p).complete("A").fire("S", result="failed")
    assert failed.open == ["Again"]
    desk.fire("S", {"serial": "42"})
    assert (desk.open, desk.step.facts["serial"], desk.step.facts["S_outcome"]) == (["Sent"], "42", "done")


def test_an_effect_that_does_not_wait_passes_at_once_and_is_told_once() -> None:
    p = Sketch("told").fact(fee="number").start().stages("A B").end()
    p.service(
        "S",
        wait=False,
        params='<gp:param name="fee" value="=facts.fee"/><gp:param name="kind" value="slip"/>',
    )
    desk = open_desk(p.path("begin", "A", "S", "B", "done")).complete("A", facts={"fee": 20})
    assert [(e.wait, dict(e.parameters)) for e in desk.step.effects] == [(False, {"fee": 20, "kind": "slip"})]
    assert (desk.open, desk.waits) == (["B"], [])
    assert desk.complete("B").step.effects == ()


def test_the_disposal_is_that_of_the_end_reached_last() -> None:
    p = Sketch("two_ends").start().stages("A B").split("sp").end("e1", "filed").end("e2", "rejected")
    desk = open_desk(p.path("begin", "sp", "A", "e1").path("sp", "B", "e2")).complete("A")
    assert [(end.element, end.disposal) for end in desk.step.ended] == [("e1", "filed")]
    assert (desk.step.finished, desk.step.disposal) == (False, None)
    assert (desk.complete("B").step.finished, desk.step.disposal) == (True, "rejected")


def test_an_end_names_the_stage_whose_token_ended_there() -> None:
    desk = open_desk(one_stage())
    stage = desk.stage("A").id
    assert desk.complete("A").step.ended[0].came_from == stage


def test_pulling_back_restores_the_stage_under_its_own_id() -> None:
    desk = open_desk(circulated())
    mark = desk.stage("Mark").id
    desk.complete("Mark").withdraw(mark)
    assert [(stage.element, stage.id) for stage in desk.step.open] == [("Mark", mark)]
    assert "Mark_outcome" not in desk.step.facts


def test_ids_given_out_before_a_pull_back_are_not_given_out_again() -> None:
    desk = open_desk(circulated())
    mark = desk.stage("Mark").id
    first = {stage.id for stage in desk.complete("Mark").step.open}
    second = {stage.id for stage in desk.withdraw(mark).complete("Mark").step.open}
    assert not first & second


def test_pulling_back_after_another_step_is_refused() -> None:
    desk = open_desk(circulated()).complete("Mark")
    stage, previous = desk.stage("A").id, desk.step.state
    desk.complete("A").complete("B")
    assert (
        refused(lambda: engine.withdraw(desk.spec, previous, desk.step.state, stage)).code == "not_last_step"
    )


def test_pulling_back_a_stage_that_was_not_left_is_refused() -> None:
    desk = open_desk(circulated()).complete("Mark")
    other = desk.stage("B").id
    desk.complete("A")
    assert refused(lambda: desk.withdraw(other)).code == "stage_not_left"


def test_looking_changes_nothing() -> None:
    desk = open_desk(circulated()).complete("Mark").complete("A")
    seen = engine.look(desk.spec, desk.step.state)
    assert (seen.open, seen.waits, seen.state) == (desk.step.open, desk.step.waits, desk.step.state)
    assert seen.effects == ()


def test_ids_follow_from_the_seed_and_differ_without_one() -> None:
    spec = engine.compile(bundle(one_stage()))
    named = [engine.start(spec, {}, NOW, seed=UUID(int=7)).open[0].id for _ in range(2)]
    assert named[0] == named[1]
    assert len({engine.start(spec, {}, NOW).open[0].id for _ in range(50)}) == 50


def test_an_error_end_is_caught_on_the_sub_flow_and_comes_from_its_stage() -> None:
    child = Sketch("child").start("c1").stages("CA CB").choice("cg", "CB").end("c2")
    child.end("c3", body=child.error("no")).path("c1", "CA", "cg").path("CB", "c2")
    child.flow("cg", "c3", "outcome == 'x'").flow("cg", "CB")
    p = Sketch("caller").start().stage("E").call("K", "child").end()
    p.boundary("b", "K", p.error("no")).path("begin", "K", "done").path("b", "E", "done")
    desk = open_desk(p, child)
    thrower = desk.stage("CA").id
    assert desk.complete("CA", "x").stage("E").came_from == thrower


def test_a_terminating_end_takes_every_open_stage_away() -> None:
    p = (
        Sketch("stopped")
        .start()
        .stages("A B")
        .split("sp")
        .end("e1", "withdrawn", "<bpmn:terminateEventDefinition/>")
    )
    desk = open_desk(p.end("e2").path("begin", "sp", "A", "e1").path("sp", "B", "e2")).complete("A")
    assert (desk.open, desk.step.finished, desk.step.disposal) == ([], True, "withdrawn")


def test_the_same_sub_flow_may_stand_twice() -> None:
    child = Sketch("child").start("c1").stage("C").end("c2").path("c1", "C", "c2")
    p = Sketch("twice").start().split("sp jn").call("K1", "child").call("K2", "child").end()
    desk = open_desk(p.path("begin", "sp", "K1", "jn", "done").path("sp", "K2", "jn"), child)
    assert desk.open == ["C", "C"]
    assert len({stage.id for stage in desk.step.open}) == 2
    assert desk.complete("C").complete("C").step.finished
