"""Every office whose chart ships works the services it offers, in its own ranks and words."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from efile import services
from efile.models import Matter, Receipt
from efile.verification import verify_all
from efile.walking import Walker
from hierarchy import selectors as hierarchy
from hierarchy.models import Office, Post
from integrations.relay import release_now
from notings.models import Paragraph
from tests.efile.conftest import District
from tests.walks.test_sample import written
from tests.walks.walking import walk
from workflows.catalogue import services_for

OFFICES = {
    "purba-medinipur": ("counter-1", {"citizen", "copy"}),
    "purba-medinipur-zp": ("counter-1", {"citizen"}),
    "tamluk-ps": ("counter-1", {"citizen"}),
    "bishnubarh-gp": ("sahayak", {"citizen"}),
    "pirojpur": ("counter-1", {"citizen", "copy"}),
    "rangpur": ("counter-1", {"citizen", "copy"}),
}
FOREIGN = {"WB": "নিবন্ধন বহি|উপস্থাপন|হলো", "BD": "রেজিস্টার|পেশ করা হল।|সেকশন"}


@pytest.mark.parametrize("code", OFFICES)
def test_an_office_works_what_it_offers_to_the_end(
    lasting_district: District, tmp_path: Path, code: str
) -> None:
    desk, kinds = OFFICES[code]
    call_command("load_charts", office=code, with_demo_people=True, verbosity=0)
    office = Office.objects.get(code=code)
    offered = [service for service in services_for(office) if service.kind != "internal"]
    assert {service.kind for service in offered} == kinds
    assert len(offered) >= (10 if office.kind == "district" else 7)
    rows = [
        {"service": one.code, "kind": one.kind, "subject": one.name_bn, "applicant": f"আবেদনকারী {number}"}
        for number, one in enumerate(offered, start=1)
    ]
    walked = walk(written(rows, tmp_path / "rows.jsonl"), office=code)
    assert (walked.faults, walked.status) == ([], 0)
    assert walked.summary["disposed"] == walked.summary["replayed_ok"] == len(rows)
    received = Receipt.objects.filter(office=office).select_related("received_by")
    assert {receipt.received_by.code for receipt in received if receipt.received_by} == {desk}
    notes = Paragraph.objects.filter(sheet__office=office).values_list("text", flat=True)
    assert [note for note in notes if re.search(FOREIGN[office.profile], note)] == []
    assert [difference for *_, difference in verify_all() if difference] == []


@pytest.mark.parametrize("code", OFFICES)
def test_a_file_begun_at_the_lowest_desk_is_decided_and_carried_out(
    lasting_district: District, code: str
) -> None:
    call_command("load_charts", office=code, with_demo_people=True, verbosity=0)
    office, now = Office.objects.get(code=code), timezone.now()
    walker = Walker(office, lambda matter, stage: None, release_now)
    desk = Post.objects.filter(office=office, rank__powers__contains=["note"]).order_by("-rank__level")
    filled = hierarchy.holders_of(list(desk.values_list("pk", flat=True)), now)
    begun = next(post for post in desk if post.pk in filled)
    started = services.start(
        actor=walker.actor(begun.pk, now), service="internal-file", subject="আলমারি ক্রয়", now=now
    )
    for _ in walker.work(started.matter):
        pass
    assert Matter.objects.get(pk=started.matter).disposal == "disposed"
