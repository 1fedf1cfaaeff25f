"""Matters that earlier releases walked: today's code reads, folds and runs them to the same end."""

import json
from uuid import UUID

import pytest

from efile.comparing import moving
from efile.history import fold
from ledger.canonical import canonical, plain
from ledger.chain import ZERO, link_hash
from tests.efile.recorded import FOLDER, Recorded, digest, recorded
from workflows import engine
from workflows.engine.codec import FORMAT

MATTERS = [recorded(path) for path in sorted(FOLDER.glob("*.json"))]
EACH = pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.name)
MOST_BYTES = 300_000


@EACH
def test_the_chain_of_its_bodies_ends_in_the_recorded_head(matter: Recorded) -> None:
    reached = ZERO
    for seq, body in enumerate(matter.bodies, 1):
        reached = link_hash(reached, matter.stream, seq, canonical(body))
    assert reached.hex() == matter.head


@EACH
def test_its_commands_run_again_to_the_same_ids_and_the_same_bytes(matter: Recorded) -> None:
    run = matter.run()
    for entry in matter.entries:
        if "engine" in entry.data:
            assert run.take(entry) is None
    assert [digest(state) for state in run.states] == list(matter.states)
    assert run.states[-1] == matter.state


@EACH
def test_the_state_it_was_left_in_is_read_as_it_stands(matter: Recorded) -> None:
    last = [entry for entry in matter.entries if "engine" in entry.data][-1].data["engine"]
    step = engine.look(engine.compile(matter.bundle), matter.state)
    assert [[stage.id, stage.element, stage.index] for stage in step.open] == last["open"]
    assert [[wait.id, wait.element, wait.kind] for wait in step.waits] == last["waits"]


@EACH
def test_its_format_is_the_present_one(matter: Recorded) -> None:
    """A new format needs a step that lifts states of the old one, and this corpus to prove it."""
    assert matter.format == FORMAT.decode()
    assert matter.state.split(b" ", 1)[0] == FORMAT


@EACH
def test_its_entries_give_the_recorded_movements(matter: Recorded) -> None:
    said = [plain(moving(entry)) for entry in matter.entries if "seq" in entry.data]
    assert said == list(matter.movements)


@EACH
def test_its_entries_fold_to_the_recorded_threads(matter: Recorded) -> None:
    folded = fold(matter.entries)
    assert [plain(folded[UUID(row["id"])].entry()) for row in matter.threads] == list(matter.threads)
    assert len(folded) == len(matter.threads)


def test_every_shape_and_every_shipped_flow_is_there_and_the_whole_is_small() -> None:
    kinds = {body["kind"] for matter in MATTERS for body in matter.bodies}
    assert {
        "stage.completed",
        "stage.withdrawn",
        "message.received",
        "limit.passed",
        "effect.finished",
    } <= kinds
    assert {"thread.claimed", "thread.forwarded", "thread.pulled_back"} <= kinds
    flows = {json.loads(path.read_text())["flow"].rpartition("-")[0] for path in FOLDER.glob("*.json")}
    assert {"citizen-application", "certified-copy", "internal-file", "two-enquiries"} <= flows
    steps = [
        body["data"]["engine"] for matter in MATTERS for body in matter.bodies if "engine" in body["data"]
    ]
    ends = {step["disposal"] for step in steps}
    assert {"disposed", "rejected", ""} <= ends
    assert max(len(matter.threads) for matter in MATTERS) > 2
    assert any(_comes_again(matter) for matter in MATTERS)
    assert sum(path.stat().st_size for path in FOLDER.rglob("*.json")) < MOST_BYTES


def _comes_again(matter: Recorded) -> bool:
    """Whether a stage was left twice, without a pull back between: a loop of the flow."""
    left = [row["stage"] for row in matter.movements if row["kind"] == "stage.completed"]
    taken_back = any(row["kind"] == "stage.withdrawn" for row in matter.movements)
    return len(left) != len(set(left)) and not taken_back
