"""The office of a campaign: its clock, how an act is tried, and what must hold after every step."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from efile.handover.vacancies import vacancies
from efile.models import Matter, Secrecy, Thread
from efile.verification import verify_all
from efile.visibility import visible_to
from hierarchy import selectors, services
from hierarchy.actors import Actor
from hierarchy.models import Charge, ChargeKind, Deputation, Office, Post, Scope, Section, User
from hierarchy.refusals import Refused
from hierarchy.selectors import ActingPost
from hierarchy.signin.reasons import SECOND_NEEDED
from hierarchy.witnesses import beside
from ledger.models import Entry
from tests.efile.conftest import District
from tests.hierarchy.campaign.reckoning import OFFICER, Papers, Reckoning
from workflows.models import OpenStage

SECTIONS = ("general", "land")
PEOPLE = 4
STRONG = {"audit", "see_secret"}
NUMBER = st.integers(min_value=0, max_value=10_000)
Allowed = Callable[[Actor], bool]


@dataclass(frozen=True, slots=True)
class Sight:
    """What a post opens; what of it is shown to it, and what its seat opens; its powers that open more;
    whether its rank is an officer's, to whom the line of control opens confidential files."""

    opened: frozenset[UUID]
    shown: frozenset[UUID]
    seated: frozenset[UUID]
    strong: frozenset[str]
    officer: bool


