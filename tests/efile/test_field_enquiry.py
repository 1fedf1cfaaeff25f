"""A field enquiry of the shipped flow: a part file for the field, then one file again."""

from efile import services
from efile.models import Matter, Thread
from efile.services.act import Seen
from efile.verification import check_stream
from ledger import selectors as ledger
from notings import services as notings
from tests.efile.conftest import District


def ordered(district: District) -> Matter:
    matter = district.marked()
    district.note("oc-general", matter, "সরেজমিন তদন্ত করানো হোক।")
    district.complete("oc-general", matter, "enquire")
    return matter


def part(matter: Matter) -> Thread:
    return Thread.objects.select_related("stage", "pool").get(matter=matter, parent__isnull=False)


def report(district: District, matter: Matter, code: str = "ldc-general") -> None:
    actor, now = district.actor(code), district.wait(hours=5)
    services.claim(actor=actor, thread=part(matter).pk, now=now)
    notings.save_draft(
        actor=actor, sheet=matter.sheet_id, lane=part(matter).pk, text="স্থান দেখা হল।", revision=0, now=now
    )
    seen = Seen(part(matter).version, part(matter).stage_id)
    services.complete_stage(
        actor=actor, thread=part(matter).pk, outcome="reported", seen=seen, now=district.wait(minutes=5)
    )


def test_the_enquiry_lies_in_the_pool_while_the_papers_stay_with_the_officer(district: District) -> None:
    matter = ordered(district)
    field = part(matter)
    assert field.stage is not None
    assert field.stage.element == "Field_enquiry"
    assert field.pool is not None
    assert field.pool.code == "general"
    root = district.thread(matter)
    assert root.stage is not None
    assert root.stage.element == "Check_papers"
    assert root.holder.code == "oc-general"


def test_both_works_done_the_officer_goes_on_with_one_file(district: District) -> None:
    matter = ordered(district)
    report(district, matter)
    district.note("oc-general", matter, "কাগজপত্র মিলিয়ে দেখা হল।")
    district.complete("oc-general", matter, "checked")
    root = district.thread(matter)
    assert root.stage is not None
    assert root.stage.element == "Process"
    assert root.holder.code == "oc-general"
    assert part(matter).closed_at is not None
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None


def test_the_papers_done_first_wait_for_the_field(district: District) -> None:
    matter = ordered(district)
    district.note("oc-general", matter, "কাগজপত্র মিলিয়ে দেখা হল।")
    district.complete("oc-general", matter, "checked")
    assert district.thread(matter).waiting_for == "join:Enquiry_ends"
    report(district, matter)
    root = district.thread(matter)
    assert root.stage is not None
    assert root.stage.element == "Process"
    assert root.waiting_for == ""
