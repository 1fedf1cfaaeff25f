"""The applicant is told once, and the flow that waits for it goes on."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured

from efile import services
from efile.models import Matter
from efile.services.act import Done
from efile.verification import check_stream
from integrations import notify, sending, sms
from integrations.models import Notice
from integrations.relay import release_due
from integrations.sentences import ABOUT
from ledger import selectors
from ledger import services as ledger
from ledger.models import Outbox
from tests.efile.conftest import District
from tests.integrations.gateway import Gateway


def rejected(district: District) -> Matter:
    """A matter the DM rejected at once: it waits until the applicant is told."""
    matter = district.receive()
    district.open("dm", matter)
    district.note("dm", matter, "এই কার্যালয়ের এখতিয়ারভুক্ত নয়।")
    district.complete("dm", matter, "reject")
    return matter


def release(district: District, **span: int) -> int:
    return release_due(district.wait(**(span or {"minutes": 10})))


def asked_twice(matter: Matter, district: District) -> None:
    row = Outbox.objects.get()
    Outbox.objects.filter(pk=row.pk).update(done_at=None, available_at=district.now)


def test_the_matter_waits_until_the_applicant_is_told_and_then_closes(district: District) -> None:
    matter = rejected(district)
    matter.refresh_from_db()
    assert matter.closed_at is None

    assert release(district) == 1
    matter.refresh_from_db()
    assert matter.closed_at == district.now
    assert matter.disposal == "rejected"
    assert check_stream("matter", matter.pk, selectors.entries(matter.pk)) is None


def test_nothing_goes_out_before_the_undo_time_is_over(district: District) -> None:
    rejected(district)

    assert release_due(district.now) == 0
    assert not Notice.objects.exists()


def test_without_a_gateway_the_office_records_that_it_told(district: District) -> None:
    matter = rejected(district)
    release(district)

    notice = Notice.objects.get()
    assert matter.receipt is not None
    assert notice.matter == matter
    assert matter.receipt.number in notice.text
    assert (notice.channel, notice.address, notice.carrier) == ("sms", "9000000000", "office")
    assert notice.sent_at == district.now


@pytest.mark.parametrize(
    ("applicant", "channel"),
    [
        ({"mobile": "", "email": "rahima@example.org"}, ("email", "rahima@example.org")),
        ({"mobile": "", "email": ""}, ("counter", "")),
    ],
)
def test_the_channel_is_what_the_applicant_gave(
    district: District, gateway: Gateway, applicant: dict[str, Any], channel: tuple[str, str]
) -> None:
    matter = district.receive(**applicant)
    told(district, matter)

    notice = Notice.objects.get()
    assert (notice.channel, notice.address) == channel
    assert notice.carrier == "office"
    assert gateway.heard == []


def test_the_gateway_is_given_number_text_and_a_key(district: District, gateway: Gateway) -> None:
    rejected(district)
    release(district)

    notice = Notice.objects.get()
    sent = {"to": "9000000000", "text": notice.text, "id": notice.dedupe}
    assert gateway.heard == [(notice.dedupe, sent)]
    assert (notice.carrier, notice.sent_at) == ("gateway", district.now)


def test_a_gateway_that_fails_for_a_while_is_asked_again_with_the_same_key(
    district: District, gateway: Gateway
) -> None:
    matter = rejected(district)
    gateway.answers = [503, 429, 202]

    assert release(district) == 0
    assert Outbox.objects.get().last_error == "the gateway answered 503"
    assert release(district) == 0
    assert release(district) == 1
    assert len(gateway.heard) == 3
    assert len({key for key, _ in gateway.heard}) == 1
    matter.refresh_from_db()
    assert matter.closed_at is not None


def test_a_gateway_that_is_not_there_is_asked_again(district: District, settings: Any) -> None:
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:1/send"
    rejected(district)

    assert release(district) == 0
    assert "the gateway did not answer" in Outbox.objects.get().last_error
    settings.SMS_GATEWAY_URL = ""
    assert release(district) == 1


def test_a_number_the_gateway_rejects_fails_for_good_and_the_flow_goes_on(
    district: District, gateway: Gateway
) -> None:
    matter = rejected(district)
    gateway.answers = [400]

    assert release(district) == 1
    notice = Notice.objects.get()
    assert (notice.sent_at, notice.failed_at) == (None, district.now)
    assert notice.failure == "the gateway answered 400"
    assert selectors.entries(matter.pk)[-1].data["engine"]["result"] == "failed"


def test_after_many_tries_the_notice_is_given_up(district: District, gateway: Gateway) -> None:
    rejected(district)
    gateway.answers = [503]

    carried = [release(district, hours=2) for _ in range(sending.MOST_TRIES)]
    assert carried == [0] * (sending.MOST_TRIES - 1) + [1]
    assert Notice.objects.get().failed_at == district.now


def test_a_delivery_repeated_after_a_crash_sends_and_reports_once(
    district: District, gateway: Gateway
) -> None:
    matter = rejected(district)
    release(district)
    before = len(selectors.entries(matter.pk))
    asked_twice(matter, district)

    assert release(district) == 1
    assert len(gateway.heard) == 1
    assert len(selectors.entries(matter.pk)) == before
    assert Notice.objects.count() == 1


def told(district: District, matter: Matter, about: str = "answer") -> None:
    """The effect of a flow that does not wait."""
    ledger.enqueue(
        topic=notify.TOPIC,
        body={"matter": matter.pk, "wait": None, "parameters": {"about": about}},
        dedupe=str(uuid4()),
        available_at=district.now,
    )
    assert release(district) == 1


def test_every_sentence_names_the_receipt(district: District) -> None:
    matter = district.receive()
    assert matter.receipt is not None
    for about in (*ABOUT, "something new"):
        told(district, matter, about)

    texts = Notice.objects.values_list("text", flat=True)
    assert len(set(texts)) == len(ABOUT) + 1
    assert all(matter.receipt.number in text for text in texts)


def test_a_matter_of_the_office_itself_has_nobody_to_tell(district: District) -> None:
    started: Done = services.start(
        actor=district.actor("ldc-it"), service="internal-file", subject="কম্পিউটার ক্রয়", now=district.now
    )
    told(district, Matter.objects.get(pk=started.matter))

    assert not Notice.objects.exists()


def test_an_address_that_is_not_http_is_refused(settings: Any) -> None:
    settings.SMS_GATEWAY_URL = "file:///etc/passwd"
    with pytest.raises(ImproperlyConfigured):
        sms.gateway_url()


def test_a_matter_that_does_not_exist_stays_with_the_administrator(district: District) -> None:
    ledger.enqueue(
        topic=notify.TOPIC,
        body={"matter": UUID(int=1), "wait": None, "parameters": {}},
        dedupe="lost",
        available_at=district.now,
    )
    assert release(district) == 0
    assert Outbox.objects.get().last_error.startswith("DoesNotExist")


def test_the_next_try_after_a_failure_waits(district: District, gateway: Gateway) -> None:
    rejected(district)
    gateway.answers = [503, 202]
    release(district)

    assert release(district, seconds=1) == 0
    assert len(gateway.heard) == 1
    assert release_due(district.now + timedelta(seconds=10)) == 1
