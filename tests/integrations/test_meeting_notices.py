"""A called meeting reaches every member: on his desk, and by a message to who acts at his post, once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from efile.committees import selectors, services
from efile.committees.models import MeetingNotice
from hierarchy import bodies
from hierarchy import services as establishment
from hierarchy.models import Deputation, Post, User
from hierarchy.refusals import Refused
from hierarchy.signin import reasons
from hierarchy.signin.contacts import set_contact
from integrations.models import MemberNotice
from integrations.relay import release_due
from ledger import selectors as ledger
from ledger.models import Outbox
from tests.efile.conftest import District
from tests.integrations.gateway import Gateway

MEMBER = "adm-land"


def called(district: District) -> UUID:
    body = bodies.body_on(district.office, "sairat", district.now.date())
    assert body is not None
    at = district.now + timedelta(days=3)
    secretary = district.actor("oc-land")
    return services.call_meeting(actor=secretary, body=body.pk, at=at, place="সভাকক্ষ", now=district.now)


def holder(district: District, code: str = MEMBER) -> User:
    own = district.actor(code).user_id
    assert own is not None
    return User.objects.get(pk=own)


def reached(district: District, code: str = MEMBER, mobile: str = "৯০০০১ ২৩৪৫৬", email: str = "") -> User:
    return set_contact(
        actor=district.actor("dpm"),
        user=holder(district, code).pk,
        mobile=mobile,
        email=email,
        now=district.wait(minutes=1),
    )


def test_the_relay_carries_a_notice_to_every_seat_and_keeps_the_first_moment(district: District) -> None:
    notices = MeetingNotice.objects.filter(meeting=called(district))
    assert release_due(district.now) == notices.count() == 5
    assert set(notices.values_list("carried_at", flat=True)) == {district.now}
    Outbox.objects.filter(topic="notice.meeting").update(done_at=None, attempts=0)
    release_due(district.now + timedelta(hours=1))
    assert set(notices.values_list("carried_at", flat=True)) == {district.now}


def test_the_gateway_is_given_the_members_number_and_the_day_hour_and_place(
    district: District, gateway: Gateway
) -> None:
    reached(district)
    called(district)
    release_due(district.now)
    ((key, sent),) = gateway.heard
    row = MemberNotice.objects.get()
    assert (sent["to"], sent["text"], key) == ("9000123456", row.text, row.dedupe)
    assert "সভা ১" in row.text
    assert "সভাকক্ষ।" in row.text
    assert (row.channel, row.carrier, row.sent_at) == ("sms", "gateway", district.now)
    assert row.notice.post_id == district.post(MEMBER)


def test_who_left_no_number_has_it_on_his_desk_alone(district: District, gateway: Gateway) -> None:
    called(district)
    release_due(district.now)
    assert gateway.heard == []
    assert not MemberNotice.objects.exists()
    assert selectors.unread_notices(district.actor(MEMBER)).count() == 1


def test_an_address_alone_is_told_by_the_office(district: District, gateway: Gateway) -> None:
    reached(district, mobile="", email="adm@example.org")
    called(district)
    release_due(district.now)
    row = MemberNotice.objects.get()
    assert (row.channel, row.address, row.carrier) == ("email", "adm@example.org", "office")
    assert gateway.heard == []


def test_it_goes_to_the_deputy_while_he_acts_for_the_member(district: District, gateway: Gateway) -> None:
    reached(district)
    deputy = reached(district, "oc-it", mobile="9111111111")
    Deputation.objects.create(
        office=district.office,
        post_id=district.post(MEMBER),
        user=deputy,
        starts=district.now - timedelta(hours=1),
        ends=district.now + timedelta(days=9),
        reason="ছুটি",
    )
    called(district)
    release_due(district.now)
    assert [sent["to"] for _key, sent in gateway.heard] == ["9111111111"]


def test_it_goes_to_who_stands_for_an_abolished_post(district: District, gateway: Gateway) -> None:
    reached(district, "oc-it", mobile="9222222222")
    called(district)
    establishment.abolish_post(
        actor=district.actor("dpm"),
        post=district.post(MEMBER),
        successor=district.post("oc-it"),
        now=district.wait(minutes=1),
    )
    assert Post.objects.get(pk=district.post(MEMBER)).abolished_on
    release_due(district.now)
    assert [sent["to"] for _key, sent in gateway.heard] == ["9222222222"]


def test_a_gateway_that_fails_for_a_while_is_asked_again_with_the_same_key(
    district: District, gateway: Gateway
) -> None:
    reached(district)
    called(district)
    gateway.answers = [503, 202]
    release_due(district.now)
    assert MemberNotice.objects.get().sent_at is None
    release_due(district.wait(minutes=10))
    assert len(gateway.heard) == 2
    assert len({key for key, _sent in gateway.heard}) == 1
    assert MemberNotice.objects.get().sent_at == district.now


def test_a_delivery_repeated_after_a_crash_sends_once(district: District, gateway: Gateway) -> None:
    reached(district)
    called(district)
    release_due(district.now)
    Outbox.objects.filter(topic="notice.meeting").update(done_at=None, available_at=district.now)
    release_due(district.wait(minutes=1))
    assert len(gateway.heard) == 1


def test_a_number_the_gateway_rejects_fails_for_good_and_the_desk_has_it(
    district: District, gateway: Gateway
) -> None:
    reached(district)
    called(district)
    gateway.answers = [400]
    release_due(district.now)
    row = MemberNotice.objects.get()
    assert (row.sent_at, row.failed_at, row.failure) == (None, district.now, "the gateway answered 400")
    assert selectors.unread_notices(district.actor(MEMBER)).count() == 1


def test_a_meeting_called_off_is_told_to_those_who_were_called(district: District, gateway: Gateway) -> None:
    reached(district)
    meeting = called(district)
    release_due(district.now)
    services.call_off(
        actor=district.actor("oc-land"), meeting=meeting, why="বন্যা", now=district.wait(minutes=1)
    )
    release_due(district.now)
    assert len(gateway.heard) == 2
    assert "সভাটি হচ্ছে না" in gateway.heard[1][1]["text"]
    assert "বন্যা" not in gateway.heard[1][1]["text"]


def test_a_meeting_off_before_its_notice_went_out_is_not_announced(
    district: District, gateway: Gateway
) -> None:
    reached(district)
    services.call_off(
        actor=district.actor("oc-land"), meeting=called(district), why="বন্যা", now=district.wait(minutes=1)
    )
    release_due(district.now)
    assert ["সভাটি হচ্ছে না" in sent["text"] for _key, sent in gateway.heard] == [True]


@pytest.mark.parametrize(
    ("mobile", "email", "reason"),
    [("12", "", reasons.BAD_MOBILE), ("", "adm", reasons.BAD_EMAIL)],
)
def test_a_number_or_address_that_is_none_is_refused(
    district: District, mobile: str, email: str, reason: object
) -> None:
    with pytest.raises(Refused) as refused:
        reached(district, mobile=mobile, email=email)
    assert refused.value.reason == reason


def test_the_administrator_enters_it_and_the_record_keeps_it_as_a_personal_text(district: District) -> None:
    client = Client()
    client.force_login(holder(district, "dpm"))
    act = reverse("admin_act", args=["set-contact"])
    fields = {"person": holder(district).username, "mobile": "9000123456", "email": ""}
    asked = client.post(act, {**fields, "step": "check"}).content.decode()
    seen = asked.partition('name="seen" value="')[2].partition('"')[0]
    assert client.post(act, {**fields, "step": "do", "seen": seen}).status_code == 302
    assert holder(district).mobile == "9000123456"
    entry = ledger.entries(district.office.pk)[-1]
    assert (entry.kind, dict(entry.texts)) == ("person.contact_set", {"mobile": "9000123456"})
    assert "9000123456" not in str(entry.data)
