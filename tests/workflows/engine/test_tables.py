"""Decision tables: CEL cells, UNIQUE and FIRST, and the ways in which the library's own tables go wrong."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest

from tests.workflows.engine.desk import Desk, open_desk
from tests.workflows.engine.sketch import Sketch, bundle
from workflows import engine
from workflows.engine import EngineRefused

Row = tuple[list[str], list[str]]


def table(
    rows: list[Row], *, policy: str = "UNIQUE", inputs: str = "facts.days", outputs: str = "fee class"
) -> str:
    columns = "".join(
        f"<input><inputExpression><text>{i}</text></inputExpression></input>" for i in inputs.split()
    )
    columns += "".join(f'<output name="{output}"/>' for output in outputs.split())
    drawn = "".join(
        "<rule>"
        + "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in given)
        + "".join(f"<outputEntry><text>{escape(cell)}</text></outputEntry>" for cell in written)
        + "</rule>"
        for given, written in rows
    )
    return (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="fees" name="ফি">'
        f'<decisionTable hitPolicy="{policy}">{columns}{drawn}</decisionTable></decision></definitions>'
    )


def flow() -> Sketch:
    p = (
        Sketch("p")
        .fact(days="number", urgent="boolean", fee="number", **{"class": "text"})
        .start()
        .stages("A B")
    )
    return p.node("businessRuleTask", "R", gp__decision="fees").end().path("begin", "A", "R", "B", "done")


def decide(written: str, **facts: engine.Fact) -> Desk:
    from tests.workflows.engine.desk import begin

    return begin(bundle(flow(), fees=written)).complete("A", facts=facts)


FEES = table([(["value in [5, 6]"], ["20", "'urgent'"]), (["value < 5 || value > 6"], ["10", "'ordinary'"])])


@pytest.mark.parametrize(
    ("days", "fee", "class_"), [(5, 20, "urgent"), (6, 20, "urgent"), (7, 10, "ordinary")]
)
def test_a_row_that_matches_writes_its_facts(days: int, fee: int, class_: str) -> None:
    desk = decide(FEES, days=days)
    assert desk.open == ["B"]
    assert (desk.step.facts["fee"], desk.step.facts["class"]) == (fee, class_)


def test_no_matching_row_stops_the_step_and_names_the_table() -> None:
    with pytest.raises(EngineRefused) as refused:
        decide(table([(["value > 100"], ["1", "'x'"])]), days=5)
    assert (refused.value.code, refused.value.params) == ("table_no_match", {"element": "R", "table": "ফি"})


def test_two_matching_rows_are_an_error_under_unique() -> None:
    rows: list[Row] = [
        (["value > 1"], ["1", "'a'"]),
        (["value > 99"], ["2", "'b'"]),
        (["value > 2"], ["3", "'c'"]),
    ]
    with pytest.raises(EngineRefused) as refused:
        decide(table(rows), days=5)
    assert (refused.value.code, refused.value.params["rows"]) == ("table_two_matches", "1, 3")
    assert decide(table(rows, policy="FIRST"), days=5).step.facts["fee"] == 1


def test_a_cell_without_value_is_compared_with_it() -> None:
    rows: list[Row] = [
        (["5", "true"], ["1", "'a'"]),
        (["5", "false"], ["2", "'b'"]),
        (["-", ""], ["3", "'c'"]),
    ]
    written = table(rows, policy="FIRST", inputs="facts.days facts.urgent")
    assert decide(written, days=5, urgent=True).step.facts["fee"] == 1
    assert decide(written, days=5, urgent=False).step.facts["fee"] == 2
    assert decide(written, days=6, urgent=False).step.facts["fee"] == 3


def test_output_cells_may_reckon_with_facts() -> None:
    desk = decide(table([(["-"], ["facts.days * 2", "'x'"])]), days=21)
    assert desk.step.facts["fee"] == 42


def test_a_missing_fact_stops_the_step() -> None:
    with pytest.raises(EngineRefused) as refused:
        decide(FEES)
    assert (refused.value.code, refused.value.params["element"]) == ("table_failed", "R")


def test_an_output_of_another_type_stops_the_step() -> None:
    with pytest.raises(EngineRefused) as refused:
        decide(table([(["-"], ["'twenty'", "'x'"])]), days=1)
    assert (refused.value.code, refused.value.params["fact"]) == ("fact_type", "fee")


def test_a_cell_that_is_no_test_stops_the_step() -> None:
    with pytest.raises(EngineRefused) as refused:
        decide(table([(["value + 1"], ["1", "'x'"])]), days=1)
    assert refused.value.code == "table_failed"


@pytest.mark.parametrize(
    "cell", ["in [5,6]", "facts.days in", "__import__('os')", "facts.nothing > 1", "outcome == 'x'"]
)
def test_a_cell_passes_the_gate_or_the_flow_does_not_compile(cell: str) -> None:
    found = engine.lint(bundle(flow(), fees=table([([cell], ["1", "'x'"])])))
    assert [f.code for f in found if f.severity == "error"] == ["table_cell"]


def test_a_gateway_routes_on_what_a_table_wrote() -> None:
    p = (
        Sketch("p")
        .fact(days="number", fee="number", **{"class": "text"})
        .start()
        .stages("A B C")
        .choice("g", "C")
    )
    p.node("businessRuleTask", "R", gp__decision="fees").end().path("begin", "A", "R", "g")
    p.flow("g", "B", "facts.fee > 15").flow("g", "C").path("B", "done").path("C", "done")
    from tests.workflows.engine.desk import begin

    assert begin(bundle(p, fees=FEES)).complete("A", facts={"days": 5}).open == ["B"]
    assert begin(bundle(p, fees=FEES)).complete("A", facts={"days": 50}).open == ["C"]


def test_a_flow_without_tables_needs_none() -> None:
    assert open_desk(Sketch("p").start().stage("A").end().path("begin", "A", "done")).open == ["A"]
