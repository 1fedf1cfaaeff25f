"""Random charges, leave, transfers, abolitions, mergers and acts: nothing is stranded, nobody acts unruled.

A fixed sample by default; GOTIPATH_SOAK=1 runs the whole campaign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from efile import services as files
from efile.comparing import matter_differs
from efile.establishment import establishment_differs
from efile.handover.vacancies import vacancies
from efile.models import Matter, Thread
from efile.services.signing import lane_of
from efile.visibility import visible_to
from hierarchy import lines, selectors, services
from hierarchy.actors import Actor
from hierarchy.models import Charge, ChargeKind, Deputation, Post, Rank, Scope, Section, User
from hierarchy.refusals import Refused
from hierarchy.selectors import ActingPost
from hierarchy.words import Words
from ledger import selectors as ledger
from notings import services as notings
from tests.efile.conftest import District, make_district
from tests.soak import SOAK, rounds

SECTIONS = ("general", "land")
PEOPLE = 4
DONE: Counter[str] = Counter()
ON_FILES = ("marked", "forward", "return_", "claim", "complete_stage", "mark_opened")
NUMBER = st.integers(min_value=0, max_value=10_000)


class Office(RuleBasedStateMachine):
    """The district's head, administrator, counter and three sections; each rule tries one act."""

    district: District

    def __init__(self) -> None:
        super().__init__()
        self.rolled_back = transaction.atomic()
        # Each example is a savepoint of the test's own transaction, which the services may be outermost in.
        self.rolled_back._from_testcase = True  # type: ignore[attr-defined]  # [Django's mark of a test's block]
        self.rolled_back.__enter__()
        self.now = self.district.now
        self.office = self.district.office
        self.rights: dict[UUID, set[UUID]] = {}
        self.made = 0

    def teardown(self) -> None:
        try:
            self._record_agrees()
        finally:
            transaction.set_rollback(True)
            self.rolled_back.__exit__(None, None, None)

    @initialize(many=st.integers(min_value=1, max_value=3), pick=NUMBER)
    def begin(self, many: int, pick: int) -> None:
        self.people = [User.objects.create(username=f"new-{n}", name_en=f"New {n}") for n in range(PEOPLE)]
        for n in range(many):
            self._file(pick + n)
        self._look()

    # --- what the administrator does

    @rule(post=NUMBER, person=NUMBER, kind=st.sampled_from(ChargeKind.values), later=st.integers(0, 3))
    def transfer(self, post: int, person: int, kind: str, later: int) -> None:
        self._admin(
            services.transfer, post=self._post(post).pk, user=self._person(person).pk, kind=kind,
            at=self.now + timedelta(days=later),
        )  # fmt: skip

    @rule(post=NUMBER, person=NUMBER, kind=st.sampled_from(ChargeKind.values))
    def give(self, post: int, person: int, kind: str) -> None:
        self._admin(services.give_charge, post=self._post(post).pk, user=self._person(person).pk, kind=kind)

    @rule(pick=NUMBER, later=st.integers(0, 2))
    def end_charge(self, pick: int, later: int) -> None:
        rows = Charge.objects.filter(Q(ends=None) | Q(ends__gt=self.now), post__in=self._posts())
        if rows.exists():
            charge = rows.order_by("pk")[pick % rows.count()]
            self._admin(services.end_charge, charge=charge.pk, ends=self.now + timedelta(days=later))

    @rule(post=NUMBER, person=NUMBER, days=st.integers(1, 5), drafts=st.booleans())
    def leave(self, post: int, person: int, days: int, drafts: bool) -> None:
        self._admin(
            services.name_assistant if drafts else services.name_deputy, post=self._post(post).pk,
            user=self._person(person).pk, reason="ছুটি", ends=self.now + timedelta(days=days),
        )  # fmt: skip

    @rule(pick=NUMBER)
    def come_back(self, pick: int) -> None:
        rows = Deputation.objects.filter(ends__gt=self.now, office=self.office)
        if rows.exists():
            row = rows.order_by("pk")[pick % rows.count()]
            self._admin(services.end_deputation, deputation=row.pk)

    @rule(post=NUMBER, heir=NUMBER)
    def abolish(self, post: int, heir: int) -> None:
        row = self._post(post)
        above = {one.pk for one in selectors.line_of(row.pk)}
        self._admin(
            services.abolish_post, post=row.pk, successor=self._post(heir).pk, touched=above | {row.pk}
        )

    @rule(section=NUMBER, heir=NUMBER)
    def merge(self, section: int, heir: int) -> None:
        rows = list(Section.objects.filter(office=self.office, code__in=SECTIONS).order_by("pk"))
        old, new = rows[section % len(rows)], rows[heir % len(rows)]
        self._admin(services.close_section, section=old.pk, successor=new.pk)

    @rule(post=NUMBER, above=NUMBER, section=NUMBER)
    def make_post(self, post: int, above: int, section: int) -> None:
        self.made += 1
        rank = Rank.objects.get(code=("oc", "udc", "ldc")[post % 3])
        rows = list(Section.objects.filter(office=self.office, code__in=SECTIONS, closed_on=None))
        self._admin(
            services.make_post, code=f"made-{self.made}", title=Words("নতুন পদ", "New post"), rank=rank.pk,
            reports_to=self._post(above).pk, section=rows[section % len(rows)].pk,
        )  # fmt: skip

    @rule(post=NUMBER, above=NUMBER)
    def report_elsewhere(self, post: int, above: int) -> None:
        row = self._post(post)
        touched = {one.pk for one in selectors.line_of(row.pk)} | {row.pk}
        self._admin(services.change_post, post=row.pk, reports_to=self._post(above).pk, touched=touched)

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self._rights_stay(set())

    # --- what officers do; anybody may try anything

    @rule(pick=NUMBER)
    def file_comes(self, pick: int) -> None:
        self._file(pick)
        self._look()

    @rule(thread=NUMBER, actor=NUMBER, own=st.integers(0, 3), to=NUMBER)
    def forward(self, thread: int, actor: int, own: int, to: int) -> None:
        row = self._thread(thread)
        if row is None:
            return
        near = [post for post in self._posts() if post.section_id == row.holder.section_id]
        post = near[to % len(near)] if near and to % 3 else self._post(to)
        self._officer(files.forward, row, self._actor(actor, row, own), to=post.pk)

    @rule(thread=NUMBER, actor=NUMBER, own=st.integers(0, 3))
    def send_back(self, thread: int, actor: int, own: int) -> None:
        row = self._thread(thread)
        if row is None:
            return
        self._officer(files.return_, row, self._actor(actor, row, own))

    @rule(thread=NUMBER, actor=NUMBER, own=st.integers(0, 3))
    def claim(self, thread: int, actor: int, own: int) -> None:
        row = self._thread(thread)
        if row is None:
            return
        self._officer(files.claim, row, self._actor(actor, row, own))

    @rule(thread=NUMBER, actor=NUMBER, own=st.integers(0, 3))
    def open(self, thread: int, actor: int, own: int) -> None:
        row = self._thread(thread)
        if row is None:
            return
        self._officer(files.mark_opened, row, self._actor(actor, row, own))

    @rule(
        thread=NUMBER,
        actor=NUMBER,
        own=st.integers(0, 3),
        outcome=st.sampled_from(["recommend", "approve", "return", "reject"]),
        text=st.booleans(),
    )
    def complete(self, thread: int, actor: int, own: int, outcome: str, text: bool) -> None:
        row = self._thread(thread)
        if row is None:
            return
        officer = self._actor(actor, row, own)
        if officer is not None and text and self._may_act(officer, row):
            try:
                notings.save_draft(
                    actor=officer, sheet=row.matter.sheet_id, lane=lane_of(row), text="দেখা হল।",
                    revision=0, now=self.now,
                )  # fmt: skip
            except Refused:
                DONE["draft refused"] += 1
        form = {"reason": "এক্তিয়ারে নয়।"} if outcome == "reject" else None
        self._officer(files.complete_stage, row, officer, outcome=outcome, to=None, form=form)

    # --- what always holds

    @invariant()
    def every_open_thread_has_one_holder_that_stands_or_has_a_successor(self) -> None:
        for row in self._threads():
            assert self._stands_for(row.holder).abolished_on is None

    @invariant()
    def no_file_is_out_of_reach(self) -> None:
        """Somebody acts at the post or in the section, or the report of vacant posts shows it."""
        rows = self._threads()
        if not rows:
            return
        reader = self._administrator()
        shown = {row.post.pk if row.post else row.name for row in vacancies(
            reader, self.office, self.now, self.now.date()) if row.count}  # fmt: skip
        for row in rows:
            post = self._stands_for(row.holder)
            if row.pool is not None:
                section = self._section_for(row.pool)
                seats = Post.objects.filter(section=section, abolished_on=None).values_list("pk", flat=True)
                assert any(self._manned(seat) for seat in seats) or section.name in shown
            else:
                assert self._manned(post.pk) or post.pk in shown, f"{post.code} strands {row.matter}"

    # --- helpers

    def _admin(
        self, service: Callable[..., object], touched: set[UUID] | None = None, **given: object
    ) -> None:
        """An act of the administrator; or, as anybody may try, a refusal that changes nothing."""
        self.now += timedelta(minutes=1)
        try:
            service(actor=self._administrator(), now=self.now, **given)
            DONE[service.__name__] += 1
        except Refused as refused:
            self._told(service, refused)
            touched = set()
        self._rights_stay(touched or set())

    def _officer(
        self, service: Callable[..., object], row: Thread, actor: Actor | None, **given: object
    ) -> None:
        if actor is None:
            return
        self.now += timedelta(minutes=1)
        allowed = self._may_act(actor, row) if row.pool is None else self._may_take(actor, row)
        try:
            done = service(actor=actor, thread=row.pk, now=self.now, **given)
        except Refused as refused:
            self._told(service, refused)
            return
        if done is not False:
            DONE[service.__name__] += 1
            assert allowed, f"{actor.post_title.en} did {service.__name__} without a rule"
        self._look()

    def _told(self, service: Callable[..., object], refused: Refused) -> None:
        DONE[f"{service.__name__} refused"] += 1
        if not refused.sentence:
            raise AssertionError(f"{refused.reason.code} says nothing")

    def _may_act(self, actor: Actor, row: Thread) -> bool:
        """Written apart from the product: in charge of, or full deputy at, the post that stands for it."""
        post = self._stands_for(row.holder)
        at = {"starts__lte": self.now, "post": post, "user": actor.user_id}
        charge = Charge.objects.filter(Q(ends=None) | Q(ends__gt=self.now), **at)
        deputed = Deputation.objects.filter(ends__gt=self.now, scope=Scope.FULL, **at)
        return actor.post_id == post.pk and (charge.exists() or deputed.exists())

    def _may_take(self, actor: Actor, row: Thread) -> bool:
        assert row.pool is not None
        return actor.section_id == self._section_for(row.pool).pk and not actor.assistant

    def _look(self) -> None:
        self.rights = {post.pk: self._sees(post) for post in self._posts()}

    def _rights_stay(self, touched: set[UUID]) -> None:
        """What a post could open by office right it, or its successor, can open still."""
        before = self.rights
        self._look()
        heirs = lines.standing_posts(before)
        for pk, could in before.items():
            heir = heirs[pk]
            lost = could - self.rights[heir]
            assert not lost or (pk in touched and heir == pk), f"{pk} lost {len(lost)} files it could open"

    def _sees(self, post: Post) -> set[UUID]:
        actor = selectors.actor_of(self.people[0], ActingPost(post, ChargeKind.SUBSTANTIVE, False), self.now)
        return set(visible_to(Matter.objects.all(), actor).values_list("pk", flat=True))

    def _file(self, pick: int) -> None:
        """An application received at the counter and marked by the head, when both posts are manned."""
        counter, head = self._acting("counter-1"), self._acting("dm")
        if counter is None or head is None:
            return
        self.district.now = self.now = self.now + timedelta(minutes=1)
        matter = self.district.receive()
        thread = self.district.thread(matter)
        try:
            files.complete_stage(
                actor=head, thread=thread.pk, outcome="mark", to=self._post(pick).pk, form=None, now=self.now
            )
            DONE["marked"] += 1
        except Refused:
            DONE["marking refused"] += 1

    def _posts(self) -> list[Post]:
        """The standing posts the campaign is about."""
        near = Q(section__code__in=SECTIONS) | Q(code__in=["dm", "dpm", "counter-1"])
        rows = Post.objects.filter(near, office=self.office, abolished_on=None)
        return list(rows.select_related("rank", "office", "section").order_by("pk"))

    def _post(self, pick: int) -> Post:
        rows = self._posts()
        return rows[pick % len(rows)]

    def _person(self, pick: int) -> User:
        holders = Charge.objects.filter(post__in=self._posts()).values("user")
        rows = User.objects.filter(Q(pk__in=holders) | Q(username__startswith="new-")).order_by("pk")
        return rows[pick % rows.count()]

    def _threads(self) -> list[Thread]:
        rows = Thread.objects.filter(office=self.office, closed_at=None)
        return list(rows.select_related("holder__office", "pool", "stage", "matter").order_by("pk"))

    def _thread(self, pick: int) -> Thread | None:
        rows = self._threads()
        return rows[pick % len(rows)] if rows else None

    def _actor(self, pick: int, row: Thread, own: int) -> Actor | None:
        """Who holds the file, or anybody of the office in any of his posts."""
        if own:
            return self._at(self._stands_for(row.holder))
        user = self._person(pick)
        acting = selectors.acting_posts(user, self.now)
        return selectors.actor_of(user, acting[pick % len(acting)], self.now) if acting else None

    def _acting(self, code: str) -> Actor | None:
        return self._at(Post.objects.get(office=self.office, code=code))

    def _at(self, post: Post) -> Actor | None:
        holder = selectors.holder_of(post.pk, self.now)
        if holder is None or post.abolished_on is not None:
            return None
        return selectors.actor_for(holder.user_id, post.pk, self.now)

    def _administrator(self) -> Actor:
        from hierarchy.services.administering import administrators

        able = administrators(self.office, self.now)
        assert able, "the office lost its last administrator"
        actor = self._at(Post.objects.get(pk=able[0].pk))
        assert actor is not None
        return actor

    def _manned(self, post: UUID) -> bool:
        return selectors.holder_of(post, self.now) is not None

    def _stands_for(self, post: Post) -> Post:
        while post.abolished_on is not None:
            assert post.successor is not None, f"{post.code} has no successor"
            post = post.successor
        return post

    def _section_for(self, section: Section) -> Section:
        while section.closed_on is not None:
            assert section.successor is not None
            section = section.successor
        return section

    def _record_agrees(self) -> None:
        assert establishment_differs(self.office.pk, ledger.entries(self.office.pk)) is None
        for matter in Matter.objects.filter(office=self.office):
            assert matter_differs(matter.pk, ledger.entries(matter.pk)) is None


@pytest.mark.django_db
def test_nothing_is_stranded_and_nobody_acts_without_a_rule() -> None:
    DONE.clear()
    with translation.override("en"):
        district = make_district()
    machine: Any = type("OfficeOfTheDay", (Office,), {"district": district})
    with translation.override("en"):
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=rounds(3, 300),
                stateful_step_count=rounds(20, 60),
                derandomize=not SOAK,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    done = {name: count for name, count in DONE.items() if not name.endswith("refused")}
    on_files = sum(done.get(name, 0) for name in ON_FILES)
    assert on_files >= 5, f"the sample tries too few acts on files: {DONE}"
    assert sum(done.values()) - on_files >= 8, f"the sample changes the office too little: {DONE}"
