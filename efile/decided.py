"""What ended a matter: the decision in its movements, whose it was, and whether it went out."""

from __future__ import annotations

from collections.abc import Iterable

from efile.models import Matter, Movement
from workflows.engine import FlowSpec

ENDING = ("decide", "issue", "recommend")


def decision_of(movements: Iterable[Movement], spec: FlowSpec) -> Movement | None:
    """The last stage left by a decision, without those pulled back; in a flow that decides nothing, by the
    issue of a paper, else by a recommendation, else by whatever was done last.
    """
    standing: list[Movement] = []
    for row in movements:
        if row.kind == "completed":
            standing.append(row)
        elif row.kind == "withdrawn":
            taken = next((one for one in reversed(standing) if one.stage == row.stage), None)
            standing = [one for one in standing if one is not taken]
    for power in ENDING:
        found = [row for row in standing if _power(row, spec) == power]
        if found:
            return found[-1]
    return standing[-1] if standing else None


def communicated(matter: Matter, movements: Iterable[Movement], decision: Movement) -> bool:
    """Whether somebody outside knows of it: an applicant follows his matter, a notice reached somebody."""
    told = any(row.kind == "effect" and row.seq > decision.seq for row in movements)
    return told or matter.receipt_id is not None


def _power(row: Movement, spec: FlowSpec) -> str:
    stage = spec.stages.get(row.stage)
    outcome = stage.outcome(row.outcome) if stage else None
    return outcome.power if outcome else ""
