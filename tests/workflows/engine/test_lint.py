# ruff: noqa: E501 - one wrong flow a line
"""Every finding, from a flow that deserves it: its code, its element, a sentence in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.workflows.engine.sketch import HEAD, Sketch, bundle, one_stage
from workflows import engine
from workflows.engine import Bundle
from workflows.engine.sentences import KINDS, REASONS, SENTENCES, WARNINGS

Wrong = Callable[[], Bundle]


def flow(id_: str = "p") -> Sketch:
    return Sketch(id_).start().stages("A B")


def drawn(p: Sketch, *others: Sketch, **tables: str) -> Bundle:
    return bundle(p, *others, **tables)


def line(p: Sketch) -> Bundle:
    return bundle(p.end().path("begin", "A", "B", "done"))


def replaced(old: str, new: str) -> Bundle:
    """One stage, with one thing written differently."""
    text = one_stage().xml().decode()
    assert old in text
    return Bundle("one.bpmn", {"one.bpmn": text.replace(old, new, 1).encode()})


def staged(**attributes: str) -> Bundle:
    return bundle(Sketch("p").start().stage("A", **attributes).end().path("begin", "A", "done"))


def shaped(extra: str) -> Bundle:
    return bundle(Sketch("p").start().stage("A", extra=extra).end().path("begin", "A", "done"))


def chosen(
    condition: str = "outcome == 'x'", default: str = "done", *, facts: dict[str, str] | None = None
) -> Bundle:
    p = flow().fact(**(facts or {})).choice("g", default).end().path("begin", "A", "g").path("B", "done")
    return drawn(p.flow("g", "B", condition).flow("g", "done"))


def apart(condition: str) -> Bundle:
    """A gateway that is not directly behind a stage."""
    p = flow().choice("m").choice("g", "done").end().path("begin", "A", "m", "g").path("B", "done")
    return drawn(p.flow("g", "B", condition).flow("g", "done"))


def sent(count: str, until: str = "") -> Bundle:
    p = Sketch("p").fact(n="number").start().recipients("M", count, until=until).end()
    return drawn(p.path("begin", "M", "done"))


def with_node(kind: str, id_: str, body: str = "", **attributes: str) -> Bundle:
    p = Sketch("p").start().stage("A").node(kind, id_, body, **attributes).end()
    return drawn(p.path("begin", "A", id_, "done"))


def many(count: int) -> Bundle:
    p = Sketch("p").start().end()
    names = [f"T{number}" for number in range(count)]
    return drawn(p.stages(" ".join(names)).path("begin", *names, "done"))


def chain(depth: int) -> Bundle:
    parts = [Sketch(f"p{n}").start(f"s{n}").call(f"k{n}", f"p{n + 1}").end(f"e{n}") for n in range(depth)]
    for n, part in enumerate(parts):
        part.path(f"s{n}", f"k{n}", f"e{n}")
    last = Sketch(f"p{depth}").start("s_last").stage("A").end("e_last").path("s_last", "A", "e_last")
    return drawn(*parts, last)


def boundary(definition: str, on: str = "A", *, interrupting: bool = True, extra: str = "") -> Bundle:
    p = flow().end().boundary("b", on, definition, interrupting=interrupting)
    p.path("begin", "A", "done").path("b", "B", "done")
    return drawn(p.flow(*extra.split()) if extra else p)


def child() -> Sketch:
    return Sketch("child").start("c1").stage("C").end("c2").path("c1", "C", "c2")


def looped() -> Bundle:
    p = flow().choice("m").choice("g", "m").end().path("begin", "A", "m", "g").path("B", "done")
    return drawn(p.flow("g", "B", "facts.A_outcome == 'x'").flow("g", "m"))


def split(**stages: str) -> Bundle:
    p = Sketch("p").start().split("sp jn").end()
    for id_, opens in stages.items():
        p.stage(id_, gp__opens=opens).path("sp", id_, "jn")
    return drawn(p.flow("begin", "sp").flow("jn", "done"))


def event_ways(*, shared: bool) -> Bundle:
    p = flow().choice("e", kind="eventBased").catch("c1", "m1").catch("c2", "lim").end()
    p.flow("begin", "e").flow("e", "c1").path("c1", "A", "done").path("c2", "B", "done")
    return drawn(p.flow("e", "c2").flow("A", "c2") if shared else p.flow("A", "c2"))


TABLE = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="t" name="t" namespace="t">
<decision id="fee_table" name="ফি"><decisionTable hitPolicy="{policy}">
<input id="i1"><inputExpression><text>{input}</text></inputExpression></input><output id="o1" name="{output}"/>
<rule id="r1">{cells}<outputEntry><text>20</text></outputEntry></rule></decisionTable></decision></definitions>"""


