"""What ended a matter: the decision in its movements, whose it was, and whether it went out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from efile.models import Matter, Movement
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
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


def taken_by(decision: Movement) -> frozenset[UUID]:
    """The person who took it and the one on whose behalf he did."""
    by = decision.by.get("user")
    persons = {UUID(by)} if by else set()
    if decision.by.get("on_behalf_of") and decision.from_post_id:
        persons.update(_charged(decision.from_post_id, decision.at))
    return frozenset(persons)


def took_it(actor: Actor, decision: Movement, now: datetime) -> bool:
    """Whether the actor, or the one on whose behalf he acts, took the decision, for whichever post."""
    own = {actor.user_id} if actor.user_id else set()
    if actor.on_behalf_of is not None and actor.post_id is not None:
        own.update(_charged(actor.post_id, now))
    return not own.isdisjoint(taken_by(decision))


def _charged(post: UUID, at: datetime) -> set[UUID]:
    principal = hierarchy.principal_of(post, at)
    return {principal} if principal else set()


def _power(row: Movement, spec: FlowSpec) -> str:
    stage = spec.stages.get(row.stage)
    outcome = stage.outcome(row.outcome) if stage else None
    return outcome.power if outcome else ""
