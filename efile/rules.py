"""Pure decisions: allowed (None), or the reason why not. No queries."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import datetime, timedelta
from uuid import UUID

from efile import reasons
from hierarchy.actors import Actor
from hierarchy.lines import Seat
from hierarchy.refusals import Reason
from hierarchy.words import clean
from web.numbers import whole
from workflows.engine import Fact, Field, Outcome

LONGEST_TEXT = 1000
YES, NO = frozenset({"yes", "true", "on", "1"}), frozenset({"no", "false", "off", "0"})
LARGEST = 10**15 - 1
"""A sum, a count or an area that is written into a form; none is below nothing."""
MOST_OVERTAKING = timedelta(seconds=10)


def may_follow(last: datetime, now: datetime) -> Reason | None:
    """An act lies after the matter's last one.

    Two acts of a matter may be begun in one order and locked in the other, on machines whose clocks
    differ a little: up to MOST_OVERTAKING the order of the ledger decides, not the moment.
    """
    return reasons.EARLIER if now < last - MOST_OVERTAKING else None


def may_forward(channel: str, sender: Seat, to: Seat, section: UUID | None) -> Reason | None:
    """Where a file may go inside a stage.

    CSMOP 14(i): each class of case has a channel of submission. `none` is a fixed desk; `section`
    stays in `section`, that of the stage's own desk, also where the sender sits outside it, having pulled
    the file up; `hierarchy` goes up and down the reporting line and within the sender's section; `office`
    reaches any post.
    """
    if sender.office != to.office:
        return reasons.OTHER_OFFICE
    if sender.post == to.post:
        return reasons.SAME_POST
    if channel == "none":
        return reasons.CHANNEL_NONE
    if channel == "office":
        return None
    if channel == "section":
        return None if section is not None and to.section == section else reasons.OUT_OF_CHANNEL
    if sender.section is not None and sender.section == to.section:
        return None
    in_line = to.post in sender.superiors or sender.post in to.superiors
    return None if channel == "hierarchy" and in_line else reasons.OUT_OF_CHANNEL


def may_act(actor: Actor) -> Reason | None:
    """SOP 420624207: an assistant may draft for an officer; only the officer's own act makes it a note."""
    return reasons.ASSISTANT if actor.assistant else None


def may_complete(
    outcome: Outcome, actor: Actor, noted: bool, service: str = "", amount: int | None = None
) -> Reason | None:
    """Leaving a stage needs the outcome's power, and its note where the flow asks for one.

    CSMOP 14(i): each class of case has its level of final disposal; so a power may hold for one
    service, and up to a sum.
    """
    if outcome.power and not actor.may(outcome.power, service, amount):
        return reasons.NO_POWER
    if outcome.noting and not noted:
        return reasons.NOTE_NEEDED
    return None


def most_by_order(actor: Actor, power: str, service: str) -> int | None:
    """The highest sum up to which orders give the post the power in a service; None without a limit.

    What is said of the service goes before what is said of all.
    """
    about = [one for one in actor.limited if one.power == power]
    there = [one for one in about if one.service == service] or [one for one in about if not one.service]
    sums = [one.most for one in there if one.most is not None]
    return max(sums) if sums and len(sums) == len(there) else None


def limited_here(actor: Actor, power: str, service: str) -> bool:
    """Whether orders keep the power from the post in a service for any sum, though it has it elsewhere."""
    elsewhere = power in actor.powers or any(one.power == power for one in actor.limited)
    return elsewhere and not actor.may(power, service)


def may_dispose(level: int, final: int | None, by_order: bool) -> Reason | None:
    """CSMOP 14(i): each class of case has a published level of final disposal.

    Rank levels count from 1 at the top; None where no source says the class's. An order that gives the
    post the decision in this class of case (`by_order`) is the office's own source.
    """
    return None if final is None or by_order or level <= final else reasons.BELOW_FINAL_LEVEL