def table(
    policy: str = "UNIQUE", input: str = "facts.kind", output: str = "fee", cells: str = "'urgent'"
) -> Bundle:
    cell = "".join(f"<inputEntry><text>{text}</text></inputEntry>" for text in cells.split(";") if text)
    written = TABLE.format(policy=policy, input=input, output=output, cells=cell)
    p = (
        Sketch("p")
        .fact(kind="text", fee="number")
        .start()
        .node("businessRuleTask", "R", gp__decision="fee_table")
    )
    return drawn(p.end().path("begin", "R", "done"), fees=written)


def raw(text: str | bytes, name: str = "p.bpmn") -> Bundle:
    return Bundle("p.bpmn", {name: text if isinstance(text, bytes) else text.encode()})


CASES: dict[str, tuple[str | None, Wrong]] = {
    "main_missing": (None, lambda: raw(one_stage().xml(), "other.bpmn")),
    "too_many_files": (None, lambda: Bundle("one.bpmn", {f"{n}.dmn": b"<a/>" for n in range(41)})),
    "file_too_large": (None, lambda: raw(b"<a>" + b" " * 1_000_000 + b"</a>")),
    "file_doctype": (None, lambda: raw('<!DOCTYPE a [<!ENTITY b "c">]><a/>')),
    "file_encoding": (None, lambda: raw("<a/>".encode("utf-16"))),
    "file_malformed": (None, lambda: raw("<a>")),
    "not_bpmn": (None, lambda: raw("<a/>")),
    "schema": ("A", lambda: replaced("<bpmn:userTask ", '<bpmn:userTask wrong="1" ')),
    "process_missing": (None, lambda: raw(f"{HEAD}</bpmn:definitions>")),
    "process_id": (None, lambda: replaced(' id="one"', "")),
    "process_unnamed": ("one", lambda: replaced(' name="প্রক্রিয়া one"', "")),
    "process_not_executable": ("one", lambda: replaced('isExecutable="true"', 'isExecutable="false"')),
    "process_profile": ("one", lambda: replaced('id="one"', 'gp:profile="XX" id="one"')),
    "process_unused": ("child", lambda: drawn(one_stage(), child())),
    "several_processes": ("one", lambda: replaced("</bpmn:definitions>", '<bpmn:process id="q"/></bpmn:definitions>')),
    "duplicate_id": ("A", lambda: drawn(one_stage(), Sketch("q").start("q1").stage("A").end("q2").path("q1", "A", "q2"))),
    "id_missing": (None, lambda: replaced('userTask id="A"', "userTask")),
    "id_reserved": ("End", lambda: drawn(flow().end("End").path("begin", "A", "B", "End"))),
    "id_characters": ("A-b", lambda: drawn(Sketch("p").start().stage("A-b").end().path("begin", "A-b", "done"))),
    "too_many_nodes": (None, lambda: many(199)),
    "start_count": ("p", lambda: line(flow().start("again"))),
    "start_event": ("s", lambda: drawn(
        Sketch("p").node("startEvent", "s", "<bpmn:timerEventDefinition/>").stage("A").end().path("s", "A", "done"))),
    "start_incoming": ("begin", lambda: drawn(
        flow().choice("g", "done").end().path("begin", "A", "g").flow("g", "begin", "outcome == 'x'").flow("g", "done"))),
    "end_missing": ("p", lambda: drawn(flow().path("begin", "A", "B"))),
    "end_outgoing": ("done", lambda: drawn(flow().end().path("begin", "A", "done", "B"))),
    "end_disposal": ("done", lambda: drawn(flow().end("done", "burnt").path("begin", "A", "B", "done"))),
    "end_disposal_missing": ("done", lambda: line(flow())),
    "flow_dangling": ("A", lambda: line(flow().flow("A", "nowhere"))),
    "flow_double": ("A", lambda: line(flow().flow("A", "B"))),
    "unreachable": ("B", lambda: drawn(flow().end().path("begin", "A", "done").path("B", "done"))),
    "dead_end": ("B", lambda: drawn(flow().split("sp").end().path("begin", "sp", "A", "done").path("sp", "B"))),
    "no_way_to_end": ("B", lambda: drawn(
        flow().stage("C").split("sp").end().path("begin", "sp", "A", "done").path("sp", "B", "C", "B"))),
    "many_outgoing": ("A", lambda: drawn(flow().end().path("begin", "A", "B", "done").path("A", "done"))),
    "loop_without_wait": ("g", looped),
    "default_missing": ("g", lambda: chosen(default="")),
    "default_foreign": ("g", lambda: replaced_default("elsewhere")),
    "default_condition": ("g", lambda: replaced_default("p_f3")),
    "condition_missing": ("g", lambda: chosen(condition="")),
    "condition_misplaced": ("A", lambda: drawn(flow().end().path("begin", "A").flow("A", "B", "true").path("B", "done"))),
    "event_gateway_ways": ("e", lambda: event_ways(shared=False)),
    "event_gateway_shared": ("c2", lambda: event_ways(shared=True)),
    "event_kind": ("c", lambda: with_node("intermediateCatchEvent", "c")),
    "limit_missing": ("c", lambda: with_node("intermediateCatchEvent", "c", "<bpmn:timerEventDefinition/>")),
    "limit_duration": ("b", lambda: boundary(
        '<bpmn:timerEventDefinition gp:limit="l"><bpmn:timeCycle>R/PT1S</bpmn:timeCycle></bpmn:timerEventDefinition>')),
    "message_missing": ("c", lambda: with_node("intermediateCatchEvent", "c", "<bpmn:messageEventDefinition/>")),
    "boundary_host": ("b", lambda: boundary('<bpmn:timerEventDefinition gp:limit="l"/>', on="done")),
    "boundary_incoming": ("b", lambda: boundary('<bpmn:timerEventDefinition gp:limit="l"/>', extra="B b")),
    "boundary_error": ("b", lambda: boundary("<bpmn:errorEventDefinition/>")),
    "stage_unnamed": ("A", lambda: staged(name="")),
    "name_en_missing": ("A", lambda: staged(gp__nameEn="")),
    "assign": ("A", lambda: staged(gp__assign="somebody")),
    "channel": ("A", lambda: staged(gp__channel="pigeon")),
    "body_channel": ("A", lambda: staged(gp__assign="body:degs", gp__channel="office")),
    "body_form": (
        "A",
        lambda: bundle(
            Sketch("p")
            .start()
            .stage(
                "A",
                extra='<gp:field id="fee" type="number" labelBn="ক" labelEn="k"/>',
                gp__assign="body:degs",
            )
            .end()
            .path("begin", "A", "done")
        ),
    ),
    "levels": ("A", lambda: staged(gp__levels="many")),
    "levels_many": ("A", lambda: staged(gp__levels="7")),
    "yes_no": ("A", lambda: staged(gp__opens="maybe")),
    "outcome_missing": ("A", lambda: staged(outcomes="")),
    "outcome_id": ("A", lambda: staged(outcomes="x x")),
    "outcome_label": ("A", lambda: shaped('<gp:outcome id="w" labelBn="ক" power="note"/>')),
    "outcome_power": ("A", lambda: shaped('<gp:outcome id="w" labelBn="ক" labelEn="k" power="fly"/>')),
    "rehearse": ("A", lambda: staged(gp__rehearse="w")),
    "field": ("A", lambda: shaped('<gp:field id="f" type="choice" labelBn="ক" labelEn="k"/>')),
    "field_outcome": ("A", lambda: shaped('<gp:field id="f" type="text" labelBn="ক" labelEn="k" outcomes="burn"/>')),
    "field_tells": ("A", lambda: shaped('<gp:field id="f" type="number" labelBn="ক" labelEn="k" tells="reason"/>')),
    "fact": ("p", lambda: line(flow().fact(fee="money"))),
    "opens": ("sp", lambda: split(A="no", B="no")),
    "sla_name": ("A", lambda: staged(gp__sla="সাত দিন")),
    "multiple_only_stages": ("K", lambda: drawn(Sketch("p").start().node(
        "callActivity", "K", "<bpmn:multiInstanceLoopCharacteristics/>", calledElement="child",
    ).end().path("begin", "K", "done"), child())),
    "cardinality_missing": ("M", lambda: sent("")),
    "cardinality_range": ("M", lambda: sent("21")),
    "service_missing": ("S", lambda: with_node("serviceTask", "S")),
    "service_unknown": ("S", lambda: with_node("serviceTask", "S", gp__service="launch_rocket")),
    "param": ("S", lambda: with_node(
        "serviceTask", "S", "<bpmn:extensionElements><gp:param value='1'/></bpmn:extensionElements>",
        gp__service="notify_applicant")),
    "decision_missing": ("R", lambda: with_node("businessRuleTask", "R", gp__decision="nowhere")),
    "table_policy": (None, lambda: table(policy="COLLECT")),
    "table_shape": (None, lambda: table(cells="")),
    "table_output": (None, lambda: table(output="undeclared")),
    "table_cell": (None, lambda: table(cells="in [5,6]")),
    "call_dynamic": ("K", lambda: drawn(Sketch("p").start().call("K", "${flow}").end().path("begin", "K", "done"))),
    "call_missing": ("K", lambda: drawn(Sketch("p").start().call("K", "nowhere").end().path("begin", "K", "done"))),
    "call_cycle": ("K", lambda: drawn(Sketch("p").start().call("K", "p").end().path("begin", "K", "done"))),
    "call_depth": ("k4", lambda: chain(5)),
    "script": ("A", lambda: replaced(
        "<bpmn:extensionElements>", '<bpmn:extensionElements><s:preScript xmlns:s="http://spiff">x</s:preScript>')),
    "compensation": ("A", lambda: replaced('userTask id="A"', 'userTask id="A" isForCompensation="true"')),
    "foreign_extension": ("A", lambda: replaced('userTask id="A"', 'userTask xmlns:c="http://c" c:asyncBefore="true" id="A"')),
    "expression": ("g", lambda: chosen("outcome ==")),
    "hidden_characters": ("A", lambda: staged(name="ধাপ\u202e A")),
    "picture_missing": ("one", lambda: without("BPMNDiagram")),
    "shape_missing": ("A", lambda: without('BPMNShape bpmnElement="A"')),
    "arrow_missing": ("A", lambda: without('BPMNEdge bpmnElement="one_f1"')),
}  # fmt: skip


