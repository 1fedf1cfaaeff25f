"""The other posts answer by themselves: they work a matter until it is back with the one who asks."""

from __future__ import annotations

from uuid import UUID

from efile.models import Matter
from efile.walking import Stuck, Walker
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from integrations.relay import release_now

MOST = 40


def answer(actor: Actor, matter: UUID) -> int:
    """Let everybody but the actor's post act on a matter; how many acts they made.

    They stop when it lies with the actor, when it is disposed of, or when nobody can go on.
    """
    row = Matter.objects.select_related("office").get(pk=matter)
    walker = Walker(row.office, lambda matter, stage: None, release_now)
    acts = 0
    while acts < MOST and not lies_with(actor, matter):
        try:
            if walker.step(matter) is None:
                break
        except (Refused, Stuck):
            break
        acts += 1
    return acts


def lies_with(actor: Actor, matter: UUID) -> bool:
    """Whether a part of the matter is on the actor's desk, for him to act on."""
    threads = Matter.objects.get(pk=matter).threads.filter(closed_at=None, waiting_for="")
    return threads.filter(holder__in=actor.posts, pool=None).exists()


def waiting_code() -> str:
    """The tracking code of a matter that waits for its applicant, for the citizen's first task."""
    found = (
        Matter.objects.filter(
            threads__waiting_for__startswith="message:", closed_at=None, receipt__isnull=False
        )
        .values_list("receipt__tracking", flat=True)
        .order_by("-opened_at")
        .first()
    )
    return found or ""
