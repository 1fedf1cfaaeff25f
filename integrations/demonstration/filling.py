"""Filling the district by the product's own services: received, walked, left standing."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from efile import services
from efile.intake import read_rows
from efile.models import Matter, Thread
from efile.officeclock import OfficeClock
from efile.services.act import Seen
from efile.services.receiving import Application
from efile.walking import Walker
from hierarchy import selectors as hierarchy
from hierarchy.models import Office
from integrations.demonstration.accounts import OFFICE
from integrations.demonstration.across import fill_the_other_country
from integrations.demonstration.beginning import Begun
from integrations.demonstration.dak import Mail
from integrations.demonstration.days import Today, limit_at, load_limits
from integrations.demonstration.kept import Kept
from integrations.demonstration.meetings import SERVICE as COMMITTEES
from integrations.demonstration.meetings import call_a_meeting
from integrations.demonstration.scenes import POOL, WAITING, Scene, scenes
from integrations.relay import release_now
from workflows.engine import StageSpec
from workflows.models import Service
from workflows.shipping import load_flows

SAMPLE = Path(settings.BASE_DIR) / "efile" / "data" / "sample_applications.jsonl"
QUICK, SLOW = 9, 170  # minutes between two acts
Say = Callable[[str], object]


def ensure(say: Say) -> None:
    """Load charts, people and flows, and fill the desks once. Running again changes nothing."""
    if Matter.objects.filter(office__code=OFFICE).exists():
        return
    call_command("load_charts", with_demo_people=True, verbosity=0)
    now = timezone.now()
    load_flows(now)
    office = Office.objects.get(code=OFFICE)
    load_limits(office, now)
    Filling(office, now).run(say)
    fill_the_other_country(say, now)


class Filling:
    """One filling of one office."""

    def __init__(self, office: Office, now: datetime) -> None:
        self.office, self.now = office, now
        self.today = Today(hierarchy.calendar_for(office.pk), now)
        self.scene: Scene | None = None
        self.sections = dict(office.sections.values_list("code", "pk"))
        self.before_committees: list[Application] = []
        self.applications = self._by_section()
        self.walker = Walker(office, self._choose, release_now)

    def run(self, say: Say) -> None:
        todo = list(scenes())
        for place, scene in enumerate(todo, start=1):
            self._play(scene)
            if place % 10 == 0 or place == len(todo):
                say(f"{place} of {len(todo)} matters stand on their desks")
        begun = Begun(self.office, self.today).fill()
        say(f"{begun} files begun by the posts themselves")
        came = Mail(self.office, self.today).fill()
        say(f"{came} letters came by dak")
        kept = Kept(self.office, self.today).fill()
        say(f"{kept} papers and closed files are kept")
        call_a_meeting(self.office, self.today, self.before_committees)
        say(f"{len(self.before_committees)} matters before a committee that is called to a meeting")

    def _by_section(self) -> dict[str, Iterator[Application]]:
        """Sample applications by the section of their service, over and over."""
        section = dict(Service.objects.values_list("code", "section"))
        rows: dict[str, list[Application]] = defaultdict(list)
        for row in read_rows(SAMPLE):
            if row.application is None or row.application.service not in section:
                continue
            if row.application.service == COMMITTEES:
                self.before_committees.append(row.application)
            else:
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
        received = self.walker.receive(application, "counter-1").matter
        if scene.stage == WAITING:
            asked = max(start, self.today.lately())
            self.walker.clock = OfficeClock(asked, self.today.calendar, pace, self.now)
        return Matter.objects.get(pk=received)

    def _start(self, scene: Scene, service: str) -> datetime:
        return self.today.entry(scene.age, *limit_at(self.office, service, scene.stage, self.now))

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
            now = self.walker.moment(matter.pk)
            services.mark_opened(actor=self.walker.actor(thread.holder_id, now), thread=thread.pk, now=now)

    def _hand(self, scene: Scene, thread: Thread, code: str) -> None:
        now, seen = self.walker.moment(thread.matter_id), Seen(thread.version, thread.stage_id)
        post = hierarchy.post_by_code(self.office, code).pk
        if scene.holder == POOL:
            services.claim(actor=self.walker.actor(post, now), thread=thread.pk, seen=seen, now=now)
            return
        services.forward(
            actor=self.walker.actor(thread.holder_id, now), thread=thread.pk, to=post, seen=seen, now=now
        )
