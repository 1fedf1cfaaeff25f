"""Bundles are judged by a process of their own: what hangs, devours or crashes ends there."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.workflows.engine.sketch import HEAD, Sketch, bundle, one_stage
from tests.workflows.engine.test_hostile import BOMBS
from workflows import engine
from workflows.engine import Bundle, judging

SHIPPED = Path(__file__).resolve().parents[3] / "bpmn"


@pytest.fixture(autouse=True)
def judges(monkeypatch: pytest.MonkeyPatch) -> Iterator[judging._Judges]:
    """Judges and memory of this test alone."""
    own = judging._Judges()
    monkeypatch.setattr(judging, "_judges", own)
    monkeypatch.setattr(judging, "_kept", judging._Kept())
    yield own
    for judge in own.idle:
        judge.end()


@pytest.fixture
def stubborn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "PROGRAM", "tests.workflows.engine.stubborn")
    monkeypatch.setattr(judging, "SECONDS", 1)


def conditioned(condition: str) -> Bundle:
    p = Sketch("p").fact(n="number", t="text").start().stage("A").choice("g", "done").end()
    return bundle(p.path("begin", "A", "g").flow("g", "A", condition).flow("g", "done"))


def codes(found: list[engine.Finding]) -> set[str]:
    return {each.code for each in found}


@pytest.mark.parametrize("name", ["certified-copy", "internal-file"])
def test_it_says_what_lint_says(name: str) -> None:
    shipped = Bundle("flow.bpmn", {"flow.bpmn": (SHIPPED / name / "flow.bpmn").read_bytes()})
    wrong = conditioned("1")
    assert engine.judged(shipped) == engine.lint(shipped) == []
    assert engine.judged(wrong) == engine.lint(wrong) != []


HOSTILE: dict[str, Callable[[], Bundle]] = {
    **BOMBS,
    "ten_megabytes": lambda: Bundle(
        "p", {"p": f"{HEAD}{'<bpmn:task/>' * 830_000}</bpmn:definitions>".encode()}
    ),
    "many_files": lambda: Bundle("p0", {f"p{n}": one_stage().xml() + b" " * 400_000 for n in range(45)}),
    "deep_brackets": lambda: conditioned("(" * 240 + "true" + ")" * 240),
    "deep_lists": lambda: conditioned("[" * 240 + "1" + "]" * 240 + " == []"),
    "growing_text": lambda: conditioned("('x' + facts.t)" + " + ('x' + facts.t)" * 25),
    "wide_macro": lambda: conditioned("[" + "1," * 230 + "1].map(a, a)"),
    "regex": lambda: conditioned("facts.t.matches('(a+)+$')"),
    "quotes_for_our_own_regex": lambda: conditioned("'" + "\\\\" * 120 + '"' * 120),
    "endless_numbers": lambda: conditioned("9" * 400 + " > facts.n"),
    "deep_attribute_names": lambda: Bundle(
        "p", {"p": HEAD.replace('id="definitions"', " ".join(f'a{n}="1"' for n in range(20_000))).encode()}
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_bundle_gets_its_findings_in_time(name: str) -> None:
    began = time.monotonic()
    found = engine.judged(HOSTILE[name]())
    assert any(each.severity == "error" for each in found)
    assert not codes(found) & {"check_time", "check_memory"}
    assert time.monotonic() - began < judging.SECONDS


@pytest.mark.parametrize(
    ("manner", "code"),
    [("hang", "check_time"), ("sleep", "check_time"), ("devour", "check_memory"), ("crash", "check_memory")],
)
@pytest.mark.usefixtures("stubborn")
def test_what_takes_too_much_is_stopped_and_said_so(manner: str, code: str) -> None:
    began = time.monotonic()
    (said,) = engine.judged(Bundle(manner, {}))
    assert (said.code, said.severity, said.element) == (code, "error", None)
    assert "check" in said.en
    assert "খসড়া যেমন ছিল তেমনই আছে" in said.bn
    assert time.monotonic() - began < 10


def test_a_judge_that_gets_little_of_the_processor_is_not_cut_off(
    judges: judging._Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.judged(bundle(one_stage()))
    (judge,) = judges.idle
    monkeypatch.setattr(judging, "SECONDS", 3)
    pid = judge.process.pid
    os.kill(pid, signal.SIGSTOP)
    later = threading.Timer(4, os.kill, (pid, signal.SIGCONT))
    later.start()
    began = time.monotonic()
    found = engine.judged(conditioned("1"))
    later.join()
    assert time.monotonic() - began > 3
    assert found == engine.lint(conditioned("1"))


@pytest.mark.usefixtures("stubborn")
def test_the_seconds_are_in_the_digits_of_the_language() -> None:
    (said,) = engine.judged(Bundle("hang", {}))
    assert "১ সেকেন্ডের বেশি" in said.bn
    assert "more than 1 seconds" in said.en


@pytest.mark.usefixtures("stubborn")
def test_the_next_bundle_is_judged_as_if_nothing_had_been(judges: judging._Judges) -> None:
    engine.judged(Bundle("hang", {}))
    assert judges.idle == []
    assert engine.judged(bundle(one_stage())) == []


@pytest.mark.usefixtures("stubborn")
def test_one_that_hangs_does_not_hold_up_another() -> None:
    engine.judged(bundle(one_stage()))
    with ThreadPoolExecutor(2) as threads:
        hanging = threads.submit(engine.judged, Bundle("hang", {}))
        began = time.monotonic()
        assert engine.judged(conditioned("1"))
        assert time.monotonic() - began < 10
        assert codes(hanging.result()) == {"check_time"}


def test_an_unchanged_bundle_is_not_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = conditioned("1")
    first = engine.judged(wrong)
    monkeypatch.setattr(judging._Judges, "ask", lambda *_: pytest.fail("asked again"))
    assert engine.judged(wrong) == first


@pytest.mark.usefixtures("stubborn")
def test_one_that_was_stopped_is_tried_again_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = Bundle("hang", {})
    engine.judged(hanging)
    began = time.monotonic()
    engine.judged(hanging)
    assert time.monotonic() - began < 0.5
    later = time.monotonic() + judging.KEPT_STOPPED
    asked: list[bytes] = []

    def ask(_: judging._Judges, request: bytes) -> bytes:
        asked.append(request)
        return b"[]"

    monkeypatch.setattr(judging._Judges, "ask", ask)
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert engine.judged(hanging) == []
    assert len(asked) == 1


def test_a_judge_that_was_killed_between_two_bundles_is_replaced(judges: judging._Judges) -> None:
    engine.judged(bundle(one_stage()))
    (judge,) = judges.idle
    os.kill(judge.process.pid, 9)
    judge.process.wait()
    assert engine.judged(conditioned("1"))


def test_a_judge_ends_when_nobody_can_ask_it_any_more(judges: judging._Judges) -> None:
    engine.judged(bundle(one_stage()))
    (judge,) = judges.idle
    assert judge.process.stdin is not None
    judge.process.stdin.close()
    assert judge.process.wait(timeout=10) == 0


def test_a_judge_is_not_given_the_secrets_of_the_web_process(
    judges: judging._Judges, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    engine.judged(bundle(one_stage()))
    (judge,) = judges.idle
    environment = Path(f"/proc/{judge.process.pid}/environ").read_bytes()
    assert b"secret" not in environment


def test_a_service_that_a_room_registers_is_known_to_the_judge() -> None:
    p = Sketch("p").start().stage("A").node("serviceTask", "S", gp__service="stamp_the_copy").end()
    drawn = bundle(p.path("begin", "A", "S", "done"))
    assert "service_unknown" in codes(engine.judged(drawn))
    engine.register_service("stamp_the_copy")
    assert "service_unknown" not in codes(engine.judged(drawn))
