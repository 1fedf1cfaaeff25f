"""Hostile uploads: attacks run nothing, bombs end in seconds; with the checks on, and without."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.workflows.engine.desk import NOW, begin
from tests.workflows.engine.sketch import HEAD, Sketch, bundle, one_stage
from workflows import engine
from workflows.engine import Bundle, EngineRefused, FlowError, markup
from workflows.engine.compiler import forget

SECONDS = 2.0
Bomb = Callable[[], Bundle]


@contextlib.contextmanager
def quickly() -> Iterator[None]:
    began = time.process_time()
    yield
    assert time.process_time() - began < SECONDS


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """What an attack would leave behind."""
    return tmp_path / "owned"


def code_for(mark: Path) -> str:
    return f"__import__('os').system('touch {mark}') or 'x'"


def drawn(p: Sketch) -> Bundle:
    return bundle(p)


def attacks(code: str) -> dict[str, Bundle]:
    """Each place of a BPMN file in which stock SpiffWorkflow runs Python."""
    formal = 'xsi:type="bpmn:tFormalExpression"'
    script = Sketch("p").start().node("scriptTask", "X", f"<bpmn:script>{code}</bpmn:script>").end()
    gateway = Sketch("p").start().stage("A").choice("g", "done").end().path("begin", "A", "g")
    timer = Sketch("p").start().stage("A").end().path("begin", "A", "done").path("b", "done")
    duration = f"<bpmn:timeDuration {formal}>{code}</bpmn:timeDuration>"
    service = (
        Sketch("p").start().stage("A").service("S", params=f'<gp:param name="a" value="={code}"/>').end()
    )
    many = Sketch("p").start().recipients("M", code).end().path("begin", "M", "done")
    until = Sketch("p").start().recipients("M", "2", until=code).end().path("begin", "M", "done")
    before = (
        one_stage()
        .xml()
        .decode()
        .replace(
            "<bpmn:extensionElements>",
            '<bpmn:extensionElements><s:preScript xmlns:s="http://spiffworkflow.org/bpmn/schema/1.0/core">'
            f"{code}</s:preScript>",
        )
    )
    condition = Sketch("p").start().node(
        "intermediateCatchEvent", "c",
        f"<bpmn:conditionalEventDefinition><bpmn:condition>{code}</bpmn:condition></bpmn:conditionalEventDefinition>",
    )  # fmt: skip
    adhoc = f"<bpmn:completionCondition>{code}</bpmn:completionCondition>"
    return {
        "script": drawn(script.path("begin", "X", "done")),
        "condition": drawn(gateway.flow("g", "done", code)),
        "duration": drawn(
            timer.boundary("b", "A", f"<bpmn:timerEventDefinition>{duration}</bpmn:timerEventDefinition>")
        ),
        "cardinality": drawn(many),
        "completion": drawn(until),
        "parameter": drawn(service.path("begin", "A", "S", "done")),
        "pre_script": Bundle("one.bpmn", {"one.bpmn": before.encode()}),
        "conditional_event": drawn(condition.end().path("begin", "c", "done")),
        "ad_hoc": drawn(
            Sketch("p").start().node("adHocSubProcess", "X", adhoc).end().path("begin", "X", "done")
        ),
    }


ATTACKS = tuple(attacks("1"))


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_and_runs_nothing(name: str, mark: Path) -> None:
    with quickly(), pytest.raises(FlowError):
        engine.compile(attacks(code_for(mark))[name])
    assert not mark.exists()


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_that_came_past_the_checks_is_still_inert(
    name: str, mark: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflows.engine.compiler.runnable", lambda bundled: [])
    forget()
    with quickly(), contextlib.suppress(FlowError, EngineRefused):
        desk = begin(attacks(code_for(mark))[name])
        for _ in range(3):
            if desk.open:
                desk.complete(desk.open[0])
    forget()
    assert not mark.exists()


def test_field_names_that_shadow_builtins_do_not_reach_a_gateway() -> None:
    desk = begin(bundle(one_stage()))
    for name in ("__builtins__", "len", "facts", "outcome"):
        with pytest.raises(EngineRefused):
            desk.complete("A", facts={name: "x"})


def nested(depth: int) -> Bundle:
    inner = Sketch("leaf").start("s").stage("A").end("e").path("s", "A", "e")
    for level in range(depth):
        outer = Sketch(f"n{level}").start(f"s{level}").inside(f"P{level}", inner).end(f"e{level}")
        inner = outer.path(f"s{level}", f"P{level}", f"e{level}")
    return bundle(inner)


def chained(depth: int) -> Bundle:
    parts = []
    for level in range(depth):
        part = (
            Sketch(f"p{level}")
            .start(f"s{level}")
            .call(f"k{level}", f"p{(level + 1) % depth}")
            .end(f"e{level}")
        )
        parts.append(part.path(f"s{level}", f"k{level}", f"e{level}"))
    return bundle(*parts)


def wide(width: int) -> Bundle:
    """Four levels, each calling the next so many times at once: few elements that unfold into many."""
    parts = []
    for level in range(4):
        part = Sketch(f"p{level}").start(f"s{level}").split(f"x{level} y{level}").end(f"e{level}", "disposed")
        part.flow(f"s{level}", f"x{level}").flow(f"y{level}", f"e{level}")
        for number in range(width):
            part.call(f"k{level}_{number}", f"p{level + 1}")
            part.path(f"x{level}", f"k{level}_{number}", f"y{level}")
        parts.append(part)
    return bundle(*parts, Sketch("p4").start("s4").end("e4").path("s4", "e4"))


def gateways() -> Bundle:
    p = Sketch("p").start().end()
    names = [f"g{number}" for number in range(4000)]
    for name in names:
        p.choice(name)
    return bundle(p.path("begin", *names, "done"))


def serial(count: int) -> Bundle:
    names = [f"T{number}" for number in range(count)]
    return bundle(Sketch("p").start().stages(" ".join(names)).end().path("begin", *names, "done"))


def no_wait_loop() -> Bundle:
    p = Sketch("p").start().choice("g", "h").choice("h").end().path("begin", "g")
    return bundle(p.flow("g", "done", "false").flow("g", "h").flow("h", "g"))


def billion_laughs() -> bytes:
    entities = '<!ENTITY l0 "lol">'
    for number in range(1, 10):
        entities += f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">'
    return f'<?xml version="1.0"?><!DOCTYPE a [{entities}]><a>&l9;</a>'.encode()


BOMBS: dict[str, Bomb] = {
    "gateway_loop": no_wait_loop,
    "self_call": lambda: chained(1),
    "call_ring": lambda: chained(3),
    "call_chain": lambda: chained(300),
    "nested_subprocess": lambda: nested(60),
    "serial_tasks": lambda: serial(600),
    "thousands_of_gateways": gateways,
    "many_recipients": lambda: bundle(
        Sketch("p").start().recipients("M", "200000").end().path("begin", "M", "done")),
    "many_elements": lambda: Bundle("p", {"p": f"{HEAD}{'<bpmn:a/>' * 90_000}</bpmn:definitions>".encode()}),
    "too_large": lambda: Bundle("p", {"p": f"{HEAD}{'<bpmn:task/>' * 200_000}</bpmn:definitions>".encode()}),
    "deep_xml": lambda: Bundle("p", {"p": b"<a>" * 100_000 + b"</a>" * 100_000}),
    "billion_laughs": lambda: Bundle("p", {"p": billion_laughs()}),
    "long_condition": lambda: bundle(
        Sketch("p").start().stage("A").choice("g", "done").end().path("begin", "A", "g")
        .flow("g", "A", "1" + " + 1" * 30_000).flow("g", "done")),
    "nested_macros": lambda: bundle(
        Sketch("p").start().stage("A").choice("g", "done").end().path("begin", "A", "g")
        .flow("g", "A", "[1].all(a, " * 8 + "true" + ")" * 8).flow("g", "done")),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_time(name: str) -> None:
    bomb = BOMBS[name]()
    with quickly():
        found = engine.lint(bomb)
    assert [finding for finding in found if finding.severity == "error"]
    with pytest.raises(FlowError):
        engine.compile(bomb)


def test_a_flow_that_unfolds_without_end_is_judged_and_stopped_in_time() -> None:
    with quickly():
        spec = engine.compile(wide(44))
    with quickly(), pytest.raises(EngineRefused) as refused:
        engine.start(spec, {}, NOW)
    assert refused.value.code == "step_budget"


def test_no_file_and_no_network_is_touched_by_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    for attack in (
        f'<!ENTITY x SYSTEM "file://{secret}">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;',
    ):
        with pytest.raises(markup.MarkupRefused) as refused:
            markup.parse(f"<!DOCTYPE a [{attack}]><a>&x;</a>".encode())
        assert refused.value.code == "doctype"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-7"])
def test_a_doctype_is_not_hidden_by_an_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(markup.MarkupRefused):
        markup.parse(text.encode(encoding))


def test_comments_and_processing_instructions_do_not_come_in() -> None:
    root = markup.parse(b'<?xml version="1.0"?><?xml-stylesheet href="x"?><a><!-- b --><?php c?><d/></a>')
    assert [element.tag for element in root.iter()] == ["a", "d"]
