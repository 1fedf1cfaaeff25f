"""CPU per act and bytes of state against history, ours and stock SpiffWorkflow, interleaved: `python -m
bench.engine`.

Read the ratios; the milliseconds belong to the machine. Goals are those of the performance page.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from bench.flow import STOCK_FLOW, citizen_application
from workflows import engine

NOW: Final = datetime(2026, 11, 22, tzinfo=UTC)
POINTS: Final = (5, 50, 400, 500, 2000)
STOCK_MOST: Final = 400
CYCLE: Final = ("clerk", "udc", "oc", "adm", "oc", "udc", "clerk", "so")
REPEATS: Final = 40
STOCK_EVERY: Final = 10


@dataclass
class Ours:
    """The stored state after so many acts; `act()` restores, completes, prunes and stores."""

    spec: engine.FlowSpec
    step: engine.Step
    done: int = 0

    @classmethod
    def begin(cls) -> Ours:
        spec = engine.compile(citizen_application())
        step = engine.start(spec, {}, NOW)
        for _ in range(2):
            step = engine.complete(spec, step.state, step.open[0].id, "go", {}, NOW)
        return cls(spec, step)

    def advance(self, count: int) -> None:
        while self.done < count:
            outcome = CYCLE[self.done % len(CYCLE)]
            self.step = engine.complete(self.spec, self.step.state, self.step.open[0].id, outcome, {}, NOW)
            self.done += 1

    def copy(self) -> Ours:
        return Ours(self.spec, self.step, self.done)

    @property
    def size(self) -> int:
        return len(self.step.state)


@dataclass
class Stock:
    """The same flow stored by SpiffWorkflow's own serialiser, which keeps the spec and the whole history."""

    serializer: Any
    stored: str
    done: int = 0

    @classmethod
    def begin(cls) -> Stock:
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.fromstring(STOCK_FLOW.encode()))
        main = "citizen_application"
        workflow = BpmnWorkflow(parser.get_spec(main), parser.get_subprocess_specs(main))
        workflow.do_engine_steps()
        for _ in range(2):
            _run(workflow, "go")
        serializer = BpmnWorkflowSerializer()
        return cls(serializer, serializer.serialize_json(workflow))

    def advance(self, count: int) -> None:
        """Restore, act and store each time, as an office would."""
        while self.done < count:
            workflow = self.serializer.deserialize_json(self.stored)
            _run(workflow, CYCLE[self.done % len(CYCLE)])
            self.stored, self.done = self.serializer.serialize_json(workflow), self.done + 1

    def leap(self, count: int) -> None:
        """Act in memory and store once, to bring a long history about in bearable time."""
        workflow = self.serializer.deserialize_json(self.stored)
        for number in range(self.done, count):
            _run(workflow, CYCLE[number % len(CYCLE)])
        self.stored, self.done = self.serializer.serialize_json(workflow), count

    def copy(self) -> Stock:
        return Stock(self.serializer, self.stored, self.done)

    @property
    def size(self) -> int:
        return len(self.stored)


def _run(workflow: Any, outcome: str) -> None:
    task = workflow.get_tasks(state=TaskState.READY, manual=True)[0]
    task.data["next"] = outcome
    task.run()
    workflow.do_engine_steps()


@dataclass
class Figures:
    """Seconds of CPU per act, one list per contestant and history length, and bytes of state."""

    seconds: dict[tuple[str, int], list[float]] = field(default_factory=dict)
    size: dict[tuple[str, int], int] = field(default_factory=dict)

    def per_act(self, who: str, point: int) -> float:
        return statistics.median(self.seconds[who, point])


def measure(repeats: int = REPEATS) -> Figures:
    """Bring every contestant to every length, then take turns, so that noise falls on all alike.

    A turn is one whole cycle of eight acts up and down the section, since acts differ in cost.
    """
    figures = Figures()
    turns: list[tuple[str, int, Ours | Stock]] = []
    for point in POINTS:
        ours = Ours.begin()
        ours.advance(point)
        turns.append(("ours", point, ours))
        if point <= STOCK_MOST:
            stock = Stock.begin()
            stock.leap(point)
            turns.append(("stock", point, stock))
    for turn in range(repeats):
        for who, point, contestant in turns:
            if who == "ours" or turn % STOCK_EVERY == 0:
                _take_turn(figures, who, point, contestant.copy())
    return figures


def _take_turn(figures: Figures, who: str, point: int, contestant: Ours | Stock) -> None:
    began = time.process_time()
    contestant.advance(point + len(CYCLE))
    spent = (time.process_time() - began) / len(CYCLE)
    figures.seconds.setdefault((who, point), []).append(spent)
    figures.size[who, point] = contestant.size


def ratios(figures: Figures) -> list[tuple[str, float, float, str]]:
    """Name, measured value, goal and unit; the value must not exceed the goal."""
    ours = figures.per_act
    return [
        ("CPU per act, 500 steps / 5 steps", ours("ours", 500) / ours("ours", 5), 1.1, ""),
        ("CPU per act, 2,000 steps / 5 steps", ours("ours", 2000) / ours("ours", 5), 1.1, ""),
        ("CPU per act against stock at 50 steps", ours("ours", 50) / ours("stock", 50), 1 / 12, ""),
        ("CPU per act against stock at 400 steps", ours("ours", 400) / ours("stock", 400), 1 / 80, ""),
        ("state, 500 steps / 5 steps", figures.size["ours", 500] / figures.size["ours", 5], 1.1, ""),
        ("state at 500 steps", figures.size["ours", 500] / 1024, 8.0, " KB"),
    ]


def main() -> int:
    figures = measure()
    print(f"{'':8}{'steps':>8}{'ms/act':>10}{'bytes':>10}")
    for who, point in sorted(figures.size):
        print(f"{who:8}{point:8}{figures.per_act(who, point) * 1e3:10.3f}{figures.size[who, point]:10}")
    met = True
    for name, value, goal, unit in ratios(figures):
        verdict = "met" if value <= goal else "MISSED"
        met = met and value <= goal
        print(f"{name:44}{value:10.4f}{unit}   goal <= {goal:.4f}{unit}   {verdict}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