def may_reopen(
    decider: Seat | None, posts: Set[UUID], went_out: bool, himself: bool = False
) -> Reason | None:
    """CSMOP 16(iii): a decision already communicated is reversed only by an officer higher than who took it.

    One that nobody outside knows of is taken up again by who took it too. What ended by itself has no
    decider: the power to reopen alone counts. `himself`: the same person took it, for whichever post.
    """
    if decider is None:
        return None
    if not posts.isdisjoint(decider.superiors):
        return reasons.OWN_DECISION if went_out and himself else None
    if went_out:
        return reasons.NOT_HIGHER
    return None if decider.post in posts else reasons.NOT_DECIDER


def may_reverse(decider: Seat, posts: Set[UUID], himself: bool = False) -> Reason | None:
    """CSMOP 16(iii): reopened, it is decided again by an officer higher than who decided it before.

    Another officer: who took it does not reverse it from a higher post that he came to, or stands in for.
    """
    if posts.isdisjoint(decider.superiors):
        return reasons.HIGHER_DECIDES
    return reasons.OWN_DECISION if himself else None


def may_close_file(of_its_section: bool, above_it: bool) -> Reason | None:
    """A file is closed with the approval of the section officer or above, and reopened with the same."""
    return None if of_its_section or above_it else reasons.OTHER_LINE


def may_act_as_holder(holder: UUID, pooled: bool, posts: Set[UUID]) -> Reason | None:
    """Who may act in each state: the holder; in a pool nobody, until somebody takes it."""
    if pooled:
        return reasons.IN_POOL
    return None if holder in posts else reasons.NOT_HOLDER


def may_pull_back(
    *, last_by: UUID | None, posts: Set[UUID], read: bool, followed: bool, released: bool
) -> Reason | None:
    """Only the sender's own last act, unread, with no effect out and no step after it.

    NIC eFile: a file can be pulled back while the recipient has not opened it.
    """
    if last_by not in posts:
        return reasons.NOTHING_TO_PULL_BACK
    if read:
        return reasons.ALREADY_READ
    if released:
        return reasons.EFFECT_RELEASED
    return reasons.STEP_FOLLOWED if followed else None


def typed_facts(
    fields: tuple[Field, ...], given: Mapping[str, str]
) -> tuple[dict[str, Fact], Reason | None, dict[str, object]]:
    """Turn a stage's posted form into facts.

    Returns the facts (fields declared `fact` only), a reason when a field is missing or wrong, and
    the reason's parameters.
    """
    facts: dict[str, Fact] = {}
    for field in fields:
        text = given.get(field.id, "").strip()
        if not text:
            if field.required:
                return {}, reasons.FACT_NEEDED, {"field": field}
            continue
        if len(text) > LONGEST_TEXT:
            return {}, reasons.TOO_LONG, {"field": field, "most": LONGEST_TEXT}
        try:
            value = _typed(field, text)
        except ValueError:
            wrong = reasons.NUMBER_WRONG if field.type == "number" else reasons.FACT_WRONG
            return {}, wrong, {"field": field, "value": text}
        if field.fact:
            facts[field.id] = value
    return facts, None, {}


def kept_texts(fields: tuple[Field, ...], given: Mapping[str, str]) -> dict[str, str]:
    """What was filled in and is no fact, under the name by which the ledger keeps it."""
    texts = {field: clean(given.get(field.id, "")) for field in fields if not field.fact}
    return {text_name(field.id): _kept(field, text) for field, text in texts.items() if text}


def _kept(field: Field, text: str) -> str:
    match field.type:
        case "number":
            return str(_typed(field, text))
        case "boolean":
            return "yes" if _typed(field, text) else "no"
        case _:
            return text


def text_name(field: str) -> str:
    return f"field.{field}"


def _typed(field: Field, text: str) -> Fact:
    if field.type == "number":
        value = whole(text)
        if not 0 <= value <= LARGEST:
            raise ValueError(text)
        return value
    if field.type == "boolean":
        if text not in YES | NO:
            raise ValueError(text)
        return text in YES
    if field.type == "choice" and text not in field.choices:
        raise ValueError(text)
    return text
