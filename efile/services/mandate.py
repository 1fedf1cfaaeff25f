"""The check of every act on a file: an officer's own hand, with the power that the act needs."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.functional import lazy

from efile import reasons, rules
from efile.services.locking import Held
from hierarchy import ability
from hierarchy.actors import Actor
from hierarchy.powers import NAMES
from hierarchy.refusals import Refused
from hierarchy.words import Words
from ledger import selectors as ledger
from web.templatetags.office import lakh
from workflows.engine import Fact

AMOUNT = "amount"
in_lakhs = lazy(lakh, str)
NOBODY = Words("কেউ না", "nobody")


def require(
    actor: Actor, power: str, act: Words, today: date, service: str = "", amount: int | None = None
) -> None:
    """Refused, with who else could, unless the actor's post carries the power there."""
    check_own_hand(actor)
    if not actor.may(power, service, amount):
        raise lacking(actor, power, act, today, service, amount)


def check_own_hand(actor: Actor) -> None:
    reason = rules.may_act(actor)
    if reason is not None:
        raise Refused(reason, post=actor.post_title)


def lacking(
    actor: Actor, power: str, act: Words | str, today: date, service: str = "", amount: int | None = None
) -> Refused:
    """Why the actor's post may not, who may instead; of a power up to a sum, also which sum."""
    refused = no_power(actor.post_id, power, act, today, service, amount)
    most = rules.most_by_order(actor, power, service)
    if most is None or amount is None:
        return refused
    said = {"most": in_lakhs(most), "amount": in_lakhs(amount)}
    return Refused(reasons.OVER_THE_SUM, **refused.params, **said)


def no_power(
    post: UUID | None, power: str, act: Words | str, today: date, service: str = "", amount: int | None = None
) -> Refused:
    able = ability.nearest_able(post, power, today, service, amount) if post else None
    who = able.title if able else NOBODY
    return Refused(reasons.NO_POWER, act=act, power=NAMES.get(power, power), who=who)


def today_of(held: Held) -> date:
    return held.clock.calendar.local_date(held.clock.now)


def amount_of(held: Held, facts: dict[str, Fact]) -> int | None:
    """The sum in question: as entered now, else as it stands on record; None where none was named."""
    return _number(facts[AMOUNT]) if AMOUNT in facts else amount_on_record(held.matter.pk)


def amount_on_record(matter: UUID) -> int | None:
    """The sum that the matter's entries name last, without those taken back."""
    named: dict[str, int | None] = {}
    for entry in ledger.entries(matter):
        step = entry.data.get("engine") or {}
        subject = str(step.get("subject"))
        if step.get("command") == "withdraw":
            named.pop(subject, None)
        elif AMOUNT in (step.get("facts") or {}):
            named[subject] = _number(step["facts"][AMOUNT])
    return list(named.values())[-1] if named else None


def needs_amount(actor: Actor, power: str) -> bool:
    """Whether a sum decides over the power: so the record is read only then."""
    return any(one.power == power and one.most is not None for one in actor.limited)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
