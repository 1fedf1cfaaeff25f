from uuid import uuid4

import pytest

from efile import reasons, services
from efile.models import Matter, Movement
from efile.verification import check_stream
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from ledger.models import Outbox
from tests.efile.conftest import REASON, District
from workflows.models import Due, OpenStage


def test_marking_hands_the_matter_to_the_officer_and_his_section(district: District) -> None:
    matter = district.marked("oc-land")
    matter.refresh_from_db()
    assert matter.marked_to_id == district.post("oc-land")
    assert matter.section.code == "land"
    assert district.thread(matter).holder.code == "oc-land"


def test_marking_needs_an_officer_to_mark_to(district: District) -> None:
    matter = district.receive()
    with pytest.raises(Refused) as refused:
        district.complete("dm", matter, "mark")
    assert refused.value.reason is reasons.POST_NEEDED


def test_an_outcome_needs_its_power_and_the_refusal_names_who_has_it(district: District) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "ldc-general")
    district.note("ldc-general", matter)
    with pytest.raises(Refused) as refused:
        district.complete("ldc-general", matter, "recommend")
    assert refused.value.reason is reasons.NO_POWER
    assert refused.value.params["who"]


def test_an_outcome_that_asks_for_a_note_is_refused_without_one(district: District) -> None:
    matter = district.receive()
    with pytest.raises(Refused) as refused:
        district.complete("dm", matter, "reject")
    assert refused.value.reason is reasons.NOTE_NEEDED
    district.note("dm", matter, "আবেদন এই দপ্তরের এক্তিয়ারে নয়।")
    district.complete("dm", matter, "reject")
    assert district.thread(matter).waiting_for == "effect:notify_applicant"


def test_a_note_signed_earlier_in_the_stay_is_enough(district: District) -> None:
    matter = district.marked()
    district.note("oc-general", matter)
    district.forward("oc-general", matter, "cic-general")
    district.forward("cic-general", matter, "oc-general")
    district.complete("oc-general", matter, "recommend")
    assert district.thread(matter).holder.code == "dm"


def test_an_unknown_outcome_is_refused(district: District) -> None:
    matter = district.receive()
    with pytest.raises(Refused) as refused:
        district.complete("dm", matter, "burn")
    assert refused.value.reason is reasons.UNKNOWN_OUTCOME


def test_a_refused_act_changes_nothing(district: District) -> None:
    matter = district.marked()
    before = (district.seen(matter), Movement.objects.count(), OpenStage.objects.count())
    with pytest.raises(Refused):
        district.complete("oc-general", matter, "burn")
    assert (district.seen(matter), Movement.objects.count(), OpenStage.objects.count()) == before


def test_a_double_click_completes_one_stage(district: District) -> None:
    matter, key = district.receive(), uuid4()
    first = district.complete("dm", matter, "mark", to="oc-it", key=key)
    again = services.complete_stage(
        actor=district.actor("dm"),
        thread=district.thread(matter).pk,
        outcome="mark",
        to=district.post("oc-it"),
        now=district.now,
        key=key,
    )
    assert first == again
    assert Movement.objects.filter(matter=matter, kind="completed").count() == 1


def test_a_matter_is_disposed_of_when_the_applicant_has_been_told(district: District) -> None:
    matter = district.put_up()
    district.note("dm", matter)
    district.complete("dm", matter, "approve")
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "sent")
    matter.refresh_from_db()
    assert matter.closed_at is None
    wait = matter.instance.waits.get(kind="effect", closed_step=None)
    assert Outbox.objects.get(topic="effect.notify_applicant").body["wait"] == str(wait.pk)
    services.effect_finished(matter=matter.pk, wait=wait.pk, result="done", now=district.wait(minutes=2))
    matter.refresh_from_db()
    assert matter.disposal == "disposed"
    assert district.thread(matter).closed_at is not None


def test_an_effect_reported_twice_counts_once(district: District) -> None:
    matter = district.receive()
    district.note("dm", matter)
    district.complete("dm", matter, "reject")
    wait = matter.instance.waits.get(kind="effect", closed_step=None)
    first = services.effect_finished(matter=matter.pk, wait=wait.pk, result="done", now=district.now)
    assert first is not None
    assert services.effect_finished(matter=matter.pk, wait=wait.pk, result="done", now=district.now) is None
    assert Matter.objects.get(pk=matter.pk).disposal == "rejected"


def test_the_return_of_the_head_brings_the_matter_back_to_the_marked_officer(district: District) -> None:
    matter = district.put_up()
    district.note("dm", matter, "আরও তথ্য চাই।")
    district.complete("dm", matter, "return")
    assert district.thread(matter).holder.code == "oc-general"


def test_a_stage_has_a_due_date_from_its_limit_and_the_office_calendar(district: District) -> None:
    matter = district.receive()
    thread = district.thread(matter)
    assert thread.stage is not None
    due = Due.objects.get(subject_id=thread.stage.pk)
    assert thread.due_on == due.due_on
    assert due.limit.name == "application-mark"
    district.complete("dm", matter, "mark", to="oc-it")
    due.refresh_from_db()
    assert due.closed_at is not None


def test_a_matter_is_marked_only_to_a_post_that_can_put_up(district: District) -> None:
    matter = district.receive()
    with pytest.raises(Refused) as refused:
        district.complete("dm", matter, "mark", to="counter-2")
    assert refused.value.reason is reasons.NOT_AN_OFFICER


def test_an_outcome_that_tells_the_applicant_something_is_refused_without_it(district: District) -> None:
    matter = district.receive()
    district.note("dm", matter)
    for form in ({}, {"reason": "  "}):
        with pytest.raises(Refused) as refused:
            district.complete("dm", matter, "reject", form=form)
        assert refused.value.reason is reasons.FACT_NEEDED
        assert "Reason for the rejection" in refused.value.sentence


def test_a_reason_is_asked_for_by_its_outcome_alone(district: District) -> None:
    matter = district.receive()
    district.complete("dm", matter, "mark", to="oc-general", form={"reason": "বেমানান"})
    assert "field.reason" not in ledger.entries(matter.pk)[-1].texts


def test_what_is_told_is_a_text_of_the_ledger_and_no_fact(district: District) -> None:
    matter = district.receive()
    district.note("dm", matter)
    district.complete("dm", matter, "reject")
    entry = ledger.entries(matter.pk)[-1]
    assert entry.texts["field.reason"] == REASON
    assert entry.data["engine"]["facts"] == {}
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None
