"""Taking up again what was disposed of: a matter at its stage of decision, or a closed file.

Domain (c) 33: closed with the approval of the section's officer or above, reopened with the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from efile import reasons, replay, rules, selectors
from efile.decided import communicated, decision_of, took_it
from efile.files.pressed import file_act
from efile.files.recording import check_not_ordered, enter
from efile.forwarding.models import NoticeKind
from efile.models import File, Matter, Movement, Thread
from efile.services.act import Done, Once, act
from efile.services.binding import bind
from efile.services.disposal import DECIDE
from efile.services.filing import check_line_of_file, lock_file, said_why
from efile.services.levels import tell
from efile.services.locking import Held, lock_instance, lock_thread, post_of
from efile.services.mandate import NOBODY, lacking, require, today_of
from efile.services.recording import hand_over, record
from efile.services.signing import SIGN, sign_words
from efile.services.stepping import engine_entry, lies_with
from hierarchy import ability, lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Reason, Refused
from hierarchy.words import Words
from ledger import selectors as read
from workflows import runtime
from workflows.catalogue import spec_of
from workflows.engine import FlowSpec

REOPEN = Words("নিষ্পন্ন কেস আবার খোলা", "Reopen what is disposed of")
REOPEN_FILE = Words("বন্ধ নথি আবার খোলা", "Reopen the file")
POWER = "reopen"


@act
def reopen(*, actor: Actor, matter: UUID, reason: str, now: datetime, key: UUID | None = None) -> Done:
    """Put a disposed matter back at its stage of decision, on the desk of who reopens it.

    The reasons are signed as a note. A closed file in which the matter lies is reopened with it.
    CSMOP 16(iii): a communicated decision is reversed by an officer higher than who took it, with reasons.
    """
    once = Once.of(actor, key, "reopen", matter, reason)
    seen = selectors.matter_for(actor, matter)
    file = File.objects.select_for_update().get(pk=seen.file_id) if seen.file_id else None
    held = lock_thread(Thread.objects.get(matter=matter, parent=None).pk, now, once, "all")
    if held.answered:
        return held.answered
    if file is not None:
        check_not_ordered(file)
    service = held.matter.service.code
    require(actor, POWER, REOPEN, today_of(held), service)
    require(actor, "sign", SIGN, today_of(held), service)
    if held.matter.closed_at is None:
        raise Refused(reasons.NOT_DISPOSED, holder=held.thread.present.title)
    movements = selectors.movements_of(held.matter)
    decision = _decision(held, actor, movements)
    paragraph = sign_words(held, actor, said_why(reason, reasons.REOPEN_WHY))
    told = _told(decision, actor)
    data = _back(held, actor, movements, decision) | ({"told": told} if told else {})
    done = record(
        held,
        actor,
        "reopened",
        to=lies_with(held),
        stage=decision.stage,
        paragraph=paragraph,
        data=data,
        once=once,
    )
    tell(held, actor, told, NoticeKind.REOPENED, done.seq)
    if file is not None and file.status == File.Status.CLOSED:
        _turn_current(file, actor, paragraph.text, now)
    return done


@file_act
def reopen_file(*, actor: Actor, file: UUID, reason: str, now: datetime) -> None:
    """Make a closed file current, so that further matters may be put in it; its matters stay disposed of."""
    row = lock_file(actor, file)
    require(actor, POWER, REOPEN_FILE, hierarchy.calendar_for(row.office_id).local_date(now))
    check_line_of_file(actor, row)
    if row.status != File.Status.CLOSED:
        raise Refused(reasons.FILE_CURRENT, number=row.number)
    _turn_current(row, actor, said_why(reason, reasons.REOPEN_WHY), now)


def check_reversal(matter: Matter, actor: Actor, today: date, now: datetime) -> None:
    """After a reopening, refused to who took the decision before and to those not above him."""
    before = matter.reopened_from_id
    if before is None:
        return
    seat, decision = seat_of(before), _reopened(matter)
    himself = decision is not None and took_it(actor, decision, now)
    reason = rules.may_reverse(seat, actor.posts, himself)
    if reason is not None:
        raise _not_by(actor, reason, seat, DECIDE, today, matter.service.code)


def _reopened(matter: Matter) -> Movement | None:
    """The decision that was taken up again last."""
    movements = selectors.movements_of(matter)
    last = max((row.seq for row in movements if row.kind == "reopened"), default=0)
    spec = spec_of(matter.instance.version_id)
    return decision_of([row for row in movements if row.seq < last], spec)


def seat_of(post: UUID) -> lines.Seat:
    """Where the post sits today, or the one that stands for it."""
    standing = lines.standing_posts([post])[post]
    return lines.seats([standing])[standing]


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision, where its decider sits today, and why the actor may not take it up again."""

    decision: Movement
    seat: lines.Seat | None
    reason: Reason | None


