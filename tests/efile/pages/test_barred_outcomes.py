"""An outcome that orders or the class of case keep from the holder stands greyed, with who may instead."""

import re
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from efile import barred, reasons, services
from efile.models import Matter
from hierarchy.models import PowerRow
from hierarchy.refusals import Refused
from tests.efile.conftest import SERVICE, District
from tests.efile.pages.conftest import SignIn
from tests.efile.test_reopening import rejected_by_the_adm
from workflows import engine
from workflows.catalogue import spec_of
from workflows.models import Flow, Service
from workflows.shipping import publish_bundle

DISABLED = re.compile(r'<button [^>]*disabled aria-describedby="barred-\d">([^<]+)</button>')
PROCESS = re.compile(rb"<bpmn:process [^>]*>")
SUM = b'<bpmn:extensionElements><gp:fact id="amount" type="number" /></bpmn:extensionElements>'


def order(district: District, effect: str, code: str = "", **values: object) -> None:
    PowerRow.objects.create(
        office=district.office,
        post_id=district.post(code) if code else None,
        power="decide",
        effect=effect,
        starts=date(2020, 1, 1),
        source_bn="আদেশ",
        source_en="Order",
        **values,
    )


def up_to(district: District, code: str, most: int) -> None:
    order(district, "gives", code, most_amount=most)


def with_a_sum(amount: int) -> None:
    """Applications from now on begin with a sum on record."""
    flow = Flow.objects.get(code="citizen-application")
    (last,) = flow.versions.all()
    bundle = engine.Bundle.from_json(last.bundle)
    drawn = PROCESS.sub(lambda tag: tag[0] + SUM, bundle.files[bundle.main], count=1)
    changed = engine.Bundle(bundle.main, {**bundle.files, bundle.main: drawn})
    with transaction.atomic():
        publish_bundle(flow, changed, now=timezone.now(), drafted_by=None, published_by=None)
    Service.objects.filter(code=SERVICE).update(facts={"amount": amount})


def with_the_adm(district: District) -> Matter:
    matter = district.put_up()
    district.forward("dm", matter, "adm-general")
    return matter


def shown(sign_in: SignIn, matter: Matter, language: str = "en", code: str = "adm-general") -> str:
    return sign_in(code, language=language).get(reverse("matter", args=[matter.pk])).content.decode()


def posted(page: str, outcome: str) -> bool:
    return f'value="{outcome}"' in page or f"outcome={outcome}" in page


def test_what_is_withheld_in_the_service_stands_greyed_with_who_may(
    district: District, sign_in: SignIn
) -> None:
    matter = with_the_adm(district)
    order(district, "withholds", "adm-general", service=SERVICE)
    page = shown(sign_in, matter)
    assert DISABLED.findall(page) == ["Approve", "Reject", "Return for reconsideration"]
    assert "which District Magistrate has" in page
    assert not posted(page, "approve")


def test_where_no_sum_is_in_question_a_limit_by_sum_bars_nothing(district: District, sign_in: SignIn) -> None:
    matter = with_the_adm(district)
    up_to(district, "adm-general", 150000)
    page = shown(sign_in, matter)
    assert DISABLED.findall(page) == []
    assert posted(page, "approve")


@pytest.mark.parametrize(("amount", "closed"), [(150000, False), (150001, True)])
def test_the_sum_on_record_decides(district: District, sign_in: SignIn, amount: int, closed: bool) -> None:
    with_a_sum(amount)
    matter = with_the_adm(district)
    up_to(district, "adm-general", 150000)
    page = shown(sign_in, matter)
    assert bool(DISABLED.findall(page)) is closed
    assert posted(page, "approve") is not closed
    assert ("up to 1,50,000, and the sum is 1,50,001" in page) is closed
    assert ("১,৫০,০০১" in shown(sign_in, matter, "bn-in")) is closed


def test_the_act_refuses_for_the_reason_that_the_page_shows(district: District) -> None:
    with_a_sum(200000)
    matter = with_the_adm(district)
    up_to(district, "adm-general", 150000)
    with pytest.raises(Refused) as refused:
        district.complete("adm-general", matter, "approve")
    stage = spec_of(matter.instance.version_id).stages["Decision"]
    actor = district.actor("adm-general")
    (group,) = barred.barred_of(matter, stage, actor, district.now.date(), district.now)
    assert group.why.reason is refused.value.reason is reasons.OVER_THE_SUM


def test_below_the_level_of_final_disposal_the_decision_is_greyed(
    district: District, sign_in: SignIn
) -> None:
    matter = with_the_adm(district)
    Service.objects.filter(code=SERVICE).update(
        final_rank="dm", disposal_source_bn="আদেশ ১২", disposal_source_en="Order 12"
    )
    page = shown(sign_in, matter)
    assert "Approve" in DISABLED.findall(page)
    assert "finally disposed of by District Magistrate or above (CSMOP 14(i); Order 12)" in page


def test_after_a_reopening_who_decided_before_sees_his_outcomes_greyed(
    district: District, sign_in: SignIn
) -> None:
    matter = rejected_by_the_adm(district)
    services.reopen(
        actor=district.actor("dm"), matter=matter.pk, reason="নতুন তথ্য", now=district.wait(minutes=5)
    )
    district.forward("dm", matter, "adm-general")
    page = shown(sign_in, matter)
    assert "Approve" in DISABLED.findall(page)
    assert "Only an officer higher than" in page


def test_who_is_limited_by_nothing_sees_nothing_greyed_and_pays_for_nothing(
    district: District, sign_in: SignIn
) -> None:
    matter = with_the_adm(district)
    stage = spec_of(matter.instance.version_id).stages["Decision"]
    service, adm = matter.service, district.actor("adm-general")
    with CaptureQueriesContext(connection) as asked:
        assert barred.barred_of(matter, stage, adm, district.now.date(), district.now) == []
    assert service.final_rank == ""
    assert not [query for query in asked.captured_queries if "ledger" in query["sql"]]
    assert DISABLED.findall(shown(sign_in, matter)) == []
