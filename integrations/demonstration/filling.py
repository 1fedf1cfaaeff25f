"""Filling the district by the product's own services: received, walked, left standing."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from efile import services
from efile.intake import read_rows
from efile.models import Matter, Thread
from efile.services.act import Seen
from efile.services.receiving import Application
from efile.walking import OfficeClock, Walker
from hierarchy import selectors as hierarchy
from hierarchy.calendar import Unit, WorkingCalendar
from hierarchy.models import Office, Post
from integrations.demonstration.accounts import OFFICE
from integrations.demonstration.scenes import AGES, POOL, WAITING, Age, Scene, scenes
from integrations.relay import release_now
from workflows.catalogue import limit_in_force, spec_of
from workflows.engine import StageSpec
from workflows.models import Service
from workflows.shipping import load_flows

SAMPLE = Path(settings.BASE_DIR) / "efile" / "data" / "sample_applications.jsonl"
INTERNAL = "internal-file"
QUICK, SLOW = 9, 170  # minutes between two acts
SUBJECTS = (
    "সেকশনের আলমারি ও র‍্যাক ক্রয়",
    "মাসিক বকেয়া বিবরণী পেশ",
    "ছুটির হিসাব হালনাগাদ",
    "অফিসকক্ষের বৈদ্যুতিক মেরামত",
    "প্রিন্টারের কালি ও কাগজ ক্রয়",
    "পুরনো নথি রেকর্ডরুমে পাঠানো",
    "কম্পিউটার রক্ষণাবেক্ষণের চুক্তি",
    "প্রশিক্ষণের জন্য কর্মী মনোনয়ন",
)
Say = Callable[[str], object]


def ensure(say: Say) -> None:
    """Load charts, people and flows, and fill the desks once. Running again changes nothing."""
    if Matter.objects.filter(office__code=OFFICE).exists():
        return
    call_command("load_charts", with_demo_people=True, verbosity=0)
    now = timezone.now()
    load_flows(now)
    Filling(Office.objects.get(code=OFFICE), now).run(say)


@dataclass(slots=True)
class Today:
    """The day the district opens on, and the moments that put a due date where a scene wants it."""

    calendar: WorkingCalendar
    now: datetime

    def entry(self, age: Age, days: int, unit: Unit) -> datetime:
        """The morning on which a stage with this limit began, for it to be due as the age says."""
        if age == "fresh":
            return self._morning(self._back(self._today, 1))
        if age == "weeks":
            return self._morning(self._back(self._today, 30))
        due = {"late": self._back(self._today, 2), "today": self._today, "soon": self._next(self._today)}[age]
        day = due
        while self.calendar.due_on(self._morning(day), days, unit) > due or not self.calendar.is_working(day):
            day -= timedelta(days=1)
        return self._morning(day)

    @property
    def _today(self) -> date:
        return self.calendar.local_date(self.now)

    def _back(self, day: date, working: int) -> date:
        while working:
            day -= timedelta(days=1)
            working -= self.calendar.is_working(day)
        return day

    def _next(self, day: date) -> date:
        return self.calendar.add_working_days(day, 1)

    def _morning(self, day: date) -> datetime:
        return datetime(day.year, day.month, day.day, 4, 5, tzinfo=UTC)


class Filling:
    """One filling of one office."""

    def __init__(self, office: Office, now: datetime) -> None:
        self.office, self.now = office, now
        self.today = Today(hierarchy.calendar_for(office.pk), now)
        self.scene: Scene | None = None
        self.sections = dict(office.sections.values_list("code", "pk"))
        self.applications = self._by_section()
        self.walker = Walker(office, self._choose, release_now)

    def run(self, say: Say) -> None:
        todo = list(scenes())
        for place, scene in enumerate(todo, start=1):
            self._play(scene)
            if place % 10 == 0 or place == len(todo):
                say(f"{place} of {len(todo)} matters stand on their desks")
        say(f"{self._internal_files()} posts have begun files of their own")

    def _by_section(self) -> dict[str, Iterator[Application]]:
        """Sample applications by the section of their service, over and over."""
        section = dict(Service.objects.values_list("code", "section"))
        rows: dict[str, list[Application]] = defaultdict(list)
        for row in read_rows(SAMPLE):
            if row.application is not None and row.application.service in section:
                rows[section[row.application.service]].append(row.application)
        return {code: itertools.cycle(found) for code, found in rows.items()}

    def _play(self, scene: Scene) -> None:
        self.scene = scene
        matter = self._receive(scene)
        while not self._stands(scene, matter):
            if self.walker.step(matter.pk) is None:
                break
        self._leave(scene, matter)

    def _receive(self, scene: Scene) -> Matter:
        sample = next(self.applications.get(scene.section) or self.applications["general"])
        application = replace(sample, secrecy=scene.secrecy, priority=scene.priority)
        pace = SLOW if scene.age == "weeks" else QUICK
        start = self._start(scene, application.service)
        self.walker = Walker(
            self.office,
            self._choose,
            release_now,
            OfficeClock(start, self.today.calendar, pace, self.now),
            mark_in=self.sections.get(scene.section),
        )
        return Matter.objects.get(pk=self.walker.receive(application, "counter-1").matter)

    def _start(self, scene: Scene, service: str) -> datetime:
        limit = self._limit(scene, service)
        return self.today.entry(scene.age, *limit)

    def _limit(self, scene: Scene, code: str) -> tuple[int, Unit]:
        service = Service.objects.select_related("flow").get(code=code)
        version = service.flow.versions.first()
        stages = spec_of(version.pk).stages if version else {}
        stage = stages.get(scene.stage)
        name = (stage.sla if stage else None) or service.limit
        row = limit_in_force(name, self.office, self.now.date())
        return row.days, row.counted_in

    def _choose(self, matter: Matter, stage: StageSpec) -> str | None:
        return self.scene.outcomes.get(stage.element) if self.scene else None

    def _stands(self, scene: Scene, matter: Matter) -> bool:
        if not scene.stage:
            return False
        threads = matter.threads.filter(closed_at=None).select_related("stage", "holder")
        if scene.stage == WAITING:
            return any(thread.waiting_for.startswith("message:") for thread in threads)
        return any(self._at(scene, thread) for thread in threads)

    def _at(self, scene: Scene, thread: Thread) -> bool:
        if thread.waiting_for or thread.stage is None or thread.stage.element != scene.stage:
            return False
        if scene.holder == POOL:
            return thread.pool_id is not None
        return thread.pool_id is None and thread.holder.code == scene.holder

    def _leave(self, scene: Scene, matter: Matter) -> None:
        threads = list(matter.threads.filter(closed_at=None).select_related("holder", "stage").order_by("pk"))
        if not threads:
            return
        thread = next((each for each in threads if self._at(scene, each)), threads[0])
        for code in scene.then:
            self._hand(scene, thread, code)
            thread.refresh_from_db()
        if scene.read and thread.pool_id is None:
            now = self.walker.clock()
            services.mark_opened(actor=self.walker.actor(thread.holder_id, now), thread=thread.pk, now=now)

    def _hand(self, scene: Scene, thread: Thread, code: str) -> None:
        now, seen = self.walker.clock(), Seen(thread.version, thread.stage_id)
        post = hierarchy.post_by_code(self.office, code).pk
        if scene.holder == POOL:
            services.claim(actor=self.walker.actor(post, now), thread=thread.pk, seen=seen, now=now)
            return
        services.forward(
            actor=self.walker.actor(thread.holder_id, now), thread=thread.pk, to=post, seen=seen, now=now
        )

    def _internal_files(self) -> int:
        """Every post that writes notes and holds nothing yet begins an internal file."""
        busy = Thread.objects.filter(closed_at=None, pool=None).values("holder")
        posts = Post.objects.filter(office=self.office, abolished_on=None, rank__powers__contains=["note"])
        subjects = itertools.cycle(SUBJECTS)
        holders = hierarchy.holders_of(list(posts.values_list("pk", flat=True)), self.now)
        begun = 0
        for place, post in enumerate(posts.exclude(pk__in=busy).order_by("code")):
            if post.pk in holders:
                self._begin(post, next(subjects), AGES[place % len(AGES)])
                begun += 1
        return begun

    def _begin(self, post: Post, subject: str, age: Age) -> None:
        scene = Scene("", age, "Put_up")
        now = min(self._start(scene, INTERNAL), self.now)
        services.start(actor=self.walker.actor(post.pk, now), service=INTERNAL, subject=subject, now=now)
