"""What waited for a committee of an office that is merged goes to the receiving office's committee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from efile.access.models import MatterGrant
from efile.committees import selectors, services
from efile.committees.models import Meeting, MeetingState
from efile.models import Matter
from efile.verification import verify_all
from hierarchy import bodies
from hierarchy.actors import Actor
from hierarchy.establishment.successors import successors
from hierarchy.models import Body, Charge, Office, Post, User
from hierarchy.refusals import Refused
from hierarchy.selectors import actor_for
from hierarchy.services import close_office
from hierarchy.witnesses import beside, standing_by
from ledger import selectors as ledger
from tests.efile.committees.conftest import SETTLE, Committee

pytestmark = pytest.mark.django_db


@dataclass(slots=True)
class Merger:
    """The committee's district, and the one that takes it in."""

    committee: Committee
    heir: Office

    def merge(self) -> None:
        one = self.committee.district
        found = successors(one.office, self.heir, {}, {"post": "dm", "section": "general"})
        assert found.faults == []
        dpm, dm = (self.person(one.office, code) for code in ("dpm", "dm"))
        by = beside(standing_by(dpm, one.office.pk, one.now), dm, one.office.pk, one.now)
        close_office(
            actor=by,
            successor=self.heir.pk,
            posts=found.of("post"),
            sections=found.of("section"),
            consent=self.person(self.heir, "dpm"),
            now=one.now,
        )
        one.wait(days=1)

    def person(self, office: Office, code: str) -> User:
        return User.objects.get(
            pk=Charge.objects.get(post__office=office, post__code=code, ends=None).user_id
        )

    def actor(self, code: str) -> Actor:
        post = Post.objects.get(office=self.heir, code=code)
        return actor_for(self.person(self.heir, code).pk, post.pk, self.committee.district.now)

    def body(self) -> Body:
        body = bodies.body_on(self.heir, "khas-land", self.committee.district.now.date())
        assert body is not None
        return body

    def settle(self, matter: Matter) -> UUID:
        """The receiving committee meets on it, to the chair's signature."""
        one, secretary = self.committee.district, self.actor("oc-land")
        at = one.now + timedelta(days=1)
        meeting = services.call_meeting(
            actor=secretary, body=self.body().pk, at=at, place="সভাকক্ষ", now=one.now
        )
        thread = one.thread(matter).pk
        services.set_agenda(actor=secretary, meeting=meeting, threads=[thread], now=one.now)
        one.now = at
        present = [one.seat.post_id for one in bodies.sittings(self.body(), at) if not one.vacant]
        services.record_attendance(actor=secretary, meeting=meeting, present=present, now=one.now)
        item = self.committee.item(meeting, matter)
        services.write_minutes(actor=secretary, meeting=meeting, decisions={item.pk: SETTLE}, now=one.now)
        return services.sign_minutes(actor=self.actor("dm"), meeting=meeting, now=one.wait(minutes=5))


@pytest.fixture
def merger(committee: Committee) -> Merger:
    call_command("load_charts", office="purba-medinipur", with_demo_people=True, verbosity=0)
    return Merger(committee, Office.objects.get(code="purba-medinipur"))


def test_the_receiving_committee_decides_what_waited(merger: Merger) -> None:
    matter = merger.committee.matter()
    merger.merge()
    assert [row.matter for row in selectors.waiting_for(merger.body())] == [matter]
    merger.settle(matter)
    assert merger.committee.stage(matter) not in {"", "committee"}
    assert selectors.waiting_for(merger.body()) == []
    assert [fault for *_rest, fault in verify_all() if fault] == []


def test_what_stood_before_a_meeting_that_cannot_be_held_is_taken_up_anew(merger: Merger) -> None:
    matter = merger.committee.matter()
    left = merger.committee.call(days=3)
    merger.committee.list(left, [matter])
    merger.merge()
    row = selectors.meeting_for(merger.actor("dm"), left)
    assert (row.state, row.is_open) == (MeetingState.LEFT, False)
    with pytest.raises(Refused):
        services.call_off(actor=merger.actor("dm"), meeting=left, why="x", now=merger.committee.district.now)
    signed = merger.settle(matter)
    assert [row.pk for row in selectors.meetings_of(merger.body())] == [left, signed]


def test_a_file_that_comes_to_the_committee_later_lies_with_its_present_secretary(merger: Merger) -> None:
    one = merger.committee.district
    matter = one.receive(service="wb-khas-land", subject="খাস জমি")
    one.complete("dm", matter, "mark", to="oc-land")
    merger.merge()
    body = bodies.body_standing_for(Office.objects.get(pk=one.office.pk), "khas-land", one.now)
    assert body == merger.body()
    secretary = bodies.secretary_of(Office.objects.get(pk=one.office.pk), "khas-land", one.now)
    assert secretary == Post.objects.get(office=merger.heir, code="oc-land")


def test_without_a_committee_of_that_code_its_own_seats_still_hold_the_file(merger: Merger) -> None:
    one = merger.committee.district
    Body.objects.filter(office=merger.heir, code="khas-land").update(code="khas-lands")
    merger.merge()
    closed = Office.objects.get(pk=one.office.pk)
    assert bodies.body_standing_for(closed, "khas-land", one.now) == merger.committee.body
    assert bodies.secretary_of(closed, "khas-land", one.now) == Post.objects.get(
        office=merger.heir, code="oc-land"
    )


def test_its_minutes_stay_readable_for_who_stands_for_its_head(merger: Merger) -> None:
    matter = merger.committee.matter()
    held = merger.committee.minuted(matter)
    merger.committee.sign(held)
    merger.merge()
    assert selectors.meeting_for(merger.actor("dm"), held).pk == held


def test_the_charts_name_the_office_that_took_it_in(merger: Merger, client: Client) -> None:
    merger.committee.district.go_live()
    merger.merge()
    client.force_login(merger.person(merger.heir, "dm"))
    client.cookies["language"] = "en"
    code = merger.committee.district.office.code
    for address in (reverse("offices"), reverse("chart", args=[code])):
        page = " ".join(client.get(address).content.decode().split())
        assert f'into <a href="{reverse("chart", args=["purba-medinipur"])}">' in page
        assert "load_charts" not in page


def test_the_pages_tell_of_it(merger: Merger, client: Client) -> None:
    matter = merger.committee.matter()
    left = merger.committee.call(days=3)
    merger.committee.list(left, [matter])
    merger.committee.district.go_live()
    merger.merge()
    client.force_login(merger.person(merger.heir, "oc-land"))
    page = client.get(reverse("committee", args=["khas-land"])).content.decode()
    assert matter.subject in page
    assert "কার্যালয় অন্যটির সঙ্গে মিশে গেছে" in page
    told = client.get(reverse("meeting", args=[left])).content.decode()
    assert 'name="why"' not in told
    assert Meeting.objects.get(pk=left).off_at is None


def test_what_a_meeting_that_is_not_held_shows_is_shown_no_longer(merger: Merger) -> None:
    one = merger.committee
    matter = one.matter()
    meeting = one.call()
    one.list(meeting, [matter])
    running = MatterGrant.objects.filter(content_object=matter)
    before = one.district.now
    assert running.filter(until__gt=before).exists()
    merger.merge()
    assert not running.filter(until__gt=before + timedelta(minutes=5)).exists()
    entry = ledger.entries(matter.pk)[-1]
    assert (entry.kind, entry.data["meeting"]) == ("matter.meeting_over", str(meeting))
    assert [fault for *_rest, fault in verify_all(["matter", "office"]) if fault] == []
