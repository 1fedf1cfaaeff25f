"""Beside the composer stand the decided matters most like the one in hand, of those its reader may open."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from efile import services
from efile.models import Matter, Secrecy
from efile.precedents import cited, grams, precedents
from hierarchy import selectors as hierarchy
from tests.efile.conftest import District

ORDER = "পশ্চিমবঙ্গ পঞ্চায়েত বিধি ৩৭(২) অনুসারে **মঞ্জুর**।"


def decided(district: District, subject: str, order: str = ORDER) -> Matter:
    matter = district.receive(subject=subject)
    district.complete("dm", matter, "mark", to="oc-general")
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")
    district.note("dm", matter, order)
    district.complete("dm", matter, "approve")
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "sent")
    wait = matter.instance.waits.get(kind="effect", closed_step=None)
    services.effect_finished(matter=matter.pk, wait=wait.pk, result="done", now=district.wait(minutes=2))
    matter.refresh_from_db()
    return matter


def found(district: District, code: str, matter: Matter) -> list[str]:
    calendar = hierarchy.calendar_for(district.office.pk)
    return [one.subject for one in precedents(matter, district.actor(code), calendar)]


def test_the_nearest_come_first_with_their_order_rule_and_days(district: District) -> None:
    decided(district, "বিধবা ভাতা বন্ধ হওয়া")
    decided(district, "নলকূপ সারানোর আবেদন", "মঞ্জুর নয়।")
    other = decided(district, "বার্ধক্য ভাতার টাকা আসেনি")
    matter = district.receive(subject="বিধবা ভাতার টাকা বন্ধ")
    district.complete("dm", matter, "mark", to="oc-general")

    assert found(district, "oc-general", matter)[:2] == ["বিধবা ভাতা বন্ধ হওয়া", other.subject]
    first = precedents(matter, district.actor("oc-general"), hierarchy.calendar_for(district.office.pk))[0]
    assert first.order == "পশ্চিমবঙ্গ পঞ্চায়েত বিধি ৩৭(২) অনুসারে মঞ্জুর।"
    assert first.rule == "পশ্চিমবঙ্গ পঞ্চায়েত বিধি ৩৭(২)"
    assert first.outcome.en == "Approve"
    assert first.days >= 0
    assert first.decided_by.en.startswith("District Magistrate")


def test_only_what_the_reader_may_open_and_nothing_graded_stands_there(district: District) -> None:
    shut = decided(district, "নলকূপ এক")
    Matter.objects.filter(pk=shut.pk).update(secrecy=Secrecy.CONFIDENTIAL)
    decided(district, "নলকূপ দুই")
    matter = district.receive(subject="নলকূপ")
    district.complete("dm", matter, "mark", to="oc-land")

    assert found(district, "oc-general", matter) == ["নলকূপ দুই"]
    assert found(district, "oc-land", matter) == []


def test_however_many_were_decided_the_cost_is_the_same(district: District) -> None:
    matter = district.marked()
    actor, calendar = district.actor("oc-general"), hierarchy.calendar_for(district.office.pk)
    costs = []
    for _round in range(2):
        decided(district, "নলকূপ মেরামত")
        precedents(matter, actor, calendar)  # the flow is read and kept
        with CaptureQueriesContext(connection) as asked:
            precedents(matter, actor, calendar)
        costs.append(len(asked))

    assert costs == [4, 4]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("দেখা হল।", ""),
        ("ভূমি সংস্কার আইন ১৯৫৫ দেখুন", "ভূমি সংস্কার আইন ১৯৫৫"),
        ("under the Arms Rules 2016, may be renewed", "under the Arms Rules 2016"),
        ("section 3(2) applies", "section 3(2)"),
        ("নং ৩ দেখুন", ""),
    ],
)
def test_a_rule_is_known_by_what_it_is_called(text: str, rule: str) -> None:
    assert cited([text]) == rule


def test_words_that_differ_in_their_endings_are_near() -> None:
    near, far = grams("নলকূপের মেরামতি"), grams("অস্ত্র লাইসেন্স")

    assert len(grams("নলকূপ মেরামত") & near) > len(grams("নলকূপ মেরামত") & far) == 0
