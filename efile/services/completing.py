"""Leaving a stage with an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from efile import reasons, rules
from efile.letters.finished import letter_in_hand
from efile.services import levels
from efile.services.act import Done, Once, Seen, act
from efile.services.disposal import check_final_level
from efile.services.explaining import check_explained
from efile.services.locking import (
    Held,
    check_holder,
    check_seen,
    check_stage,
    lock_instance,
    lock_thread,
    share_post,
    stage_id,
)
from efile.services.mandate import amount_of, lacking, needs_amount, today_of
from efile.services.recording import record
from efile.services.reopening import check_reversal
from efile.services.signing import has_noted, sign_note, sign_words
from efile.services.stepping import after_step, engine_entry, lies_with
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words
from notings.models import Paragraph
from workflows import runtime
from workflows.engine import Fact, Outcome, StageSpec


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

    `to` names the officer for an outcome that marks; `form` holds the stage's fields as posted. Those
    that are no facts are kept as texts of the entry.
    """
    once = Once.of(actor, key, "complete", thread, outcome, to, sorted((form or {}).items()))
    held = lock_thread(thread, now, once, "open", letter_in_hand=letter_in_hand())
    if held.answered:
        return held.answered
    check_seen(held, seen, actor)
    check_holder(held, actor)
    stage = check_stage(held)
    if stage.body:
        raise Refused(reasons.BY_MINUTES)
    chosen = _chosen(stage, outcome)
    paragraph = sign_note(held, actor)
    check_explained(held, actor, paragraph)
    fields = stage.fields(outcome)
    facts, reason, params = rules.typed_facts(fields, form or {})
    _check_outcome(held, actor, chosen, paragraph, facts)
    if reason is not None:
        raise Refused(reason, **_named(params))
    _mark(held, actor, chosen, to)
    texts = rules.kept_texts(fields, form or {})
    return _leave(held, actor, stage, chosen, facts, texts, paragraph, once)


def leave_by_minutes(
    held: Held, actor: Actor, outcome: str, text: str, minutes: Mapping[str, object]
) -> Done:
    """Leave a committee's stage as its minutes say; composed by the act that signs them.

    The chair is the actor, though the file lies with the member-secretary. `text` is the resolution,
    signed by the chair as a note on the file; `minutes` say in the entry which meeting decided it.
    """
    stage = check_stage(held)
    chosen = _chosen(stage, outcome)
    paragraph = sign_words(held, actor, text)
    _check_outcome(held, actor, chosen, paragraph, {})
    return _leave(held, actor, stage, chosen, {}, {}, paragraph, None, {"minutes": minutes})


def _chosen(stage: StageSpec, outcome: str) -> Outcome:
    chosen = stage.outcome(outcome)
    if chosen is None:
        raise Refused(reasons.UNKNOWN_OUTCOME)
    return chosen


def _check_outcome(
    held: Held, actor: Actor, chosen: Outcome, paragraph: Paragraph | None, facts: dict[str, Fact]
) -> None:
    """The note just signed counts, or one that the post signed during this stay in the stage."""
    noted = not chosen.noting or paragraph is not None or has_noted(held, actor)
    service = held.matter.service.code
    amount = amount_of(held, facts) if needs_amount(actor, chosen.power) else None
    reason = rules.may_complete(chosen, actor, noted, service, amount)
    label = Words(chosen.label_bn, chosen.label_en)
    if reason is reasons.NO_POWER:
        raise lacking(actor, chosen.power, label, today_of(held), service, amount)
    if reason is not None:
        raise Refused(reason, outcome=label)
    if chosen.power == "decide":
        check_final_level(held.matter, actor, today_of(held))
        check_reversal(held.matter, actor, today_of(held), held.clock.now)


def _named(params: Mapping[str, object]) -> dict[str, object]:
    """The field of a refusal by its label."""
    named = dict(params)
    field = named.get("field")
    if field is not None:
        named["field"] = Words(getattr(field, "label_bn", ""), getattr(field, "label_en", ""))
    return named


def _mark(held: Held, actor: Actor, chosen: Outcome, to: UUID | None) -> None:
    """To a post of the actor's office, which is the matter's or took it in."""
    if not chosen.names_post:
        return
    if to is None:
        raise Refused(reasons.POST_NEEDED)
    post, powers = share_post(to, today_of(held), held.clock.now)
    if post.office_id != actor.office_id:
        raise Refused(reasons.OTHER_OFFICE, to=post.title)
    if not powers.may("recommend", held.matter.service.code):
        raise Refused(reasons.NOT_AN_OFFICER, to=post.title)
    held.matter.marked_to = post
    if post.section_id is not None:
        held.matter.section_id = post.section_id


def _leave(
    held: Held,
    actor: Actor,
    stage: StageSpec,
    chosen: Outcome,
    facts: dict[str, Fact],
    texts: dict[str, str],
    paragraph: Paragraph | None,
    once: Once | None,
    more: Mapping[str, object] | None = None,
) -> Done:
    left = stage_id(held)
    stepped = runtime.complete(lock_instance(held.matter), left, chosen.id, facts, held.clock)
    held.touch(held.thread)
    hop = levels.decided(held)
    after_step(held, actor, stepped, "marked" if chosen.names_post else "completed")
    done = record(
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
            **hop.entry(),
            "engine": engine_entry(stepped, "complete", left, outcome=chosen.id, facts=facts),
            **(more or {}),
        },
        texts=texts,
        once=once,
    )
    levels.keep(held, actor, hop, done.seq)
    return done
