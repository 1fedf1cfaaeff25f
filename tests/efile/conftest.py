"""A district with its people and flows, and its posts as actors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone, translation

from efile import services
from efile.models import Matter, Thread
from efile.services.act import Done, Seen
from efile.services.receiving import Application
from efile.services.signing import lane_of
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Office, Post
from notings import services as notings
from tests.districts import OFFICE, load_district

MONDAY = datetime(2026, 11, 16, 5, 0, tzinfo=UTC)
SERVICE = "wb-tube-well"
QUESTION = "কোন মৌজার কোন দাগে নলকূপটি আছে?"
REASON = "নলকূপটি এই কার্যালয়ের এক্তিয়ারে নয়।"
SAID = {"ask_citizen": {"question": QUESTION}, "reject": {"reason": REASON}}


@dataclass(slots=True)
class District:
    """Uttar Dinajpur, with a clock that only goes when it is told to, until it is set to the real one."""

    office: Office
    now: datetime = MONDAY
    live: bool = False
    codes: dict[str, UUID] = field(default_factory=dict)

    def post(self, code: str) -> UUID:
        if code not in self.codes:
            self.codes[code] = Post.objects.get(office=self.office, code=code).pk
        return self.codes[code]

    def actor(self, code: str) -> Actor:
        """An administrator has the head beside him."""
        holder = hierarchy.holder_of(self.post(code), self.now)
        assert holder is not None, f"{code} is vacant"
        actor = hierarchy.actor_for(holder.user_id, self.post(code), self.now)
        head = hierarchy.holder_of(self.post("dm"), self.now) if actor.may("admin") else None
        if head is None or head.user_id == actor.user_id:
            return actor
        return replace(actor, second=hierarchy.actor_for(head.user_id, self.post("dm"), self.now))

    def go_live(self) -> None:
        """Pages read the real clock; what happens beside them must not lie before or after it."""
        self.live, self.now = True, timezone.now()

    def wait(self, **span: int) -> datetime:
        self.now = timezone.now() if self.live else self.now + timedelta(**span)
        return self.now

    def receive(self, **changes: object) -> Matter:
        values: dict[str, object] = {
            "service": SERVICE,
            "subject": "নলকূপ মেরামতের আবেদন",
            "applicant": "রহিমা বেওয়া",
            "address": "চোপড়া",
            "mobile": "9000000000",
        }
        received = services.receive(
            actor=self.actor("counter-1"),
            application=Application(**{**values, **changes}),  # type: ignore[arg-type]
            now=self.now,
        )
        return Matter.objects.get(pk=received.matter)

    def thread(self, matter: Matter) -> Thread:
        """The matter's root thread as it is now."""
        return Thread.objects.select_related("holder", "stage").get(matter=matter, parent=None)

    def seen(self, matter: Matter) -> Seen:
        thread = self.thread(matter)
        return Seen(thread.version, thread.stage_id)

    def note(self, code: str, matter: Matter, text: str = "দেখা হল।") -> None:
        notings.save_draft(
            actor=self.actor(code),
            sheet=matter.sheet_id,
            lane=lane_of(self.thread(matter)),
            text=text,
            revision=0,
            now=self.now,
        )

    def open(self, code: str, matter: Matter) -> bool:
        return services.mark_opened(actor=self.actor(code), thread=self.thread(matter).pk, now=self.now)

    def forward(self, code: str, matter: Matter, to: str, key: UUID | None = None) -> Done:
        return services.forward(
            actor=self.actor(code),
            thread=self.thread(matter).pk,
            to=self.post(to),
            seen=self.seen(matter),
            now=self.wait(minutes=5),
            key=key,
        )

    def complete(
        self,
        code: str,
        matter: Matter,
        outcome: str,
        to: str = "",
        key: UUID | None = None,
        form: Mapping[str, str] | None = None,
    ) -> Done:
        """Leave the stage; what an outcome tells the applicant is said unless `form` says otherwise."""
        return services.complete_stage(
            actor=self.actor(code),
            thread=self.thread(matter).pk,
            outcome=outcome,
            to=self.post(to) if to else None,
            form=SAID.get(outcome) if form is None else form,
            seen=self.seen(matter),
            now=self.wait(minutes=5),
            key=key,
        )

    def marked(self, to: str = "oc-general") -> Matter:
        """A matter the DM has marked to a section's officer."""
        matter = self.receive()
        self.complete("dm", matter, "mark", to=to)
        return matter

    def put_up(self) -> Matter:
        """A matter lying with the DM for a decision."""
        matter = self.marked()
        self.note("oc-general", matter)
        self.complete("oc-general", matter, "recommend")
        return matter


def make_district() -> District:
    """In a database where it is not loaded yet."""
    load_district()
    return found_district()


def found_district() -> District:
    return District(Office.objects.get(code=OFFICE))


@pytest.fixture
def district(loaded_charts: None, db: None) -> Iterator[District]:
    """Rolled back after the test."""
    with translation.override("en"):
        yield found_district()


@pytest.fixture
def lasting_district(loaded_charts: None, fresh_database: str) -> Iterator[District]:
    """Committed in a database of the test's own, for races, kills and tampering."""
    with translation.override("en"):
        yield found_district()
