"""Put up in a file, added to a matter, filed without action, put away: each with a way back of its own."""

from __future__ import annotations

import pytest

from efile import reasons as common
from efile.dak import closing, reasons
from efile.dak.models import Dak, DakState
from efile.dak.shown import history_of
from efile.models import File, Matter
from efile.verification import verify_all
from hierarchy.refusals import Refused
from tests.efile.conftest import District
from tests.efile.dak.conftest import agrees, entered, fresh, kinds
from tests.efile.test_filing import put_in_file

AWAY = "কেবল অবগতির জন্য"
WHY = "ভুল নথিতে রাখা হয়েছিল।"


def undo(district: District, dak: Dak, code: str = "oc-general") -> None:
    closing.undo(actor=district.actor(code), dak=dak.pk, reason=WHY, now=district.wait(minutes=5))


def put_up(district: District, dak: Dak, file: File | None = None) -> Dak:
    closing.put_up(
        actor=district.actor("oc-general"),
        dak=dak.pk,
        file=file.pk if file else None,
        now=district.wait(minutes=5),
    )
    return fresh(dak)


def whole_record_agrees() -> bool:
    return [found for *_rest, found in verify_all(["receipt", "matter", "file"]) if found] == []


def test_put_up_in_a_new_file_it_is_the_first_paper_of_a_matter_on_ones_desk(district: District) -> None:
    dak = put_up(district, entered(district, priority=2))
    assert dak.matter is not None
    assert dak.matter.file is not None
    assert dak.state == DakState.PUT_UP
    assert dak.matter.file.number.endswith("/1/2026")
    assert (dak.matter.subject, dak.matter.priority) == (dak.receipt.subject, 2)
    assert dak.paper == dak.matter.papers.get()
    assert district.thread(dak.matter).holder_id == district.post("oc-general")
    assert whole_record_agrees()


def test_put_up_in_a_file_that_exists_its_pages_run_on(district: District) -> None:
    matter = district.marked()
    file = put_in_file(district, matter)
    dak = put_up(district, entered(district), file)
    assert dak.matter is not None
    assert dak.paper is not None
    assert dak.matter.file == file
    assert dak.paper.first_page == 2
    assert whole_record_agrees()


def test_put_up_by_mistake_the_matter_is_withdrawn_and_its_number_stays_given(district: District) -> None:
    dak = put_up(district, entered(district))
    first = dak.matter
    assert first is not None
    undo(district, dak)
    assert fresh(dak).state == DakState.OPEN
    first.refresh_from_db()
    assert (first.disposal, first.closed_at) == ("withdrawn", district.now)
    assert [paper.struck_at is not None for paper in first.papers.all()] == [True]
    again = put_up(district, dak)
    assert again.matter != first
    assert again.matter is not None
    assert again.matter.file is not None
    assert again.matter.file.number.endswith("/2/2026")
    assert whole_record_agrees()


def test_once_the_file_was_worked_on_it_is_not_taken_back(district: District) -> None:
    dak = put_up(district, entered(district))
    assert dak.matter is not None
    district.forward("oc-general", dak.matter, "adm-general")
    with pytest.raises(Refused) as elsewhere:
        undo(district, dak)
    assert elsewhere.value.reason is common.NOT_HOLDER
    district.forward("adm-general", dak.matter, "oc-general")
    with pytest.raises(Refused) as refused:
        undo(district, dak)
    assert refused.value.reason is common.WORKED_ON
    assert fresh(dak).state == DakState.PUT_UP


def test_added_to_a_matter_it_is_a_fresh_receipt_there_and_struck_when_taken_out(district: District) -> None:
    matter, dak = district.marked(), entered(district)
    closing.attach(
        actor=district.actor("oc-general"), dak=dak.pk, matter=matter.pk, now=district.wait(minutes=5)
    )
    row = fresh(dak)
    assert (row.state, row.matter, matter.papers.count()) == (DakState.ATTACHED, matter, 2)
    undo(district, dak)
    assert fresh(dak).state == DakState.OPEN
    assert [paper.struck_at is not None for paper in matter.papers.order_by("place")] == [False, True]
    assert kinds(dak)[-2:] == ["receipt.attached", "receipt.undone"]
    assert whole_record_agrees()