def without(part: str) -> Bundle:
    """One stage, with a part of its picture gone."""
    text = one_stage().xml().decode()
    tag = part.partition(" ")[0]
    cut = re.sub(rf"<bpmndi:{re.escape(part)}>.*?</bpmndi:{tag}>", "", text)
    assert cut != text
    return Bundle("one.bpmn", {"one.bpmn": cut.encode()})


def replaced_default(flow_id: str) -> Bundle:
    text = chosen().files["p.bpmn"].decode()
    old = re.findall(r'default="(\w+)"', text)[0]
    own = re.findall(r'id="(\w+)" sourceRef="g" targetRef="B"', text)[0]
    return raw(text.replace(f'default="{old}"', f'default="{own if flow_id == "p_f3" else flow_id}"'))


@pytest.mark.parametrize("code", CASES)
def test_a_wrong_flow_is_told_what_is_wrong_where_and_what_to_do(code: str) -> None:
    element, wrong = CASES[code]
    found = [finding for finding in engine.lint(wrong()) if finding.code == code]
    assert element in {finding.element for finding in found}
    finding = next(each for each in found if each.element == element)
    assert finding.severity == ("warning" if code in WARNINGS else "error")
    assert re.search(r"[ঀ-৿]", finding.bn), finding.bn
    assert re.fullmatch(r"[^ঀ-৿]*", finding.en.replace("ধাপ A", "").replace("ফি", "").replace("সাত দিন", ""))
    assert finding.en.count(".") >= 1
    assert "{" not in finding.bn.replace("${", "") + finding.en.replace("${", "")


