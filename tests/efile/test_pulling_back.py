import pytest

from efile import reasons, services
from efile.models import Matter, Movement
from efile.services.act import Done
from efile.verification import check_stream
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from notings.models import Paragraph
from tests.efile.conftest import District
from workflows.catalogue import stages_taken
from workflows.models import Due


def pull_back(district: District, code: str, matter: Matter) -> Done:
    return services.pull_back(
        actor=district.actor(code), thread=district.thread(matter).pk, now=district.wait(minutes=1)
    )


def test_an_unread_file_comes_back_to_its_sender_and_the_note_stays(district: District) -> None:
    matter = district.marked()
    district.note("oc-general", matter)
    district.forward("oc-general", matter, "cic-general")
    pull_back(district, "oc-general", matter)
    assert district.thread(matter).holder.code == "oc-general"
    assert Paragraph.objects.filter(sheet=matter.sheet).count() == 1
    assert Movement.objects.filter(matter=matter).latest("seq").kind == "pulled_back"


def test_a_file_that_was_read_is_not_pulled_back_and_the_refusal_says_by_whom(district: District) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    district.open("cic-general", matter)
    with pytest.raises(Refused) as refused:
        pull_back(district, "oc-general", matter)
    assert refused.value.reason is reasons.ALREADY_READ
    assert str(district.actor("cic-general").post_title) in refused.value.sentence


def test_somebody_elses_act_is_not_pulled_back(district: District) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    with pytest.raises(Refused) as refused:
        pull_back(district, "dm", matter)
    assert refused.value.reason is reasons.NOTHING_TO_PULL_BACK


def test_a_completed_stage_is_taken_back_with_its_stage_and_its_dues(district: District) -> None:
    matter = district.put_up()
    stage_before = district.thread(matter).stage_id
    pull_back(district, "oc-general", matter)
    thread = district.thread(matter)
    assert thread.holder.code == "oc-general"
    assert thread.stage is not None
    assert thread.stage.closed_at is None
    assert thread.stage_id != stage_before
    assert matter.instance.stages.filter(closed_at=None).count() == 1
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")
    assert district.thread(matter).holder.code == "dm"


def test_the_record_of_a_pull_back_replays(district: District) -> None:
    matter = district.put_up()
    pull_back(district, "oc-general", matter)
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


def test_an_order_whose_notice_has_not_gone_out_is_taken_back_with_it(district: District) -> None:
    from ledger.models import Outbox

    matter = district.receive()
    district.note("dm", matter)
    district.complete("dm", matter, "reject")
    assert Outbox.objects.count() == 1
    pull_back(district, "dm", matter)
    assert Outbox.objects.count() == 0
    assert district.thread(matter).waiting_for == ""
    assert district.thread(matter).holder.code == "dm"


def test_an_order_whose_notice_went_out_stands(district: District) -> None:
    from ledger.models import Outbox

    matter = district.receive()
    district.note("dm", matter)
    district.complete("dm", matter, "reject")
    Outbox.objects.update(done_at=district.now)
    with pytest.raises(Refused) as refused:
        pull_back(district, "dm", matter)
    assert refused.value.reason is reasons.EFFECT_RELEASED


def test_nothing_is_pulled_back_after_the_file_was_put_in_a_file(district: District) -> None:
    matter = district.marked()
    services.open_file(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.now
    )
    with pytest.raises(Refused) as refused:
        pull_back(district, "dm", matter)
    assert refused.value.reason is reasons.NOTHING_TO_PULL_BACK


def test_a_pull_back_gives_no_new_time(district: District) -> None:
    matter = district.put_up()
    before = district.thread(matter).stage
    pull_back(district, "oc-general", matter)
    thread = district.thread(matter)
    assert before is not None
    assert thread.stage is not None
    assert thread.due_on == Due.objects.get(subject_id=thread.stage.pk).due_on
    assert thread.due_on != Due.objects.get(subject_id=before.pk).due_on


def test_a_stage_that_was_taken_back_was_never_passed(district: District) -> None:
    matter = district.put_up()
    pull_back(district, "oc-general", matter)
    assert [row.element for row in stages_taken(matter.instance).order_by("opened_step")] == [
        "Mark",
        "Process",
    ]


def test_what_was_pulled_back_says_again_who_had_sent_it(district: District) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    pull_back(district, "oc-general", matter)
    thread = district.thread(matter)
    assert thread.sender is not None
    assert (thread.sender.code, thread.act) == ("dm", "completed")
