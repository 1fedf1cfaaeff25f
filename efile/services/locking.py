"""The locks of an act in their order, and the checks of what the page showed and who may act."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from efile import reasons, rules
from efile.forwarding.models import JumpedLevel
from efile.models import Matter, Movement, Thread
from efile.services.act import Done, Once, Seen
from hierarchy import ability, lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from hierarchy.rules import Powers
from ledger import selectors as ledger
from workflows.catalogue import spec_of
from workflows.engine import StageSpec
from workflows.runtime import Clock
from workflows.standing import Standing, hold

Reach = Literal["thread", "open", "all"]


@dataclass(slots=True)
class Held:
    """A locked thread with its matter, and what this act changes.

    `others` are the matter's other threads, as far as the act asked for them. `answered` is the first
    answer to the same request.
    """

    matter: Matter
    thread: Thread
    clock: Clock
    others: tuple[Thread, ...] = ()
    answered: Done | None = None
    touched: dict[UUID, Thread] = field(default_factory=dict)

    @property
    def stage(self) -> StageSpec | None:
        row = self.thread.stage
        if row is None or row.closed_at is not None:
            return None
        return spec_of(self.matter.instance.version_id).stages[row.element]

    @property
    def threads(self) -> dict[UUID, Thread]:
        return {row.pk: row for row in (self.thread, *self.others)}

    def touch(self, thread: Thread) -> None:
        self.touched[thread.pk] = thread


def lock_thread(
    thread: UUID, now: datetime, once: Once | None = None, reach: Reach = "thread", **asked: Exists
) -> Held:
    """Lock a thread's matter, then the thread; with it the matter's `open` threads or `all`, by id.

    What an act asks of each thread besides is read with it.

    The second statement begins when the matter is locked, so that it reads what the act before left.
    """
    matter = _matters().filter(threads=thread).first()
    if matter is None:
        raise Refused(reasons.NOT_VISIBLE)
    wanted = {"thread": Q(pk=thread), "open": Q(pk=thread) | Q(closed_at=None), "all": Q()}[reach]
    rows = _threads(matter).filter(wanted).annotate(**asked).annotate(last_at=ledger.last_at_of("matter"))
    found = {
        row.pk: row for row in (rows.annotate(**ledger.answer_to(once.user, once.key)) if once else rows)
    }
    own = found.pop(thread)
    answer = once.same(ledger.answer_of(own)) if once else None
    if answer is None:
        check_order(own.last_at, now)
    return Held(
        matter,
        own,
        clock_for(matter, now),
        tuple(found.values()),
        Done.from_answer(answer) if answer else None,
    )


def lock_matter(matter: UUID) -> Matter:
    return _matters().get(pk=matter)


def lock_open_threads(matter: Matter) -> list[Thread]:
    return list(_threads(matter).filter(closed_at=None))


def lock_instance(matter: Matter, *, back: bool = False) -> Standing:
    """The matter's instance, locked and fresh; `back` for withdrawing its last step."""
    standing = hold(matter.instance_id, back=back)
    matter.instance = standing.instance
    return standing


def _matters() -> QuerySet[Matter]:
    rows = Matter.objects.select_for_update(of=("self",))
    rows = rows.select_related("instance", "office", "service").order_by()
    return rows.annotate(newest_calendar=hierarchy.newest_calendar("office"))


def _threads(matter: Matter) -> QuerySet[Thread]:
    rows = matter.threads.select_for_update(of=("self",))
    jumped = Exists(JumpedLevel.objects.filter(thread=OuterRef("pk")))
    return rows.select_related("stage", "holder", "pool").annotate(has_jumped=jumped).order_by("pk")


def clock_for(matter: Matter, now: datetime) -> Clock:
    return Clock(matter.office, now, getattr(matter, "newest_calendar", None))


def check_order(last: datetime | None, now: datetime) -> None:
    """Refuse an act that lies before the matter's last entry."""
    reason = rules.may_follow(last, now) if last else None
    if reason is not None:
        raise Refused(reason)


def check_seen(held: Held, seen: Seen | None, actor: Actor) -> None:
    """Refuse when the thread has moved since the page was drawn, and say who moved it."""
    thread = held.thread
    if seen is None or (seen.version == thread.version and seen.stage == thread.stage_id):
        return
    last = thread.movements.order_by("-seq").first()
    raise Refused(
        reasons.MOVED,
        who=_mover(last, actor) if last else "",
        holder=thread.present.title,
        at=last.at if last else None,
    )


def _mover(last: Movement, actor: Actor) -> object:
    """Who moved it: the reader himself is not told his own name."""
    himself = actor.user_id is not None and last.by.get("user") == str(actor.user_id)
    return reasons.YOURSELF if himself else last.actor_name


def check_holder(held: Held, actor: Actor) -> None:
    check_holding(held.thread, actor)


def check_holding(thread: Thread, actor: Actor) -> None:
    """Refused for who may open the file and may not act on it as its holder."""
    if thread.closed_at is not None:
        raise Refused(reasons.CLOSED)
    if rules.may_act(actor) is not None:
        raise Refused(reasons.ASSISTANT, post=actor.post_title)
    reason = rules.may_act_as_holder(thread.holder_id, thread.pool_id is not None, actor.posts)
    if reason is not None:
        raise Refused(reason, holder=thread.present.title)


def post_of(actor: Actor) -> UUID:
    """The post an officer acts for; citizens and the system have none and may not do this."""
    if actor.post_id is None:
        raise Refused(reasons.OFFICERS_ONLY)
    return actor.post_id


def check_stage(held: Held) -> StageSpec:
    stage = held.stage
    if stage is None:
        raise Refused(reasons.NO_STAGE, what=held.thread.waiting_for)
    return stage


def stage_id(held: Held) -> UUID:
    """The id of the thread's stage."""
    if held.thread.stage_id is None:
        raise Refused(reasons.NO_STAGE, what=held.thread.waiting_for)
    return held.thread.stage_id


def share_sender(post: UUID, today: date, now: datetime) -> Post:
    """The post that a file came from, or the one that stands for it today; locked like any recipient."""
    try:
        return share_post(post, today, now)[0]
    except Refused as refused:
        if refused.reason is not reasons.POST_GONE:
            raise
        heir = lines.standing_posts([post]).get(post, post)
        if heir == post:
            raise Refused(reasons.SENDER_GONE, **refused.params) from refused
        return share_post(heir, today, now)[0]


def share_post(post: UUID, today: date, now: datetime) -> tuple[Post, Powers]:
    """The recipient with his powers of the day, locked against being abolished or vacated under the act.

    Refused where nobody acts: what is sent there would wait for nobody (domain.md f 4).
    """
    found = ability.share(post, today, now)
    if found is None:
        raise Refused(reasons.NOT_VISIBLE)
    if found.post.abolished_on is not None:
        raise Refused(reasons.POST_GONE, to=found.post.title)
    if not found.filled:
        raise Refused(reasons.POST_VACANT, to=found.post.title)
    return found.post, found.powers
