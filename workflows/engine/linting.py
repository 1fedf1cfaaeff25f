"""Everything there is to say about a flow before it runs, as sentences an IT officer can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflows.engine.checks.expressions import check_expressions
from workflows.engine.checks.files import check_files
from workflows.engine.checks.listed import check_listed
from workflows.engine.checks.paths import check_paths
from workflows.engine.checks.shape import check_shape
from workflows.engine.checks.stages import check_stages
from workflows.engine.checks.tables import check_tables
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
    found = Findings()
    check_files(bundle, drawn, found)
    if not drawn.has_main():
        if not found.has_errors:
            found.say("process_missing", None, file=bundle.main)
        return found
    check_listed(drawn, found)
    check_shape(drawn, found)
    check_stages(drawn, found)
    check_expressions(drawn, found)
    check_tables(drawn, found)
    check_paths(drawn, found)
    return found
