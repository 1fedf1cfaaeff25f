"""CSMOP 11: who first receives a dak enters it: a number, a main recipient, copies, all channels kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from efile.dak import reasons
from efile.dak.diarising import diarise
from efile.dak.models import Dak, DakKind, DakState
from efile.models import Channel, Matter, NumberSeries
from efile.verification import verify_all
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from ledger.ids import uuid7
from tests.efile.conftest import District
from tests.efile.dak.conftest import NUMBER, agrees, entered, fresh, kinds, letter


def test_a_letter_gets_a_number_of_the_one_diary_and_starts_no_matter(district: District) -> None:
    application = district.receive()
    dak = entered(district)
    assert application.receipt is not None
    assert dak.receipt.serial == application.receipt.serial + 1
    assert (dak.state, dak.holder_id) == (DakState.OPEN, district.post("oc-general"))
    assert Matter.objects.count() == 1
    assert kinds(dak) == ["receipt.received"]
    assert agrees(dak)


@pytest.mark.parametrize("kind", DakKind.values)
def test_each_kind_is_kept(district: District, kind: str) -> None:
    assert entered(district, kind=kind).kind == kind


@pytest.mark.parametrize("channel", Channel.values)
def test_every_channel_is_kept_with_the_receipt_for_ever(district: District, channel: str) -> None:
    dak = entered(district, channel=channel)
    assert dak.receipt.channel == channel
    assert ledger.entries(dak.receipt_id)[0].data["channel"] == channel


def test_the_writers_number_is_kept_byte_for_byte(district: District) -> None:
    dak = entered(district)
    assert dak.receipt.foreign_number.encode() == NUMBER.encode()
    assert ledger.entries(dak.receipt_id)[0].texts["foreign_number"] == NUMBER


def test_a_number_that_no_register_holds_is_refused(district: District) -> None:
    for number in ("১\n২", "ক" * 101):
        with pytest.raises(Refused) as refused:
            entered(district, number=number)
        assert refused.value.reason is reasons.NUMBER_LONG
    assert not NumberSeries.objects.filter(code="receipt", last__gt=0).exists()


def test_a_letter_does_not_bear_a_later_date_than_its_receipt(district: District) -> None:
    with pytest.raises(Refused) as refused:
        entered(district, letter_date=date(2026, 11, 17))
    assert refused.value.reason is reasons.LETTER_LATER


def test_who_takes_in_nothing_enters_nothing(district: District) -> None:
    """CSMOP 9: all dak enters through the registry."""
    actor = district.actor("group-d-it")
    with pytest.raises(Refused) as refused:
        diarise(actor=actor, letter=letter(), to=district.post("dm"), now=district.now)
    assert refused.value.reason.code == "act.no_power"
    assert not Dak.objects.exists()


def test_one_form_sent_twice_is_one_dak(district: District) -> None:
    key = uuid7()
    both = [
        diarise(
            actor=district.actor("counter-1"),
            letter=letter(),
            to=district.post("dm"),
            now=district.wait(minutes=1),
            key=key,
        )
        for _time in range(2)
    ]
    assert both[0] == both[1]
    assert Dak.objects.count() == 1


def test_it_may_have_come_on_an_earlier_day(district: District) -> None:
    came = district.now - timedelta(days=3)
    noted = diarise(
        actor=district.actor("counter-1"),
        letter=letter(),
        to=district.post("dm"),
        received_at=came,
        now=district.now,
    )
    dak = fresh(noted.dak)
    assert dak.receipt.received_at == came
    assert ledger.entries(dak.receipt_id)[0].at == district.now


def test_the_whole_record_agrees_and_the_diary_has_no_hole(district: District) -> None:
    district.receive()
    entered(district)
    entered(district, physical=True, copies=("adm-general",))
    assert [found for _k, _s, _n, found in verify_all(["receipt", "matter"]) if found] == []
