"""CSMOP 16(iii), domain (c) 33: what is disposed of is taken up again by a higher officer, with reasons."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from efile import reasons, services
from efile.forwarding import selectors as forwarding
from efile.models import File, Matter
from efile.services.act import Done
from efile.verification import check_stream
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Charge, Deputation, PowerRow
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from notings.models import Paragraph
from tests.efile.conftest import District
from tests.efile.test_filing import CLOSED, put_in_file
from workflows.models import Limit, OpenStage

WHY = "নতুন তথ্য এসেছে: দাগটি এই মৌজার নয়।"


def told(district: District, matter: Matter) -> Matter:
    """The applicant has been told: the effect that the flow waited for is done."""
    (wait,) = matter.instance.waits.filter(closed_step=None, kind="effect").values_list("pk", flat=True)
    services.effect_finished(matter=matter.pk, wait=wait, result="done", now=district.wait(minutes=1))
    matter.refresh_from_db()
    return matter


def rejected_by_the_adm(district: District) -> Matter:
    """An application whose decision the head left to the Additional District Magistrate; disposed of."""
    matter = district.put_up()
    district.forward("dm", matter, "adm-general")
    district.note("adm-general", matter, "নামঞ্জুর।")
    district.complete("adm-general", matter, "reject")
    district.complete("oc-general", matter, "sent")
    matter = told(district, matter)
    assert matter.disposal == "rejected"
    return matter


def internal(district: District, decider: str = "adm-general") -> Matter:
    """A file of the office's own, decided and carried out: nobody outside knows of it."""
    done = services.start(
        actor=district.actor("oc-general"), service="internal-file", subject="আসবাব মেরামত", now=district.now
    )
    matter = Matter.objects.get(pk=done.matter)
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "submit")
    if decider != "dm":
        district.forward("dm", matter, decider)
    district.complete(decider, matter, "approve")
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "done")
    matter.refresh_from_db()
    return matter


def reopen(district: District, code: str, matter: Matter, why: str = WHY, key: UUID | None = None) -> Done:
    return services.reopen(
        actor=district.actor(code),
        matter=matter.pk,
        reason=why,
        now=district.wait(minutes=5),
        key=key,
    )


def agrees(matter: Matter) -> bool:
    return check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


def refused(district: District, code: str, matter: Matter, why: str = WHY) -> Refused:
    with pytest.raises(Refused) as found:
        reopen(district, code, matter, why)
    matter.refresh_from_db()
    assert matter.closed_at is not None
    return found.value


def test_a_higher_officer_takes_it_up_again_at_its_stage_of_decision(district: District) -> None:
    matter = rejected_by_the_adm(district)
    done = reopen(district, "dm", matter)
    matter.refresh_from_db()
    thread = district.thread(matter)
    assert thread.stage is not None
    assert (matter.closed_at, matter.disposal, thread.closed_at) == (None, "", None)
    assert (thread.holder.code, thread.stage.element, thread.act) == ("dm", "Decision", "reopened")
    assert (done.kind, ledger.entries(matter.pk)[-1].kind) == ("reopened", "matter.reopened")
    assert agrees(matter)


def test_its_reasons_stand_on_the_note_sheet_and_the_decider_is_told(district: District) -> None:
    matter = rejected_by_the_adm(district)
    reopen(district, "dm", matter)
    note = Paragraph.objects.filter(sheet=matter.sheet_id).latest("number")
    assert (note.text, note.author_post_id) == (WHY, district.post("dm"))
    (notice,) = forwarding.notices_of(district.actor("adm-general"))
    assert (notice.kind, notice.matter) == ("reopened", matter)


def test_the_stage_is_stayed_in_afresh_with_a_time_limit_of_its_own(district: District) -> None:
    matter = rejected_by_the_adm(district)
    district.now += timedelta(days=60)
    reopen(district, "dm", matter)
    stays = OpenStage.objects.filter(instance=matter.instance_id, element="Decision").order_by("opened_step")
    assert [stay.outcome for stay in stays] == ["reject", ""]
    due = district.thread(matter).due_on
    days = Limit.objects.get(name="application-decision").days
    assert due is not None
    assert district.now.date() < due <= district.now.date() + timedelta(days=days * 4)


def test_reopened_it_is_decided_another_way_and_disposed_of_again(district: District) -> None:
    matter = rejected_by_the_adm(district)
    reopen(district, "dm", matter)
    district.complete("dm", matter, "approve")
    district.complete("oc-general", matter, "sent")
    matter = told(district, matter)
    assert matter.disposal == "disposed"
    assert agrees(matter)


