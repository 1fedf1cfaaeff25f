"""What officers do with files. Anybody may try anything: each act says by which rule it is allowed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import rule

from efile import services as files
from efile.access.models import FileGrant, MatterGrant
from efile.forwarding.services import pull_up
from efile.models import File, Matter, Thread
from efile.services.receiving import Application
from efile.services.signing import lane_of
from hierarchy.actors import Actor
from hierarchy.models import Post
from hierarchy.refusals import Refused
from notings import services as notings
from tests.efile.conftest import SAID
from tests.hierarchy.campaign.office import NUMBER, Allowed, CampaignOffice
from tests.hierarchy.campaign.reckoning import OFFICER, SECRET, Papers
from workflows.catalogue import spec_of
from workflows.models import Due, OpenWait

OWN = st.integers(0, 4)
SERVICES = st.sampled_from(("wb-tube-well", "wb-khas-land"))


class Desks(CampaignOffice):
    @rule(pick=NUMBER, service=SERVICES, grade=st.integers(0, 3))
    def file_comes(self, pick: int, service: str, grade: int) -> None:
        self.file_enters(pick, service, grade)
        self.rights_stay(set())

    @rule(thread=NUMBER, actor=NUMBER, own=OWN, to=NUMBER)
    def forward(self, thread: int, actor: int, own: int, to: int) -> None:
        self.later(minutes=1)
        row = self.thread(thread)
        if row is None:
            return
        section = self.known.posts[row.holder_id].section_id
        near = [post for post in self.posts() if post.section_id == section]
        post = near[to % len(near)] if near and to % 3 else self.post(to)
        who = self.actor(actor, row, own)
        self.acts(files.forward, who, row.matter_id, self._may_send(row, post), thread=row.pk, to=post.pk)

    @rule(thread=NUMBER, actor=NUMBER, own=OWN)
    def send_back(self, thread: int, actor: int, own: int) -> None:
        self.later(minutes=1)
        row = self.thread(thread)
        if row is not None:
            who = self.actor(actor, row, own)
            self.acts(files.return_, who, row.matter_id, lambda one: self._holds(one, row), thread=row.pk)

    @rule(thread=NUMBER, actor=NUMBER)
    def claim(self, thread: int, actor: int) -> None:
        self.later(minutes=1)
        row = self.thread(thread)
        if row is not None:
            who = self.actor(actor, row, 0)
            self.acts(files.claim, who, row.matter_id, lambda one: self._may_take(one, row), thread=row.pk)

    @rule(thread=NUMBER, actor=NUMBER, own=OWN)
    def open(self, thread: int, actor: int, own: int) -> None:
        self.later(minutes=1)
        row = self.thread(thread)
        if row is not None:
            who = self.actor(actor, row, own)
            self.acts(files.mark_opened, who, None, lambda one: self._holds(one, row), thread=row.pk)

    @rule(thread=NUMBER, actor=NUMBER, own=OWN, outcome=NUMBER, to=NUMBER, text=st.booleans())
    def complete(self, thread: int, actor: int, own: int, outcome: int, to: int, text: bool) -> None:
        self.later(minutes=1)
        row = self.thread(thread)
        if row is None or row.stage is None or row.stage.closed_at is not None:
            return
        stage = spec_of(row.matter.instance.version_id).stages[row.stage.element]
        chosen = stage.outcomes[outcome % len(stage.outcomes)]
        who = self.actor(actor, row, own)
        if who is not None and text:
            self._drafts(who, row)
        self.acts(
            files.complete_stage, who, row.matter_id, self._with(row, chosen.power), thread=row.pk,
            outcome=chosen.id, to=self.post(to).pk if chosen.names_post else None, form=SAID.get(chosen.id),
        )  # fmt: skip

    @rule(thread=NUMBER, actor=NUMBER)
    def pull_back(self, thread: int, actor: int) -> None:
        self.later(minutes=1)
        row = self.thread(thread)
        if row is None:
            return
        last = row.movements.order_by("-seq").first()
        sender = self.known.posts.get(last.from_post_id) if last and last.from_post_id else None
        who = (
            self.acting_at(self.known.standing(sender.pk))
            if sender and actor % 3
            else self.actor(actor, row, 0)
        )
        allowed = {sender.pk} if sender else set[UUID]()
        self.acts(
            files.pull_back, who, row.matter_id, lambda one: bool(self._posts(one) & allowed), thread=row.pk
        )

    @rule(thread=NUMBER, actor=NUMBER, high=st.booleans())
    def pull_up(self, thread: int, actor: int, high: bool) -> None:
        self.later(minutes=1)
        row = self.thread(thread)
        if row is None:
            return
        above = self.known.above(row.holder_id)
        ladder = [self.known.posts[pk] for pk in sorted(above)]
        who = self.acting_at(ladder[actor % len(ladder)]) if high and ladder else self.actor(actor, row, 0)
        self.acts(
            pull_up, who, row.matter_id,
            lambda one: bool(self._posts(one) & above) and self._may(one, "pull_up"), thread=row.pk,
        )  # fmt: skip

    @rule(thread=NUMBER, actor=NUMBER, own=OWN, file=NUMBER)
    def put_in_file(self, thread: int, actor: int, own: int, file: int) -> None:
        self.later(minutes=1)
        row = self.thread(thread)
        if row is None:
            return
        rows = list(File.objects.filter(office=self.office).order_by("pk"))
        named = rows[file % len(rows)].pk if rows and file % 2 else None
        who = self.actor(actor, row, own)
        self.acts(files.open_file, who, None, self._with(row, "note"), thread=row.pk, file=named)

    @rule(file=NUMBER, post=NUMBER)
    def close_file(self, file: int, post: int) -> None:
        self.later(minutes=1)
        rows = list(File.objects.filter(office=self.office).order_by("pk"))
        if rows:
            row, who = rows[file % len(rows)], self.acting_at(self.post(post))
            self.acts(
                files.dispose, who, None, lambda one: self._may(one, "dispose"), file=row.pk, reason="শেষ"
            )  # fmt: skip

    @rule(thread=NUMBER, actor=NUMBER, own=OWN, to=NUMBER, days=st.integers(0, 3), whole=st.booleans())
    def show(self, thread: int, actor: int, own: int, to: int, days: int, whole: bool) -> None:
        self.later(minutes=1)
        row = self.thread(thread)
        if row is None:
            return
        self.acts(
            files.show_to, self.actor(actor, row, own), None, lambda one: self._may_show(one, row.matter_id),
            matter=row.matter_id, post=self.post(to).pk, until=self.known.day + timedelta(days=days),
            reason="মতামতের জন্য", whole_file=whole,
        )  # fmt: skip

    @rule(thread=NUMBER, actor=NUMBER, own=OWN, secrecy=st.integers(0, 3), high=st.booleans())
    def grade(self, thread: int, actor: int, own: int, secrecy: int, high: bool) -> None:
        self.later(minutes=1)
        row = self.thread(thread)
        if row is None:
            return
        above = sorted(self.known.above(self.known.standing(row.holder_id).pk))
        who = self.actor(actor, row, own)
        if high and above:
            who = self.acting_at(self.known.posts[above[actor % len(above)]])
        self.acts(
            files.grade, who, row.matter_id, lambda one: self._may_grade(one, row.matter, secrecy),
            matter=row.matter_id, secrecy=secrecy, reason="স্পর্শকাতর বিষয়",
        )  # fmt: skip

    @rule(pick=NUMBER, actor=NUMBER, own=OWN)
    def end_showing(self, pick: int, actor: int, own: int) -> None:
        self.later(minutes=1)
        rows: list[MatterGrant | FileGrant] = [
            *MatterGrant.objects.order_by("pk"),
            *FileGrant.objects.order_by("pk"),
        ]
        if not rows:
            return
        grant = rows[pick % len(rows)]
        matter = Matter.objects.filter(
            **{"file" if isinstance(grant, FileGrant) else "pk": grant.content_object_id}
        ).order_by("pk")[0]
        giver = self.acting_at(self.known.standing(grant.given_by_id))
        who = giver if own else self.acting_at(self.post(actor))
        self.acts(
            files.end_showing, who, matter.pk,
            lambda one: grant.given_by_id in self._posts(one) or self._may_show(one, matter.pk),
            matter=matter.pk, grant=grant.pk,
        )  # fmt: skip

    @rule(pick=NUMBER, well=st.booleans())
    def something_comes(self, pick: int, well: bool) -> None:
        """An effect reports back, the citizen replies, a limit has passed: no officer acts."""
        self.later(minutes=1)
        waits = list(OpenWait.objects.filter(closed_step=None, kind__in=["effect", "message"]).order_by("pk"))
        if not waits:
            return
        wait = waits[pick % len(waits)]
        matter = Matter.objects.get(instance=wait.instance_id)
        if wait.kind == "effect":
            self.tried(
                files.effect_finished, matter=matter.pk, wait=wait.pk, result="done" if well else "failed"
            )
        else:
            self.tried(files.message_came, actor=Actor.citizen(), matter=matter.pk, message=wait.name)
        self.rights_stay(set(), {matter.pk})

    @rule(days=st.integers(1, 30))
    def limits_pass(self, days: int) -> None:
        self.later(days=days)
        for due in Due.objects.filter(kind=Due.Kind.FIRE, closed_at=None, due_on__lt=self.known.day).order_by(
            "pk"
        ):
            self.tried(files.fire_due, due=due.pk)
        self.rights_stay(set(), set(Matter.objects.values_list("pk", flat=True)))

    # --- the rules, written apart from the product

    def _posts(self, actor: Actor) -> set[UUID]:
        """The post he acts for and all that it succeeded."""
        assert actor.post_id is not None
        return self.known.stands_for(actor.post_id)

    def _may(self, actor: Actor, power: str) -> bool:
        assert actor.post_id is not None
        return power in self.known.powers(actor.post_id)

    def _holds(self, actor: Actor, row: Thread) -> bool:
        return row.holder_id in self._posts(actor) and row.pool_id is None

    def _with(self, row: Thread, power: str) -> Allowed:
        return lambda actor: self._holds(actor, row) and self._may(actor, power)

    def _may_send(self, row: Thread, to: Post) -> Allowed:
        """The holder with the power; without it he puts the file up, unless nobody acts above him."""

        def allowed(actor: Actor) -> bool:
            assert actor.post_id is not None
            above = {pk for pk in self.known.above(actor.post_id) if self.known.holder(pk)}
            return self._holds(actor, row) and (self._may(actor, "forward") or to.pk in above or not above)

        return allowed

    def _may_take(self, actor: Actor, row: Thread) -> bool:
        """Anybody of the section that the pool is, or was merged into."""
        if row.pool_id is None or actor.post_id is None:
            return False
        section = self.known.standing_section(row.pool_id).pk
        return self.known.posts[actor.post_id].section_id == section and self._may(actor, "forward")

    def _may_show(self, actor: Actor, matter: UUID) -> bool:
        """Whoever holds a part of it, or the head of the office."""
        assert actor.post_id is not None
        held = Thread.objects.filter(matter=matter, pool=None, holder__in=self._posts(actor))
        head = self.known.heads(actor.post_id)
        return (head or held.exists()) and self._may(actor, "note")

    def _may_grade(self, actor: Actor, matter: Matter, secrecy: int) -> bool:
        """An officer at a part of it, or above; a secret one is lowered by who may see secret papers."""
        assert actor.post_id is not None
        rows = Thread.objects.filter(matter=matter)
        holds = any(self._holds(actor, row) for row in rows)
        above = any(
            self._posts(actor) & self.known.above(self.known.standing(row.holder_id).pk) for row in rows
        )
        officer = self.known.posts[actor.post_id].rank.level <= OFFICER and self._may(actor, "note")
        kept = matter.secrecy >= SECRET and secrecy < matter.secrecy and not self._may(actor, "see_secret")
        return officer and (holds or above) and not kept

    # --- helpers

    def file_enters(self, pick: int, service: str, grade: int, to: Post | None = None) -> None:
        """An application received at the counter and marked by the head, when both posts are manned; to any
        post where none is named."""
        self.later(minutes=1)
        codes = {post.code: post for post in Post.objects.filter(office=self.office)}
        counter, head = (self.acting_at(self.known.standing(codes[one].pk)) for one in ("counter-1", "dm"))
        if counter is None or head is None:
            return
        application = Application(service, "নলকূপ মেরামত", "রহিমা বেওয়া", "চোপড়া", secrecy=grade)
        before = set(Matter.objects.values_list("pk", flat=True))
        if not self.tried(files.receive, actor=counter, application=application):
            return
        matter = Matter.objects.exclude(pk__in=before).get()
        thread = matter.threads.get(parent=None)
        able = [post for post in self.posts() if "recommend" in self.known.powers(post.pk)]
        to = to or (able[pick % len(able)] if able and pick % 4 else self.post(pick))
        self.tried(files.complete_stage, actor=head, thread=thread.pk, outcome="mark", to=to.pk, form=None)

    def file_passes_by(self, pick: int) -> None:
        """The head marks a file to himself and sends it to a post that opens it by nothing else; it comes
        back pulled back unread, or sent back. What the post keeps is that it took part."""
        head = Post.objects.get(pk=self.district.post("dm"))
        self.file_enters(pick, "wb-tube-well", 0, head)
        row, papers = max(self.threads(), key=lambda one: one.arrived_at), Papers(self.known)
        blind = [post for post in self.posts() if row.matter_id not in papers.opened(post.pk)]
        blind = [post for post in blind if self.known.holder(post.pk)]
        to = blind[pick % len(blind)]
        sender, other = self.acting_at(head), self.acting_at(to)
        self.later(minutes=1)
        assert self.tried(files.forward, actor=sender, thread=row.pk, to=to.pk)
        self.later(minutes=1)
        service, who = (files.return_, other) if pick % 2 else (files.pull_back, sender)
        assert self.tried(service, actor=who, thread=row.pk)

    def _drafts(self, actor: Actor, row: Thread) -> None:
        sheet, lane = row.matter.sheet_id, lane_of(row)
        try:
            notings.save_draft(actor=actor, sheet=sheet, lane=lane, text="দেখা হল।", revision=0, now=self.now)
        except Refused:
            self.done["draft refused"] += 1
