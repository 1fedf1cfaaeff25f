"""What a bundle holds, for pages: its processes by file, its stages and limits. Nothing is judged here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflows.engine.drawing import drawing
from workflows.engine.markup import BPMN, MarkupRefused, parse
from workflows.engine.profile import gp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflows.engine.bundle import Bundle
    from workflows.engine.drawing import Drawing
    from workflows.engine.specs import StageSpec


@dataclass(frozen=True, slots=True)
class DrawnProcess:
    """A process of a bundle; `main` is the one that starts, the others are called."""

    id: str
    file: str
    name: str
    name_en: str
    main: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """`processes` in the order of drawing, the main file's first; an unreadable file has none. `limited`
    gives the first element that counts by each limit, `arrows` the ids of all arrows.
    """

    processes: tuple[DrawnProcess, ...]
    stages: Mapping[str, StageSpec]
    limits: frozenset[str]
    limited: Mapping[str, str]
    file_of: Mapping[str, str]
    arrows: frozenset[str]


def contents(bundle: Bundle) -> Contents:
    """Read a bundle, also one that lint would refuse. `file_of` gives the file of every element."""
    drawn = drawing(bundle)
    processes = tuple(
        DrawnProcess(process.id, process.file, process.name, process.name_en, process.file == bundle.main)
        for process in drawn.processes.values()
        if process.parent is None
    )
    file_of = {
        element: process.file
        for process in drawn.processes.values()
        for element in [*process.nodes, *(flow.id for flow in process.flows)]
    }
    arrows = frozenset(flow.id for process in drawn.processes.values() for flow in process.flows)
    return Contents(processes, drawn.stages(), drawn.limits(), _limited(drawn), file_of, arrows)


def _limited(drawn: Drawing) -> dict[str, str]:
    found: dict[str, str] = {}
    for _, node in drawn.all_nodes():
        timer = node.find(f"{{{BPMN}}}timerEventDefinition")
        for name in (gp(node, "sla"), "" if timer is None else gp(timer, "limit")):
            if name:
                found.setdefault(name, node.get("id", ""))
    return found


def unreadable(content: bytes) -> str | None:
    """Why bytes are not kept: too_large, doctype, encoding or malformed; None when they are a small tree."""
    try:
        parse(content)
    except MarkupRefused as refused:
        return refused.code
    return None
