"""Joins in loops, parallel and inclusive: every walk must go as the token game says.
GOTIPATH_SOAK=1 walks on.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest

from tests.workflows.engine.desk import begin
from tests.workflows.engine.nets import Blocks, crossing, excess, looped_split, shared_join
from tests.workflows.engine.oracle import Game
from tests.workflows.engine.sketch import Sketch, bundle

SOAK = os.environ.get("GOTIPATH_SOAK") == "1"
NETS = 1500 if SOAK else 90
WALKS = 400 if SOAK else 20
STEPS = 60 if SOAK else 35
MOST_TOKENS = 12

DRAWN: dict[str, Callable[[], Sketch]] = {
    "sent_again": looped_split,
    "shared_parallel": lambda: shared_join("parallel"),
    "shared_inclusive": lambda: shared_join("inclusive"),
    "crossing": crossing,
    "excess": excess,
}


def walk(sketch: Sketch, seed: str) -> int:
    """Walk engine and oracle side by side; the answer is the number of acts that agreed."""
    chance = random.Random(seed)
    desk, game = begin(bundle(sketch)), Game.begin(sketch.xml())
    path: list[str] = []
    for number in range(STEPS):
        assert desk.open == game.open, path
        joins = sum(1 for wait in desk.step.waits if wait.kind == "join")
        assert joins == sum(game.held.values()), path
        if not game.open or game.tokens > MOST_TOKENS:
            return number
        element, outcome = chance.choice(game.open), chance.choices("xyz", (5, 4, 1))[0]
        path.append(f"{element}:{outcome}")
        desk.complete(element, outcome)
        game.complete(element, outcome)
    assert desk.open == game.open, path
    return STEPS


@pytest.mark.parametrize("name", DRAWN)
def test_a_join_in_a_loop_is_right(name: str) -> None:
    sketch = DRAWN[name]()
    assert sum(walk(sketch, f"{name}:{number}") for number in range(WALKS)) > WALKS


@pytest.mark.parametrize("part", range(6))
def test_random_blocks_of_joins_and_loops_are_right(part: int) -> None:
    for seed in range(part, NETS, 6):
        sketch = Blocks(seed).grow()
        for number in range(3):
            assert walk(sketch, f"{seed}:{number}") > 0
