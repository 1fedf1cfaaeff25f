"""A called meeting reaches every member's post through the outbox, once."""

from __future__ import annotations

from datetime import timedelta

from efile.committees import services
from efile.committees.models import MeetingNotice
from hierarchy import bodies
from integrations.relay import release_due
from ledger.models import Outbox
from tests.efile.conftest import District


def test_the_relay_carries_a_notice_to_every_seat_and_keeps_the_first_moment(district: District) -> None:
    body = bodies.body_on(district.office, "sairat", district.now.date())
    assert body is not None
    secretary = district.actor("oc-land")
    at = district.now + timedelta(days=3)
    meeting = services.call_meeting(actor=secretary, body=body.pk, at=at, place="সভাকক্ষ", now=district.now)
    notices = MeetingNotice.objects.filter(meeting=meeting)
    assert release_due(district.now) == notices.count() == 5
    assert set(notices.values_list("carried_at", flat=True)) == {district.now}
    Outbox.objects.filter(topic="notice.meeting").update(done_at=None, attempts=0)
    release_due(district.now + timedelta(hours=1))
    assert set(notices.values_list("carried_at", flat=True)) == {district.now}
