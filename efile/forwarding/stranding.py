"""A file at a stage for which its holder lacks powers: it may leave to a post that has them.

Succession, merger or an order can bring a stage to a post without its powers (domain.md f 6: abolished
units whose papers became unreachable). The channel of the stage is made for posts that have them.
"""

from __future__ import annotations

from collections.abc import Callable

from efile.models import Thread
from hierarchy.actors import Actor
from workflows.engine import Outcome, StageSpec

BY_HAND = frozenset({"forwarded", "returned", "claimed", "pulled_up"})
"""How a file comes to a post that the stage was not assigned to."""


def works(stage: StageSpec, may: Callable[[str, str], bool], service: str) -> bool:
    """Whether powers reach an outcome of the stage, and on a fixed desk every one: nobody else gives the rest
    there. No sum is asked for.
    """
    enough = all if stage.channel == "none" else any
    return enough(not missing(one, may, service) for one in stage.outcomes)


def missing(outcome: Outcome, may: Callable[[str, str], bool], service: str) -> str:
    """The first power that an outcome needs and these do not reach: its own, then that to write and to sign
    the note that it asks for. Empty where none is missing.
    """
    needed = (outcome.power, *(("note", "sign") if outcome.noting else ()))
    return next((power for power in needed if power and not may(power, service)), "")


def lacks(thread: Thread, stage: StageSpec, actor: Actor, service: str) -> bool:
    """Whether the holder can give the stage nothing: no outcome, and where it was sent to him by hand no note
    either.
    """
    if stage.body or actor.assistant or works(stage, actor.may, service):
        return False
    return stage.channel == "none" or assigned(thread, actor) or not actor.may("note", service)


def assigned(thread: Thread, actor: Actor) -> bool:
    """Whether the stage came to the holder by the flow or by succession: not by another's hand, and not
    because he began the file himself.
    """
    if thread.act == "started" and thread.matter.opened_by_id == actor.post_id:
        return False
    return thread.holder_id != actor.post_id or thread.act not in BY_HAND


def leads_nowhere(thread: Thread, stage: StageSpec, actor: Actor) -> bool:
    """Whether the channel was made for other posts: a fixed desk, or the section of a successor that the
    stage was never meant for.
    """
    return stage.channel == "none" or (stage.channel == "section" and assigned(thread, actor))