def test_a_decision_after_the_reopening_can_be_pulled_back(district: District) -> None:
    matter = rejected_by_the_adm(district)
    reopen(district, "dm", matter)
    district.complete("dm", matter, "approve")
    services.pull_back(
        actor=district.actor("dm"), thread=district.thread(matter).pk, now=district.wait(minutes=1)
    )
    assert district.thread(matter).holder.code == "dm"
    assert agrees(matter)


def test_who_decided_it_does_not_reverse_it_and_reads_who_may(district: District) -> None:
    matter = rejected_by_the_adm(district)
    found = refused(district, "adm-general", matter)
    assert found.reason is reasons.NOT_HIGHER
    assert "CSMOP 16(iii)" in found.sentence
    assert str(district.actor("dm").post_title) in found.sentence


def test_for_another_section_the_matter_is_not_there(district: District) -> None:
    matter = rejected_by_the_adm(district)
    assert refused(district, "oc-land", matter).reason is reasons.NOT_VISIBLE


def test_what_the_head_decided_is_left_to_appeal(district: District) -> None:
    matter = district.put_up()
    district.complete("dm", matter, "approve")
    district.complete("oc-general", matter, "sent")
    matter = told(district, matter)
    found = refused(district, "dm", matter)
    assert found.reason is reasons.NOBODY_HIGHER
    assert "appeal" in found.sentence


def test_sent_down_after_the_reopening_it_is_not_decided_by_who_decided_before(district: District) -> None:
    matter = rejected_by_the_adm(district)
    reopen(district, "dm", matter)
    district.forward("dm", matter, "adm-general")
    with pytest.raises(Refused) as found:
        district.complete("adm-general", matter, "approve")
    assert found.value.reason is reasons.HIGHER_DECIDES
    assert str(district.actor("dm").post_title) in found.value.sentence
    district.forward("adm-general", matter, "dm")
    district.complete("dm", matter, "approve")


def test_what_nobody_outside_knows_of_is_taken_up_again_by_who_decided_it(district: District) -> None:
    matter = internal(district)
    reopen(district, "adm-general", matter)
    assert district.thread(matter).holder.code == "adm-general"
    district.complete("adm-general", matter, "approve")
    assert agrees(matter)


def test_not_by_an_officer_below_who_decided(district: District) -> None:
    matter = internal(district)
    assert refused(district, "oc-general", matter).reason is reasons.NOT_DECIDER


def test_without_reasons_nothing_is_reopened(district: District) -> None:
    assert refused(district, "dm", rejected_by_the_adm(district), " ").reason is reasons.REOPEN_WHY


def test_a_post_from_which_the_power_is_withheld_does_not_reopen(district: District) -> None:
    matter = rejected_by_the_adm(district)
    PowerRow.objects.create(
        office=district.office,
        post_id=district.post("dm"),
        power="reopen",
        effect="withholds",
        starts=district.now.date(),
        source_bn="আদেশ",
        source_en="Order",
    )
    assert refused(district, "dm", matter).reason is reasons.NO_POWER


def test_what_is_under_way_is_not_reopened(district: District) -> None:
    matter = district.marked()
    with pytest.raises(Refused) as found:
        reopen(district, "dm", matter)
    assert found.value.reason is reasons.NOT_DISPOSED
    assert str(district.actor("oc-general").post_title) in found.value.sentence


def test_one_key_reopens_once(district: District) -> None:
    matter = rejected_by_the_adm(district)
    key = uuid4()
    first = reopen(district, "dm", matter, key=key)
    assert reopen(district, "dm", matter, key=key) == first
    assert matter.movements.filter(kind="reopened").count() == 1


def closed_file(district: District) -> tuple[Matter, File]:
    matter = district.put_up()
    district.forward("dm", matter, "adm-general")
    file = put_in_file(district, matter, "adm-general")
    district.note("adm-general", matter)
    district.complete("adm-general", matter, "reject")
    district.complete("oc-general", matter, "sent")
    matter = told(district, matter)
    services.dispose(
        actor=district.actor("oc-general"), file=file.pk, reason=CLOSED, now=district.wait(days=1)
    )
    file.refresh_from_db()
    assert file.status == File.Status.CLOSED
    return matter, file


def test_a_closed_file_is_reopened_with_its_matter(district: District) -> None:
    matter, file = closed_file(district)
    reopen(district, "dm", matter)
    file.refresh_from_db()
    assert (file.status, file.closed_at) == (File.Status.CURRENT, None)
    assert [entry.kind for entry in ledger.entries(file.pk)] == [
        "file.opened",
        "file.closed",
        "file.reopened",
    ]
    assert check_stream("file", file.pk, ledger.entries(file.pk)) is None


