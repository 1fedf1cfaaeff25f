"""Two enquiries at once: part files open at the split and close at the join."""

from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from efile import reasons, services
from efile.models import Matter, Thread
from efile.services.act import Seen
from efile.verification import check_stream
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from notings import services as notings
from tests.efile.conftest import District
from workflows.engine import Bundle
from workflows.models import Flow, Service
from workflows.shipping import publish_bundle

FLOW = Path(__file__).parent / "flows" / "two_enquiries.bpmn"


@pytest.fixture
def matter(district: District) -> Matter:
    flow = Flow.objects.create(code="two-enquiries", name_bn="দুই তদন্ত", name_en="Two", profile="both")
    bundle = Bundle("flow.bpmn", {"flow.bpmn": FLOW.read_bytes()})
    with transaction.atomic():
        publish_bundle(flow, bundle, now=timezone.now(), drafted_by=None, published_by=None)
    like = Service.objects.get(code="wb-tube-well")
    Service.objects.create(
        code="two", flow=flow, name_bn="দুই", name_en="Two", profile="WB", kind="citizen",
        limit=like.limit, section="general",
    )  # fmt: skip
    matter = district.receive(service="two")
    district.complete("dm", matter, "ask")
    return matter


def parts(matter: Matter) -> dict[str, Thread]:
    rows = matter.threads.filter(parent__isnull=False, closed_at=None).select_related(
        "stage", "holder", "pool"
    )
    return {row.stage.element: row for row in rows if row.stage}


def finish(district: District, thread: Thread, code: str) -> None:
    actor, now = district.actor(code), district.wait(minutes=9)
    thread = Thread.objects.get(pk=thread.pk)
    if thread.pool_id:
        services.claim(actor=actor, thread=thread.pk, now=now)
        thread.refresh_from_db()
    notings.save_draft(
        actor=actor, sheet=thread.matter.sheet_id, lane=thread.pk, text="দেখা হল।", revision=0, now=now
    )
    services.complete_stage(
        actor=actor,
        thread=thread.pk,
        outcome="done",
        seen=Seen(thread.version, thread.stage_id),
        now=district.wait(minutes=1),
    )


def agrees(matter: Matter) -> bool:
    return check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


def test_the_split_opens_a_part_file_for_each_enquiry_and_the_parent_waits(
    district: District, matter: Matter
) -> None:
    found = parts(matter)
    assert sorted(found) == ["Field", "Police"]
    assert found["Field"].holder.code == "oc-land"
    assert found["Police"].pool is not None
    assert found["Police"].pool.code == "jm"
    assert district.thread(matter).waiting_for == "parts"
    assert agrees(matter)


def test_a_second_stage_of_a_branch_stays_in_its_part_file(district: District, matter: Matter) -> None:
    field = parts(matter)["Field"]
    finish(district, field, "oc-land")
    assert parts(matter)["Report"].pk == field.pk


def test_a_finished_branch_waits_at_the_join(district: District, matter: Matter) -> None:
    police = parts(matter)["Police"]
    finish(district, police, "ldc-jm")
    police.refresh_from_db()
    assert police.waiting_for == "join:Join"
    assert police.closed_at is None
    assert agrees(matter)


@pytest.mark.parametrize("police_first", [True, False])
def test_the_join_closes_the_parts_and_the_parent_goes_on(
    district: District, matter: Matter, police_first: bool
) -> None:
    found = parts(matter)
    if police_first:
        finish(district, found["Police"], "ldc-jm")
    finish(district, found["Field"], "oc-land")
    finish(district, found["Field"], "oc-land")
    if not police_first:
        finish(district, found["Police"], "ldc-jm")
    assert parts(matter) == {}
    root = district.thread(matter)
    assert root.stage is not None
    assert root.stage.element == "Decide"
    assert root.holder.code == "dm"
    assert matter.threads.filter(closed_at=None).count() == 1
    assert agrees(matter)


def test_a_second_round_opens_new_part_files(district: District, matter: Matter) -> None:
    found = parts(matter)
    finish(district, found["Police"], "ldc-jm")
    finish(district, found["Field"], "oc-land")
    finish(district, found["Field"], "oc-land")
    district.complete("dm", matter, "again")
    district.complete("dm", matter, "ask")
    again = parts(matter)
    assert sorted(again) == ["Field", "Police"]
    assert {row.pk for row in again.values()}.isdisjoint(row.pk for row in found.values())
    assert agrees(matter)


def test_pulling_back_the_last_branch_reopens_the_part_files(district: District, matter: Matter) -> None:
    found = parts(matter)
    finish(district, found["Police"], "ldc-jm")
    finish(district, found["Field"], "oc-land")
    finish(district, found["Field"], "oc-land")
    services.pull_back(
        actor=district.actor("oc-land"), thread=found["Field"].pk, now=district.wait(minutes=1)
    )
    assert parts(matter)["Report"].pk == found["Field"].pk
    found["Police"].refresh_from_db()
    assert found["Police"].waiting_for == "join:Join"
    assert district.thread(matter).waiting_for == "parts"
    assert agrees(matter)


def test_only_the_section_may_take_from_its_pool(district: District, matter: Matter) -> None:
    police = parts(matter)["Police"]
    with pytest.raises(Refused) as refused:
        services.claim(actor=district.actor("ldc-it"), thread=police.pk, now=district.now)
    assert refused.value.reason is reasons.NOT_OF_SECTION


def test_what_lies_in_a_pool_is_taken_before_it_is_worked(district: District, matter: Matter) -> None:
    police = parts(matter)["Police"]
    with pytest.raises(Refused) as refused:
        services.complete_stage(
            actor=district.actor("oc-jm"), thread=police.pk, outcome="done", now=district.now
        )
    assert refused.value.reason is reasons.IN_POOL


def test_a_second_taker_is_told_who_has_it(district: District, matter: Matter) -> None:
    police = parts(matter)["Police"]
    services.claim(actor=district.actor("ldc-jm"), thread=police.pk, now=district.now)
    with pytest.raises(Refused) as refused:
        services.claim(actor=district.actor("udc-jm"), thread=police.pk, now=district.now)
    assert refused.value.reason is reasons.NOT_IN_POOL
    assert "Lower Division" in refused.value.sentence
