"""What the administrator does, and what officers do with their charges. Each rule tries one act."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from hypothesis import strategies as st
from hypothesis.stateful import rule

from efile.handover.services import hand_over, relief_of, take_back, take_over
from hierarchy import services
from hierarchy.models import Charge, ChargeKind, Deputation, HandOver, Post, PowerRow, Rank, Section
from hierarchy.selectors import actor_for
from hierarchy.words import Words
from tests.hierarchy.campaign.office import NUMBER, SECTIONS, CampaignOffice

POWERS = ("note", "forward", "recommend", "decide", "audit", "see_secret", "pull_up", "dispose", "issue")
KINDS = st.sampled_from(ChargeKind.values)
SOON = st.sampled_from((0, 0, 0, 1, 2))
ORDER = Words("আদেশ ১", "Order 1")


class Administration(CampaignOffice):
    @rule(post=NUMBER, person=NUMBER, kind=KINDS, days=st.integers(0, 3))
    def transfer(self, post: int, person: int, kind: str, days: int) -> None:
        self.administers(
            services.transfer, post=self.post(post).pk, user=self.person(person).pk, kind=kind,
            at=self.now + timedelta(days=days, minutes=1),
        )  # fmt: skip

    @rule(post=NUMBER, person=NUMBER, kind=KINDS)
    def give(self, post: int, person: int, kind: str) -> None:
        user = self.person(person).pk
        self.administers(services.give_charge, post=self.post(post).pk, user=user, kind=kind)

    @rule(pick=NUMBER, days=st.integers(0, 2))
    def end_charge(self, pick: int, days: int) -> None:
        rows = Charge.objects.filter(Q(ends=None) | Q(ends__gt=self.now), post__in=self.posts())
        if rows.exists():
            charge = rows.order_by("pk")[pick % rows.count()]
            at = self.now + timedelta(days=days, minutes=1)
            self.administers(services.end_charge, charge=charge.pk, ends=at)

    @rule(post=NUMBER, person=NUMBER, own=st.booleans(), relief=st.booleans())
    def hand_over(self, post: int, person: int, own: bool, relief: bool) -> None:
        """By whoever acts at the post, or by the administrator in his stead, to the relief or to anybody."""
        self.later(minutes=1)
        row = self.post(post)
        actor = self.acting_at(row) if own else self.administrator()
        holding = {(one.user_id, one.post_id) for one in self.known.charges}
        named = relief_of(row, self.now) if relief else None
        self.acts(
            hand_over, actor, None, lambda who: (who.user_id, row.pk) in holding,
            post=row.pk, to=named.user.pk if named else self.person(person).pk, remarks="দেখে নিন।",
        )  # fmt: skip

    @rule(pick=NUMBER, own=st.booleans())
    def take_back(self, pick: int, own: bool) -> None:
        self.later(minutes=1)
        rows = HandOver.objects.filter(incoming=None, office=self.office).select_related("outgoing")
        if not rows.exists():
            return
        row = rows.order_by("pk")[pick % rows.count()]
        actor = self.acting_at(row.post) if own else self.administrator()
        self.acts(
            take_back,
            actor,
            None,
            lambda who: row.outgoing is not None and who.user_id == row.outgoing.user_id,
            handover=row.pk,
        )

    @rule(pick=NUMBER, other=NUMBER, own=st.integers(0, 3))
    def take_over(self, pick: int, other: int, own: int) -> None:
        self.later(minutes=1)
        rows = HandOver.objects.filter(taken_at=None, office=self.office).select_related(
            "incoming__user", "offered_to"
        )
        if not rows.exists():
            return
        row = rows.order_by("pk")[pick % rows.count()]
        user = row.newcomer.pk if own else self.person(other).pk
        posts = sorted(post for who, post, full in self.known.acting() if who == user and full)
        if not posts:
            return
        post = row.post_id if row.post_id in posts else posts[0]
        self.acts(
            take_over, actor_for(user, post, self.now), None,
            lambda who: who.user_id == row.newcomer.pk, handover=row.pk, differences="",
        )  # fmt: skip

    @rule(post=NUMBER, person=NUMBER, days=st.integers(1, 5), wait=SOON, drafts=st.booleans())
    def leave(self, post: int, person: int, days: int, wait: int, drafts: bool) -> None:
        """A deputy or a personal assistant, from now on or from a later day."""
        starts = self.now + timedelta(days=wait, minutes=1)
        self.administers(
            services.name_assistant if drafts else services.name_deputy, post=self.place(post).pk,
            user=self.person(person).pk, reason="ছুটি", starts=starts, ends=starts + timedelta(days=days),
        )  # fmt: skip

    @rule(pick=NUMBER)
    def come_back(self, pick: int) -> None:
        rows = Deputation.objects.filter(ends__gt=self.now, office=self.office)
        if rows.exists():
            row = rows.order_by("pk")[pick % rows.count()]
            self.administers(services.end_deputation, deputation=row.pk)

    @rule(post=NUMBER, heir=NUMBER, gone=st.booleans())
    def abolish(self, post: int, heir: int, gone: bool) -> None:
        """The successor is a post that stands, or as a try one that is gone itself."""
        row, after = self.place(post), self.post(heir)
        before = list(Post.objects.filter(office=self.office).exclude(abolished_on=None).order_by("pk"))
        if gone and before:
            after = before[heir % len(before)]
            row = self.known.standing(after.pk)
        touched = self._line(row.pk)
        self.administers(services.abolish_post, touched, post=row.pk, successor=after.pk)

    @rule(section=NUMBER, heir=NUMBER)
    def merge(self, section: int, heir: int) -> None:
        rows = list(Section.objects.filter(office=self.office, code__in=SECTIONS).order_by("pk"))
        old, new = rows[section % len(rows)], rows[heir % len(rows)]
        self.administers(services.close_section, section=old.pk, successor=new.pk)

    @rule(rank=st.sampled_from(("oc", "udc", "ldc")), above=NUMBER, section=NUMBER)
    def make_post(self, rank: str, above: int, section: int) -> None:
        made = Post.objects.filter(code__startswith="made-").count()
        rows = list(Section.objects.filter(office=self.office, code__in=SECTIONS, closed_on=None))
        self.administers(
            services.make_post, code=f"made-{made}", title=Words("নতুন পদ", "New post"),
            rank=Rank.objects.get(code=rank).pk, reports_to=self.post(above).pk,
            section=rows[section % len(rows)].pk,
        )  # fmt: skip

    @rule(post=NUMBER, above=NUMBER)
    def report_elsewhere(self, post: int, above: int) -> None:
        row = self.post(post)
        touched = self._line(row.pk)
        self.administers(services.change_post, touched, post=row.pk, reports_to=self.post(above).pk)

    @rule(
        post=NUMBER,
        of_rank=st.booleans(),
        pick=NUMBER,
        gives=st.booleans(),
        wait=SOON,
        days=st.integers(0, 3),
    )
    def order(self, post: int, of_rank: bool, pick: int, gives: bool, wait: int, days: int) -> None:
        """An order from today or later, for some days or for good; it withholds what the post has."""
        row, starts = self.place(post), self.known.day + timedelta(days=wait)
        has = self.known.powers(row.pk)
        about = [power for power in POWERS if (power in has) is not gives] or list(POWERS)
        self.administers(
            services.order_power, power=about[pick % len(about)], source=ORDER, starts=starts,
            effect="gives" if gives else "withholds", ends=starts + timedelta(days=days) if days else None,
            **({"rank": row.rank_id} if of_rank else {"post": row.pk}),
        )  # fmt: skip

    @rule(pick=NUMBER, days=st.integers(0, 1))
    def end_order(self, pick: int, days: int) -> None:
        rows = PowerRow.objects.filter(office=self.office).order_by("pk")
        if rows.exists():
            order = rows[pick % rows.count()]
            self.administers(services.end_power, power=order.pk, ends=self.known.day + timedelta(days=days))

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.later(hours=hours)

    def _line(self, post: UUID) -> set[UUID]:
        """The post and all above it: who loses something when it is moved in the line of control."""
        return self.known.above(post) | {post}
