"""Routing facts: declared, typed, small, the matter's own; and where `outcome` may be read."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workflows.engine.desk import begin, open_desk
from tests.workflows.engine.sketch import Sketch, bundle
from workflows import engine
from workflows.engine import EngineRefused
from workflows.engine.facts import accept

TYPES = {"fee": "number", "name": "text", "on": "date", "urgent": "boolean", "kind": "choice"}


def declared() -> Sketch:
    return Sketch("declared").fact(**TYPES).start().stages("A B").end().path("begin", "A", "B", "done")


def test_declared_facts_are_kept_through_the_steps() -> None:
    given: dict[str, engine.Fact] = {
        "fee": 20,
        "name": "রহিমা",
        "on": "2026-11-22",
        "urgent": True,
        "kind": "a",
    }
    desk = begin(bundle(declared()), given).complete("A")
    assert desk.step.facts == given | {"A_outcome": "x"}


def test_an_undeclared_fact_is_refused() -> None:
    with pytest.raises(EngineRefused) as refused:
        open_desk(declared()).complete("A", facts={"__builtins__": "x"})
    assert (refused.value.code, refused.value.params) == ("undeclared_fact", {"fact": "__builtins__"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fee", "20"), ("fee", True), ("fee", float("nan")), ("fee", 2**60), ("fee", [1]),
        ("name", 7), ("on", 20261122), ("urgent", "yes"), ("urgent", 1), ("kind", {"a": 1}),
    ],
)  # fmt: skip
def test_a_fact_of_another_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(EngineRefused) as refused:
        accept({name: value}, TYPES)
    assert (refused.value.code, refused.value.params["fact"]) == ("fact_type", name)


def test_whole_numbers_are_kept_as_whole_numbers() -> None:
    assert accept({"fee": 20.0}, TYPES) == {"fee": 20}
    assert isinstance(accept({"fee": 20.0}, TYPES)["fee"], int)


def test_facts_beyond_four_kilobytes_are_refused() -> None:
    with pytest.raises(EngineRefused) as refused:
        open_desk(declared()).complete("A", facts={"name": "ক" * 1400})
    assert refused.value.code == "facts_too_large"


def test_form_fields_are_facts_only_when_they_say_so() -> None:
    fields = (
        '<gp:field id="fee" type="number" labelBn="ফি" labelEn="Fee" required="yes" fact="yes"/>'
        '<gp:field id="address" type="text" labelBn="ঠিকানা" labelEn="Address"/>'
    )
    desk = open_desk(Sketch("form").start().stage("A", extra=fields).end().path("begin", "A", "done"))
    assert desk.spec.facts == {"fee": "number", "A_outcome": "text"}
    assert [(field.id, field.required, field.fact) for field in desk.spec.stages["A"].form] == [
        ("fee", True, True),
        ("address", False, False),
    ]
    with pytest.raises(EngineRefused):
        desk.complete("A", facts={"address": "চর ভদ্রাসন"})


def test_outcome_is_read_on_the_gateway_directly_after_and_by_name_elsewhere() -> None:
    p = Sketch("routed").start().stages("A B C D").choice("g", "C").choice("h", "done").end()
    p.path("begin", "A", "g").flow("g", "B", "outcome == 'x'").flow("g", "C").path("B", "h").path("C", "h")
    desk = open_desk(p.flow("h", "D", "facts.A_outcome == 'x'").flow("h", "done").path("D", "done"))
    assert desk.complete("A", "x").complete("B", "y").open == ["D"]


def test_a_fact_of_one_branch_is_known_to_the_other() -> None:
    """Facts belong to the matter: a branch does not carry an old copy past the join."""
    p = Sketch("branches").fact(fee="number").start().stages("A B C D").split("sp jn").choice("g", "D").end()
    p.path("begin", "sp", "A", "jn", "g").path("sp", "B", "jn").flow("g", "C", "facts.fee > 100").flow(
        "g", "D"
    )
    p.path("C", "done").path("D", "done")
    desk = open_desk(p).complete("A", facts={"fee": 500}).complete("B", facts={"fee": 20})
    assert desk.open == ["D"]


def test_after_a_pull_back_the_facts_are_those_before() -> None:
    desk = open_desk(declared())
    stage = desk.stage("A").id
    assert desk.complete("A", facts={"fee": 5}).withdraw(stage).step.facts == {}
