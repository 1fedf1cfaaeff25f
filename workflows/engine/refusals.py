"""What the engine says when it will not act.

Sentences for people are made at the edge, from code and parameters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflows.engine.specs import Finding

Param = str | int | float | bool | None


class EngineRefused(Exception):
    """A step that was not taken. `code` names the reason, `params` fill its sentence; nothing was changed.

    Codes: stage_not_open, stage_not_left, wait_not_open, not_last_step, unknown_outcome, unknown_result,
    undeclared_fact, fact_type, facts_too_large, expression_failed, no_way_out, cardinality,
    table_no_match, table_two_matches, table_failed, step_budget, step_failed, state_format,
    state_malformed, state_of_other_version.
    """

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code} ({details})" if details else self.code


class FlowError(Exception):
    """A bundle that cannot run. `findings` hold every reason, as office sentences with element ids."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(f"{finding.code}: {finding.en}" for finding in findings))
        self.findings = tuple(findings)