def test_every_sentence_has_a_flow_that_deserves_it() -> None:
    unreachable_by_drawing = {"not_runnable", "check_time", "check_memory"}
    assert set(SENTENCES) - unreachable_by_drawing == set(CASES)


def test_a_part_without_a_name_goes_by_its_kind_and_its_neighbour() -> None:
    found = next(each for each in engine.lint(staged()) if each.code == "end_disposal_missing")
    assert "“নামহীন সমাপ্তি (‘ধাপ A’ অংশের পরে)”" in found.bn
    assert "unnamed end (after" in found.en


def test_no_sentence_speaks_of_what_only_a_file_shows() -> None:
    said = [text for pair in SENTENCES.values() for text in pair]
    assert [text for text in said if "gp:" in text or "ধারা" in text or "প্রবাহ" in text] == []


def test_a_finding_names_the_element_by_its_label() -> None:
    finding = next(f for f in engine.lint(staged(gp__assign="somebody")) if f.code == "assign")
    assert "“ধাপ A”" in finding.bn
    assert "“A”" in finding.en


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.endswith(("Task", "Gateway", "task", "Process"))]
)
def test_an_unlisted_element_is_refused_by_its_name(kind: str) -> None:
    if kind == "eventSubProcess":
        wrong = with_node("subProcess", "X", triggeredByEvent="true")
    else:
        wrong = with_node(kind, "X")
    found = [f for f in engine.lint(wrong) if f.code == "element_unlisted" and f.element == "X"]
    assert KINDS[kind][1] in found[0].en
    assert KINDS[kind][3] in found[0].en
    with pytest.raises(engine.FlowError):
        engine.compile(wrong)


