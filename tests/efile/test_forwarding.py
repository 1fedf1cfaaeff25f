from datetime import timedelta
from uuid import uuid4

import pytest

from efile import reasons, services
from efile.models import Movement
from efile.services.act import Seen
from hierarchy.models import Charge, Deputation
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from notings.models import Paragraph
from tests.efile.conftest import District


def test_a_file_goes_down_the_section_and_the_note_is_signed_with_it(district: District) -> None:
    matter = district.marked()
    district.note("oc-general", matter, "যাচাই করে পেশ করুন।")
    district.forward("oc-general", matter, "cic-general")
    thread = district.thread(matter)
    assert thread.holder.code == "cic-general"
    assert thread.read_at is None
    paragraph = Paragraph.objects.get(sheet=matter.sheet)
    assert (paragraph.number, paragraph.text) == (1, "যাচাই করে পেশ করুন।")
    last = Movement.objects.filter(matter=matter).latest("seq")
    assert (last.kind, last.paragraph) == ("forwarded", 1)
    assert ledger.entries(matter.pk)[-1].texts == {"note": "যাচাই করে পেশ করুন।"}


def test_only_the_holder_forwards(district: District) -> None:
    matter = district.marked()
    with pytest.raises(Refused) as refused:
        district.forward("cic-general", matter, "udc-general")
    assert refused.value.reason is reasons.NOT_HOLDER
    assert str(district.actor("oc-general").post_title) in refused.value.sentence


def test_another_section_outside_the_line_is_refused_with_where_the_file_may_go(district: District) -> None:
    matter = district.marked()
    with pytest.raises(Refused) as refused:
        district.forward("oc-general", matter, "udc-it")
    assert refused.value.reason is reasons.OUT_OF_CHANNEL


def test_a_fixed_desk_does_not_forward(district: District) -> None:
    matter = district.receive()
    with pytest.raises(Refused) as refused:
        district.forward("dm", matter, "adm-general")
    assert refused.value.reason is reasons.CHANNEL_NONE


def test_who_moved_the_file_himself_is_not_told_his_own_name(district: District) -> None:
    matter = district.marked()
    before = district.seen(matter)
    district.forward("oc-general", matter, "cic-general")
    with pytest.raises(Refused) as refused:
        services.forward(
            actor=district.actor("oc-general"),
            thread=district.thread(matter).pk,
            to=district.post("udc-general"),
            seen=before,
            now=district.now,
        )
    assert refused.value.reason is reasons.MOVED
    assert refused.value.reason.status == 409
    assert "You, in another window, moved this file meanwhile" in refused.value.sentence


def test_a_repeat_with_the_same_key_gets_the_first_answer(district: District) -> None:
    matter, key = district.marked(), uuid4()
    first = district.forward("oc-general", matter, "cic-general", key)
    again = services.forward(
        actor=district.actor("oc-general"),
        thread=district.thread(matter).pk,
        to=district.post("cic-general"),
        seen=Seen(1, None),
        now=district.now,
        key=key,
    )
    assert first == again
    assert Movement.objects.filter(matter=matter, kind="forwarded").count() == 1


def test_who_agrees_merely_signs_by_sending(district: District) -> None:
    """Domain rule (c) 19."""
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    assert Movement.objects.filter(matter=matter).latest("seq").paragraph is None


def test_a_movement_keeps_name_post_and_charge_as_they_were(district: District) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    by = Movement.objects.filter(matter=matter).latest("seq").by
    assert by["name"]["bn"] == district.actor("oc-general").name.bn
    assert by["charge"] == district.actor("oc-general").charge


def test_an_unknown_post_is_refused(district: District) -> None:
    matter = district.marked()
    with pytest.raises(Refused):
        services.forward(
            actor=district.actor("oc-general"),
            thread=district.thread(matter).pk,
            to=uuid4(),
            now=district.now,
        )


def test_a_file_is_returned_to_the_post_it_came_from_in_one_step(district: District) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    services.return_(
        actor=district.actor("cic-general"),
        thread=district.thread(matter).pk,
        seen=district.seen(matter),
        now=district.wait(minutes=3),
    )
    assert district.thread(matter).holder.code == "oc-general"


def vacate(district: District, post: str) -> None:
    Charge.objects.filter(post=district.post(post)).update(ends=district.wait(minutes=1))


def test_nothing_is_sent_where_nobody_acts(district: District) -> None:
    matter = district.marked()
    vacate(district, "cic-general")
    with pytest.raises(Refused) as refused:
        district.forward("oc-general", matter, "cic-general")
    assert refused.value.reason is reasons.POST_VACANT
    assert district.thread(matter).holder.code == "oc-general"


def test_nor_returned_there(district: District) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    vacate(district, "oc-general")
    with pytest.raises(Refused) as refused:
        services.return_(
            actor=district.actor("cic-general"), thread=district.thread(matter).pk, now=district.now
        )
    assert refused.value.reason is reasons.POST_VACANT


def test_a_deputy_of_a_vacant_post_is_sent_files(district: District) -> None:
    matter = district.marked()
    deputy = Charge.objects.get(post=district.post("udc-general")).user
    vacate(district, "cic-general")
    Deputation.objects.create(
        office=district.office,
        post_id=district.post("cic-general"),
        user=deputy,
        starts=district.now,
        ends=district.now + timedelta(days=2),
        reason="শূন্য পদ",
    )
    district.forward("oc-general", matter, "cic-general")
    assert district.thread(matter).holder.code == "cic-general"


def test_what_came_with_the_stage_cannot_be_returned_past_it(district: District) -> None:
    matter = district.marked()
    with pytest.raises(Refused) as refused:
        services.return_(
            actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.now
        )
    assert refused.value.reason is reasons.NOBODY_TO_RETURN_TO


def test_opening_is_recorded_once_for_the_holder_and_not_at_all_for_others(district: District) -> None:
    matter = district.marked()
    assert not district.open("cic-general", matter)
    assert district.open("oc-general", matter)
    assert not district.open("oc-general", matter)
    kinds = [entry.kind for entry in ledger.entries(matter.pk)]
    assert kinds.count("thread.opened") == 1
