"""NIC eFile: a physical item is received before any other action; its shelf is kept beside the e-file."""

from __future__ import annotations

import pytest

from efile.dak import caring, reasons, sending
from hierarchy.refusals import Refused
from tests.efile.conftest import District
from tests.efile.dak.conftest import agrees, entered, fresh, kinds


def test_it_is_with_the_registry_until_the_main_recipient_has_received_it(district: District) -> None:
    dak = entered(district, physical=True)
    assert dak.paper_at_id == district.post("counter-1")
    assert dak.awaits_paper
    caring.receive_paper(actor=district.actor("oc-general"), dak=dak.pk, now=district.wait(minutes=5))
    assert fresh(dak).paper_at_id == district.post("oc-general")
    assert not fresh(dak).awaits_paper
    assert kinds(dak)[-1] == "receipt.paper"
    assert agrees(dak)


def test_sent_on_it_stays_behind_until_it_is_received_again(district: District) -> None:
    dak = entered(district, physical=True)
    caring.receive_paper(actor=district.actor("oc-general"), dak=dak.pk, now=district.wait(minutes=5))
    sending.send(
        actor=district.actor("oc-general"),
        dak=dak.pk,
        to=district.post("oc-land"),
        now=district.wait(minutes=5),
    )
    assert fresh(dak).awaits_paper
    assert fresh(dak).paper_at_id == district.post("oc-general")


def test_nobody_else_receives_it_and_nobody_twice(district: District) -> None:
    dak = entered(district, physical=True, copies=("adm-general",))
    with pytest.raises(Refused) as refused:
        caring.receive_paper(actor=district.actor("adm-general"), dak=dak.pk, now=district.wait(minutes=5))
    assert refused.value.reason is reasons.NOT_MAIN
    caring.receive_paper(actor=district.actor("oc-general"), dak=dak.pk, now=district.wait(minutes=5))
    with pytest.raises(Refused) as again:
        caring.receive_paper(actor=district.actor("oc-general"), dak=dak.pk, now=district.wait(minutes=5))
    assert again.value.reason is reasons.PAPER_HERE


def test_what_came_by_wire_alone_has_no_physical_item(district: District) -> None:
    dak = entered(district, channel="email")
    with pytest.raises(Refused) as refused:
        caring.receive_paper(actor=district.actor("oc-general"), dak=dak.pk, now=district.wait(minutes=5))
    assert refused.value.reason is reasons.NO_PAPER


def test_who_has_it_says_on_which_shelf_it_lies(district: District) -> None:
    dak = entered(district, physical=True)
    with pytest.raises(Refused) as refused:
        caring.shelve(
            actor=district.actor("oc-general"), dak=dak.pk, shelf="৩/খ", now=district.wait(minutes=5)
        )
    assert refused.value.reason is reasons.SHELF_ELSEWHERE
    caring.receive_paper(actor=district.actor("oc-general"), dak=dak.pk, now=district.wait(minutes=5))
    caring.shelve(actor=district.actor("oc-general"), dak=dak.pk, shelf=" ৩/খ ", now=district.wait(minutes=5))
    assert fresh(dak).shelf == "৩/খ"
    assert agrees(dak)