def test_it_is_added_only_where_one_holds_the_matter(district: District) -> None:
    matter, dak = district.marked("oc-land"), entered(district, to="dm")
    with pytest.raises(Refused) as refused:
        closing.attach(actor=district.actor("dm"), dak=dak.pk, matter=matter.pk, now=district.wait(minutes=5))
    assert refused.value.reason is common.NOT_HOLDER


def test_a_graded_letter_goes_into_no_lower_matter(district: District) -> None:
    matter, dak = district.marked(), entered(district, secrecy=1)
    with pytest.raises(Refused) as refused:
        closing.attach(
            actor=district.actor("oc-general"), dak=dak.pk, matter=matter.pk, now=district.wait(minutes=5)
        )
    assert refused.value.reason is reasons.GRADE_FIRST


def test_filed_without_action_it_lies_in_a_file_and_comes_back(district: District) -> None:
    file, dak = put_in_file(district, district.marked()), entered(district)
    closing.file_away(
        actor=district.actor("oc-general"),
        dak=dak.pk,
        file=file.pk,
        reason=AWAY,
        now=district.wait(minutes=5),
    )
    assert (fresh(dak).state, fresh(dak).file) == (DakState.FILED, file)
    assert Matter.objects.count() == 1
    with pytest.raises(Refused) as refused:
        put_up(district, dak)
    assert refused.value.reason is reasons.DONE_WITH
    undo(district, dak)
    assert (fresh(dak).state, fresh(dak).file) == (DakState.OPEN, None)
    assert agrees(dak)


def test_put_away_it_comes_back_to_its_main_recipient_alone_and_not_without_a_reason(
    district: District,
) -> None:
    """Domain rule (c) 6: what is routine needs no file."""
    dak = entered(district, copies=("oc-land",))
    closing.archive(actor=district.actor("oc-general"), dak=dak.pk, reason=AWAY, now=district.wait(minutes=5))
    assert fresh(dak).state == DakState.ARCHIVED
    with pytest.raises(Refused) as refused:
        undo(district, dak, "oc-land")
    assert refused.value.reason is reasons.NOT_MAIN
    with pytest.raises(Refused) as silent:
        closing.undo(actor=district.actor("oc-general"), dak=dak.pk, reason=" ", now=district.wait(minutes=5))
    assert silent.value.reason is reasons.UNDO_WHY
    undo(district, dak)
    with pytest.raises(Refused) as twice:
        undo(district, dak)
    assert twice.value.reason is reasons.NOTHING_TO_UNDO
    assert agrees(dak)


@pytest.mark.parametrize("given", ["", " \n"])
def test_nothing_is_put_away_or_filed_without_action_without_a_reason(district: District, given: str) -> None:
    file, dak = put_in_file(district, district.marked()), entered(district)
    officer, now = district.actor("oc-general"), district.wait(minutes=5)
    with pytest.raises(Refused) as archived:
        closing.archive(actor=officer, dak=dak.pk, reason=given, now=now)
    with pytest.raises(Refused) as filed:
        closing.file_away(actor=officer, dak=dak.pk, file=file.pk, reason=given, now=now)
    assert archived.value.reason is filed.value.reason is reasons.AWAY_WHY
    assert fresh(dak).state == DakState.OPEN


def test_the_reason_is_kept_and_shown(district: District) -> None:
    dak = entered(district)
    actor = district.actor("oc-general")
    closing.archive(actor=actor, dak=dak.pk, reason=AWAY, now=district.wait(minutes=5))
    assert history_of(fresh(dak), actor)[-1].words == AWAY


def test_nothing_is_done_before_its_physical_item_was_received(district: District) -> None:
    dak = entered(district, physical=True)
    with pytest.raises(Refused) as refused:
        closing.archive(
            actor=district.actor("oc-general"), dak=dak.pk, reason=AWAY, now=district.wait(minutes=5)
        )
    assert refused.value.reason is reasons.PAPER_FIRST
