"""`manage.py replay NUMBER`: the history of a file in lines, and whether it runs again."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from efile import services
from efile.models import Matter, Thread
from efile.replaying import story_of
from efile.tracking import shown
from hierarchy.models import Office, Post
from tests.efile.conftest import QUESTION, District
from tests.efile.stories import with_a_message
from workflows.models import FlowVersion, Instance


@pytest.fixture
def matter(district: District) -> Matter:
    matter = district.marked()
    services.open_file(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.now
    )
    district.note("oc-general", matter, "যাচাই করে পেশ করুন।")
    district.forward("oc-general", matter, "cic-general")
    matter.refresh_from_db()
    return matter


def replay(number: str) -> str:
    out = StringIO()
    call_command("replay", number, stdout=out)
    return out.getvalue()


def test_a_receipt_number_prints_every_movement_and_runs_them_again(matter: Matter) -> None:
    lines = replay(str(matter.receipt)).splitlines()
    assert lines[0] == f"1/2026  {matter.file}  নলকূপ মেরামতের আবেদন"
    assert "version 1" in lines[1]
    serials = [line.split()[0] for line in lines[2:-1]]
    assert serials == ["1", "2", "3", "4"]
    assert "[Mark to an officer]" in lines[3]
    assert "forwarded" in lines[5]
    assert "¶1" in lines[5]
    assert lines[-1] == "4 entries: chain whole, rows agree, re-execution opens the same stages"


def test_the_table_is_in_one_language_with_the_offices_own_time(district: District, matter: Matter) -> None:
    text = replay(str(matter.receipt))
    assert "Mark the application" in text
    for code in ("dm", "oc-general", "cic-general"):
        assert district.actor(code).post_title.en in text
    table = text.splitlines()[2:-1]
    assert [line for line in table if re.search("[\u0980-\u09ff]", line)] == []
    assert "16.11.2026 10:30" in text


def test_a_file_number_prints_all_matters_of_the_file(district: District, matter: Matter) -> None:
    second = district.marked()
    services.open_file(
        actor=district.actor("oc-general"),
        thread=district.thread(second).pk,
        file=matter.file_id,
        now=district.now,
    )
    text = replay(str(matter.file))
    assert text.count("chain whole") == 2
    assert "1/2026" in text
    assert "2/2026" in text


def test_a_tracking_code_finds_its_matter(matter: Matter) -> None:
    assert matter.receipt is not None
    assert "1/2026" in replay(matter.receipt.tracking)
    with pytest.raises(CommandError):
        replay(shown("0" * 13))


def test_an_unknown_number_is_told_so(matter: Matter) -> None:
    with pytest.raises(CommandError, match="No file or receipt has the number 77/2026"):
        replay("77/2026")


def test_a_record_that_disagrees_fails_with_entry_and_both_sides(district: District, matter: Matter) -> None:
    Thread.objects.filter(matter=matter).update(holder=district.post("ldc-general"))
    with pytest.raises(CommandError) as failed:
        replay(str(matter.receipt))
    said, found = (Post.objects.get(code=code).title.en for code in ("cic-general", "ldc-general"))
    assert str(failed.value) == (
        f"receipt 1/2026, file {matter.file}: entry 4 (thread forwarded), who holds the file: "
        f"the ledger says {said}; found {found}"
    )


def test_the_version_printed_is_the_one_the_ledger_names(matter: Matter) -> None:
    named = matter.instance.version
    other = FlowVersion.objects.exclude(flow=named.flow_id).select_related("flow").first()
    assert other is not None
    Instance.objects.filter(pk=matter.instance_id).update(version=other)
    out = StringIO()
    with pytest.raises(CommandError, match=r"entry 1 .*which flow version it runs on"):
        call_command("replay", str(matter.receipt), stdout=out)
    assert out.getvalue().splitlines()[1] == f"{named.flow.name.en}, version 1 ({named.sha256[:12]})"


def test_an_answer_from_the_tracking_page_is_a_line_and_the_applicant_its_sender(district: District) -> None:
    matter = with_a_message(district)
    lines = replay(str(matter.receipt)).splitlines()
    assert any("message" in line and "the applicant" in line.lower() for line in lines)
    assert lines[-1].endswith("re-execution opens the same stages")


def test_the_auditor_reads_what_the_applicant_was_asked_and_what_he_answered(district: District) -> None:
    matter = with_a_message(district)
    texts = [paper.text for paper in story_of(matter, district.now).papers]
    assert any(QUESTION in text for text in texts[1:])
    assert len(texts) >= 3


def test_a_number_of_two_offices_asks_which_is_meant(district: District, matter: Matter) -> None:
    call_command("load_charts", office="purba-medinipur", with_demo_people=True, verbosity=0)
    other = District(Office.objects.get(code="purba-medinipur"))
    other.receive(subject="অন্য জেলার আবেদন")
    with pytest.raises(CommandError, match="stands in 2 offices") as asked:
        replay("1/2026")
    assert f"--office {district.office.code} ({district.office.name.en})" in str(asked.value)
    out = StringIO()
    call_command("replay", "1/2026", office="purba-medinipur", stdout=out)
    assert "অন্য জেলার আবেদন" in out.getvalue()
    assert str(matter.subject) not in out.getvalue()
    with pytest.raises(CommandError, match="has no 1/2026"):
        call_command("replay", "1/2026", office="nowhere", stdout=out)
