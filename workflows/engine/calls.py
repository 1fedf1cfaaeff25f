"""Which element of the main picture stands for a called process: a sub-flow has its own picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflows.engine.drawing import drawing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflows.engine.bundle import Bundle


def callers(bundle: Bundle) -> Mapping[str, str]:
    """By process id: the element of the main process through which it is reached, however deep."""
    drawn = drawing(bundle)
    direct = {
        node.get("calledElement" if kind == "callActivity" else "id", ""): (node.get("id", ""), process.id)
        for process in drawn.processes.values()
        for kind in ("callActivity", "subProcess")
        for node in process.of_kind(kind)
    }
    found: dict[str, str] = {}
    for called in direct:
        element, inside = direct[called]
        seen = {called}
        while inside != drawn.main.id and inside in direct and inside not in seen:
            seen.add(inside)
            element, inside = direct[inside]
        if inside == drawn.main.id:
            found[called] = element
    return found
