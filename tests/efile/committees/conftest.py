"""A district with matters waiting for its khas land committee, and the committee's posts as actors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from efile.committees import services
from efile.committees.models import AgendaItem, Meeting
from efile.committees.services import Decision
from efile.models import Matter
from hierarchy import bodies
from hierarchy.models import Body
from tests.efile.conftest import District

SETTLE = Decision("settle", text="পাঁচ শতক জমি বন্দোবস্ত দেওয়ার সুপারিশ করা হল।")
LATER = Decision(put_off=True, text="তদন্ত প্রতিবেদন অসম্পূর্ণ, পরের সভায় দেখা হবে।")
QUORATE = ("dm", "adm-land", "oc-general", "oc-land")


@dataclass(slots=True)
class Committee:
    """The khas land committee: the DM in the chair, the land section's officer its member-secretary."""

    district: District
    code: str = "khas-land"

    @property
    def body(self) -> Body:
        found = bodies.body_on(self.district.office, self.code, self.district.now.date())
        assert found is not None
        return found

    def matter(self, subject: str = "খাস জমি বন্দোবস্তের আবেদন, মৌজা লোধন", by: str = "oc-land") -> Matter:
        """A matter that has come before the committee."""
        one = self.district
        matter = one.receive(service="wb-khas-land", subject=subject)
        one.complete("dm", matter, "mark", to=by)
        one.note(by, matter, "তদন্ত প্রতিবেদন নথিভুক্ত। কমিটিতে পেশ করা হল।")
        one.complete(by, matter, "submit")
        return matter

    def call(self, by: str = "oc-land", key: UUID | None = None, **ahead: int) -> UUID:
        one = self.district
        at = one.now + timedelta(**(ahead or {"days": 1}))
        actor = one.actor(by)
        return services.call_meeting(
            actor=actor, body=self.body.pk, at=at, place="সভাকক্ষ", now=one.now, key=key
        )

    def list(self, meeting: UUID, matters: Sequence[Matter], by: str = "oc-land") -> None:
        threads = [self.district.thread(matter).pk for matter in matters]
        services.set_agenda(
            actor=self.district.actor(by), meeting=meeting, threads=threads, now=self.district.now
        )

    def attend(self, meeting: UUID, posts: Sequence[str] = QUORATE, by: str = "oc-land") -> None:
        """The meeting's hour has come, and these posts have taken their seats."""
        one = self.district
        one.now = max(one.now, Meeting.objects.get(pk=meeting).at)
        present = [one.post(code) for code in posts]
        services.record_attendance(actor=one.actor(by), meeting=meeting, present=present, now=one.now)

    def write(self, meeting: UUID, decisions: Mapping[Matter, Decision], by: str = "oc-land") -> None:
        items = {self.item(meeting, matter).pk: decision for matter, decision in decisions.items()}
        services.write_minutes(
            actor=self.district.actor(by), meeting=meeting, decisions=items, now=self.district.now
        )

    def sign(self, meeting: UUID, by: str = "dm", seen: int | None = None, key: UUID | None = None) -> UUID:
        one = self.district
        return services.sign_minutes(
            actor=one.actor(by), meeting=meeting, now=one.wait(minutes=5), seen=seen, key=key
        )

    def item(self, meeting: UUID, matter: Matter) -> AgendaItem:
        return AgendaItem.objects.get(meeting=meeting, matter=matter)

    def minuted(self, *matters: Matter, posts: Sequence[str] = QUORATE) -> UUID:
        """A meeting held on these matters, its minutes written, waiting for the chair's signature."""
        meeting = self.call()
        self.list(meeting, matters)
        self.attend(meeting, posts)
        self.write(meeting, dict.fromkeys(matters, SETTLE))
        return meeting

    def stage(self, matter: Matter) -> str:
        stage = self.district.thread(matter).stage
        return stage.element if stage else ""


@pytest.fixture
def committee(district: District) -> Committee:
    return Committee(district)


@pytest.fixture
def lasting_committee(lasting_district: District) -> Committee:
    """Committed, for browsers."""
    return Committee(lasting_district)
