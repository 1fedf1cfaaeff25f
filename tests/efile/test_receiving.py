from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command

from efile import reasons, services
from efile.models import Matter, Receipt
from efile.services.receiving import Application
from hierarchy.models import Office
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile.conftest import SERVICE, District
from workflows.catalogue import services_for


def test_an_application_gets_a_number_a_promised_date_and_a_matter_with_the_head(district: District) -> None:
    matter = district.receive()
    receipt = Receipt.objects.get(matter=matter)
    assert receipt.number == "1/2026"
    assert receipt.promised_on > district.now.date()
    assert district.thread(matter).holder.code == "dm"


def test_numbers_run_without_a_gap_even_past_a_refused_application(district: District) -> None:
    district.receive()
    with pytest.raises(Refused):
        district.receive(service="no-such-service")
    district.receive()
    assert sorted(Receipt.objects.values_list("serial", flat=True)) == [1, 2]


def test_the_ledger_holds_the_receipt_and_the_matter_in_streams_of_their_own(district: District) -> None:
    matter = district.receive()
    receipt = matter.receipt
    assert receipt is not None
    entries = ledger.entries(receipt.pk)
    assert [entry.kind for entry in entries] == ["receipt.received"]
    assert entries[0].texts["applicant"] == "রহিমা বেওয়া"
    assert [entry.kind for entry in ledger.entries(matter.pk)] == ["matter.started"]


def test_no_personal_text_lies_in_the_body_of_an_entry(district: District) -> None:
    matter = district.receive()
    assert matter.receipt is not None
    body = str([entry.data for entry in ledger.entries(matter.receipt.pk) + ledger.entries(matter.pk)])
    assert "রহিমা" not in body
    assert "9000000000" not in body


def test_bengali_text_is_stored_in_nfc_without_bidi_marks(district: District) -> None:
    matter = district.receive(subject="\u202eরাস্তা\u09af\u09bc")
    assert matter.subject == "রাস্তা\u09af\u09bc"
    assert "\u202e" not in matter.subject


def test_a_mobile_number_in_bengali_digits_is_stored_in_ascii(district: District) -> None:
    matter = district.receive(mobile="৯০০০ ০০০ ০০১")
    assert matter.receipt is not None
    assert matter.receipt.applicant.mobile == "9000000001"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"subject": "  "}, reasons.MISSING),
        ({"applicant": ""}, reasons.MISSING),
        ({"mobile": "12"}, reasons.BAD_MOBILE),
        ({"channel": "pigeon"}, reasons.BAD_CHANNEL),
        ({"subject": "ক" * 501}, reasons.TOO_LONG),
        ({"service": "bd-nothing"}, reasons.NO_SERVICE),
    ],
)
def test_a_faulty_application_is_refused_with_its_reason(
    district: District, changes: dict[str, str], reason: object
) -> None:
    with pytest.raises(Refused) as refused:
        district.receive(**changes)
    assert refused.value.reason is reason
    assert refused.value.sentence
    assert Matter.objects.count() == 0


def test_a_post_without_the_power_to_receive_is_refused(district: District) -> None:
    application = Application(SERVICE, "রাস্তা", "করিম")
    with pytest.raises(Refused) as refused:
        services.receive(actor=district.actor("udc-it"), application=application, now=district.now)
    assert refused.value.reason is reasons.NOT_RECEIVING


def test_the_same_form_sent_twice_is_received_once(district: District) -> None:
    key, actor = uuid4(), district.actor("counter-1")
    application = Application(SERVICE, "রাস্তা", "করিম")
    first = services.receive(actor=actor, application=application, now=district.now, key=key)
    again = services.receive(actor=actor, application=application, now=district.wait(minutes=1), key=key)
    assert first == again
    assert Receipt.objects.count() == 1


def test_a_key_used_for_another_application_is_refused(district: District) -> None:
    key, actor = uuid4(), district.actor("counter-1")
    services.receive(actor=actor, application=Application(SERVICE, "রাস্তা", "করিম"), now=district.now, key=key)
    with pytest.raises(Refused) as refused:
        services.receive(
            actor=actor, application=Application(SERVICE, "সেতু", "করিম"), now=district.now, key=key
        )
    assert refused.value.reason is reasons.KEY_REUSED
    assert refused.value.reason.status == 422


def test_an_internal_file_begins_with_the_post_that_opens_it(district: District) -> None:
    done = services.start(
        actor=district.actor("ldc-it"), service="internal-file", subject="কম্পিউটার ক্রয়", now=district.now
    )
    matter = Matter.objects.get(pk=done.matter)
    assert district.thread(matter).holder.code == "ldc-it"
    assert matter.receipt is None


def test_an_application_that_has_not_come_yet_is_refused(district: District) -> None:
    application = Application(SERVICE, "রাস্তা", "করিম")
    with pytest.raises(Refused) as refused:
        services.receive(
            actor=district.actor("counter-1"),
            application=application,
            now=district.now,
            received_at=district.now + timedelta(days=1),
        )
    assert refused.value.reason is reasons.NOT_YET


def test_an_internal_file_is_not_applied_for_at_the_desk(district: District) -> None:
    with pytest.raises(Refused) as refused:
        district.receive(service="internal-file")
    assert refused.value.reason is reasons.NO_SERVICE


def test_a_key_used_for_a_file_of_another_grade_is_refused(district: District) -> None:
    key, actor = uuid4(), district.actor("ldc-it")
    begun: dict[str, Any] = {
        "actor": actor,
        "service": "internal-file",
        "subject": "ক্রয়",
        "now": district.now,
        "key": key,
    }
    services.start(**begun)
    with pytest.raises(Refused) as refused:
        services.start(**begun, secrecy=2)
    assert refused.value.reason is reasons.KEY_REUSED


def test_an_office_offers_only_services_whose_section_it_has(district: District) -> None:
    call_command("load_charts", office="purba-medinipur", with_demo_people=True, verbosity=0)
    sections = set(Office.objects.get(code="purba-medinipur").sections.values_list("code", flat=True))
    offered = services_for(Office.objects.get(code="purba-medinipur"))
    assert {row.section for row in offered if row.kind != "internal"} <= sections
    assert SERVICE in {row.code for row in services_for(district.office)}


def test_a_panchayat_samiti_with_a_general_section_offers_no_certificate_of_the_district(
    district: District,
) -> None:
    district.office.kind = "panchayat-samiti"
    district.office.save(update_fields=["kind"])

    offered = {row.code for row in services_for(district.office)}

    assert "wb-domicile" not in offered
    assert {"wb-tube-well", "wb-road-drain"} <= offered
    with pytest.raises(Refused) as refused:
        district.receive(service="wb-domicile")
    assert refused.value.reason is reasons.NO_SERVICE


def test_a_district_offers_it(district: District) -> None:
    assert "wb-domicile" in {row.code for row in services_for(district.office)}
