"""CSMOP 14(iii), (iv): up past intermediate superiors, and the way back through them."""

import pytest

from efile import reasons, services
from efile.forwarding import selectors as forwarding
from efile.forwarding.models import JumpedLevel
from efile.models import Matter, Priority
from efile.verification import check_stream
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile.conftest import District


def jumped(district: District, priority: int = Priority.ORDINARY) -> Matter:
    """With the officer-in-charge, sent up by the dealing clerk past the clerk-in-charge."""
    matter = district.receive(priority=priority)
    district.complete("dm", matter, "mark", to="oc-general")
    district.forward("oc-general", matter, "udc-general")
    district.forward("udc-general", matter, "oc-general")
    return matter


def give_back(district: District, code: str, matter: Matter) -> None:
    services.return_(
        actor=district.actor(code),
        thread=district.thread(matter).pk,
        seen=district.seen(matter),
        now=district.wait(minutes=5),
    )


def test_a_level_jumped_stands_on_record(district: District) -> None:
    matter = jumped(district)
    row = JumpedLevel.objects.get(thread__matter=matter)
    assert (row.below.code, row.post.code, row.passed_seq) == ("udc-general", "cic-general", None)
    entries = ledger.entries(matter.pk)
    assert entries[-1].data["jumped"] == [str(district.post("cic-general"))]
    assert check_stream("matter", matter.pk, entries) is None


def test_returned_it_goes_through_the_level_jumped_who_may_put_it_up_again(district: District) -> None:
    matter = jumped(district)
    give_back(district, "oc-general", matter)
    assert district.thread(matter).holder.code == "cic-general"
    assert JumpedLevel.objects.get(thread__matter=matter).passed_seq is not None
    district.forward("cic-general", matter, "oc-general")
    assert district.thread(matter).holder.code == "oc-general"
    assert agrees(matter)


def test_it_is_not_sent_down_past_the_level_jumped(district: District) -> None:
    matter = jumped(district)
    with pytest.raises(Refused) as refused:
        district.forward("oc-general", matter, "udc-general")
    assert refused.value.reason is reasons.LEVELS_JUMPED
    assert str(district.actor("cic-general").post_title) in refused.value.sentence


def test_what_is_urgent_goes_straight_and_the_level_jumped_is_told(district: District) -> None:
    """CSMOP 14(iv)."""
    matter = jumped(district, Priority.URGENT)
    give_back(district, "oc-general", matter)
    assert district.thread(matter).holder.code == "udc-general"
    (notice,) = forwarding.notices_of(district.actor("cic-general"))
    assert (notice.kind, notice.matter) == ("jumped", matter)
    assert agrees(matter)


def test_a_decision_leads_straight_on_and_the_level_jumped_is_told(district: District) -> None:
    matter = jumped(district)
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")
    (notice,) = forwarding.notices_of(district.actor("cic-general"))
    assert notice.kind == "decided"
    assert not JumpedLevel.objects.filter(thread__matter=matter, passed_seq=None).exists()
    assert agrees(matter)


def test_a_jump_that_is_pulled_back_owes_nothing(district: District) -> None:
    matter = jumped(district)
    services.pull_back(
        actor=district.actor("udc-general"), thread=district.thread(matter).pk, now=district.wait(minutes=5)
    )
    assert not JumpedLevel.objects.filter(thread__matter=matter, passed_seq=None).exists()
    assert agrees(matter)


def test_a_decision_taken_back_owes_the_level_again(district: District) -> None:
    matter = jumped(district)
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")
    services.pull_back(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.wait(minutes=5)
    )
    assert JumpedLevel.objects.filter(thread__matter=matter, passed_seq=None).exists()
    assert agrees(matter)


def agrees(matter: Matter) -> bool:
    """The rows are as the matter's entries tell them."""
    return check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None