def judged(
    matter: Matter, movements: Sequence[Movement], spec: FlowSpec, actor: Actor, now: datetime
) -> Judged | None:
    """What a committee decided is left to its chair and those above. None where nothing was decided."""
    decision = decision_of(movements, spec)
    if decision is None:
        return None
    seat = seat_of(decision.from_post_id) if decision.from_post_id else None
    binds = communicated(matter, movements, decision) and not spec.stages[decision.stage].body
    himself = binds and took_it(actor, decision, now)
    return Judged(decision, seat, rules.may_reopen(seat, actor.posts, binds, himself))


def refusal(
    matter: Matter, movements: Sequence[Movement], spec: FlowSpec, actor: Actor, today: date, now: datetime
) -> Refused | None:
    """Why the actor may not take up again what was decided, and who may; None where he may."""
    service = matter.service.code
    if not actor.may(POWER, service):
        return lacking(actor, POWER, REOPEN, today, service)
    found = judged(matter, movements, spec, actor, now)
    if found is None:
        return Refused(reasons.NOTHING_DECIDED)
    if found.reason is None or found.seat is None:
        return None
    return _not_by(actor, found.reason, found.seat, POWER, today, service)


def _decision(held: Held, actor: Actor, movements: Sequence[Movement]) -> Movement:
    spec = spec_of(held.matter.instance.version_id)
    found = judged(held.matter, movements, spec, actor, held.clock.now)
    if found is None:
        raise Refused(reasons.NOTHING_DECIDED)
    if found.reason is not None and found.seat is not None:
        raise _not_by(actor, found.reason, found.seat, POWER, today_of(held), held.matter.service.code)
    return found.decision


def _told(decision: Movement, actor: Actor) -> list[UUID]:
    """Who decided before, or stands for that post today, learns of it; nobody is told of his own act."""
    decider = decision.from_post_id
    return [] if decider is None or decider in actor.posts else list(lines.standing_posts([decider]).values())


def _not_by(actor: Actor, reason: Reason, seat: lines.Seat, power: str, today: date, service: str) -> Refused:
    """Why this actor does not reverse it, and who may: of his own decision, another than he."""
    decider = Post.objects.select_related("rank", "section").get(pk=seat.post)
    own = reason is reasons.OWN_DECISION
    able = ability.nearest_able(post_of(actor) if own else seat.post, power, today, service)
    if own:
        who = actor.on_behalf_of or (able.title if able else NOBODY)
        return Refused(reason, decider=decider.title, who=who)
    if able is None:
        return Refused(reasons.NOBODY_HIGHER, decider=decider.title)
    return Refused(reason, decider=decider.title, who=able.title)


def _back(held: Held, actor: Actor, movements: Sequence[Movement], decision: Movement) -> dict[str, object]:
    """Take the flow back to before the decision and the file to the reopening desk; what the entry says."""
    matter, spec = held.matter, spec_of(held.matter.instance.version_id)
    entries = read.entries(matter.pk)
    entry = next(one for one in entries if one.data.get("seq") == decision.seq)
    step = int(entry.data["engine"]["step"]) - 1
    earlier = replay.state_after(matter.pk, entries, spec, step)
    if earlier is None:
        raise Refused(reasons.CANNOT_RERUN)
    stage = spec.stages[decision.stage]
    stepped = runtime.reopen(lock_instance(matter), earlier, held.clock)
    matter.closed_at, matter.disposal = None, ""
    binding = communicated(matter, movements, decision) and not stage.body
    matter.reopened_from_id = decision.from_post_id if binding else None
    held.thread.closed_at = None
    held.touch(held.thread)
    bind(held, actor, stepped, "reopened")
    if not stage.body:
        _to_own_desk(held, actor, decision.stage)
    return {
        "reopened_from": matter.reopened_from_id,
        "decided": decision.seq,
        "engine": engine_entry(stepped, "reopen", None, back_to=step),
    }


def _to_own_desk(held: Held, actor: Actor, element: str) -> None:
    """The stage of decision lies with who reopens, not with who decided: he reverses it or sends it on."""
    own = post_of(actor)
    for row in held.touched.values():
        if row.stage is not None and row.stage.closed_at is None and row.stage.element == element:
            hand_over(row, own, None, "reopened", held.clock.now, own)


def _turn_current(row: File, actor: Actor, why: str, now: datetime) -> None:
    check_not_ordered(row)
    row.status, row.closed_at = File.Status.CURRENT, None
    row.save(update_fields=["status", "closed_at"])
    enter(row, actor, "file.reopened", now, texts={"reason": why})
