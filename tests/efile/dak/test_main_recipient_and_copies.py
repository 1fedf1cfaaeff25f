"""One acts, copies read: exactly one owner at a time, and copies never block disposal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from efile.dak import caring, reasons, selectors, sending
from efile.dak.sight import dak_for
from hierarchy.models import Charge, Deputation
from hierarchy.refusals import Refused
from hierarchy.selectors import actor_for
from tests.efile.conftest import District
from tests.efile.dak.conftest import agrees, entered, fresh, kinds


def boxes(district: District, code: str) -> dict[str, int]:
    actor = district.actor(code)
    return {name: selectors.box(actor, name).count() for name in ("with_me", "copies", "sent", "done")}


def test_it_lies_with_one_and_its_copies_with_others(district: District) -> None:
    entered(district, copies=("adm-general", "oc-land"))
    assert boxes(district, "oc-general") == {"with_me": 1, "copies": 0, "sent": 0, "done": 0}
    assert boxes(district, "oc-land") == {"with_me": 0, "copies": 1, "sent": 0, "done": 0}
    assert boxes(district, "counter-1")["sent"] == 1


def test_who_has_a_copy_reads_it_and_does_not_act(district: District) -> None:
    dak = entered(district, copies=("oc-land",))
    assert dak_for(district.actor("oc-land"), dak.pk) == dak
    actor = district.actor("oc-land")
    with pytest.raises(Refused) as refused:
        sending.send(actor=actor, dak=dak.pk, to=district.post("dm"), now=district.wait(minutes=5))
    with pytest.raises(Refused) as unacknowledged:
        caring.acknowledge(actor=actor, dak=dak.pk, now=district.wait(minutes=5))
    assert {refused.value.reason, unacknowledged.value.reason} == {reasons.NOT_MAIN}
    assert "General" in refused.value.sentence


def test_its_reader_puts_a_copy_away_and_the_dak_stays(district: District) -> None:
    dak = entered(district, copies=("oc-land",))
    sending.close_copy(actor=district.actor("oc-land"), dak=dak.pk, now=district.wait(minutes=5))
    assert boxes(district, "oc-land")["copies"] == 0
    assert boxes(district, "oc-general")["with_me"] == 1
    with pytest.raises(Refused) as refused:
        sending.close_copy(actor=district.actor("oc-land"), dak=dak.pk, now=district.wait(minutes=5))
    assert refused.value.reason is reasons.COPY_GONE
    assert dak_for(district.actor("oc-land"), dak.pk) == dak
    assert agrees(dak)


def test_who_reads_a_copy_may_send_one_further(district: District) -> None:
    dak = entered(district, copies=("oc-land",))
    sending.send_copies(
        actor=district.actor("oc-land"),
        dak=dak.pk,
        to=[district.post("cic-land")],
        now=district.wait(minutes=5),
    )
    assert boxes(district, "cic-land")["copies"] == 1
    with pytest.raises(Refused) as refused:
        sending.send_copies(
            actor=district.actor("oc-land"),
            dak=dak.pk,
            to=[district.post("oc-general")],
            now=district.wait(minutes=5),
        )
    assert refused.value.reason is reasons.NO_COPIES


def test_a_copy_becomes_work_only_when_the_main_recipient_or_a_chief_sends_it(district: District) -> None:
    """CSMOP 2019 App. 1.1 (5): one officer decides whose a disputed receipt is."""
    dak = entered(district, copies=("oc-land",))
    sending.send(
        actor=district.actor("dm"), dak=dak.pk, to=district.post("oc-land"), now=district.wait(minutes=5)
    )
    row = fresh(dak)
    assert (row.holder_id, row.sender_id) == (district.post("oc-land"), district.post("dm"))
    assert boxes(district, "oc-land") == {"with_me": 1, "copies": 1, "sent": 0, "done": 0}
    assert kinds(dak)[-1] == "receipt.sent"
    assert agrees(dak)


def test_who_stands_for_an_absent_recipient_acts_on_it(district: District) -> None:
    """CSMOP 9: the link officer receives what is addressed to one who is away."""
    dak = entered(district)
    deputy = Charge.objects.get(post=district.post("oc-land")).user
    Deputation.objects.create(
        office=district.office,
        post_id=district.post("oc-general"),
        user=deputy,
        starts=district.now,
        ends=district.now + timedelta(days=2),
        reason="ছুটি",
    )
    actor = actor_for(deputy.pk, district.post("oc-general"), district.now)
    sending.send(actor=actor, dak=dak.pk, to=district.post("cic-general"), now=district.wait(minutes=5))
    assert fresh(dak).holder_id == district.post("cic-general")
    assert agrees(dak)


def test_who_is_not_above_redirects_nothing_that_lies_with_another(district: District) -> None:
    dak = entered(district)
    with pytest.raises(Refused) as refused:
        sending.send(
            actor=district.actor("counter-1"),
            dak=dak.pk,
            to=district.post("oc-land"),
            now=district.wait(minutes=5),
        )
    assert refused.value.reason is reasons.NOT_MAIN


def test_an_old_page_moves_nothing(district: District) -> None:
    dak = entered(district)
    caring.mark_read(actor=district.actor("oc-general"), dak=dak.pk, now=district.wait(minutes=5))
    with pytest.raises(Refused) as refused:
        sending.send(
            actor=district.actor("oc-general"),
            dak=dak.pk,
            to=district.post("dm"),
            seen=dak.version,
            now=district.wait(minutes=5),
        )
    assert refused.value.reason is reasons.MOVED


def test_strangers_do_not_know_of_it_and_a_grade_narrows_the_rest(district: District) -> None:
    plain, secret = entered(district), entered(district, secrecy=2)
    for code, dak, knows in (
        ("udc-general", plain, True),
        ("udc-general", secret, False),
        ("counter-1", secret, False),
        ("udc-land", plain, False),
        ("dm", secret, True),
        ("auditor-1", secret, True),
    ):
        if knows:
            assert dak_for(district.actor(code), dak.pk) == dak
        else:
            with pytest.raises(Refused) as refused:
                dak_for(district.actor(code), dak.pk)
            assert refused.value.reason is reasons.UNKNOWN, code
