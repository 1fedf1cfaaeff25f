"""Questions about a drawing that both its checks and its pictures ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflows.engine.profile import gp, kind_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflows.engine.drawing import Process


def directly_before(process: Process, node: _Element) -> list[str]:
    """Ids of the stages and waiting services directly before a node, when nothing else leads into it."""
    sources = [process.nodes.get(flow.source) for flow in process.incoming.get(node.get("id", ""), [])]
    if any(source is None or not _leaves_outcome(source) for source in sources):
        return []
    return [source.get("id", "") for source in sources if source is not None]


def _leaves_outcome(node: _Element) -> bool:
    return kind_of(node) == "userTask" or (kind_of(node) == "serviceTask" and gp(node, "wait") == "yes")
