"""CSMOP 66: a letter that belongs to another office goes on within a week, and the writer is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from efile.dak import acts, caring, closing, reasons, selectors, transferring
from efile.dak.answering import pass_on_by
from efile.dak.arrival import Destination
from efile.dak.models import Dak, DakState
from efile.dak.passing import offices_to, pass_on
from efile.dak.sight import dak_visible_to
from efile.dak.transfer import Transfer
from efile.registers import elsewhere
from efile.verification import verify_all
from hierarchy.models import Office
from hierarchy.refusals import Reason, Refused
from integrations.relay import release_due
from tests.efile.conftest import District
from tests.efile.dak.conftest import NUMBER, agrees, entered, fresh, kinds
from tests.efile.dispatch.desk import THERE, load_there, there
from tests.efile.papers.test_putting_in import brought, folder
from tests.hierarchy.factories import make_office
from tests.integrations.conftest import gateway
from tests.integrations.gateway import Gateway

__all__ = ["folder", "gateway"]
MINE = "oc-general"
MOBILE = "9800000001"
POLICE = Destination(name="চোপড়া থানা", way="post", number="RW১২৩IN")


@pytest.mark.parametrize(
    ("watch", "profile", "day"),
    [
        ("", "WB", date(2026, 11, 9)),
        ("court", "BD", date(2026, 11, 9)),
        ("rti", "WB", date(2026, 11, 7)),
        ("rti", "BD", date(2026, 11, 9)),
    ],
)
def test_csmop_66_gives_a_week_and_the_rti_act_of_india_five_days(
    watch: str, profile: str, day: date
) -> None:
    assert pass_on_by(watch, profile, date(2026, 11, 2)) == day


def act(service: Any, district: District, dak: Dak, code: str = MINE, **given: Any) -> None:
    service(actor=district.actor(code), dak=dak.pk, now=district.wait(minutes=5), **given)


def refusal(service: Any, district: District, dak: Dak, code: str = MINE, **given: Any) -> Reason:
    with pytest.raises(Refused) as refused:
        act(service, district, dak, code, **given)
    return refused.value.reason


def of(dak: Dak) -> Transfer:
    found = transferring.standing(dak)
    assert found is not None
    return found


def test_noted_as_another_offices_it_is_due_in_a_week_and_may_be_ours_after_all(district: District) -> None:
    """CSMOP 66."""
    dak = entered(district, copies=("oc-land",))
    service = transferring.belongs_elsewhere
    assert refusal(service, district, dak, "oc-land", to=POLICE) is reasons.NOT_MAIN
    assert refusal(service, district, dak, to=Destination()) is reasons.ELSEWHERE_WHOSE
    own = Destination(district.office)
    assert refusal(service, district, dak, to=own) is reasons.ELSEWHERE_OURS
    act(service, district, dak, to=POLICE)
    assert refusal(service, district, dak, to=POLICE) is reasons.ELSEWHERE_SAME
    assert of(dak).due_on == district.now.date() + timedelta(days=7)
    listed = selectors.box(district.actor(MINE), "with_me")
    assert [vars(row)["pass_on_by"] for row in listed] == [of(dak).due_on]
    assert refusal(transferring.ours_after_all, district, dak, reason=" ") is reasons.UNDO_WHY
    act(transferring.ours_after_all, district, dak, reason="থানা জানাল, আমাদেরই")
    assert transferring.standing(dak) is None
    assert kinds(dak)[-2:] == ["receipt.elsewhere", "receipt.ours"]
    assert agrees(dak)
    Transfer.objects.update(due_on=date(2027, 1, 1))
    assert not agrees(dak)


def test_outside_it_goes_by_a_way_and_the_writer_is_told_by_hand(district: District) -> None:
    """CSMOP 66."""
    dak = entered(district)
    assert refusal(pass_on, district, dak, to=Destination(name="চোপড়া থানা")) is reasons.PASS_ON_HOW
    assert refusal(transferring.writer_told, district, dak) is reasons.NOT_PASSED_ON
    act(pass_on, district, dak, to=POLICE)
    row = fresh(dak)
    assert (row.state, of(row).number, of(row).told_at) == (DakState.PASSED, "RW১২৩IN", None)
    assert refusal(closing.archive, district, dak, reason="অবগতির জন্য") is reasons.DONE_WITH
    act(transferring.writer_told, district, dak)
    assert of(row).told_at == district.now
    assert refusal(transferring.writer_told, district, dak) is reasons.WRITER_TOLD
    assert agrees(dak)
    act(closing.undo, district, dak, reason="ডাকঘর ফেরত দিল")
    assert (fresh(dak).state, transferring.standing(dak)) == (DakState.OPEN, None)
    assert agrees(dak)


def here(district: District) -> tuple[Dak, Dak, Destination]:
    """Ours, and what it became in the dak of the head of the other office."""
    load_there()
    dak = entered(district, kind="citizen", watch="court", reply_by=date(2027, 1, 4), physical=True)
    scan = brought(district, 2)
    dak.scans.create(place=1, title=scan.title, content_id=scan.content)
    to = Destination(Office.objects.get(code=THERE))
    act(pass_on, district, dak, to=to)
    arrived = of(dak).arrived
    assert arrived is not None
    return fresh(dak), fresh(arrived), to


def test_to_an_office_here_it_arrives_as_its_writer_wrote_it(district: District) -> None:
    """CSMOP 66."""
    ours, theirs, _to = here(district)
    assert (ours.state, ours.paper_at, theirs.state) == (DakState.PASSED, None, DakState.OPEN)
    assert (theirs.office.code, theirs.kind, theirs.watch) == (THERE, "citizen", "court")
    assert theirs.receipt.foreign_number == NUMBER
    assert theirs.receipt.applicant.name == ours.receipt.applicant.name
    assert theirs.awaits_paper
    (scan,) = theirs.scans.all()
    assert (scan.content.office.code, scan.title) == (THERE, "দলিল")
    head = there("dm", district)
    assert [row.pk for row in selectors.box(head, "with_me")] == [theirs.pk]
    assert not [fault for *_rest, fault in verify_all() if fault]


def test_it_is_taken_back_until_it_was_received_there(district: District) -> None:
    """CSMOP 66."""
    ours, theirs, to = here(district)
    act(closing.undo, district, ours, reason="ভুল কার্যালয়")
    assert (fresh(ours).state, fresh(ours).paper_at_id) == (DakState.OPEN, district.post("counter-1"))
    assert fresh(theirs).state == DakState.RECALLED
    head = there("dm", district)
    with pytest.raises(Refused) as gone:
        closing.undo(actor=head, dak=theirs.pk, reason="আমাদের", now=district.wait(minutes=1))
    assert gone.value.reason is reasons.NOTHING_TO_UNDO
    act(pass_on, district, ours, to=to)
    again = of(ours).arrived
    assert again is not None
    caring.mark_read(actor=head, dak=again.pk, now=district.wait(minutes=1))
    assert refusal(closing.undo, district, ours, reason="ভুল") is reasons.RECEIVED_THERE
    assert fresh(ours).state == DakState.PASSED
    assert all(agrees(one) for one in (ours, theirs, again))


def test_its_physical_item_is_not_received_where_the_letter_is_not(district: District) -> None:
    ours, theirs, _to = here(district)
    assert "paper" not in acts.offered(ours, district.actor(MINE))
    assert refusal(caring.receive_paper, district, ours) is reasons.PAPER_GONE
    act(closing.undo, district, ours, reason="ভুল কার্যালয়")
    assert "paper" in acts.offered(fresh(ours), district.actor(MINE))
    Dak.objects.filter(pk=theirs.pk).update(paper_at=None)
    head = there("dm", district)
    assert "paper" not in acts.offered(fresh(theirs), head)
    with pytest.raises(Refused):
        caring.receive_paper(actor=head, dak=theirs.pk, now=district.wait(minutes=1))


def test_taken_back_its_physical_item_lies_on_its_shelf_again(district: District) -> None:
    dak = entered(district, physical=True)
    act(caring.receive_paper, district, dak)
    act(caring.shelve, district, dak, shelf="৩/খ")
    act(pass_on, district, dak, to=POLICE)
    act(transferring.writer_told, district, dak)
    assert (fresh(dak).paper_at, fresh(dak).shelf) == (None, "")
    act(closing.undo, district, dak, reason="ডাকঘর ফেরত দিল")
    assert (fresh(dak).paper_at_id, fresh(dak).shelf) == (district.post(MINE), "৩/খ")
    assert agrees(dak)


@pytest.mark.parametrize(("secrecy", "told"), [(0, True), (1, False)])
def test_who_left_a_number_is_told_by_sms_unless_the_letter_is_graded(
    district: District, gateway: Gateway, secrecy: int, told: bool
) -> None:
    """CSMOP 66."""
    dak = entered(district, kind="citizen", mobile=MOBILE, secrecy=secrecy)
    act(pass_on, district, dak, to=POLICE)
    release_due(district.wait(seconds=settings.UNDO_SECONDS - 1))
    assert gateway.heard == []
    release_due(district.wait(seconds=1))
    assert [sent["to"] for _key, sent in gateway.heard] == [MOBILE] * told
    assert bool(of(dak).told_at) is told
    assert agrees(dak)
    if told:
        assert "চোপড়া থানা" in gateway.heard[0][1]["text"]


def test_taken_back_at_once_its_writer_is_told_nothing(district: District, gateway: Gateway) -> None:
    dak = entered(district, kind="citizen", mobile=MOBILE)
    act(pass_on, district, dak, to=POLICE)
    release_due(district.now)
    closing.undo(actor=district.actor(MINE), dak=dak.pk, reason="ভুল কার্যালয়", now=district.wait(seconds=30))
    release_due(district.wait(minutes=5))
    assert gateway.heard == []
    assert agrees(dak)


def test_its_writer_reads_by_his_code_where_it_went(district: District, client: Client) -> None:
    dak = entered(district)
    act(pass_on, district, dak, to=POLICE)
    page = client.get(f"/track/{dak.receipt.tracking}/", headers={"accept-language": "en"})
    assert "চোপড়া থানা" in page.content.decode()


def test_the_register_asks_for_the_lines_of_one_page(
    district: District, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """What was passed on stays there for ever, and its ids are not asked for."""
    for _letter in range(3):
        act(pass_on, district, entered(district), to=POLICE)
    actor = district.actor(MINE)
    with django_assert_max_num_queries(9) as caught:
        found = list(elsewhere.rows(actor, False).order_by("due_at")[:1])
    asked = [one["sql"] for one in caught.captured_queries if 'FROM "efile_transfer"' in one["sql"]]
    assert len(found) == 1
    assert [" LIMIT 1" in sql for sql in asked] == [True]


def test_what_came_back_is_no_longer_opened_there_by_who_passed_it_on(district: District) -> None:
    load_there()
    row, own = entered(district), district.actor("oc-general")
    to = Destination(Office.objects.get(code=THERE))
    pass_on(actor=own, dak=row.pk, to=to, now=district.wait(minutes=1))
    theirs = Transfer.objects.get(dak=row).arrived
    assert theirs is not None
    closing.undo(actor=own, dak=row.pk, reason="ভুল", now=district.wait(minutes=1))
    assert not dak_visible_to(Dak.objects.filter(pk=theirs.pk), own).exists()


def test_an_office_of_another_country_is_neither_offered_nor_reached(district: District) -> None:
    row = entered(district)
    abroad = make_office("pirojpur-abroad", "BD")
    assert set(offices_to(row).values_list("profile", flat=True)) <= {district.office.profile}
    own, to = district.actor("oc-general"), Destination(abroad)
    for service in (pass_on, transferring.belongs_elsewhere):
        with pytest.raises(Refused) as refused:
            service(actor=own, dak=row.pk, to=to, now=district.wait(minutes=1))
        assert refused.value.reason is reasons.ELSEWHERE_WHOSE
