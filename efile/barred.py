"""Outcomes that the stage has and this reader may not give: why, and who may instead.

What the page shows greyed is what the act would refuse; both ask the same functions. Costs nothing where no
order limits the reader and the class of case says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from efile import rules
from efile.forwarding.stranding import missing
from efile.models import Matter
from efile.services.disposal import DECIDE, check_final_level
from efile.services.mandate import AMOUNT, amount_on_record, lacking
from efile.services.reopening import check_reversal
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words
from workflows.engine import Outcome, StageSpec


@dataclass(frozen=True, slots=True)
class Barred:
    """Outcomes of one power, or other acts (`acts`), which one sentence bars."""

    outcomes: tuple[Outcome, ...]
    why: Refused
    acts: tuple[Words, ...] = ()

    @property
    def labels(self) -> tuple[Words, ...]:
        return self.acts or tuple(Words(one.label_bn, one.label_en) for one in self.outcomes)

    @property
    def sentence(self) -> str:
        return self.why.sentence


def barred_of(
    matter: Matter, stage: StageSpec, actor: Actor, today: date, now: datetime, lacks: bool = False
) -> list[Barred]:
    """By the power they need, in the stage's order.

    Powers that the post has nowhere are not spoken of, unless it `lacks` all that the stage asks for.
    """
    found, rest = _unwritten(matter, stage, actor, today)
    for power in dict.fromkeys(one.power for one in rest):
        asked = tuple(one for one in rest if one.power == power)
        if lacks and power and not actor.may(power, matter.service.code):
            found.append(Barred(asked, lacking(actor, power, _labels(asked), today, matter.service.code)))
            continue
        outcomes, why = _by_power(matter, stage, actor, today, asked)
        if why is None and power == DECIDE and actor.may(power, matter.service.code):
            outcomes, why = asked, _by_class(matter, actor, today, now)
        if why is not None:
            found.append(Barred(outcomes, why))
    return found


def _unwritten(
    matter: Matter, stage: StageSpec, actor: Actor, today: date
) -> tuple[list[Barred], list[Outcome]]:
    """Outcomes for which the post may not write or sign the note that they need; and the other outcomes."""
    needs = {one.id: missing(one, actor.may, matter.service.code) for one in stage.outcomes}
    found = []
    for power in ("note", "sign"):
        asked = tuple(one for one in stage.outcomes if one.power != power and needs[one.id] == power)
        if asked:
            found.append(Barred(asked, lacking(actor, power, _labels(asked), today, matter.service.code)))
    gone = {one.id for group in found for one in group.outcomes}
    return found, [one for one in stage.outcomes if one.id not in gone]


def hops_barred(matter: Matter, actor: Actor, today: date, *acts: Words) -> list[Barred]:
    """Taking a file where forwarding is kept from the post."""
    service = matter.service.code
    if not acts or actor.may("forward", service):
        return []
    both = Words(*(", ".join(getattr(act, tongue) for act in acts) for tongue in ("bn", "en")))
    return [Barred((), lacking(actor, "forward", both, today, service), acts)]


def _by_power(
    matter: Matter, stage: StageSpec, actor: Actor, today: date, outcomes: tuple[Outcome, ...]
) -> tuple[tuple[Outcome, ...], Refused | None]:
    """Withheld in this service, or given only up to a sum; one that asks for the sum may still be tried."""
    power, service = outcomes[0].power, matter.service.code
    amount = None
    if not rules.limited_here(actor, power, service):
        if rules.most_by_order(actor, power, service) is None:
            return (), None
        outcomes = tuple(one for one in outcomes if not _asks_for_sum(stage, one))
        amount = amount_on_record(matter.pk) if outcomes else None
        if amount is None or actor.may(power, service, amount):
            return (), None
    return outcomes, lacking(actor, power, _labels(outcomes), today, service, amount)


def _labels(outcomes: Iterable[Outcome]) -> Words:
    labels = [Words(one.label_bn, one.label_en) for one in outcomes]
    return Words(*(", ".join(getattr(label, tongue) for label in labels) for tongue in ("bn", "en")))


def _asks_for_sum(stage: StageSpec, outcome: Outcome) -> bool:
    return any(field.id == AMOUNT and field.fact for field in stage.fields(outcome.id))


def _by_class(matter: Matter, actor: Actor, today: date, now: datetime) -> Refused | None:
    try:
        check_final_level(matter, actor, today)
        check_reversal(matter, actor, today, now)
    except Refused as refused:
        return refused
    return None
