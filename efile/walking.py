"""Working matters through every post by the product's own services.

A walker acts for whichever post holds a thread: the file goes down the section to the lowest clerk
and up again, each post leaves its note, the stage is completed with an outcome. It has no rights of
its own; every rule that binds an officer binds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic, sleep
from uuid import UUID

from django.utils import timezone

from efile import services
from efile.models import Matter, Thread
from efile.selectors import stage_of
from efile.services.act import Seen
from efile.services.receiving import Application, Received
from efile.services.signing import lane_of
from hierarchy import lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Office, Post
from ledger.models import Outbox
from notings import services as notings
from workflows.engine import Outcome, StageSpec

MOST_ACTS = 200
PATIENCE = 20.0
NOTES = {
    "down": (
        "বিধি অনুযায়ী যাচাই করে পেশ করুন।",
        "আবেদনটি দেখা হল। কাগজপত্র মিলিয়ে মতামত দিন।",
        "জরুরি ভিত্তিতে যাচাই করে নথি পেশ করুন।",
    ),
    "lowest": (
        "আবেদন ও সংযুক্ত কাগজ মিলিয়ে দেখা হল। আবেদনকারীর নাম ও ঠিকানা ঠিক আছে। আদেশের জন্য পেশ করা হল।",
        "আবেদনটি পরীক্ষা করে দেখা গেল, প্রয়োজনীয় কাগজ জমা পড়েছে। আগের কোনো আবেদন বকেয়া নেই। সদয় আদেশের জন্য পেশ।",
        "রেজিস্টার মিলিয়ে দেখা হল। আবেদনে উল্লিখিত তথ্য রেজিস্টারের সঙ্গে মেলে। পরবর্তী আদেশের জন্য পেশ করা হল।",
    ),
    "up": (
        "উপরের নোট দেখলাম। সদয় বিবেচনার জন্য পেশ করা হল।",
        "উপরের নোটে সহমত। আদেশের জন্য পেশ করা হল।",
        "হিসাব ও কাগজ মিলিয়ে দেখা হল, ঠিক আছে। পেশ করা হল।",
    ),
    "complete": (
        "পরীক্ষা করা হল। {outcome}।",
        "উপরের নোট ও কাগজপত্র বিবেচনা করা হল। {outcome}।",
    ),
}


class Stuck(Exception):
    """A matter that no post can move: the sentence says where and why."""


def said(what: str, matter: Matter) -> str:
    """A note for this moment, of the several ways an office has of saying it."""
    ways = NOTES[what]
    return ways[(matter.pk.int + matter.moves) % len(ways)]


Pause = Callable[[], datetime]


def real_time() -> datetime:
    """Acts happen now."""
    return timezone.now()


@dataclass(slots=True)
class OfficeClock:
    """Acts happen in office hours from a given moment on, some minutes apart."""

    moment: datetime
    minutes: int = 35
    latest: datetime | None = None

    def __call__(self) -> datetime:
        self.moment += timedelta(minutes=self.minutes)
        while self.moment.weekday() >= 5 or not 4 <= self.moment.hour < 12:
            self.moment += timedelta(minutes=self.minutes)
        return self.moment if self.latest is None else min(self.moment, self.latest)


@dataclass(slots=True)
class Walker:
    """Works matters of one office.

    `choose` gives the outcome of a stage of a matter; `release` carries out queued effects, and is
    called whenever nothing else can move. `mark_in` is the section in which matters are marked.
    """

    office: Office
    choose: Callable[[Matter, StageSpec], str | None]
    release: Callable[[datetime], int]
    clock: Pause = real_time
    until: str | None = None
    mark_in: UUID | None = None
    visited: dict[UUID, list[UUID]] = field(default_factory=dict)
    rising: set[UUID] = field(default_factory=set)

    def receive(self, application: Application, desk: str, received_at: datetime | None = None) -> Received:
        now = self.clock()
        return services.receive(
            actor=self.actor(hierarchy.post_by_code(self.office, desk).pk, now),
            application=application,
            now=now,
            received_at=received_at,
        )

    def work(self, matter: UUID) -> Iterator[str]:
        """Move a matter until it is closed, reaches `until`, or waits for what nobody here gives."""
        for _ in range(MOST_ACTS):
            kind = self.step(matter)
            if kind is None:
                return
            yield kind
        raise Stuck(f"{matter}: still open after {MOST_ACTS} acts")

    def step(self, matter: UUID) -> str | None:
        """One act on one thread; None when there is nothing (more) to do."""
        row = Matter.objects.select_related("instance").get(pk=matter)
        if row.closed_at is not None:
            return None
        for thread in row.threads.filter(closed_at=None).select_related("stage").order_by("pk"):
            spec = stage_of(thread, row.instance.version_id)
            if spec is None:
                continue
            if spec.element == self.until:
                return None
            return self._act(row, thread, spec)
        return self._answer(row)

    def _answer(self, row: Matter) -> str | None:
        """No stage is open: release effects, else play the part of whoever is waited for."""
        now = self.clock()
        if self.release(now) or self._carried_elsewhere(row):
            return "effect"
        wait = row.instance.waits.filter(closed_step=None, kind="message").first()
        if wait is None:
            raise Stuck(f"{row.pk}: waits for {', '.join(self._waits(row)) or 'nothing'}")
        services.message_came(
            actor=Actor.citizen(row.receipt.applicant_id if row.receipt else None),
            matter=row.pk,
            message=wait.name,
            now=now,
            text="চাওয়া কাগজ জমা দেওয়া হল।",
        )
        return "message"

    def _carried_elsewhere(self, row: Matter) -> bool:
        """Whether a worker that runs beside carries this matter's effect out, within PATIENCE seconds."""
        effects = row.instance.waits.filter(closed_step=None, kind="effect")
        claimed = Outbox.objects.filter(body__matter=str(row.pk), done_at=None, attempts__gt=0)
        if not effects.exists() or not claimed.exists():
            return False
        limit = monotonic() + PATIENCE
        while monotonic() < limit:
            if not effects.exists():
                return True
            sleep(0.05)
        return False

    def _waits(self, row: Matter) -> list[str]:
        return [str(wait) for wait in row.instance.waits.filter(closed_step=None)]

    def _act(self, matter: Matter, thread: Thread, spec: StageSpec) -> str:
        now = self.clock()
        seen = Seen(thread.version, thread.stage_id)
        if thread.pool_id is not None:
            clerk = self._able(hierarchy.section_posts(thread.pool_id), spec, matter, now)
            services.claim(actor=self.actor(clerk, now), thread=thread.pk, now=now, seen=seen)
            return "claimed"
        actor = self.actor(thread.holder_id, now)
        services.mark_opened(actor=actor, thread=thread.pk, now=now)
        target, note = self._next_desk(thread, spec, now)
        if target is None and not self._may_complete(matter, spec, actor):
            target, note = self._superior(thread.holder_id, now), "up"
        if target is not None:
            if note == "lowest" and matter.file_id is None:
                services.open_file(actor=actor, thread=thread.pk, now=now)
            self._note(thread, matter, actor, said(note, matter), now)
            services.forward(actor=actor, thread=thread.pk, to=target, now=now, seen=seen)
            return "forwarded"
        return self._complete(matter, thread, spec, actor, seen, now)

    def _may_complete(self, matter: Matter, spec: StageSpec, actor: Actor) -> bool:
        power = self._outcome(matter, spec).power
        return not power or actor.may(power)

    def _superior(self, post: UUID, now: datetime) -> UUID | None:
        """The nearest post above at which somebody acts."""
        above = lines.seats([post])[post].superiors
        holders = hierarchy.holders_of(above, now)
        return next((each for each in above if each in holders), None)

    def _complete(
        self, matter: Matter, thread: Thread, spec: StageSpec, actor: Actor, seen: Seen, now: datetime
    ) -> str:
        outcome = self._outcome(matter, spec)
        label = outcome.label_bn
        if outcome.noting or spec.channel in {"hierarchy", "section"}:
            self._note(thread, matter, actor, said("complete", matter).format(outcome=label), now)
        services.complete_stage(
            actor=actor,
            thread=thread.pk,
            outcome=outcome.id,
            to=self._marked(matter, now) if outcome.names_post else None,
            form=self._form(spec),
            seen=seen,
            now=now,
        )
        self.visited.pop(thread.pk, None)
        self.rising.discard(thread.pk)
        return "completed"

    def _outcome(self, matter: Matter, spec: StageSpec) -> Outcome:
        wanted = self._wanted(matter, spec) or spec.rehearse or spec.outcomes[0].id
        chosen = next((outcome for outcome in spec.outcomes if outcome.id == wanted), None)
        if chosen is None:
            raise Stuck(f"{matter.pk}: stage {spec.element} has no outcome {wanted}")
        return chosen

    def _wanted(self, matter: Matter, spec: StageSpec) -> str | None:
        """The chosen outcome, the first time; a stage that comes again goes the usual way."""
        chosen = self.choose(matter, spec)
        again = matter.movements.filter(kind="completed", stage=spec.element, outcome=chosen or "")
        return None if chosen is None or again.exists() else chosen

    def _form(self, spec: StageSpec) -> Mapping[str, str]:
        examples = {"number": "1", "boolean": "yes", "date": timezone.now().date().isoformat()}
        return {
            each.id: each.choices[0] if each.choices else examples.get(each.type, "—")
            for each in spec.form
            if each.required
        }

    def _marked(self, matter: Matter, now: datetime) -> UUID:
        """The officer a matter is marked to: the chief of its section, or its next filled post."""
        for post in hierarchy.section_posts(self.mark_in or matter.section_id):
            if hierarchy.holder_of(post.pk, now) is not None:
                return post.pk
        raise Stuck(f"{matter.pk}: every post of its section is vacant")

    def _next_desk(self, thread: Thread, spec: StageSpec, now: datetime) -> tuple[UUID | None, str]:
        """Down the reporting line inside the section to its lowest desk, then up to the officer."""
        if spec.channel not in {"hierarchy", "section"}:
            return None, ""
        been = self.visited.setdefault(thread.pk, [])
        if thread.holder_id not in been:
            been.append(thread.holder_id)
        if thread.pk not in self.rising:
            below = self._filled(self._clerks_below(thread.holder_id), now)
            if below is not None:
                return below, "down"
            self.rising.add(thread.pk)
            return self._above(thread, been), "lowest"
        return self._above(thread, been), "up"

    def _clerks_below(self, post: UUID) -> list[Post]:
        section = Post.objects.filter(pk=post).values("section")
        return list(
            Post.objects.filter(reports_to=post, section__in=section, abolished_on=None)
            .exclude(rank__powers__len=0)
            .filter(rank__powers__contains=["note"])
            .order_by("rank__level", "position", "code")
        )

    def _filled(self, posts: list[Post], now: datetime) -> UUID | None:
        holders = hierarchy.holders_of((post.pk for post in posts), now)
        return next((post.pk for post in posts if post.pk in holders), None)

    def _above(self, thread: Thread, been: list[UUID]) -> UUID | None:
        """The desk that sent it down: the one before this on the way, seen by us or not."""
        place = been.index(thread.holder_id)
        if place:
            return been[place - 1]
        above = lines.seats([thread.holder_id])[thread.holder_id].superiors
        return thread.sender_id if thread.act == "forwarded" and thread.sender_id in above else None

    def _able(self, posts: list[Post], spec: StageSpec, matter: Matter, now: datetime) -> UUID:
        """The lowest filled post of a pool that carries the power the outcome needs."""
        power = self._outcome(matter, spec).power
        holders = hierarchy.holders_of((post.pk for post in posts), now)
        able = [post for post in posts if post.pk in holders and (not power or power in post.rank.powers)]
        if not able:
            raise Stuck(f"{matter.pk}: nobody in the pool may complete {spec.element}")
        return able[-1].pk

    def _note(self, thread: Thread, matter: Matter, actor: Actor, text: str, now: datetime) -> None:
        notings.save_draft(
            actor=actor, sheet=matter.sheet_id, lane=lane_of(thread), text=text, revision=0, now=now
        )

    def actor(self, post: UUID, now: datetime) -> Actor:
        holder = hierarchy.holder_of(post, now)
        if holder is None:
            title = Post.objects.get(pk=post).title.en
            raise Stuck(f"the post {title} is vacant")
        return hierarchy.actor_for(holder.user_id, post, now)
