"""Matters that have been through every kind of act, told by the product's own services."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from efile import services
from efile.models import Matter, Thread
from efile.services.act import Seen
from hierarchy.actors import Actor
from notings import services as notings
from tests.efile.conftest import District
from workflows import engine
from workflows.models import Due, Flow, Service
from workflows.shipping import publish_bundle

TWO_ENQUIRIES = Path(__file__).parent / "flows" / "two_enquiries.bpmn"


def asked(district: District) -> Matter:
    """The citizen was asked; the matter waits for his reply or for the limit."""
    matter = district.marked()
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "ask_citizen")
    told(district, matter)
    return matter


def told(district: District, matter: Matter) -> None:
    wait = matter.instance.waits.get(kind="effect", closed_step=None)
    services.effect_finished(matter=matter.pk, wait=wait.pk, result="done", now=district.wait(minutes=2))


def with_a_withdrawal(district: District) -> Matter:
    matter = district.put_up()
    services.pull_back(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.wait(minutes=1)
    )
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")
    return matter


def with_a_marking_taken_back(district: District) -> Matter:
    matter = district.marked("oc-land")
    services.pull_back(
        actor=district.actor("dm"), thread=district.thread(matter).pk, now=district.wait(minutes=1)
    )
    return matter


def with_a_message(district: District) -> Matter:
    matter = asked(district)
    services.message_came(
        actor=Actor.citizen(),
        matter=matter.pk,
        message="citizen_replied",
        text="কাগজ দিলাম।",
        now=district.wait(days=1),
    )
    return matter


def with_a_limit(district: District) -> Matter:
    matter = asked(district)
    due = Due.objects.get(instance=matter.instance, kind="fire", closed_at=None)
    assert services.fire_due(due=due.pk, now=district.wait(days=60)) is not None
    return matter


def with_parallel_parts(district: District) -> Matter:
    matter = split(district)
    for element, code in (("Police", "ldc-jm"), ("Field", "oc-land"), ("Report", "oc-land")):
        part = matter.threads.get(stage__element=element, closed_at=None)
        if part.pool_id:
            services.claim(actor=district.actor(code), thread=part.pk, now=district.wait(minutes=1))
        work(district, part, code)
    assert matter.threads.filter(closed_at__isnull=False).count() == 2
    return matter


def to_disposal(district: District) -> Matter:
    matter = district.marked()
    finish(district, matter)
    return matter


def finish(district: District, matter: Matter) -> None:
    """From the marked officer to the applicant's notice."""
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")
    district.note("dm", matter)
    district.complete("dm", matter, "approve")
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "sent")
    told(district, matter)
    matter.refresh_from_db()
    assert matter.disposal == "disposed"


def split(district: District) -> Matter:
    """A matter with two enquiries open at once."""
    flow = Flow.objects.create(code="two-enquiries", name_bn="দুই তদন্ত", name_en="Two", profile="both")
    bundle = engine.Bundle("flow.bpmn", {"flow.bpmn": TWO_ENQUIRIES.read_bytes()})
    with transaction.atomic():
        publish_bundle(flow, bundle, now=timezone.now(), drafted_by=None, published_by=None)
    Service.objects.create(
        code="two", flow=flow, name_bn="দুই", name_en="Two", profile="WB", kind="citizen",
        limit=Service.objects.get(code="wb-tube-well").limit, section="general",
    )  # fmt: skip
    matter = district.receive(service="two")
    district.complete("dm", matter, "ask")
    return matter


def work(district: District, part: Thread, code: str) -> None:
    part.refresh_from_db()
    now = district.wait(minutes=5)
    actor = district.actor(code)
    notings.save_draft(
        actor=actor, sheet=part.matter.sheet_id, lane=part.pk, text="দেখা হল।", revision=0, now=now
    )
    seen = Seen(part.version, part.stage_id)
    services.complete_stage(actor=actor, thread=part.pk, outcome="done", seen=seen, now=now)
