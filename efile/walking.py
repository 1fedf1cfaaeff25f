"""Working matters through every post by the product's own services.

A walker acts for whichever post holds a thread: the file goes down the section to the lowest clerk
and up again, each post leaves its note, the stage is completed with an outcome. It has no rights of
its own; every rule that binds an officer binds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic, sleep
from uuid import UUID

from django.utils import timezone

from efile import services
from efile import walktexts as texts
from efile.committees.holding import hold_meeting
from efile.models import Matter, Thread
from efile.selectors import stage_of
from efile.services.act import Seen
from efile.services.explaining import kept_too_long
from efile.services.receiving import Application, Received
from efile.services.signing import lane_of
from efile.walktexts import named
from hierarchy import lines
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Office, Post
from ledger import selectors as ledger
from ledger.models import Outbox
from notings import services as notings
from notings.models import NoteDraft
from workflows.engine import Outcome, StageSpec
from workflows.models import Instance

MOST_ACTS = 200
PATIENCE = 20.0


class Stuck(Exception):
    """A matter that no post can move: the sentence says where and why."""


@dataclass(slots=True)
class Walker:
    """Works matters of one office.

    `choose` gives the outcome of a stage of a matter; `release` carries out queued effects, and is
    called whenever nothing else can move. `mark_in` is the section in which matters are marked.
    """

    office: Office
    choose: Callable[[Matter, StageSpec], str | None]
    release: Callable[[datetime], int]
    clock: Callable[[], datetime] = timezone.now
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
        row = Matter.objects.select_related("file", "receipt").get(pk=matter)
        raise Stuck(f"{named(row)} is still open after {MOST_ACTS} acts")

    def step(self, matter: UUID) -> str | None:
        """One act on one thread; None when there is nothing (more) to do."""
        row = Matter.objects.select_related("instance", "office", "file", "receipt").get(pk=matter)
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

    def moment(self, matter: UUID) -> datetime:
        """The clock's next moment, or the matter's last where a worker beside has written it later."""
        now, last = self.clock(), ledger.last_at(matter)
        return max(now, last) if last else now

    def _answer(self, row: Matter) -> str | None:
        """No stage is open: release effects, else play the part of whoever is waited for."""
        now = self.moment(row.pk)
        if self.release(now) or self._carried_elsewhere(row):
            return "effect"
        wait = row.instance.waits.filter(closed_step=None, kind="message").first()
        if wait is None:
            raise Stuck(f"{named(row)} waits for {', '.join(self._waits(row)) or 'nothing'}")
        services.message_came(
            actor=Actor.citizen(row.receipt.applicant_id if row.receipt else None),
            matter=row.pk,
            message=wait.name,
            now=now,
            text=texts.answer(row),
        )
        return "message"

    def _carried_elsewhere(self, row: Matter) -> bool:
        """Whether a worker that runs beside carries this matter's effect out, within PATIENCE seconds."""
        effects = row.instance.waits.filter(closed_step=None, kind="effect")
        claimed = Outbox.objects.filter(body__matter=str(row.pk), done_at=None, attempts__gt=0)
        if not (effects.exists() and claimed.exists()):
            return self._went_on(row)
        limit = monotonic() + PATIENCE
        while monotonic() < limit:
            if not effects.exists():
                return True
            sleep(0.05)
        return False

    def _went_on(self, row: Matter) -> bool:
        """Whether the worker was done with it since the row was read."""
        return not Instance.objects.filter(pk=row.instance_id, step=row.instance.step).exists()

    def _waits(self, row: Matter) -> list[str]:
        return [str(wait) for wait in row.instance.waits.filter(closed_step=None)]

    def _act(self, matter: Matter, thread: Thread, spec: StageSpec) -> str:
        now = self.moment(matter.pk)
        seen = Seen(thread.version, thread.stage_id)
        if thread.pool_id is not None:
            clerk = self._able(hierarchy.section_posts(thread.pool_id), spec, matter, now)
            services.claim(actor=self.actor(clerk, now), thread=thread.pk, now=now, seen=seen)
            return "claimed"
        actor = self.actor(thread.holder_id, now)
        services.mark_opened(actor=actor, thread=thread.pk, now=now)
        if spec.body:
            return self._meet(matter, thread, spec, now)
        target, note = self._next_desk(thread, spec, now)
        if target is None and not self._may_complete(matter, spec, actor):
            target, note = self._superior(thread.holder_id, now), "up"
        if target is not None:
            self._put_in_file(thread, matter, actor, note, now)
            self._note(thread, matter, actor, texts.note(note, matter), now)
            services.forward(actor=actor, thread=thread.pk, to=target, now=now, seen=seen)
            return "forwarded"
        return self._complete(matter, thread, spec, actor, seen, now)

    def _meet(self, matter: Matter, thread: Thread, spec: StageSpec, now: datetime) -> str:
        """The committee holds a meeting on it; its signed minutes complete the stage."""
        outcome = self._outcome(matter, spec)
        hold_meeting(
            office=self.office,
            code=spec.body,
            thread=thread,
            outcome=outcome.id,
            text=texts.note("meeting", matter, outcome),
            actor_of=self.actor,
            now=now,
        )
        self.visited.pop(thread.pk, None)
        self.rising.discard(thread.pk)
        return "completed"

    def _put_in_file(self, thread: Thread, matter: Matter, actor: Actor, note: str, now: datetime) -> None:
        """The first desk on the way up that writes notes puts the matter in a file."""
        if note != "down" and matter.file_id is None and actor.may("note"):
            services.open_file(actor=actor, thread=thread.pk, now=now)

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
        if outcome.noting or spec.channel in {"hierarchy", "section"}:
            self._note(thread, matter, actor, texts.note("complete", matter, outcome), now)
        elif self._late(thread, now):
            self._note(thread, matter, actor, texts.note("late", matter), now)
        services.complete_stage(
            actor=actor,
            thread=thread.pk,
            outcome=outcome.id,
            to=self._marked(matter, now) if outcome.names_post else None,
            form={each.id: texts.filled(each, matter) for each in spec.fields(outcome.id) if each.required},
            seen=seen,
            now=now,
        )
        self.visited.pop(thread.pk, None)
        self.rising.discard(thread.pk)
        return "completed"

    def _late(self, thread: Thread, now: datetime) -> bool:
        calendar = hierarchy.calendar_for(self.office.pk)
        return kept_too_long(thread, calendar.local_date(now), calendar)

    def _outcome(self, matter: Matter, spec: StageSpec) -> Outcome:
        wanted = self._wanted(matter, spec) or spec.rehearse or spec.outcomes[0].id
        chosen = next((outcome for outcome in spec.outcomes if outcome.id == wanted), None)
        if chosen is None:
            raise Stuck(f"{named(matter)}: the stage {spec.name_en} has no outcome {wanted}")
        return chosen

    def _wanted(self, matter: Matter, spec: StageSpec) -> str | None:
        """The chosen outcome, the first time; a stage that comes again goes the usual way."""
        chosen = self.choose(matter, spec)
        again = matter.movements.filter(kind="completed", stage=spec.element, outcome=chosen or "")
        return None if chosen is None or again.exists() else chosen

    def _marked(self, matter: Matter, now: datetime) -> UUID:
        """The officer a matter is marked to: the chief of its section, or its next filled post."""
        for post in hierarchy.section_posts(self.mark_in or matter.section_id):
            if hierarchy.holder_of(post.pk, now) is not None:
                return post.pk
        raise Stuck(f"{named(matter)}: every post of its section is vacant")

    def _next_desk(self, thread: Thread, spec: StageSpec, now: datetime) -> tuple[UUID | None, str]:
        """Down the reporting line inside the section to its lowest desk, then up to the officer."""
        if spec.channel not in {"hierarchy", "section"}:
            return None, ""
        if thread.pk not in self.visited:
            self.visited[thread.pk] = self._way_here(thread)
            if thread.holder_id in self.visited[thread.pk]:
                self.rising.add(thread.pk)
        been = self.visited[thread.pk]
        if thread.holder_id not in been:
            been.append(thread.holder_id)
        if thread.pk not in self.rising:
            below = self._filled(self._clerks_below(thread.holder_id), now)
            if below is not None:
                return below, "down"
            self.rising.add(thread.pk)
            return self._above(thread, been), "lowest"
        return self._above(thread, been), "up"

    def _way_here(self, thread: Thread) -> list[UUID]:
        """The desks that others sent it down from in this stage, before we saw it."""
        moves = thread.movements.order_by("seq")
        left = moves.filter(kind="completed").last()
        sent = moves.filter(kind="forwarded", seq__gt=left.seq if left else 0, from_post__isnull=False)
        return list(dict.fromkeys(sent.values_list("from_post_id", flat=True)))

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
        above = lines.seats([thread.holder_id])[thread.holder_id].superiors
        place = been.index(thread.holder_id)
        if place and been[place - 1] in above:
            return been[place - 1]
        return thread.sender_id if thread.act == "forwarded" and thread.sender_id in above else None

    def _able(self, posts: list[Post], spec: StageSpec, matter: Matter, now: datetime) -> UUID:
        """The lowest filled post of a pool that carries the power the outcome needs."""
        power = self._outcome(matter, spec).power
        holders = hierarchy.holders_of((post.pk for post in posts), now)
        able = [post for post in posts if post.pk in holders and (not power or power in post.rank.powers)]
        if not able:
            raise Stuck(f"{named(matter)}: nobody of the section may complete the stage {spec.name_en}")
        return able[-1].pk

    def _note(self, thread: Thread, matter: Matter, actor: Actor, text: str, now: datetime) -> None:
        """What the post writes before it sends the file on: nothing where it writes no notes, and what
        a person has begun there stays as it is."""
        lane = lane_of(thread)
        begun = NoteDraft.objects.filter(sheet=matter.sheet_id, lane=lane, post=actor.post_id)
        if not actor.may("note") or begun.exists():
            return
        notings.save_draft(actor=actor, sheet=matter.sheet_id, lane=lane, text=text, revision=0, now=now)

    def actor(self, post: UUID, now: datetime) -> Actor:
        holder = hierarchy.holder_of(post, now)
        if holder is None:
            title = Post.objects.get(pk=post).title.en
            raise Stuck(f"the post {title} is vacant")
        return hierarchy.actor_for(holder.user_id, post, now)
