"""Whole acts against the office's orders: given and withheld by service and sum."""

from datetime import date

import pytest

from efile import reasons
from hierarchy.models import Post, PowerRow
from hierarchy.refusals import Refused
from notings import services as notings
from notings.models import NoteDraft
from tests.efile.conftest import SERVICE, District


def order(district: District, code: str, power: str, effect: str, **values: object) -> PowerRow:
    return PowerRow.objects.create(
        office=district.office,
        post=Post.objects.get(pk=district.post(code)),
        power=power,
        effect=effect,
        starts=date(2026, 1, 1),
        source_bn="আদেশ",
        source_en="Order",
        **values,
    )


def test_a_post_from_which_forwarding_is_withheld_does_not_send(district: District) -> None:
    matter = district.marked()
    order(district, "oc-general", "forward", "withholds", service=SERVICE)
    with pytest.raises(Refused) as refused:
        district.forward("oc-general", matter, "cic-general")
    assert refused.value.reason is reasons.SENDS_UP_ONLY
    assert "Additional District Magistrate" in refused.value.sentence


def test_what_is_withheld_in_one_service_stays_allowed_in_another(district: District) -> None:
    matter = district.marked()
    order(district, "oc-general", "forward", "withholds", service="another")
    district.forward("oc-general", matter, "cic-general")
    assert district.thread(matter).holder.code == "cic-general"


def test_a_decision_withheld_from_the_head_in_one_service_is_refused(district: District) -> None:
    matter = district.put_up()
    order(district, "dm", "decide", "withholds", service=SERVICE)
    district.note("dm", matter, "মঞ্জুর।")
    with pytest.raises(Refused) as refused:
        district.complete("dm", matter, "approve")
    assert refused.value.reason is reasons.NO_POWER
    assert "nobody" in refused.value.sentence


def test_a_draft_of_a_post_that_signs_nothing_stops_its_sending(district: District) -> None:
    matter = district.marked()
    district.note("oc-general", matter, "খসড়া।")
    row = order(district, "oc-general", "sign", "withholds")
    with pytest.raises(Refused) as refused:
        district.forward("oc-general", matter, "cic-general")
    assert refused.value.reason is reasons.MAY_NOT_SIGN
    row.delete()
    district.forward("oc-general", matter, "cic-general")
    assert district.thread(matter).holder.code == "cic-general"


def test_a_matter_is_marked_to_a_post_that_recommends_by_order(district: District) -> None:
    matter = district.receive()
    order(district, "udc-general", "recommend", "gives", service=SERVICE)
    district.complete("dm", matter, "mark", to="udc-general")
    matter.refresh_from_db()
    assert matter.marked_to_id == district.post("udc-general")


def test_a_draft_is_thrown_away_by_who_may_neither_write_nor_sign_any_more(district: District) -> None:
    """Else it would keep the file there."""
    matter = district.marked()
    district.note("oc-general", matter, "খসড়া।")
    for power in ("note", "draft", "sign"):
        order(district, "oc-general", power, "withholds")
    with pytest.raises(Refused) as refused:
        district.forward("oc-general", matter, "cic-general")
    assert refused.value.reason is reasons.MAY_NOT_SIGN
    notings.discard_draft(actor=district.actor("oc-general"), sheet=matter.sheet_id, lane=None, revision=1)
    district.forward("oc-general", matter, "cic-general")
    assert district.thread(matter).holder.code == "cic-general"


def test_nobody_throws_away_the_draft_of_another_post(district: District) -> None:
    matter = district.marked()
    district.note("oc-general", matter, "খসড়া।")
    notings.discard_draft(actor=district.actor("ldc-it"), sheet=matter.sheet_id, lane=None, revision=1)
    assert NoteDraft.objects.filter(sheet=matter.sheet_id).exists()
