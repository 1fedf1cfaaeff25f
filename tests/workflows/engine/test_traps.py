"""Measured traps of SpiffWorkflow 3.2.0, each shown not to touch us."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from SpiffWorkflow import task as spiff_task
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.specs.event_definitions import timer as spiff_timer
from SpiffWorkflow.bpmn.util.task import BpmnTaskIterator
from SpiffWorkflow.util.task import TaskState

from tests.workflows.engine.constructs import CONSTRUCTS
from tests.workflows.engine.desk import NOW, SEED, Desk, begin, open_desk
from tests.workflows.engine.sketch import Sketch, bundle, one_stage
from workflows import engine
from workflows.engine.compiler import forget
from workflows.engine.expressions import ExpressionRefused
from workflows.engine.refusals import EngineRefused
from workflows.engine.tokens import ENGINE, Case, Token


def looping() -> Sketch:
    p = Sketch("looping").start().stages("Hand Officer").choice("g", "Hand").end()
    return p.path("begin", "Hand", "Officer", "g").flow("g", "done", "outcome == 'z'").flow("g", "Hand")


def test_a_completed_stage_is_not_completed_again() -> None:
    desk = open_desk(looping())
    stage = desk.stage("Hand").id
    desk.complete("Hand")
    with pytest.raises(EngineRefused) as refused:
        engine.complete(desk.spec, desk.step.state, stage, "x", {}, NOW)
    assert refused.value.code == "stage_not_open"


def test_two_loads_of_one_state_give_the_same_answer_not_two_files() -> None:
    desk = open_desk(looping())
    stage = desk.stage("Hand").id
    first = engine.complete(desk.spec, desk.step.state, stage, "x", {}, NOW)
    second = engine.complete(desk.spec, desk.step.state, stage, "x", {}, NOW)
    assert first == second


def test_a_file_is_not_lost_after_666_visits() -> None:
    desk = open_desk(looping())
    spec, step = desk.spec, desk.step
    for _ in range(700):
        for _ in ("Hand", "Officer"):
            step = engine.complete(spec, step.state, step.open[0].id, "x", {}, NOW)
    assert [stage.element for stage in step.open] == ["Hand"]
    assert engine.complete(spec, step.state, step.open[0].id, "x", {}, NOW).open


def test_a_task_deeper_than_a_thousand_is_still_seen() -> None:
    """Pruning keeps trees shallow; were one deep all the same, nothing in it would be lost."""
    program = engine.compile(bundle(looping())).program
    case = Case(program.main, program.parts, SEED, deserializing=True)
    task = case.task_tree = Token(case, program.main.start, state=TaskState.COMPLETED)
    for _ in range(1100):
        task = Token(case, program.main.task_specs["Hand"], task, TaskState.COMPLETED)
    Token(case, program.main.task_specs["Officer"], task, TaskState.READY)
    assert not list(BpmnTaskIterator(case.task_tree, state=TaskState.READY))
    assert [task.task_spec.name for task in case.get_tasks(state=TaskState.READY)] == ["Officer"]


def test_the_state_does_not_grow_with_two_hundred_hops() -> None:
    desk = open_desk(looping())
    desk.complete("Hand").complete("Officer")
    early = len(desk.step.state)
    for _ in range(100):
        desk.complete("Hand").complete("Officer")
    assert len(desk.step.state) <= early + 16


def test_a_service_task_is_stored_and_goes_on() -> None:
    p = Sketch("served").start().stage("A").service("S").end().path("begin", "A", "S", "done")
    desk = open_desk(p).complete("A")
    assert desk.waits == [("effect", "notify_applicant")]
    assert desk.fire("S").step.finished


def test_a_step_that_raised_leaves_the_stage_open() -> None:
    p = Sketch("raising").fact(fee="number").start().stages("A B C").choice("g", "C").end()
    p.path("begin", "A", "g").flow("g", "B", "facts.fee > 100").flow("g", "C").path("B", "done").path(
        "C", "done"
    )
    desk = open_desk(p)
    before = desk.step.state
    with pytest.raises(EngineRefused) as refused:
        desk.complete("A")
    assert refused.value.code == "expression_failed"
    assert refused.value.params["element"] == "g"
    assert desk.step.state == before
    assert desk.complete("A", facts={"fee": 120}).open == ["B"]


@pytest.mark.parametrize(("start", "end"), [("Start", "done"), ("begin", "End")])
def test_the_ids_start_and_end_are_refused(start: str, end: str) -> None:
    p = Sketch("reserved").start(start).stage("A").end(end, "disposed").path(start, "A", end)
    codes = {(finding.code, finding.element) for finding in engine.lint(bundle(p))}
    assert ("id_reserved", "Start" if start == "Start" else "End") in codes
    with pytest.raises(engine.FlowError):
        engine.compile(bundle(p))


def test_bytes_with_an_encoding_declaration_are_read_by_our_own_parser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*args: object, **kwargs: object) -> NoReturn:
        raise AssertionError("the library's own readers are not used")

    for name in ("add_bpmn_str", "add_bpmn_file", "add_bpmn_files", "add_bpmn_io"):
        monkeypatch.setattr(BpmnParser, name, refuse)
    forget()
    latin = (
        one_stage()
        .xml()
        .decode()
        .replace("UTF-8", "ISO-8859-1")
        .replace("ধাপ", "Étape")
        .replace("প্রক্রিয়া", "é")
    )
    desk = begin(engine.Bundle("flow.bpmn", {"flow.bpmn": latin.encode("latin-1")}))
    assert desk.spec.stages["A"].name == "Étape A"


@pytest.mark.parametrize("written", ["timeDuration", "timeCycle", "timeDate"])
@pytest.mark.parametrize("value", ["P99999999Y", "R1000000/2000-01-01T00:00:00/PT1S", '"P7D"'])
def test_a_duration_or_cycle_never_reaches_the_engine(written: str, value: str) -> None:
    p = Sketch("clocked").start().stages("A B").end()
    text = f'<bpmn:{written} xsi:type="bpmn:tFormalExpression">{value}</bpmn:{written}>'
    p.boundary("b", "A", f'<bpmn:timerEventDefinition gp:limit="lim">{text}</bpmn:timerEventDefinition>')
    p.path("begin", "A", "done").path("b", "B", "done")
    assert ("limit_duration", "b") in {(f.code, f.element) for f in engine.lint(bundle(p))}


def test_no_clock_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every construct walks with the library's clocks taken away."""

    class NoClock:
        def __getattr__(self, name: str) -> NoReturn:
            raise AssertionError(f"a clock was read: {name}")

    monkeypatch.setattr(spiff_task, "time", NoClock())
    monkeypatch.setattr(spiff_timer, "datetime", NoClock())
    for draw in CONSTRUCTS.values():
        desk = begin(bundle(*draw(False)))
        for _ in range(6):
            if desk.step.waits and desk.step.waits[0].kind != "join":
                desk.fire(desk.step.waits[0].element)
            elif desk.open:
                desk.complete(desk.open[0], "y")
        assert len(desk.steps) > 2


