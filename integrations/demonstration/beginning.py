"""Files that the posts of the district have begun themselves, so that every desk holds something."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from efile import services
from efile.models import Thread
from efile.officeclock import OfficeClock
from efile.services.act import Done, Seen
from efile.services.signing import lane_of
from efile.walking import Walker
from hierarchy import selectors as hierarchy
from hierarchy.models import Office, Post
from integrations.demonstration.days import Today, limit_at
from integrations.demonstration.scenes import AGES, CARRIED, Age
from integrations.relay import release_now
from notings import services as notings

INTERNAL = "internal-file"
SUBJECTS = (
    "সেকশনের আলমারি ও র‍্যাক ক্রয়",
    "মাসিক বকেয়া বিবরণী পেশ",
    "ছুটির হিসাব হালনাগাদ",
    "অফিসকক্ষের বৈদ্যুতিক মেরামত",
    "প্রিন্টারের কালি ও কাগজ ক্রয়",
    "কম্পিউটার রক্ষণাবেক্ষণের চুক্তি",
    "প্রশিক্ষণের জন্য কর্মী মনোনয়ন",
    "মজুত ফর্ম ও রেজিস্টারের হিসাব",
)
CARRIED_SUBJECT = "নিষ্পত্তি হওয়া নথি রেকর্ডরুমে পাঠানো"
CARRIED_NOTE = "তালিকার নথিগুলি বেঁধে রেকর্ডরুমে পৌঁছে দিন। রেকর্ড কিপারের স্বাক্ষর নিয়ে ফাইলটি ফেরত দিন।"
SHORTLY = timedelta(minutes=25)


class Begun:
    """Internal files of one office. `fill` begins one at every post that writes notes and needs it."""

    def __init__(self, office: Office, today: Today) -> None:
        self.office, self.today = office, today
        self.subjects = itertools.cycle(SUBJECTS)
        self.walker = Walker(office, lambda matter, stage: None, release_now)

    def fill(self) -> int:
        for sender, carrier in CARRIED:
            self._carry(sender, carrier)
        begun = len(CARRIED)
        for place, post in enumerate(self._idle()):
            self._begin(post, AGES[place % len(AGES)])
            begun += 1
        for post in self._without_last_day():
            self._put_up_to(post) if post.reports_to_id is None else self._begin(post, "today")
            begun += 1
        return begun

    def _writing(self) -> list[Post]:
        """The posts that write notes and at which somebody acts."""
        rows = Post.objects.filter(office=self.office, abolished_on=None, rank__powers__contains=["note"])
        posts = list(rows.select_related("rank").order_by("code"))
        holders = hierarchy.holders_of([post.pk for post in posts], self.today.now)
        return [post for post in posts if post.pk in holders]

    def _idle(self) -> list[Post]:
        busy = set(Thread.objects.filter(closed_at=None, pool=None).values_list("holder", flat=True))
        return [post for post in self._writing() if post.pk not in busy]

    def _without_last_day(self) -> list[Post]:
        """The posts on whose desk nothing has its last day today."""
        due = Thread.objects.filter(closed_at=None, pool=None, waiting_for="", due_on=self.today.opening)
        served = set(due.values_list("holder", flat=True))
        return [post for post in self._writing() if post.pk not in served]

    def _begin(self, post: Post, age: Age, subject: str = "") -> Done:
        entered = self.today.entry(age, *limit_at(self.office, INTERNAL, "Put_up", self.today.now))
        now = min(entered, self.today.now)
        return services.start(
            actor=self.walker.actor(post.pk, now),
            service=INTERNAL,
            subject=subject or next(self.subjects),
            now=now,
        )

    def _carry(self, sender: str, carrier: str) -> None:
        """A post begins a file and hands it, with a note, to who carries its papers."""
        post = hierarchy.post_by_code(self.office, sender)
        begun = self._begin(post, "today", CARRIED_SUBJECT)
        thread = Thread.objects.select_related("matter").get(matter=begun.matter)
        now = min(thread.arrived_at + SHORTLY, self.today.now)
        actor = self.walker.actor(post.pk, now)
        notings.save_draft(
            actor=actor,
            sheet=thread.matter.sheet_id,
            lane=lane_of(thread),
            text=CARRIED_NOTE,
            revision=0,
            now=now,
        )
        services.forward(
            actor=actor,
            thread=thread.pk,
            to=hierarchy.post_by_code(self.office, carrier).pk,
            seen=Seen(thread.version, thread.stage_id),
            now=now,
        )

    def _put_up_to(self, head: Post) -> None:
        """A file that the next post below has put up, whose decision has its last day today."""
        days, unit = limit_at(self.office, INTERNAL, "Decision", self.today.now)
        begun_at = self.today.entry("today", days, unit)
        below = next(post for post in self._writing() if post.reports_to_id == head.pk)
        self.walker.clock = self._any_day(begun_at)
        begun = services.start(
            actor=self.walker.actor(below.pk, begun_at),
            service=INTERNAL,
            subject=next(self.subjects),
            now=begun_at,
        )
        while not self._lies_with(begun.matter, head.pk) and self.walker.step(begun.matter):
            pass

    def _any_day(self, moment: datetime) -> OfficeClock:
        """A clock that also goes on a day off: the limit is counted in calendar days."""
        daily = replace(self.today.calendar, weekly_off=frozenset(), holidays=frozenset())
        return OfficeClock(moment, daily, minutes=20, latest=self.today.now)

    def _lies_with(self, matter: UUID, post: UUID) -> bool:
        return Thread.objects.filter(matter=matter, closed_at=None, holder=post).exists()
