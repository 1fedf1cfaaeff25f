"""A pool with several clerks, a diary with several counters."""

from functools import partial
from uuid import uuid4

from efile import reasons, services
from efile.models import Matter, Movement, NumberSeries, Receipt, Thread
from efile.services.receiving import Application, Received
from efile.verification import verify_all
from hierarchy.refusals import Refused
from tests.concurrency.racing import accepted, agrees, refused, together
from tests.efile import stories
from tests.efile.conftest import District
from tests.soak import rounds

CLERKS = ("ldc-jm", "udc-jm", "cic-jm", "oc-jm")
APPLICATION = Application("wb-tube-well", "নলকূপ মেরামত", "রহিমা বেওয়া", "চোপড়া")


def test_of_many_clerks_one_takes_the_file_and_the_others_are_told_who(lasting_district: District) -> None:
    district = lasting_district
    stories.split(district)
    for _ in range(rounds(15, 400)):
        matter = district.receive(service="two")
        district.complete("dm", matter, "ask")
        part = Thread.objects.get(matter=matter, pool__code="jm")
        claims = [
            partial(services.claim, actor=district.actor(code), thread=part.pk, now=district.now)
            for code in CLERKS
        ]
        answers = together(*claims)
        assert len(accepted(answers)) == 1
        part = Thread.objects.select_related("holder").get(pk=part.pk)
        assert part.pool_id is None
        for loser in refused(answers):
            assert loser.reason is reasons.NOT_IN_POOL
            assert str(part.holder.title) in loser.sentence
        assert Movement.objects.filter(matter=matter, kind="claimed").count() == 1
        assert agrees(matter)


def test_two_counters_number_their_receipts_without_a_gap(lasting_district: District) -> None:
    district = lasting_district
    each = rounds(15, 400)

    def counter(code: str) -> list[Received]:
        actor = district.actor(code)
        return [services.receive(actor=actor, application=APPLICATION, now=district.now) for _ in range(each)]

    done = together(partial(counter, "counter-1"), partial(counter, "counter-2"))
    assert not any(isinstance(answer, Refused) for answer in done)
    serials = sorted(Receipt.objects.values_list("serial", flat=True))
    assert serials == list(range(1, 2 * each + 1))
    assert NumberSeries.objects.get(code="receipt").last == 2 * each
    assert Receipt.objects.values("tracking").distinct().count() == 2 * each
    assert [difference for *_, difference in verify_all() if difference] == []


def test_a_double_click_at_the_counter_is_one_receipt(lasting_district: District) -> None:
    district = lasting_district
    actor = district.actor("counter-1")
    for number in range(1, rounds(15, 400) + 1):
        act = partial(services.receive, actor=actor, application=APPLICATION, now=district.now, key=uuid4())
        first, second = together(act, act)
        assert isinstance(first, Received)
        assert first == second
        assert Receipt.objects.count() == Matter.objects.count() == number
    assert NumberSeries.objects.get(code="receipt").last == Receipt.objects.count()