@pytest.mark.parametrize(
    "part",
    ["dataStore", "signal", "escalation", "import"],
)
def test_an_unlisted_part_of_the_file_is_refused_by_its_name(part: str) -> None:
    attributes = (
        'namespace="n" importType="t" location="l"' if part == "import" else f'id="x_{part}" name="n"'
    )
    wrong = replaced("<bpmn:process", f"<bpmn:{part} {attributes}/><bpmn:process")
    assert KINDS[part][1] in " ".join(f.en for f in engine.lint(wrong) if f.code == "element_unlisted")


@pytest.mark.parametrize("definition", ["signal", "conditional", "escalation", "compensate", "link"])
def test_an_unlisted_event_is_refused_by_its_name(definition: str) -> None:
    wrong = with_node("intermediateCatchEvent", "c", f"<bpmn:{definition}EventDefinition/>")
    found = [f.en for f in engine.lint(wrong) if f.code == "element_unlisted" and f.element == "c"]
    assert KINDS[f"{definition}EventDefinition"][1] in found[0]


EXPRESSIONS = {
    "expression_empty": lambda: chosen(" "),
    "expression_too_long": lambda: chosen("outcome == 'x' || " * 40 + "true"),
    "expression_macros": lambda: chosen("[1].all(i, [2].all(j, i < j))"),
    "expression_bare_facts": lambda: chosen("facts['fee'] > 1"),
    "expression_unknown_fact": lambda: chosen("facts.fee > 1"),
    "expression_unknown_variable": lambda: apart("outcome == 'x'"),
    "expression_unknown_outcome": lambda: chosen("outcome == 'burn'"),
    "expression_not_boolean": lambda: chosen("1"),
    "expression_not_number": lambda: sent("'three'"),
    "expression_types": lambda: chosen("facts.name > 5", facts={"name": "text"}),
    "expression_never": lambda: chosen("1/0 == 1"),
    "expression_function": lambda: chosen("__import__('os').system('x') == 0"),
    "expression_size": lambda: chosen("size(facts.name) > 3", facts={"name": "text"}),
    "expression_juel": lambda: chosen("${valid == true}"),
    "expression_syntax": lambda: chosen("outcome = 'x'"),
}


