"""Taking one's own last act back while nobody has looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from efile import reasons, rules
from efile.history import ThreadFacts, entries_before, fold
from efile.models import Matter, Movement, Thread
from efile.services import levels
from efile.services.act import Done, Once, Seen, act
from efile.services.locking import Held, check_seen, lock_instance, lock_thread, post_of
from efile.services.mandate import check_own_hand
from efile.services.recording import hand_over, record
from efile.services.signing import lane_of
from efile.services.stepping import effect_mark, engine_entry
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger import outbox
from ledger.selectors import EntryView
from notings import services as notings
from workflows import runtime
from workflows.catalogue import spec_of
from workflows.standing import Standing

CAN_BE_TAKEN_BACK = {"forwarded", "returned", "completed"}


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
    held = lock_thread(thread, now, once, "all")
    if held.answered:
        return held.answered
    check_own_hand(actor)
    last = held.thread.movements.order_by("-seq").first()
    if last is None or last.kind not in CAN_BE_TAKEN_BACK:
        raise Refused(reasons.NOTHING_TO_PULL_BACK)
    standing = lock_instance(held.matter, back=True) if last.kind == "completed" else None
    _check_pull_back(held, actor, last, standing)
    _check_minutes(held, last)
    check_seen(held, seen, actor)
    if standing is None:
        return _pull_hop(held, actor, last, once)
    return _withdraw(held, actor, last, standing, once)


def _check_pull_back(held: Held, actor: Actor, last: Movement, standing: Standing | None) -> None:
    """Of a hop only its own thread counts; of a step (`standing`) every thread and the effects too."""
    concerned = [row for row in held.threads.values() if row.closed_at is None] if standing else [held.thread]
    read = [row for row in concerned if row.read_at is not None and row.holder_id not in actor.posts]
    followed = standing is not None and last.seq != held.matter.moves
    mark = effect_mark(held.matter, standing.instance.step) if standing else ""
    released = standing is not None and not outbox.withdraw(mark)
    reason = rules.may_pull_back(
        last_by=last.from_post_id,
        posts=actor.posts,
        read=bool(read),
        followed=followed,
        released=released,
    )
    if reason is not None:
        raise Refused(reason, holder=held.thread.present.title)


def _check_minutes(held: Held, last: Movement) -> None:
    """What a committee decided in its meeting stands; only another meeting changes it."""
    stage = spec_of(held.matter.instance.version_id).stages.get(last.stage)
    if last.kind == "completed" and stage is not None and stage.body:
        raise Refused(reasons.BY_MINUTES)


def _pull_hop(held: Held, actor: Actor, last: Movement, once: Once | None) -> Done:
    row, own = held.thread, post_of(actor)
    if last.to_post_id is not None and not actor.may("sign", held.matter.service.code):
        lane = lane_of(row)
        notings.take_back_draft(actor=actor, sheet=held.matter.sheet_id, lane=lane, there=last.to_post_id)
    came = row.movements.filter(to_post__in=actor.posts, seq__lt=last.seq).order_by("-seq").first()
    kind = came.kind if came else "pulled_back"
    hand_over(row, own, came.from_post_id if came else None, kind, held.clock.now, own)
    held.touch(row)
    done = record(held, actor, "pulled_back", to=actor.post_id, stage=last.stage, once=once)
    levels.undone(held, last.seq, done.seq)
    return done


def _withdraw(held: Held, actor: Actor, last: Movement, standing: Standing, once: Once | None) -> Done:
    """Undo the last engine step: every thread goes back to where the ledger had it before."""
    left = next(
        row for row in standing.left.values() if (row.element, row.outcome) == (last.stage, last.outcome)
    )
    stepped = runtime.withdraw(standing, left.pk, held.clock)
    entries = entries_before(held.matter.pk, last.seq)
    before = fold(entries)
    for thread in held.threads.values():
        _restore(held, thread, before.get(thread.pk), stepped.restored)
    held.thread.read_at = held.thread.arrived_at = held.clock.now
    held.matter.closed_at, held.matter.disposal = None, ""
    _unmark(held.matter, entries)
    done = record(
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
    levels.undone(held, last.seq, done.seq)
    return done


def _unmark(matter: Matter, entries: Sequence[EntryView]) -> None:
    """The matter belongs again to whom it belonged before the act taken back."""
    for name in ("marked_to", "section"):
        place = next((entry for entry in reversed(entries) if name in entry.data), None)
        value = place.data[name] if place else None
        setattr(matter, f"{name}_id", UUID(value) if value else None)


def _restore(held: Held, thread: Thread, facts: ThreadFacts | None, dates: Mapping[UUID, date]) -> None:
    """Put a thread where it was; its stage keeps the date it had, a pull back gives no new time."""
    if facts is None:
        if thread.closed_at is None:
            thread.closed_at, thread.waiting_for = held.clock.now, ""
            held.touch(thread)
        return
    if facts == ThreadFacts.of(thread):
        return
    thread.holder_id, thread.pool_id, thread.stage_id = facts.holder, facts.pool, facts.stage
    thread.waiting_for, thread.act = facts.waiting_for, "withdrawn"
    thread.due_on = (dates.get(facts.stage) if facts.stage else None) or held.matter.promised_on
    thread.closed_at = (thread.closed_at or held.clock.now) if facts.closed else None
    held.touch(thread)
