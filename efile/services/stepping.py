"""What follows every engine step: threads bound, effects queued, a finished matter closed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings

from efile.letters.finished import check_letters_sent
from efile.models import Matter
from efile.path_ahead import ends_by_itself
from efile.services.binding import bind
from efile.services.locking import Held
from hierarchy.actors import Actor
from ledger import services as ledger
from workflows.runtime import Stepped


def lies_with(held: Held) -> UUID | None:
    """The post at which the thread has work now; None while it waits or is closed."""
    row = held.thread
    return None if row.closed_at is not None or row.waiting_for else row.holder_id


def after_step(held: Held, actor: Actor, stepped: Stepped, kind: str) -> None:
    """Bind threads to what is open now, queue what must reach the outside, close when finished."""
    bind(held, actor, stepped, kind)
    for effect in stepped.effects:
        ledger.enqueue(
            topic=f"effect.{effect.name}",
            body={
                "matter": str(held.matter.pk),
                "wait": effect.id if effect.wait else None,
                "parameters": dict(effect.parameters),
            },
            dedupe=effect_mark(held.matter, stepped.step) + effect.id,
            available_at=held.clock.now + timedelta(seconds=settings.UNDO_SECONDS),
        )
    if actor.kind == "officer" and _letter_in_hand(held) and (stepped.finished or _ends(held, stepped)):
        check_letters_sent(held.matter)
    if stepped.finished:
        held.matter.closed_at = held.clock.now
        held.matter.disposal = stepped.disposal


def _letter_in_hand(held: Held) -> bool:
    """As the act read it with the thread; one that did not ask looks in any case."""
    return bool(getattr(held.thread, "letter_in_hand", True))


def _ends(held: Held, stepped: Stepped) -> bool:
    """Whether this was the last act of a person: what is left is told to the applicant, and it closes."""
    return not stepped.open and ends_by_itself(held.matter.instance)


def engine_entry(stepped: Stepped, command: str, subject: UUID | None, **inputs: object) -> dict[str, object]:
    """The engine command with its inputs and what is open after it: all that re-execution needs."""
    return {
        "command": command,
        "step": stepped.step,
        "subject": subject,
        **inputs,
        "open": [[stage.id, stage.element, stage.index] for stage in stepped.open],
        "waits": [[wait.id, wait.element, wait.kind] for wait in stepped.waits],
        "dues": [[due.subject_id, due.limit.name, due.due_on] for due in stepped.dues],
        "finished": stepped.finished,
        "disposal": stepped.disposal,
    }


def effect_mark(matter: Matter, step: int) -> str:
    """How the deliveries of one step of a matter begin: they are withdrawn together."""
    return f"effect:{matter.pk}:{step}:"
