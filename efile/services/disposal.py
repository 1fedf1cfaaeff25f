"""What the class of case says: the level of its final disposal, and the levels that lead to it.

CSMOP 14(i): each class of case has a published level of final disposal and channel of submission.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from efile import reasons, rules
from efile.forwarding.rules import may_go_up
from efile.models import Matter, Thread
from efile.services.locking import Held
from efile.services.mandate import NOBODY
from hierarchy import ability, lines
from hierarchy.actors import Actor
from hierarchy.models import Post, Rank
from hierarchy.refusals import Refused
from workflows.engine import StageSpec

DECIDE = "decide"


def check_final_level(matter: Matter, actor: Actor, today: date) -> None:
    """Refused below the class's level of final disposal, with the officer to whom it goes."""
    service = matter.service
    final = final_rank(service.final_rank)
    reason = rules.may_dispose(actor.level, final.level if final else None, by_order(actor, service.code))
    if reason is None or final is None or actor.post_id is None:
        return
    able = ability.nearest_able(actor.post_id, DECIDE, today, service.code, lowest=final.level)
    raise Refused(
        reason,
        service=service.name,
        rank=final.name,
        source=service.disposal_source,
        who=able.title if able else NOBODY,
    )


def final_rank(code: str) -> Rank | None:
    """The rank that a service names; None where it names none."""
    return Rank.objects.get(code=code) if code else None


def by_order(actor: Actor, service: str) -> bool:
    """Whether an order gives the post the decision in this very class of case."""
    return any((one.power, one.service) == (DECIDE, service) for one in actor.limited)


def check_levels(held: Held, own: UUID, to: Post, stage: StageSpec) -> None:
    """Refused when the hop would be a level more than the class of case publishes."""
    service = held.matter.service
    if service.most_levels is None or stage.channel == "none":
        return
    hands = hands_of(held.thread, own, stage)
    seats = lines.seats({*hands, to.pk})
    worked = [seats[pk] for pk in hands]
    if may_go_up(seats[own], worked, seats[to.pk], service.most_levels) is not None:
        raise Refused(
            reasons.LEVELS_SPENT,
            service=service.name,
            most=service.most_levels,
            source=service.disposal_source,
            to=to.title,
        )


def hands_of(thread: Thread, own: UUID, stage: StageSpec) -> set[UUID]:
    """The posts that have had the thread in this stage, with the one that has it.

    The first of them, who began the file or to whom the stage came, only ever sent it: both ends of a
    movement count.
    """
    sent = thread.movements.filter(stage=stage.element).values_list("from_post", "to_post")
    return {own, *(post for ends in sent for post in ends if post is not None)}