def test_a_closed_file_alone_is_reopened_by_its_section_officer(district: District) -> None:
    """CSMOP 10 box: a section officer or above reopens."""
    matter, file = closed_file(district)
    services.reopen_file(
        actor=district.actor("oc-general"), file=file.pk, reason=WHY, now=district.wait(minutes=1)
    )
    file.refresh_from_db()
    matter.refresh_from_db()
    assert file.status == File.Status.CURRENT
    assert matter.closed_at is not None
    assert ledger.entries(file.pk)[-1].texts == {"reason": WHY}
    with pytest.raises(Refused) as again:
        services.reopen_file(
            actor=district.actor("oc-general"), file=file.pk, reason=WHY, now=district.wait(minutes=1)
        )
    assert again.value.reason is reasons.FILE_CURRENT


def test_a_file_is_neither_closed_nor_reopened_by_another_sections_officer(district: District) -> None:
    _matter, file = closed_file(district)
    with pytest.raises(Refused) as found:
        services.reopen_file(actor=district.actor("oc-land"), file=file.pk, reason=WHY, now=district.now)
    assert found.value.reason is reasons.NOT_VISIBLE
    with pytest.raises(Refused) as closing:
        services.dispose(actor=district.actor("oc-land"), file=file.pk, reason=CLOSED, now=district.now)
    assert closing.value.reason is reasons.NOT_VISIBLE


def test_what_the_head_filed_at_once_is_known_to_its_applicant_all_the_same(district: District) -> None:
    matter = district.receive()
    district.note("dm", matter)
    district.complete("dm", matter, "file_only")
    matter.refresh_from_db()
    assert refused(district, "dm", matter).reason is reasons.NOBODY_HIGHER


def stand_in(district: District, code: str, by: str) -> Actor:
    """The holder of one post as the link officer of another."""
    user = district.actor(by).user_id
    assert user is not None
    Deputation.objects.create(
        office=district.office,
        post_id=district.post(code),
        user_id=user,
        starts=district.now - timedelta(hours=1),
        ends=district.now + timedelta(days=90),
        reason="leave",
    )
    return hierarchy.actor_for(user, district.post(code), district.now)


def test_who_decided_does_not_reverse_it_as_the_link_officer_of_the_head(district: District) -> None:
    matter = rejected_by_the_adm(district)
    reopen(district, "dm", matter)
    link = stand_in(district, "dm", "adm-general")
    with pytest.raises(Refused) as found:
        services.complete_stage(
            actor=link, thread=district.thread(matter).pk, outcome="approve", now=district.wait(minutes=5)
        )
    assert found.value.reason is reasons.OWN_DECISION
    assert str(link.on_behalf_of) in found.value.sentence
    assert district.thread(matter).holder.code == "dm"


def test_nor_does_he_take_it_up_again_for_the_head(district: District) -> None:
    matter = rejected_by_the_adm(district)
    link = stand_in(district, "dm", "adm-general")
    with pytest.raises(Refused) as found:
        services.reopen(actor=link, matter=matter.pk, reason=WHY, now=district.wait(minutes=5))
    assert found.value.reason is reasons.OWN_DECISION


def test_on_whose_behalf_it_was_decided_does_not_reverse_it_either(district: District) -> None:
    matter = district.put_up()
    district.forward("dm", matter, "adm-general")
    link = stand_in(district, "adm-general", "adm-land")
    district.note("adm-land", matter)
    services.complete_stage(
        actor=link, thread=district.thread(matter).pk, outcome="approve", now=district.wait(minutes=5)
    )
    district.complete("oc-general", matter, "sent")
    told(district, matter)
    absent = Charge.objects.get(post=district.post("adm-general"), ends=None).user_id
    Charge.objects.filter(post=district.post("dm"), ends=None).update(user=absent)
    with pytest.raises(Refused) as found:
        reopen(district, "dm", matter)
    assert found.value.reason is reasons.OWN_DECISION


def test_another_link_officer_of_the_head_reverses_it(district: District) -> None:
    matter = rejected_by_the_adm(district)
    reopen(district, "dm", matter)
    link = stand_in(district, "dm", "adm-land")
    services.complete_stage(
        actor=link, thread=district.thread(matter).pk, outcome="approve", now=district.wait(minutes=5)
    )
    assert district.thread(matter).holder.code == "oc-general"
