"""A bundle is its bytes: one digest, stored as text, compiled once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.workflows.engine.desk import begin
from tests.workflows.engine.sketch import Sketch, bundle, one_stage
from workflows import engine
from workflows.engine import Bundle, compiler


def test_the_digest_hangs_on_names_contents_and_main() -> None:
    base = Bundle("a", {"a": b"1", "b": b"2"})
    assert base.sha256 == Bundle("a", {"b": b"2", "a": b"1"}).sha256
    others = [
        Bundle("b", {"a": b"1", "b": b"2"}),
        Bundle("a", {"a": b"12", "b": b""}),
        Bundle("a", {"a": b"1", "c": b"2"}),
        Bundle("a", {"a1": b"", "b": b"2"}),
        Bundle("a", {"a": b"1"}),
    ]
    assert len({base.sha256, *(other.sha256 for other in others)}) == 6


def test_a_bundle_comes_back_from_json_byte_for_byte() -> None:
    stored = Bundle("a.bpmn", {"a.bpmn": "ধাপ".encode(), "b.bin": b"\xff\x00", "c": b""})
    again = Bundle.from_json(stored.to_json())
    assert (again.main, dict(again.files), again.sha256) == (stored.main, dict(stored.files), stored.sha256)
    assert "ধাপ" in stored.to_json()


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"main": 1, "files": {}}', '{"main": "a", "files": {"a": 1}}', "{"]
)
def test_what_is_no_bundle_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Bundle.from_json(text)


def test_a_flow_is_compiled_once_and_shared() -> None:
    assert engine.compile(bundle(one_stage())) is engine.compile(bundle(one_stage()))


def test_the_cache_of_compiled_flows_is_bounded() -> None:
    compiler.forget()
    for number in range(compiler.CACHED_FLOWS + 8):
        p = Sketch(f"p{number}").start().stage("A").end().path("begin", "A", "done")
        engine.compile(bundle(p))
    assert len(compiler._cache) == compiler.CACHED_FLOWS


def test_threads_share_a_flow_without_disturbing_each_other() -> None:
    p = Sketch("shared").start().stages("A B C").split("sp jn").end()
    drawn = bundle(p.path("begin", "sp", "A", "jn", "C", "done").path("sp", "B", "jn"))

    def walk(number: int) -> bytes:
        return begin(drawn).complete("A").complete("B").complete("C").step.state

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(walk, range(64)))) == 1


def test_a_flow_tells_its_stages_limits_services_and_elements() -> None:
    p = Sketch("told").start().stage("A", gp__sla="fifteen-days", gp__levels="3", gp__channel="hierarchy")
    p.service("S", wait=False).boundary("b", "A", p.event("lapse")).end().path("begin", "A", "S", "done")
    spec = engine.compile(bundle(p.path("b", "done")))
    stage = spec.stages["A"]
    assert (stage.name, stage.name_en, stage.assign, stage.channel) == ("ধাপ A", "A", "head", "hierarchy")
    assert (stage.levels, stage.sla, stage.rehearse) == (3, "fifteen-days", "x")
    assert set(spec.limits) == {"fifteen-days", "lapse"}
    assert set(spec.services) == {"notify_applicant"}
    assert spec.elements["b"].attached_to == "A"
    assert {element.kind for element in spec.elements.values()} == {
        "startEvent", "userTask", "serviceTask", "boundaryEvent", "endEvent",
    }  # fmt: skip


def test_lanes_name_the_kind_of_post_for_the_reader() -> None:
    lanes = (
        '<bpmn:laneSet id="ls"><bpmn:lane id="l1" name="কেরানি"><bpmn:flowNodeRef>A</bpmn:flowNodeRef>'
        "</bpmn:lane></bpmn:laneSet>"
    )
    text = one_stage().xml().decode().replace("<bpmn:startEvent", f"{lanes}<bpmn:startEvent", 1)
    assert engine.compile(Bundle("p", {"p": text.encode()})).stages["A"].lane == "কেরানি"
