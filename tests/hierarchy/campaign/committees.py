"""A committee meets: called, held, minuted and signed by those who have the seats, or tried by others."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import rule

from efile.committees import services
from efile.committees.models import AgendaItem, Meeting
from efile.committees.services import Decision
from hierarchy import bodies
from hierarchy.actors import Actor
from hierarchy.models import Body, SeatRole
from tests.hierarchy.campaign.office import NUMBER, CampaignOffice

BODY, STAGE = "khas-land", "Committee"


class Committees(CampaignOffice):
    @rule(puts_off=st.booleans(), missing=st.integers(0, 7), other=NUMBER, tries=st.integers(0, 3))
    def a_committee_meets(self, puts_off: bool, missing: int, other: int, tries: int) -> None:
        """Somebody `other` tries in the chair's place when `tries` is 0; `missing` seats stay empty."""
        self.later(minutes=1)
        body = bodies.body_on(self.office, BODY, self.known.day)
        waiting = [row for row in self.threads() if row.stage and row.stage.element == STAGE]
        if body is None or not waiting:
            return
        secretary = self._seated(body, SeatRole.SECRETARY)
        meeting = self._call(body, secretary)
        if meeting is None:
            return
        self._hold(meeting, secretary, [row.pk for row in waiting], missing, puts_off)
        self.rights_stay(set())
        chair = self._seated(body, SeatRole.CHAIR) if tries else self.acting_at(self.post(other))
        seats = self._seats(body, SeatRole.CHAIR)
        matters = {row.matter_id for row in waiting}
        self.later(minutes=1)
        if chair is None:
            return
        may = self.known.acts_in_full(chair.user_id, chair.post_id) and bool(self._posts_of(chair) & seats)
        done = self.tried(services.sign_minutes, actor=chair, meeting=meeting)
        assert may or not done, f"{chair.post_title.en} signed minutes without a rule"
        if done:
            self.rights_stay(set(), matters)

    def _call(self, body: Body, secretary: Actor | None) -> UUID | None:
        if secretary is None:
            return None
        at = self.now + timedelta(hours=1)
        self.tried(services.call_meeting, actor=secretary, body=body.pk, at=at, place="সভাকক্ষ")
        found = Meeting.objects.filter(body=body, signed_at=None, off_at=None).order_by("number").last()
        return found.pk if found else None

    def _hold(
        self, meeting: UUID, secretary: Actor | None, threads: list[UUID], missing: int, puts_off: bool
    ) -> None:
        """As far as it goes: the member-secretary may have been relieved while the hour came."""
        row = Meeting.objects.select_related("body").get(pk=meeting)
        self.tried(services.set_agenda, actor=secretary, meeting=meeting, threads=threads)
        self.later(hours=2)
        secretary = self._seated(row.body, SeatRole.SECRETARY)
        if secretary is None:
            return
        seated = [one.seat.post_id for one in bodies.sittings(row.body, row.at) if not one.vacant]
        self.tried(
            services.record_attendance, actor=secretary, meeting=meeting, present=seated[missing // 2 :]
        )
        text = "পাঁচ শতক জমি বন্দোবস্ত দেওয়ার সুপারিশ করা হল।"
        decision = Decision(put_off=True, text=text) if puts_off else Decision("settle", text=text)
        items = dict.fromkeys(
            AgendaItem.objects.filter(meeting=meeting).values_list("pk", flat=True), decision
        )
        self.tried(services.write_minutes, actor=secretary, meeting=meeting, decisions=items)

    def _seated(self, body: Body, role: SeatRole) -> Actor | None:
        """Who acts for the seat's post, or for the one that succeeded it."""
        seat = bodies.seat_of(body, role, self.known.day)
        return self.acting_at(self.known.standing(seat.post_id)) if seat else None

    def _seats(self, body: Body, role: SeatRole) -> set[UUID]:
        seat = bodies.seat_of(body, role, self.known.day)
        return {seat.post_id} if seat else set()

    def _posts_of(self, actor: Actor) -> set[UUID]:
        assert actor.post_id is not None
        return self.known.stands_for(actor.post_id)