@pytest.mark.parametrize("reason", REASONS)
def test_a_condition_the_gate_refuses_says_why(reason: str) -> None:
    place = "M" if reason == "expression_not_number" else "g"
    found = next(
        f for f in engine.lint(EXPRESSIONS[reason]()) if f.code == "expression" and f.element == place
    )
    tail = REASONS[reason][1].rpartition(".")[0].rpartition(" ")[2]
    assert tail in found.en


ANSWERS = {"fee": "number", "name": "text", "urgent": "boolean", "on": "date"}


@pytest.mark.parametrize(
    "condition",
    [
        "1",
        "'approve'",
        "1/0 == 1",
        "outcome",
        "facts.fee",
        "facts.name",
        "facts.name > 5",
        "!facts.fee",
        "outcome == 'x' || 5",
        "outcome == 'x' && facts.fee",
        "facts.urgent ? 'x' : 'y'",
        "facts.fee > 5 ? true : 0",
        "facts.fee + 1.5 > 2.0",
        "[1, 2].map(n, n)",
        "facts.on > 20260101",
        "timestamp('yesterday') > timestamp('today')",
    ],
)
def test_a_condition_that_is_no_yes_or_no_is_refused_on_its_gateway(condition: str) -> None:
    found = [f for f in engine.lint(chosen(condition, facts=ANSWERS)) if f.severity == "error"]
    assert [(f.code, f.element) for f in found] == [("expression", "g")]


@pytest.mark.parametrize(
    "condition",
    [
        "true",
        "outcome == 'x'",
        "facts.urgent",
        "!facts.urgent && outcome != 'y'",
        "facts.fee > 100",
        "facts.fee > 100.5 || facts.fee in [1, 2]",
        "100 / facts.fee > 3 || true",
        "double(facts.fee) + 1.5 > 2.0",
        "int(facts.name) > 0",
        "has(facts.fee) && facts.fee > 1",
        "facts.on >= '2026-01-01'",
        "facts.name.startsWith('ক') || facts.name == ''",
        "[1, 2].exists(n, n == facts.fee)",
        "facts.fee > 1 ? facts.urgent : outcome == 'z'",
    ],
)
def test_a_yes_or_no_of_any_form_is_let_through(condition: str) -> None:
    assert [f.en for f in engine.lint(chosen(condition, facts=ANSWERS)) if f.severity == "error"] == []


@pytest.mark.parametrize("condition", ["1", "1/0 == 1", "facts.name > 5"])
def test_a_version_published_under_older_rules_still_runs(condition: str) -> None:
    assert engine.compile(chosen(condition, facts=ANSWERS)).name


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\ufeff", "\x85"])
@pytest.mark.parametrize("place", ["name", "gp__nameEn"])
def test_a_hidden_character_is_named_by_its_number_and_never_repeated(place: str, hidden: str) -> None:
    found = engine.lint(staged(**{place: f"আদেশ{hidden} Order"}))
    (said,) = [f for f in found if f.code == "hidden_characters"]
    assert said.element == "A"
    assert f"U+{ord(hidden):04X}" in said.en
    assert not [f for f in found if hidden in f.bn + f.en]


def test_a_hidden_character_of_an_outcome_is_said_on_its_stage() -> None:
    wrong = shaped('<gp:outcome id="w" labelBn="ক&#x202e;" labelEn="k" power="note"/>')
    assert ("hidden_characters", "A") in {(f.code, f.element) for f in engine.lint(wrong)}


