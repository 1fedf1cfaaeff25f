"""Everything there is to say about a flow before it runs, as sentences an IT officer can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflows.engine.checks.calls import check_calls
from workflows.engine.checks.expressions import check_answers, check_expressions
from workflows.engine.checks.files import check_files
from workflows.engine.checks.listed import check_listed
from workflows.engine.checks.names import check_names
from workflows.engine.checks.paths import check_loops, check_reach
from workflows.engine.checks.pictures import check_pictures
from workflows.engine.checks.shape import MAX_NODES, check_shape
from workflows.engine.checks.stages import check_stages
from workflows.engine.checks.tables import check_table_answers, check_tables
from workflows.engine.checks.threads import check_threads
from workflows.engine.checks.waits import Waits
from workflows.engine.drawing import drawing
from workflows.engine.messages import Findings

if TYPE_CHECKING:
    from workflows.engine.bundle import Bundle
    from workflows.engine.drawing import Drawing
    from workflows.engine.specs import Finding


def lint(bundle: Bundle) -> list[Finding]:
    """All findings, errors and warnings; a bundle without errors compiles and can be published. Of the
    bundle only bounded expressions are tried.
    """
    drawn = drawing(bundle)
    found = examine(bundle, drawn)
    if drawn.has_main() and not _too_large(drawn):
        check_names(drawn, found)
        check_answers(drawn, found)
        check_table_answers(drawn, found)
        check_pictures(drawn, found)
    return list(found)


def runnable(bundle: Bundle) -> list[Finding]:
    """Only what stands in the way of running: a version published under older rules goes on."""
    return list(examine(bundle, drawing(bundle)))


def _too_large(drawn: Drawing) -> bool:
    return sum(1 for _ in drawn.all_nodes()) > MAX_NODES


def examine(bundle: Bundle, drawn: Drawing) -> Findings:
    """As `runnable()`, on a bundle already read. A flow that is too large is not looked into any further."""
    found = Findings()
    check_files(bundle, drawn, found)
    if not drawn.has_main():
        if not found.has_errors:
            found.say("process_missing", None, file=bundle.main)
        return found
    check_listed(drawn, found)
    check_shape(drawn, found)
    if _too_large(drawn):
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