def test_a_boundary_limit_does_not_fire_inside_another_officers_act() -> None:
    p = Sketch("two").start().stages("A B Lapsed").split("sp").end("e1").end("e2").end("e3")
    p.boundary("b", "A", p.event("seven-days")).path("begin", "sp", "A", "e1").path("sp", "B", "e2")
    desk = open_desk(p.path("b", "Lapsed", "e3")).complete("B")
    assert desk.open == ["A"]
    assert desk.fire("seven-days").open == ["Lapsed"]


def test_recipients_finish_on_a_freshly_compiled_flow() -> None:
    p = Sketch("sent").start().recipients("M", "3").stage("D").end().path("begin", "M", "D", "done")
    desk = open_desk(p)
    for _ in range(3):
        forget()
        desk.complete("M")
    assert desk.open == ["D"]


def test_an_early_stop_closes_the_other_recipients_in_the_projection() -> None:
    p = Sketch("early").start().recipients("M", "4", until="outcome == 'z'").stage("D").end()
    desk = open_desk(p.path("begin", "M", "D", "done")).complete("M", "x")
    assert desk.open == ["M", "M", "M"]
    assert desk.complete("M", "z").open == ["D"]


def test_the_event_not_chosen_waits_no_longer() -> None:
    p = (
        Sketch("reply")
        .start()
        .choice("e", kind="eventBased")
        .catch("c1", "m1")
        .catch("c2", "lim")
        .stages("A B")
        .end()
    )
    p.flow("begin", "e").flow("e", "c1").flow("e", "c2").path("c1", "A", "done").path("c2", "B", "done")
    desk = open_desk(p)
    other = desk.wait("lim").id
    desk.fire("m1")
    assert (desk.open, desk.waits) == (["A"], [])
    with pytest.raises(EngineRefused) as refused:
        engine.fire(desk.spec, desk.step.state, other, {}, NOW)
    assert refused.value.code == "wait_not_open"


def test_the_environment_runs_no_python() -> None:
    acts: list[Callable[[], object]] = [
        lambda: ENGINE.environment.execute("import os", {}),
        lambda: ENGINE.execute(None, "import os"),
        lambda: ENGINE.call_service(None, operation_name="x"),
    ]
    for act in acts:
        with pytest.raises(EngineRefused) as refused:
            act()
        assert refused.value.code == "step_failed"
    with pytest.raises(ExpressionRefused):
        ENGINE.environment.evaluate("__import__('os').system('true')", {})


def frozen(spec: engine.FlowSpec) -> list[Any]:
    """Everything about the shared specs that running an instance could change."""
    seen = []
    for process in (spec.program.main, *spec.program.parts.values()):
        for name, task in process.task_specs.items():
            plain = {
                k: repr(v) for k, v in vars(task).items() if isinstance(v, str | int | bool | list | dict)
            }
            events = [v.n_subscribers() for v in vars(task).values() if hasattr(v, "n_subscribers")]
            seen.append((name, sorted(plain.items()), events))
    return seen


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_running_an_instance_changes_nothing_in_the_shared_flow(name: str) -> None:
    forget()
    desk = begin(bundle(*CONSTRUCTS[name](False)))
    before = frozen(desk.spec)
    for turn in range(12):
        if desk.open:
            desk.complete(desk.open[turn % len(desk.open)], "xyz"[turn % 3])
    assert frozen(desk.spec) == before


def test_an_endless_step_is_stopped_by_its_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check refuses such a loop; the budget holds if one should ever come past it."""
    p = Sketch("endless").start().stage("A").choice("g", "h").choice("h", "g").end()
    p.path("begin", "A", "g").flow("g", "h").flow("g", "done", "facts.A_outcome == 'z'").flow("h", "g")
    assert "loop_without_wait" in {finding.code for finding in engine.lint(bundle(p))}
    monkeypatch.setattr("workflows.engine.compiler.runnable", lambda bundled: [])
    desk: Desk = open_desk(p)
    with pytest.raises(EngineRefused) as refused:
        desk.complete("A")
    assert refused.value.code == "step_budget"
