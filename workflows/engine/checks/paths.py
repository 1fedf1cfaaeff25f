"""Ways through the flow: everything is reached, every way ends, every loop waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflows.engine.checks.waits import spread, ways_of

if TYPE_CHECKING:
    from workflows.engine.checks.waits import Waits, Ways
    from workflows.engine.drawing import Drawing, Process
    from workflows.engine.messages import Findings


def check_reach(drawn: Drawing, found: Findings) -> None:
    for process in drawn.processes.values():
        _check_reach(process, found)


def check_loops(drawn: Drawing, waits: Waits, found: Findings) -> None:
    """Take the waiting elements out: what can still come back to itself would run for ever."""
    for process in drawn.processes.values():
        bare = waits.unwaiting(process)
        for id_ in sorted(bare):
            if id_ in spread(bare[id_], bare):
                found.say("loop_without_wait", process.nodes[id_])


def _check_reach(process: Process, found: Findings) -> None:
    ways = ways_of(process)
    starts = [node.get("id", "") for node in process.of_kind("startEvent")]
    ends = [node.get("id", "") for node in process.of_kind("endEvent")]
    if not starts or not ends:
        return
    reached, ending = spread(starts, ways), spread(ends, _turned(ways))
    for id_, node in process.nodes.items():
        if id_ not in reached:
            found.say("unreachable", node)
        elif id_ not in ending and ways[id_]:
            found.say("no_way_to_end", node)


def _turned(ways: Ways) -> Ways:
    back: Ways = {id_: set() for id_ in ways}
    for source, targets in ways.items():
        for target in targets:
            back[target].add(source)
    return back