@pytest.mark.parametrize("joined", ["র\u200d্যাম্প", "উদ্\u200cঘাটন", "দুই\nপঙ্‌ক্তি"])
def test_what_shapes_bengali_letters_is_no_hidden_character(joined: str) -> None:
    found = engine.lint(staged(name=joined, gp__nameEn="Joined"))
    assert [each.code for each in found] == [each.code for each in engine.lint(staged(gp__nameEn="Joined"))]


@pytest.mark.parametrize("code", ["picture_missing", "shape_missing", "arrow_missing"])
def test_a_flow_without_its_picture_runs_but_is_not_published(code: str) -> None:
    wrong = CASES[code][1]()
    assert [f.severity for f in engine.lint(wrong) if f.code == code] == ["error"]
    assert engine.compile(wrong).name


def test_a_table_cell_that_reads_its_column_answers_yes_or_no() -> None:
    assert [f for f in engine.lint(table(cells="value + 'x'")) if f.code == "table_cell"]
    assert not [f for f in engine.lint(table(cells="value == 'urgent'")) if f.severity == "error"]


def test_outcomes_of_other_stages_are_checked_too() -> None:
    assert not [f for f in engine.lint(apart("facts.A_outcome == 'x'")) if f.severity == "error"]
    assert [f for f in engine.lint(apart("facts.A_outcome == 'burn'")) if f.code == "expression"]


def test_completion_conditions_and_cardinalities_pass_the_gate() -> None:
    assert not [
        f for f in engine.lint(sent("facts.n", "nrOfCompletedInstances >= 2")) if f.severity == "error"
    ]
    assert [f.element for f in engine.lint(sent("facts.m")) if f.code == "expression"] == ["M"]
    assert [f.element for f in engine.lint(sent("2", "outcome == 'burn'")) if f.code == "expression"] == ["M"]


@pytest.mark.parametrize(
    ("first", "second", "right"), [("no", "yes", True), ("yes", "yes", True), ("no", "no", False)]
)
def test_of_several_stages_at_once_one_may_keep_the_thread(first: str, second: str, right: bool) -> None:
    assert ("opens" not in {f.code for f in engine.lint(split(A=first, B=second))}) is right


def test_a_right_flow_has_nothing_to_be_told() -> None:
    assert engine.lint(bundle(one_stage())) == []


def test_a_flow_with_errors_does_not_compile_and_says_all_of_them() -> None:
    with pytest.raises(engine.FlowError) as refused:
        engine.compile(staged(gp__assign="somebody", gp__channel="pigeon"))
    assert {finding.code for finding in refused.value.findings} == {"assign", "channel"}


def test_a_service_that_a_room_registers_is_known() -> None:
    engine.register_service("file_in_register")
    found = engine.lint(with_node("serviceTask", "S", gp__service="file_in_register"))
    assert not [finding for finding in found if finding.severity == "error"]


@pytest.mark.parametrize(
    ("code", "second"),
    [
        ("field", 'id="fee" type="text" labelBn="ক" labelEn="k"'),
        ("field_outcome", 'id="g" type="text" labelBn="ক" labelEn="k" outcomes="burn"'),
        ("field_tells", 'id="g" type="date" labelBn="ক" labelEn="k" tells="reason"'),
        ("fact", 'id="A_outcome" type="text" labelBn="ক" labelEn="k" fact="yes"'),
        ("yes_no", 'id="g" type="text" labelBn="ক" labelEn="k" required="perhaps"'),
    ],
)
def test_a_finding_of_a_field_says_which_of_the_stages_fields_it_is_about(code: str, second: str) -> None:
    first = '<gp:field id="fee" type="number" labelBn="ফি" labelEn="Fee"/>'
    found = [each for each in engine.judged(shaped(f"{first}<gp:field {second}/>")) if each.code == code]
    assert [(each.element, each.field) for each in found] == [("A", 1)]


def test_a_finding_of_anything_else_is_about_no_field() -> None:
    assert {each.field for each in engine.lint(staged(assign="nobody"))} == {None}
