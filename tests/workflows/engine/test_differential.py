"""Our engine and stock SpiffWorkflow agree, walk by walk: same open stages, same waits, same end.

Every act of ours runs on stored bytes and a freshly compiled flow; part of them in a process of their own.
GOTIPATH_SOAK=1 walks the full campaign.
"""

from __future__ import annotations

import base64
import os
import random
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from tests.workflows.engine.constructs import CONSTRUCTS
from tests.workflows.engine.desk import Desk, begin
from tests.workflows.engine.sketch import bundle
from tests.workflows.engine.stock import Stock
from workflows.engine.compiler import forget

SOAK = os.environ.get("GOTIPATH_SOAK") == "1"
WALKS = 60 if SOAK else 6
STEPS = 30 if SOAK else 14
ELSEWHERE_ACTS = 4 if SOAK else 2
SERVICES = frozenset({"S1", "S2"})
ROOT = Path(__file__).resolve().parents[3]


def names(desk: Desk) -> tuple[list[str], list[str], bool]:
    waits = [w.element if w.kind == "effect" else w.name for w in desk.step.waits if w.kind != "join"]
    return desk.open, sorted(waits), desk.step.finished


def theirs(stock: Stock) -> tuple[list[str], list[str], bool]:
    return stock.open(), stock.waits(), stock.finished


def act(desk: Desk, stock: Stock, chance: random.Random) -> str:
    """One random act on both; the answer says which, for the failure's sake."""
    stages, waits = desk.open, names(desk)[1]
    forget()
    if waits and (not stages or chance.random() < 0.25):
        name = chance.choice(waits)
        if name in SERVICES:
            desk.fire(name)
            stock.complete(name, "done")
        else:
            desk.fire(name)
            stock.fire(name)
        return f"fire {name}"
    element, outcome = chance.choice(stages), chance.choices("xyz", (5, 4, 1))[0]
    desk.complete(element, outcome)
    stock.complete(element, outcome)
    return f"{element}:{outcome}"


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_walk_goes_the_same_way_as_in_stock(name: str) -> None:
    draw = CONSTRUCTS[name]
    for walk in range(WALKS):
        chance = random.Random(f"{name}:{walk}")
        desk, stock = begin(bundle(*draw(False))), Stock.begin(draw(True), SERVICES)
        path: list[str] = []
        assert names(desk) == theirs(stock)
        for _ in range(STEPS):
            if desk.step.finished:
                break
            path.append(act(desk, stock, chance))
            assert names(desk) == theirs(stock), path


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_walk_replays_to_the_same_bytes(name: str) -> None:
    """Same flow, same seed, same acts: same ids and same states, so the ledger can prove them."""
    bundled = bundle(*CONSTRUCTS[name](False))
    walks = []
    for _ in range(2):
        chance, desk = random.Random(name), begin(bundled)
        for _ in range(STEPS):
            if not desk.open:
                break
            desk.complete(chance.choice(desk.open), chance.choice("xyz"))
        walks.append([step.state for step in desk.steps])
    assert walks[0] == walks[1]
    assert len(walks[0]) > 1


ELSEWHERE = """
import base64, sys, orjson
from tests.workflows.engine.desk import NOW
from workflows import engine
job = orjson.loads(sys.stdin.buffer.read())
spec = engine.compile(engine.Bundle.from_json(job["bundle"]))
step = engine.complete(spec, base64.b64decode(job["state"]), job["stage"], job["outcome"], {}, NOW)
sys.stdout.write(base64.b64encode(step.state).decode())
"""


@pytest.mark.parametrize(
    "name",
    CONSTRUCTS if SOAK else ["first_answer_counts", "called", "parallel"],
)
def test_an_act_in_another_process_gives_the_same_bytes(name: str) -> None:
    chance, desk = random.Random(name), begin(bundle(*CONSTRUCTS[name](False)))
    for _ in range(ELSEWHERE_ACTS):
        if not desk.open:
            break
        element, outcome = chance.choice(desk.open), chance.choice("xy")
        job = {
            "bundle": desk.bundle.to_json(),
            "state": base64.b64encode(desk.step.state).decode(),
            "stage": desk.stage(element).id,
            "outcome": outcome,
        }
        ran = subprocess.run(
            [sys.executable, "-c", ELSEWHERE],
            input=orjson.dumps(job),
            capture_output=True,
            cwd=ROOT,
            check=True,
        )
        desk.complete(element, outcome)
        assert base64.b64decode(ran.stdout) == desk.step.state