class CampaignOffice(RuleBasedStateMachine):
    """The district's head, administrator, counter and two sections. Each example is rolled back."""

    district: District
    heir: Office
    began: datetime
    done: Counter[str]
    passing: bool

    def __init__(self) -> None:
        super().__init__()
        self.rolled_back = transaction.atomic()
        # Each example is a savepoint of the test's own transaction, which the services may be outermost in.
        self.rolled_back._from_testcase = True  # type: ignore[attr-defined]  # [Django's mark of a test's block]
        self.rolled_back.__enter__()
        self.district.now = self.began
        self.office = self.district.office
        self.sights: dict[UUID, Sight] = {}
        self.known = Reckoning(self.office, self.now)
        self.merges = False

    def teardown(self) -> None:
        """How it ends is asked only where nothing was wrong before, so as not to speak over that."""
        try:
            if sys.exc_info()[0] is None:
                self.the_end()
        finally:
            transaction.set_rollback(True)
            self.rolled_back.__exit__(None, None, None)

    def the_end(self) -> None:
        if self.merges:
            self.the_office_is_merged_into_another()
        self.done["examples"] += 1
        self.the_record_agrees()

    @property
    def now(self) -> datetime:
        return self.district.now

    @initialize(many=st.integers(min_value=1, max_value=3), pick=NUMBER, merges=st.booleans())
    def begin(self, many: int, pick: int, merges: bool) -> None:
        self.people = [User.objects.create(username=f"new-{n}", name_en=f"New {n}") for n in range(PEOPLE)]
        self.stranger = User.objects.create(username="stranger", name_en="Stranger")
        self.merges = merges
        for n in range(many):
            self.file_enters(pick + n, "wb-tube-well", 0)
        if self.passing:
            self.file_passes_by(pick)
        self.sights = self.look()

    # --- how an act is tried

    def later(self, **span: int) -> None:
        """What ends with a day ends by the record that said so; nothing else goes with time."""
        before, self.district.now = self.known.day, self.now + timedelta(**span)
        self.known = Reckoning(self.office, self.now)
        if self.known.day != before:
            self.rights_stay(set())

    def administers(
        self, service: Callable[..., object], touched: set[UUID] | None = None, /, **given: object
    ) -> None:
        """An act of the administrator; or, as anybody may try, a refusal that changes nothing."""
        self.later(minutes=1)
        if self.tried(service, actor=self.administrator(), **given):
            self.rights_stay(touched or set())

    def acts(
        self,
        service: Callable[..., object],
        actor: Actor | None,
        concerned: UUID | None,
        allowed: Allowed,
        /,
        **given: object,
    ) -> bool:
        """An act of an officer. What is done must be allowed; only `concerned` may go out of sight."""
        if actor is None:
            return False
        may = allowed(actor) and self.known.acts_in_full(actor.user_id, actor.post_id)
        done = self.tried(service, actor=actor, **given)
        if done:
            assert may, f"{actor.post_title.en} did {service.__name__} without a rule"
            self.rights_stay(set(), {concerned} if concerned else set())
        return done

    def tried(self, service: Callable[..., object], **given: object) -> bool:
        """Whether it was done. What is done stands in the ledger under that moment and that name."""
        last = Entry.objects.count()
        try:
            done = service(now=self.now, **given)
        except Refused as refused:
            if refused.reason is SECOND_NEEDED:
                own = given.pop("actor")
                assert isinstance(own, Actor)
                assert own.second is None
                return any(
                    self.tried(service, actor=beside(own, one, own.office_id, self.now), **given)
                    for one in self.seconds()
                )
            self.done[f"{service.__name__} refused"] += 1
            if not refused.sentence:
                raise AssertionError(f"{refused.reason.code} says nothing") from refused
            return False
        self.known = Reckoning(self.office, self.now)
        if done is False:
            return False
        self.done[service.__name__] += 1
        told = Entry.objects.filter(at=self.now).exists() and Entry.objects.count() > last
        assert told, f"{service.__name__} left no entry"
        return True

    def seconds(self) -> list[User]:
        """Who may be a second person by the record: in charge of the head's post, of those of the level
        below, and of those that administer. A deputy stands by for nobody."""
        head = self.known.standing(self.district.post("dm"))
        posts = [head, *sorted(filter(self.stands_by, self.known.posts.values()), key=lambda row: row.code)]
        here = [row.pk for row in posts if row.office_id == self.office.pk and row.abolished_on is None]
        people = dict.fromkeys(self.known.in_charge(post) for post in here)
        return [User.objects.get(pk=user) for user in people if user is not None]

    def stands_by(self, post: Post) -> bool:
        head = self.known.standing(self.district.post("dm"))
        return post.rank.level <= head.rank.level + 1 or "admin" in self.known.powers(post.pk)

    # --- what always holds

    @invariant()
    def every_open_thread_has_one_holder_that_stands_or_has_a_successor(self) -> None:
        self.done["steps"] += 1
        for row in self.threads():
            assert self.known.standing(row.holder_id).abolished_on is None

    @invariant()
    def an_open_matter_is_held_in_as_many_parts_as_it_has_open_stages(self) -> None:
        """Each stage by one thread, the whole by its root; a matter that is disposed of by nobody."""
        rows = Thread.objects.filter(office=self.office, closed_at=None).order_by("pk")
        held = Counter(row.stage_id for row in rows if row.stage_id)
        roots = {row.matter_id for row in rows if row.parent_id is None}
        for matter in Matter.objects.filter(office=self.office):
            open_here = OpenStage.objects.filter(instance=matter.instance_id, closed_at=None)
            for stage in open_here.values_list("pk", flat=True):
                assert held[stage] == 1, f"a stage of {matter.pk} is held {held[stage]} times"
            assert (matter.pk in roots) is (matter.closed_at is None), f"nobody holds {matter.pk}"

    @invariant()
    def no_file_is_out_of_reach(self) -> None:
        """Somebody acts at the post or in the section, or the report of vacant posts names the place: with
        how many lie there, but for graded ones, of which its reader may know nothing.
        """
        unmanned = {row.matter_id: place for row in self.threads() if (place := self._unmanned(row))}
        if not unmanned:
            return
        report = vacancies(self.administrator(), self.office, self.now, self.known.day)
        counts = {row.post.pk if row.post else row.name: row.count for row in report}
        graded = set(Matter.objects.filter(pk__in=unmanned, secrecy__gt=0).values_list("pk", flat=True))
        for matter, place in unmanned.items():
            named = place.pk if isinstance(place, Post) else place.name
            shown = named in counts if matter in graded else counts.get(named)
            assert shown, f"{place.code} strands {matter}"

    def _unmanned(self, row: Thread) -> Post | Section | None:
        """Where it lies, if nobody acts there."""
        if row.pool_id is None:
            post = self.known.standing(row.holder_id)
            return None if self.known.holder(post.pk) else post
        section = self.known.standing_section(row.pool_id)
        seats = [pk for pk, seat in self.known.posts.items() if seat.section_id == section.pk]
        manned = any(self.known.holder(pk) for pk in seats if not self.known.posts[pk].abolished_on)
        return None if manned else section

    @invariant()
    def every_file_is_opened_by_a_post_that_stands(self) -> None:
        """The sights are of a few posts; the whole office is asked where those open not all."""
        seen = set().union(*(sight.opened for sight in self.sights.values()))
        lost = set(Matter.objects.filter(office=self.office).values_list("pk", flat=True)) - seen
        if lost:
            rest = Post.objects.filter(office=self.office, abolished_on=None).exclude(pk__in=self.sights)
            opened = (self.look_of(post).opened for post in rest.select_related("rank", "office", "section"))
            lost -= set().union(*opened)
        assert not lost, f"nobody opens {len(lost)} files"

    @invariant()
    def who_acts_is_who_was_given_it(self) -> None:
        posts = [post.pk for post in self.posts()]
        found = {pk: one.user_id for pk, one in selectors.holders_of(posts, self.now).items()}
        assert found == {pk: one for pk in posts if (one := self.known.holder(pk))}, "who acts at a post"
        acting = self.known.acting()
        for user in self.people:
            posts_of_his = selectors.acting_posts(user, self.now)
            own = {(user.pk, one.post.pk, not one.assistant) for one in posts_of_his}
            assert own == {one for one in acting if one[0] == user.pk}, f"what {user.username} acts for"

    @invariant()
    def a_deputy_stands_in_for_one_who_holds_the_post_all_his_days(self) -> None:
        """But for what came with the chart, which is loaded before any administrator."""
        for row in Deputation.objects.filter(office=self.office, scope=Scope.FULL, starts__gt=self.began):
            held = Q(ends__isnull=True) | Q(ends__gte=row.ends)
            charges = row.post.charges.filter(held, starts__lte=row.starts)
            assert charges.exists(), f"a deputy at {row.post.code}, where nobody is away"

    @invariant()
    def a_post_opens_what_its_place_and_work_open_and_nothing_else(self) -> None:
        papers = Papers(self.known)
        for post, sight in self.sights.items():
            right = papers.opened(post)
            wrong = f"opens wrongly {sight.opened - right}, wrongly not {right - sight.opened}"
            assert sight.opened == right, f"{self.known.posts[post].code} {wrong}"

    @invariant()
    def who_took_part_opens_it(self) -> None:
        """A post that sent a matter on, or to which one came, or what stands for it now: what is not graded
        it opens for good, by the movements alone."""
        passed = Papers(self.known).passed
        for matter in Matter.objects.filter(office=self.office, secrecy=Secrecy.NORMAL):
            for post in {self.known.standing(one).pk for one in passed[matter.pk]} & self.sights.keys():
                code = self.known.posts[post].code
                assert matter.pk in self.sights[post].opened, f"{code} took part in a matter it cannot open"

    def rights_stay(self, touched: set[UUID], matters: set[UUID] | None = None) -> None:
        """What a post could open it, or its successor, can open still: but what a recorded act took away.

        `touched` posts were moved in the line of control; of `matters` the act itself moved them. A showing
        ends on its day, and a power on that of its order; a successor of a rank below the officers opens no
        confidential file by the line. What somebody opened because he sat in a section stays with the
        section: his post's successor may sit elsewhere.
        """
        before, self.sights = self.sights, self.look()
        graded = set(Matter.objects.exclude(secrecy=Secrecy.NORMAL).values_list("pk", flat=True))
        for pk, could in before.items():
            heir = self.known.standing(pk).pk
            now = self.sights.get(heir) or self.look_of(self.known.posts[heir])
            taken = (could.shown - now.shown) | (matters or set())
            taken |= could.seated if heir != pk else set()
            if could.officer and not now.officer:
                taken |= graded
            if (pk in touched and heir == pk) or could.strong - now.strong:
                continue
            lost = could.opened - now.opened - taken
            assert not lost, f"{self.known.posts[pk].code} lost {len(lost)} files it could open"

    def look(self) -> dict[UUID, Sight]:
        papers = Papers(self.known)
        return {post.pk: self.look_of(post, papers) for post in self.posts()}

    def look_of(self, post: Post, papers: Papers | None = None) -> Sight:
        """By the eyes of somebody who never acted himself: what the post opens, not the person."""
        acting = ActingPost(post, ChargeKind.SUBSTANTIVE, deputising=False)
        actor = selectors.actor_of(self.stranger, acting, self.now)
        papers = papers or Papers(self.known)
        return Sight(
            frozenset(visible_to(Matter.objects.all(), actor).values_list("pk", flat=True)),
            frozenset(papers.shown_to(post.pk)),
            frozenset(papers.seated(post.pk)),
            frozenset(STRONG & self.known.powers(post.pk)),
            post.rank.level <= OFFICER,
        )

    def the_record_agrees(self) -> None:
        wrong = [difference for *_stream, difference in verify_all() if difference]
        assert not wrong, f"the record disagrees: {wrong[0]}"

    def the_office_is_merged_into_another(self) -> None:
        """Every post and section names its successor there; nothing goes out of sight or out of reach."""
        before, self.sights = self.look(), {}
        self.later(minutes=1)
        heads = list(Post.objects.filter(office=self.heir, abolished_on=None).order_by("pk"))
        sections = list(Section.objects.filter(office=self.heir, closed_on=None).order_by("pk"))
        posts = Post.objects.filter(office=self.office, abolished_on=None).order_by("pk")
        own = Section.objects.filter(office=self.office, closed_on=None).order_by("pk")
        administrator = self.administrator()
        others = [user for user in self.seconds() if user.pk != administrator.user_id]
        merged = self.tried(
            services.close_office,
            actor=administrator,
            successor=self.heir.pk,
            consent=Charge.objects.get(post=selectors.head_of(self.heir)).user,
            posts={row.pk: heads[n % len(heads)].pk for n, row in enumerate(posts)},
            sections={row.pk: sections[n % len(sections)].pk for n, row in enumerate(own)},
        )
        assert merged is bool(others), "the office could not be merged, or by one alone"
        if not merged:
            return
        self.known, self.sights = Reckoning(self.heir, self.now), before
        self.rights_stay(set())
        self.every_open_thread_has_one_holder_that_stands_or_has_a_successor()

    # --- who and what there is

    def posts(self) -> list[Post]:
        """The standing posts the campaign is about."""
        near = Q(section__code__in=SECTIONS) | Q(code__in=["dm", "dpm", "counter-1", "auditor-1"])
        rows = Post.objects.filter(near, office=self.office, abolished_on=None)
        return list(rows.select_related("rank", "office", "section").order_by("pk"))

    def post(self, pick: int) -> Post:
        rows = self.posts()
        return rows[pick % len(rows)]

    def place(self, pick: int) -> Post:
        """Every other time a post with which a file lies, else any."""
        rows = self.threads()
        return self.known.standing(rows[pick % len(rows)].holder_id) if rows and pick % 2 else self.post(pick)

    def person(self, pick: int) -> User:
        posts = {post.pk for post in self.posts()}
        held = {row.user_id for row in self.known.charges if row.post_id in posts}
        rows = User.objects.filter(Q(pk__in=held) | Q(username__startswith="new-")).order_by("pk")
        return rows[pick % rows.count()]

    def threads(self) -> list[Thread]:
        rows = Thread.objects.filter(office=self.office, closed_at=None)
        return list(rows.select_related("stage", "matter__instance", "matter__service").order_by("pk"))

    def thread(self, pick: int) -> Thread | None:
        rows = self.threads()
        return rows[pick % len(rows)] if rows else None

    def actor(self, pick: int, row: Thread, own: int) -> Actor | None:
        """Who tries: who holds the file (`own` above 1), who drafts for him or was there before him (1), or
        anybody of the office in any of his posts."""
        post = self.known.standing(row.holder_id)
        if own > 1:
            return self.acting_at(post)
        if own:
            return self.beside(pick, post)
        user = self.person(pick)
        acting = selectors.acting_posts(user, self.now)
        return selectors.actor_of(user, acting[pick % len(acting)], self.now) if acting else None

    def beside(self, pick: int, post: Post) -> Actor | None:
        """An assistant of the post, or who deputised or had charge there and does no more, or not yet."""
        ever: list[Charge | Deputation] = [
            *Deputation.objects.filter(post=post),
            *Charge.objects.filter(post=post),
        ]
        people = sorted({row.user_id for row in ever} - {self.known.holder(post.pk)})
        if not people:
            return self.acting_at(post)
        try:
            return selectors.actor_for(people[pick % len(people)], post.pk, self.now)
        except Refused:
            self.done["actor refused"] += 1
            return None

    def acting_at(self, post: Post | None) -> Actor | None:
        holder = selectors.holder_of(post.pk, self.now) if post and not post.abolished_on else None
        return selectors.actor_for(holder.user_id, holder.post_id, self.now) if holder else None

    def administrator(self) -> Actor:
        from hierarchy.services.keeping import administrators

        able = administrators(self.office, self.now)
        assert able, "the office lost its last administrator"
        actor = self.acting_at(Post.objects.get(pk=able[0].pk))
        assert actor is not None
        return actor

    def file_enters(self, pick: int, service: str, grade: int, to: Post | None = None) -> None:
        raise NotImplementedError

    def file_passes_by(self, pick: int) -> None:
        raise NotImplementedError
