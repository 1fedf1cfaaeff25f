"""The stored state: checked before it is read, flat, bound to its flow, deaf to tampering."""

from __future__ import annotations

import contextlib
import random
from typing import Any

import orjson
import pytest

from tests.workflows.engine.constructs import CONSTRUCTS
from tests.workflows.engine.desk import NOW, begin, open_desk
from tests.workflows.engine.sketch import Sketch, bundle, one_stage
from workflows import engine
from workflows.engine import EngineRefused, codec


def code(spec: engine.FlowSpec, state: bytes) -> str:
    with pytest.raises(EngineRefused) as refused:
        engine.look(spec, state)
    return refused.value.code


def forge(spec: engine.FlowSpec, body: Any) -> bytes:
    """A state with a right digest, as someone with the database's password could write it."""
    written = orjson.dumps(body)
    return b"gp1 %b %b\n%b" % (spec.sha256[:16].encode(), codec.digest(written).encode(), written)


def body_of(state: bytes) -> list[Any]:
    body: list[Any] = orjson.loads(state.partition(b"\n")[2])
    return body


def test_an_unknown_format_is_refused_before_anything_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = open_desk(one_stage())
    state = desk.step.state

    class NoReader:
        def loads(self, content: bytes) -> None:
            raise AssertionError("decoded")

    monkeypatch.setattr(codec, "orjson", NoReader())
    assert code(desk.spec, state.replace(b"gp1", b"gp2", 1)) == "state_format"
    assert code(desk.spec, b"") == "state_format"


def test_a_stock_state_that_claims_version_1_1_is_refused_unread() -> None:
    """SpiffWorkflow's own migration of such a state would call eval."""
    spec = open_desk(one_stage()).spec
    attack = {
        "serializer_version": "1.1",
        "spec": {},
        "tasks": {"a": {"task_spec": "__import__('os').system('id')"}},
    }
    assert code(spec, orjson.dumps(attack)) == "state_format"


def test_a_state_of_another_version_of_the_flow_is_refused() -> None:
    state = open_desk(one_stage()).step.state
    other = engine.compile(bundle(Sketch("one").start().stages("A B").end().path("begin", "A", "B", "done")))
    assert code(other, state) == "state_of_other_version"


def test_every_flipped_byte_is_noticed() -> None:
    desk = open_desk(one_stage())
    for position in range(len(desk.step.state)):
        flipped = bytearray(desk.step.state)
        flipped[position] ^= 1
        assert code(desk.spec, bytes(flipped)).startswith("state_")


@pytest.mark.parametrize("name", ["called", "first_answer_counts", "reminder_on_stage"])
def test_a_forged_state_never_ends_in_a_traceback(name: str) -> None:
    """Random damage under a right digest: refused, or it runs as some other state; nothing else."""
    chance = random.Random(name)
    desk = begin(bundle(*CONSTRUCTS[name](False))).complete("U")
    for _ in range(400):
        state = forge(desk.spec, damage(body_of(desk.step.state), chance))
        with contextlib.suppress(EngineRefused):
            step = engine.look(desk.spec, state)
            for stage in step.open:
                engine.complete(desk.spec, state, stage.id, "x", {}, NOW)


def damage(body: Any, chance: random.Random) -> Any:
    """Replace one value somewhere inside."""
    spare: tuple[Any, ...] = (None, -1, 0, 7, 10**9, "x", [], {}, True, 1.5, ["x"], {"origin": "x"})
    here, spot = body, chance.randrange(len(body))
    while isinstance(here[spot], list) and here[spot] and chance.random() < 0.85:
        here, spot = here[spot], chance.randrange(len(here[spot]))
    here[spot] = chance.choice(spare)
    return body


@pytest.mark.parametrize(
    "change",
    [
        lambda b: b[:8],
        lambda b: {"a": 1},
        lambda b: [*b[:7], [], b[8]],
        lambda b: [*b[:7], [[1, 0, 0, 64], *b[7][1:]], b[8]],
        lambda b: [*b[:7], [*b[7], b[7][-1]], b[8]],
        lambda b: [*b[:6], ["os.system"], *b[7:]],
        lambda b: [*b[:5], {"undeclared": 1}, *b[6:]],
        lambda b: ["not a seed", *b[1:]],
    ],
)
def test_a_state_that_is_no_tree_of_ours_is_refused(change: Any) -> None:
    desk = open_desk(one_stage())
    assert code(desk.spec, forge(desk.spec, change(body_of(desk.step.state)))) in (
        "state_malformed",
        "undeclared_fact",
    )


def test_a_state_of_more_than_a_megabyte_is_refused() -> None:
    spec = open_desk(one_stage()).spec
    assert code(spec, b"gp1 " + b"x" * 1_000_000) == "state_malformed"


def test_a_state_holds_no_flow_and_no_class() -> None:
    desk = begin(bundle(*CONSTRUCTS["called"](False))).complete("U")
    assert b"SpiffWorkflow" not in desk.step.state
    assert b"bpmn" not in desk.step.state
    assert len(desk.step.state) < 2048


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_the_state_stays_flat_however_long_the_walk(name: str) -> None:
    chance, desk = random.Random(1), begin(bundle(*CONSTRUCTS[name](False)))
    sizes = []
    for _ in range(60):
        if desk.step.finished:
            desk = begin(desk.bundle)
        if desk.open:
            desk.complete(chance.choice(desk.open), chance.choice("xy"))
        else:
            desk.fire(desk.step.waits[0].element)
        sizes.append(len(desk.step.state))
    assert max(sizes) < 3000
    assert max(sizes[30:]) <= max(sizes[:30]) * 1.35 + 64
