"""Everything there is to say about a flow before it runs, as sentences an IT officer can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflows.engine.checks.calls import check_calls
from workflows.engine.checks.expressions import check_expressions
from workflows.engine.checks.files import check_files
from workflows.engine.checks.listed import check_listed
from workflows.engine.checks.paths import check_loops, check_reach
from workflows.engine.checks.shape import MAX_NODES, check_shape
from workflows.engine.checks.stages import check_stages
from workflows.engine.checks.tables import check_tables
from workflows.engine.checks.threads import check_threads
from workflows.engine.checks.waits import Waits
from workflows.engine.drawing import drawing
from workflows.engine.messages import Findings

if TYPE_CHECKING:
    from workflows.engine.bundle import Bundle
    from workflows.engine.drawing import Drawing
    from workflows.engine.specs import Finding


def lint(bundle: Bundle) -> list[Finding]:
    """All findings, errors and warnings; a bundle without errors compiles. Never runs anything of
    the bundle.
    """
    return list(examine(bundle, drawing(bundle)))


def examine(bundle: Bundle, drawn: Drawing) -> Findings:
    """As `lint()`, on a bundle already read. A flow that is too large is not looked into any further."""
    found = Findings()
    check_files(bundle, drawn, found)
    if not drawn.has_main():
        if not found.has_errors:
            found.say("process_missing", None, file=bundle.main)
        return found
    check_listed(drawn, found)
    check_shape(drawn, found)
    if sum(1 for _ in drawn.all_nodes()) > MAX_NODES:
        return found
    check_stages(drawn, found)
    check_expressions(drawn, found)
    check_tables(drawn, found)
    check_reach(drawn, found)
    if check_calls(drawn, found):
        waits = Waits(drawn)
        check_loops(drawn, waits, found)
        check_threads(drawn, waits, found)
    return found
