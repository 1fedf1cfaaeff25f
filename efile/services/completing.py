"""Leaving a stage with an outcome, and taking that back while nobody has looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from efile import reasons, rules
from efile.history import ThreadFacts, entries_before, fold
from efile.models import Matter, Movement, Thread
from efile.services.act import (
    Done,
    Held,
    Once,
    Seen,
    act,
    check_holder,
    check_seen,
    check_stage,
    hand_over,
    lock_instance,
    lock_thread,
    post_of,
    record,
    share_post,
    stage_id,
)
from efile.services.binding import bind
from efile.services.signing import lane_of, sign_note
from hierarchy import lines
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words
from ledger import outbox
from ledger import services as ledger
from ledger.models import Outbox
from ledger.selectors import EntryView
from notings import selectors as notings
from notings.models import Paragraph
from workflows import runtime
from workflows.engine import Fact, Outcome, StageSpec
from workflows.models import Due
from workflows.runtime import Stepped


@act
def complete_stage(
    *,
    actor: Actor,
    thread: UUID,
    outcome: str,
    now: datetime,
    to: UUID | None = None,
    form: Mapping[str, str] | None = None,
    seen: Seen | None = None,
    key: UUID | None = None,
) -> Done:
    """Leave the open stage with an outcome; the flow decides where the file goes next.

    `to` names the officer for an outcome that marks; `form` holds the stage's fields as posted.
    """
    once = Once.of(actor, key, "complete", thread, outcome, to, sorted((form or {}).items()))
    held = lock_thread(thread, now)
    if once and (answer := once.first_answer()):
        return Done.from_answer(answer)
    check_seen(held, seen)
    check_holder(held, actor)
    stage = check_stage(held)
    chosen = next((o for o in stage.outcomes if o.id == outcome), None)
    if chosen is None:
        raise Refused(reasons.UNKNOWN_OUTCOME)
    _check_outcome(held, actor, chosen)
    facts, reason, params = rules.typed_facts(stage.form, form or {})
    if reason is not None:
        raise Refused(reason, **_named(params))
    _mark(held, chosen, to)
    return _leave(held, actor, stage, stage_id(held), chosen, facts, to, once)


def _check_outcome(held: Held, actor: Actor, chosen: Outcome) -> None:
    reason = rules.may_complete(chosen, actor.powers, noted=_has_noted(held, actor))
    if reason is None:
        return
    able = lines.nearest_with_power(held.thread.holder_id, chosen.power) if chosen.power else None
    label = Words(chosen.label_bn, chosen.label_en)
    raise Refused(
        reason,
        act=label,
        outcome=label,
        power=chosen.power,
        who=able.title if able else Words("কেউ না", "nobody"),
    )


def _has_noted(held: Held, actor: Actor) -> bool:
    """A draft to be signed now, or a note the post signed during this stay in the stage."""
    lane = lane_of(held.thread)
    if actor.post_id is None:
        return False
    draft = notings.draft_of(held.matter.sheet_id, lane, actor.post_id)
    if draft is not None and draft.text.strip():
        return True
    opened = held.thread.stage.opened_at if held.thread.stage else held.clock.now
    return Paragraph.objects.filter(
        sheet=held.matter.sheet_id, lane=lane, author_post=actor.post_id, signed_at__gte=opened
    ).exists()


def _named(params: Mapping[str, object]) -> dict[str, object]:
    """The field of a refusal by its label."""
    named = dict(params)
    field = named.get("field")
    if field is not None:
        named["field"] = Words(getattr(field, "label_bn", ""), getattr(field, "label_en", ""))
    return named


def _mark(held: Held, chosen: Outcome, to: UUID | None) -> None:
    if not chosen.names_post:
        return
    if to is None:
        raise Refused(reasons.POST_NEEDED)
    post = share_post(to)
    if post.office_id != held.matter.office_id:
        raise Refused(reasons.OTHER_OFFICE, to=post.title)
    if "recommend" not in post.rank.powers:
        raise Refused(reasons.NOT_AN_OFFICER, to=post.title)
    held.matter.marked_to = post
    if post.section is not None:
        held.matter.section = post.section


def _leave(
    held: Held,
    actor: Actor,
    stage: StageSpec,
    left: UUID,
    chosen: Outcome,
    facts: dict[str, Fact],
    to: UUID | None,
    once: Once | None,
) -> Done:
    instance = lock_instance(held.matter)
    stepped = runtime.complete(instance, left, chosen.id, facts, held.clock)
    paragraph = sign_note(held, actor)
    held.touch(held.thread)
    after_step(held, actor, stepped, "marked" if chosen.names_post else "completed")
    return record(
        held,
        actor,
        "completed",
        to=lies_with(held),
        stage=stage.element,
        outcome=chosen.id,
        paragraph=paragraph,
        data={
            "marked_to": held.matter.marked_to_id,
            "section": held.matter.section_id,
            "engine": engine_entry(stepped, "complete", left, outcome=chosen.id, facts=facts),
        },
        once=once,
    )


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
            dedupe=_effect_mark(held.matter, stepped.step) + effect.id,
            available_at=held.clock.now + timedelta(seconds=settings.UNDO_SECONDS),
        )
    if stepped.finished:
        held.matter.closed_at = held.clock.now
        held.matter.disposal = stepped.disposal


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


@act
def pull_back(
    *,
    actor: Actor,
    thread: UUID,
    now: datetime,
    seen: Seen | None = None,
    key: UUID | None = None,
) -> Done:
    """Take one's own last act back while the recipient has not opened the file.

    A pull-back is a movement, never an erasure: what was noted stays noted.
    """
    once = Once.of(actor, key, "pull_back", thread)
    held = lock_thread(thread, now)
    if once and (answer := once.first_answer()):
        return Done.from_answer(answer)
    last = held.thread.movements.order_by("-seq").first()
    if last is None or last.kind not in {"forwarded", "returned", "completed"}:
        raise Refused(reasons.NOTHING_TO_PULL_BACK)
    _check_pull_back(held, actor, last)
    check_seen(held, seen)
    return (
        _pull_hop(held, actor, last, once) if last.kind != "completed" else _withdraw(held, actor, last, once)
    )


def _check_pull_back(held: Held, actor: Actor, last: Movement) -> None:
    left = held.matter.threads.filter(closed_at__isnull=True)
    read = [row for row in left if row.read_at is not None and row.holder_id != actor.post_id]
    if last.kind != "completed":
        read = [row for row in read if row.pk == held.thread.pk]
    followed = last.seq != held.matter.moves and (
        last.kind == "completed" or held.thread.movements.filter(seq__gt=last.seq).exists()
    )
    released = last.kind == "completed" and _released(held)
    reason = rules.may_pull_back(
        last_by=last.from_post_id,
        actor_post=actor.post_id,
        read=bool(read),
        followed=followed,
        released=released,
    )
    if reason is not None:
        raise Refused(reason, holder=held.thread.holder.title)


def _released(held: Held) -> bool:
    """Whether an effect of the last step is in the hands of the relay, or carried out."""
    mark = _effect_mark(held.matter, held.matter.instance.step)
    taken = Q(done_at__isnull=False) | Q(attempts__gt=0)
    return Outbox.objects.filter(taken, dedupe__startswith=mark).exists()


def _effect_mark(matter: Matter, step: int) -> str:
    return f"effect:{matter.pk}:{step}:"


def _pull_hop(held: Held, actor: Actor, last: Movement, once: Once | None) -> Done:
    row, own = held.thread, post_of(actor)
    came = row.movements.filter(to_post=own, seq__lt=last.seq).order_by("-seq").first()
    kind = came.kind if came else "pulled_back"
    hand_over(row, own, came.from_post_id if came else None, kind, held.clock.now, own)
    held.touch(row)
    return record(held, actor, "pulled_back", to=actor.post_id, stage=last.stage, once=once)


def _withdraw(held: Held, actor: Actor, last: Movement, once: Once | None) -> Done:
    """Undo the last engine step: every thread goes back to where the ledger had it before."""
    instance = lock_instance(held.matter)
    step = instance.step
    left = instance.stages.get(closed_step=step, outcome=last.outcome, element=last.stage)
    if not outbox.withdraw(_effect_mark(held.matter, step)):
        raise Refused(reasons.EFFECT_RELEASED)
    stepped = runtime.withdraw(instance, left.pk, held.clock)
    entries = entries_before(held.matter.pk, last.seq)
    before = fold(entries)
    for row in held.matter.threads.all():
        thread = held.thread if row.pk == held.thread.pk else row
        _restore(thread, before.get(thread.pk), held)
    held.thread.read_at = held.thread.arrived_at = held.clock.now
    held.matter.closed_at, held.matter.disposal = None, ""
    _unmark(held.matter, entries)
    return record(
        held,
        actor,
        "withdrawn",
        to=actor.post_id,
        stage=last.stage,
        data={
            "marked_to": held.matter.marked_to_id,
            "section": held.matter.section_id,
            "engine": engine_entry(stepped, "withdraw", left.pk),
        },
        once=once,
    )


def _unmark(matter: Matter, entries: Sequence[EntryView]) -> None:
    """The matter belongs again to whom it belonged before the act taken back."""
    for name in ("marked_to", "section"):
        place = next((entry for entry in reversed(entries) if name in entry.data), None)
        value = place.data[name] if place else None
        setattr(matter, f"{name}_id", UUID(value) if value else None)


def _due_of(stage: UUID | None) -> date | None:
    """The limit a stage had; a pull back gives no new time."""
    if stage is None:
        return None
    return Due.objects.filter(subject_id=stage).values_list("due_on", flat=True).first()


def _restore(thread: Thread, facts: ThreadFacts | None, held: Held) -> None:
    if facts is None:
        if thread.closed_at is None:
            thread.closed_at, thread.waiting_for = held.clock.now, ""
            held.touch(thread)
        return
    if facts == ThreadFacts.of(thread):
        return
    thread.holder_id, thread.pool_id, thread.stage_id = facts.holder, facts.pool, facts.stage
    thread.waiting_for, thread.act = facts.waiting_for, "withdrawn"
    thread.due_on = _due_of(facts.stage) or held.matter.promised_on
    thread.closed_at = (thread.closed_at or held.clock.now) if facts.closed else None
    held.touch(thread)
