"""A finished application says how it was decided; a rejected one why, and where an appeal lies."""

import re

from django.test import Client
from django.urls import reverse

from efile import services
from efile.models import Matter
from tests.efile.conftest import REASON, District
from tests.efile.pages.conftest import receipt_of
from tests.efile.stories import to_disposal, told


def page(matter: Matter, language: str = "en") -> str:
    client = Client()
    client.cookies["language"] = language
    return client.get(reverse("track_code", args=[receipt_of(matter).tracking])).content.decode()


def refused(district: District, **changes: object) -> Matter:
    """Rejected at the first desk; the applicant has not been told yet."""
    matter = district.receive(**changes)
    district.note("dm", matter, "এক্তিয়ারের বাইরে।")
    district.complete("dm", matter, "reject")
    return matter


def test_the_reason_is_shown_once_the_applicant_has_been_told(district: District) -> None:
    matter = refused(district)
    assert REASON not in page(matter)

    told(district, matter)
    shown = page(matter)

    why = shown.split("Why it was rejected")[1].split("</section>")[0]
    assert REASON in why
    assert '<span class="chip done">Rejected</span>' in shown
    assert "এক্তিয়ারের বাইরে।" not in shown


def test_a_reason_given_with_the_decision_is_shown_after_the_reply(district: District) -> None:
    matter = district.put_up()
    district.note("dm", matter)
    district.complete("dm", matter, "reject")
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "sent")
    assert REASON not in page(matter)

    told(district, matter)

    assert REASON in page(matter).split("Why it was rejected")[1].split("</section>")[0]


def test_a_rejected_copy_says_what_was_searched(district: District) -> None:
    matter = district.receive(service="wb-copy-ror")
    district.note("record-officer", matter)
    said = {"reason": "১৯৬২ সালের রেজিস্টারে এই খতিয়ান নেই।"}
    district.complete("record-officer", matter, "not_found", form=said)
    district.complete("record-officer", matter, "sent")
    told(district, matter)

    why = page(matter).split("Why it was rejected")[1].split("</section>")[0]
    assert said["reason"] in why
    assert "Appeal: Sub-divisional Land &amp; Land Reforms Officer (15 days)." in why


def test_an_appeal_is_named_only_where_its_rule_is_known(district: District) -> None:
    certificate, tube_well = refused(district, service="wb-domicile"), refused(district)
    for matter in (certificate, tube_well):
        told(district, matter)

    assert "Appeal: District Magistrate (30 days)." in page(certificate)
    assert "আপিল: জেলাশাসক (৩০ দিন)।" in page(certificate, "bn-in")
    assert "Appeal" not in page(tube_well)


def test_a_disposed_application_says_the_decision_and_no_reason(district: District) -> None:
    shown = page(to_disposal(district))
    last = shown.split('class="timeline"')[1].split("</ol>")[0].rpartition("<li")[2]

    assert '<span class="chip done">Disposed of</span>' in shown
    assert "<b>Disposed of</b>" in last
    assert "<p>Decision: Approve</p>" in last
    assert "Why it was rejected" not in shown


def test_a_late_application_says_so_beside_its_state(district: District) -> None:
    in_time = district.receive()
    district.wait(days=-60)
    late = page(district.marked())

    assert re.search(r'<span class="chip late">\d+ working days late</span>', late)
    assert "That day has passed; the work goes on." in late
    assert "chip late" not in page(in_time)


def test_an_application_that_is_pulled_back_from_rejection_tells_no_reason(district: District) -> None:
    matter = refused(district)
    services.pull_back(
        actor=district.actor("dm"), thread=district.thread(matter).pk, now=district.wait(seconds=2)
    )
    other = {"reason": "অন্য কারণ।"}
    district.note("dm", matter)
    district.complete("dm", matter, "reject", form=other)
    told(district, matter)

    assert other["reason"] in page(matter)
    assert REASON not in page(matter)
