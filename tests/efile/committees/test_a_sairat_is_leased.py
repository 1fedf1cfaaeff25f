"""An offer for a sairat: checked, put before its committee, leased by signed minutes and the head's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from efile import filepage, reasons
from efile.committees.services import Decision
from efile.models import Matter
from efile.reasons import BY_MINUTES
from efile.verification import check_stream
from hierarchy.actors import Actor
from hierarchy.models import PowerRow
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile.committees.conftest import Committee
from tests.efile.test_pulling_back import pull_back

LEASE = Decision("lease", text="সর্বোচ্চ প্রস্তাবদাতাকে এক বছরের ইজারার সুপারিশ করা হল।")
AGAIN = Decision("check", text="জামানতের রসিদ আবার যাচাই করা হোক।")
SEATS = ("dm", "adm-land", "oc-land")


@pytest.fixture
def sairat(committee: Committee) -> Committee:
    return replace(committee, code="sairat")


def offered(sairat: Committee) -> Matter:
    one = sairat.district
    matter = one.receive(service="wb-sairat-lease", subject="হাট ইজারার প্রস্তাব")
    one.complete("dm", matter, "mark", to="oc-land")
    return matter


def checked(sairat: Committee, matter: Matter) -> None:
    one = sairat.district
    one.note("oc-land", matter, "কাগজপত্র ঠিক আছে। কমিটিতে পেশ করা হল।")
    one.complete("oc-land", matter, "submit", form={"amount": "125000", "papers": "true"})


def met(sairat: Committee, matter: Matter, decision: Decision) -> None:
    meeting = sairat.call()
    sairat.list(meeting, [matter])
    sairat.attend(meeting, SEATS)
    sairat.write(meeting, {matter: decision})
    sairat.sign(meeting)


def test_the_signed_minutes_complete_the_stage_and_the_head_decides(sairat: Committee) -> None:
    matter = offered(sairat)
    checked(sairat, matter)
    assert (sairat.stage(matter), sairat.district.thread(matter).holder.code) == ("Committee", "oc-land")
    with pytest.raises(Refused) as refused:
        sairat.district.complete("oc-land", matter, "lease")
    assert refused.value.reason is BY_MINUTES
    met(sairat, matter, LEASE)
    assert sairat.stage(matter) == "Decision"
    sairat.district.complete("dm", matter, "approve")
    assert sairat.stage(matter) == "Reply"
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


def test_the_committee_sends_an_offer_back_to_be_checked_again(sairat: Committee) -> None:
    matter = offered(sairat)
    checked(sairat, matter)
    met(sairat, matter, AGAIN)
    assert sairat.stage(matter) == "Check"


def test_an_order_up_to_a_sum_bars_a_dearer_lease(sairat: Committee) -> None:
    matter = offered(sairat)
    checked(sairat, matter)
    met(sairat, matter, LEASE)
    order = {"power": "decide", "effect": "gives", "service": "wb-sairat-lease", "starts": date(2020, 1, 1)}
    adm = sairat.district.post("adm-general")
    row = PowerRow.objects.create(office=sairat.district.office, post_id=adm, most_amount=100_000, **order)
    sairat.district.forward("dm", matter, "adm-general")
    with pytest.raises(Refused) as refused:
        sairat.district.complete("adm-general", matter, "approve")
    assert refused.value.reason is reasons.OVER_THE_SUM
    assert refused.value.params["who"] == sairat.district.actor("dm").post_title
    PowerRow.objects.filter(pk=row.pk).update(most_amount=125_000)
    sairat.district.complete("adm-general", matter, "approve")
    assert sairat.stage(matter) == "Reply"


def test_what_was_filled_in_stands_on_the_page_until_its_stage_is_taken_back(sairat: Committee) -> None:
    one, matter = sairat.district, offered(sairat)
    assert filled(one.actor("oc-land"), matter) == []
    checked(sairat, matter)
    assert filled(one.actor("dm"), matter) == [
        ("Lease money offered", "1,25,000"),
        ("Papers and deposit are in order", "yes"),
    ]
    pull_back(one, "oc-land", matter)
    assert filled(one.actor("oc-land"), matter) == []


def filled(actor: Actor, matter: Matter) -> list[tuple[str, str]]:
    return filepage.filled_of(filepage.open_matter(actor, matter.pk))
