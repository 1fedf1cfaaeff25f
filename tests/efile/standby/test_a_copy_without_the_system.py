"""A folder of plain pages and papers with the office's current files, which opens without a server."""

from __future__ import annotations

import html
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone, translation

from efile.models import File, Matter, Secrecy
from efile.papers.models import Paper
from efile.standby import reading
from efile.standby.folder import Busy, Folder
from efile.standby.making import make_copy
from efile.standby.models import StandbyCopy
from efile.standby.reading import sheet_of_file
from efile.tasks import make_standby_copies
from hierarchy.models import Office
from notings.contents.models import Content, Found
from tests.efile.conftest import District
from tests.efile.dispatch.desk import CITIZEN, issued
from tests.efile.pages.conftest import SignIn
from tests.efile.printing.conftest import brought, page_saying, put_in
from tests.efile.test_filing import put_in_file
from tests.notings.contents import samples
from web.templatetags.office import bn_digits

NOTE = "জমিটি খাস; দখলকারীকে **নোটিস** দেওয়া হোক।"
SECRET = "তহবিল তছরুপের অভিযোগ"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "standby"


def with_papers(district: District) -> tuple[File, Matter]:
    matter = district.marked()
    file = put_in_file(district, matter)
    put_in(district, matter, brought(district, page_saying("DEED"), "দলিল"))
    put_in(district, matter, brought(district, samples.docx(), "হিসাব"))
    district.note("oc-general", matter, NOTE)
    district.forward("oc-general", matter, "cic-general")
    return file, matter


def copied(district: District, home: Path) -> Path:
    """The folder that a reader opens."""
    made = make_copy(district.office, home, timezone.now())
    assert made.made_at is not None
    return home / district.office.code / "current"


def page(place: Path, name: str) -> str:
    return html.unescape((place / name).read_text(encoding="utf-8"))


def links_of(page: Path) -> set[Path]:
    found = re.findall(r'(?:href|src)="([^"#]+)', page.read_text(encoding="utf-8"))
    return {(page.parent / unquote(one)).resolve() for one in found}


def test_each_file_has_notes_papers_and_movement(district: District, home: Path) -> None:
    file, matter = with_papers(district)
    place = copied(district, home)
    said = page(place, f"files/{file.pk}.html")
    actor = district.actor("oc-general")
    for words in (matter.subject, "<b>নোটিস</b>", actor.name.bn, actor.post_title.bn, "দলিল", "গতিবিধি"):
        assert words in said, words
    deed = Paper.objects.select_related("content").get(matter=matter, title="দলিল").content
    assert deed is not None
    assert (place / f"papers/{deed.sha256[:2]}/{deed.sha256}.pdf").stat().st_size == deed.size


def test_a_letter_issued_is_docketed_under_the_note(district: District, home: Path) -> None:
    matter, draft = issued(district, CITIZEN)
    matter.refresh_from_db()
    place = copied(district, home)
    notes = page(place, f"files/{matter.file_id}.html").partition("</section><section>")[0]
    with translation.override("bn"):
        memo, issue = bn_digits(draft.memo), bn_digits(draft.issue_number)
    (docket,) = re.findall(rf'<p class="muted">([^<]*{re.escape(memo)}[^<]*)</p>', notes)
    assert f"ইস্যু নং {issue}" in docket
    assert CITIZEN.name in docket


def test_nothing_in_it_leads_out_of_it_or_nowhere(district: District, home: Path) -> None:
    with_papers(district)
    district.receive(subject="এখনও নথিতে নেই")
    place = copied(district, home).resolve()
    pages = [*place.rglob("*.html")]
    assert len(pages) >= 5
    for one in pages:
        assert "http:" not in one.read_text(encoding="utf-8")
        assert "https:" not in one.read_text(encoding="utf-8")
        for target in links_of(one):
            assert target.is_relative_to(place), target
            assert target.exists(), target


def test_it_is_listed_by_section_and_by_desk(district: District, home: Path) -> None:
    file, matter = with_papers(district)
    place = copied(district, home)
    index = page(place, "index.html")
    holder = district.thread(matter).holder
    for title in (file.section.name_bn, holder.title_bn):
        (name,) = re.findall(rf'<a href="([^"]+)">{re.escape(title)}</a>', index)
        assert f"files/{file.pk}.html" in page(place, name)


def test_an_open_matter_that_lies_in_no_file_is_there(district: District, home: Path) -> None:
    matter = district.receive(subject="এখনও নথিতে নেই")
    place = copied(district, home)
    assert "এখনও নথিতে নেই" in page(place, f"matters/{matter.pk}.html")


@pytest.mark.parametrize("grade", [Secrecy.CONFIDENTIAL, Secrecy.SECRET, Secrecy.TOP_SECRET])
def test_nothing_graded_is_in_it(district: District, home: Path, grade: Secrecy) -> None:
    file, _matter = with_papers(district)
    graded = district.receive(subject=SECRET, applicant="করিম শেখ")
    district.complete("dm", graded, "mark", to="oc-general")
    put_in_file(district, graded, file=file)
    put_in(district, graded, brought(district, page_saying("HIDDEN DEED"), "গোপন দলিল"))
    Matter.objects.filter(pk=graded.pk).update(secrecy=grade)
    loose = district.receive(subject=SECRET, secrecy=grade)
    place = copied(district, home)
    pages = [*place.rglob("*.html"), *place.rglob("*.js")]
    written = "".join(one.read_text(encoding="utf-8") for one in pages)
    hidden = Paper.objects.get(matter=graded, title="গোপন দলিল").content
    assert hidden is not None
    for words in (SECRET, "করিম শেখ", "গোপন দলিল", hidden.sha256, str(loose.pk)):
        assert words not in html.unescape(written), words
    assert not list(place.rglob(f"{hidden.sha256}*"))


def test_a_paper_in_quarantine_is_named_and_not_handed_out(district: District, home: Path) -> None:
    file, matter = with_papers(district)
    deed = Paper.objects.get(matter=matter, title="দলিল").content
    assert deed is not None
    copied(district, home)
    Content.objects.filter(pk=deed.pk).update(found=Found.INFECTED)
    place = copied(district, home)
    assert not list(place.rglob(f"{deed.sha256}*"))
    assert deed.sha256 in page(place, f"files/{file.pk}.html")


def test_papers_that_were_there_are_linked_and_not_copied(district: District, home: Path) -> None:
    _file, matter = with_papers(district)
    before = copied(district, home).resolve()
    put_in(district, matter, brought(district, page_saying("LATER"), "পরের দলিল"), code="cic-general")
    after = copied(district, home).resolve()
    assert after != before
    first, last = StandbyCopy.objects.order_by("begun_at")
    assert (first.papers, first.copied) == (2, 2)
    assert (last.papers, last.copied) == (3, 1)
    for one in (before / "papers").rglob("*.*"):
        assert os.path.samefile(one, after / one.relative_to(before))


def test_the_old_copy_stays_until_the_new_one_is_whole(
    district: District, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _matter = with_papers(district)
    before = copied(district, home).resolve()

    def cut_short(*args: Any) -> Any:
        sheet_of_file(*args)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reading, "sheet_of_file", cut_short)
    with pytest.raises(OSError, match="No space"):
        make_copy(district.office, home, timezone.now())
    assert (home / district.office.code / "current").resolve() == before
    assert (before / f"files/{file.pk}.html").exists()
    assert StandbyCopy.objects.latest("begun_at").made_at is None
    monkeypatch.undo()
    assert copied(district, home).resolve() != before


def test_a_run_that_was_cut_short_goes_on_with_the_papers_it_had(
    district: District, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_papers(district)

    def killed(self: Folder, name: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as only:
        only.setattr(Folder, "finish", killed)
        with pytest.raises(KeyboardInterrupt):
            make_copy(district.office, home, timezone.now())
    left = home / district.office.code / "making"
    (left / "files" / "of-a-file-that-is-gone.html").write_text("old")
    made = make_copy(district.office, home, timezone.now())
    assert (made.papers, made.copied) == (2, 0)
    assert not (home / district.office.code / "current/files/of-a-file-that-is-gone.html").exists()


def test_a_half_written_paper_is_written_anew(district: District, home: Path) -> None:
    with_papers(district)
    copied(district, home)
    deed = next((home / district.office.code / "current/papers").rglob("*.pdf"))
    half = home / district.office.code / "making" / deed.relative_to(home / district.office.code / "current")
    half.parent.mkdir(parents=True)
    half.write_bytes(deed.read_bytes()[:10])
    place = copied(district, home)
    assert next((place / "papers").rglob("*.pdf")).read_bytes().startswith(b"%PDF-")
    assert next((place / "papers").rglob("*.pdf")).stat().st_size > 10


def test_two_runs_do_not_write_at_once(district: District, home: Path) -> None:
    with Folder(home / district.office.code).held(), pytest.raises(Busy):
        make_copy(district.office, home, timezone.now())


def test_only_the_newest_two_are_kept(district: District, home: Path) -> None:
    with_papers(district)
    for _ in range(4):
        copied(district, home)
    assert len(list((home / district.office.code / "copies").iterdir())) == 2


def test_the_folder_is_for_its_owner_alone(district: District, home: Path) -> None:
    with_papers(district)
    place = copied(district, home)
    for folder in (home / district.office.code, place, place / "files", place / "papers"):
        assert folder.stat().st_mode & 0o077 == 0, folder


def test_a_closed_file_and_another_offices_are_not_in_it(district: District, home: Path) -> None:
    file, _matter = with_papers(district)
    File.objects.filter(pk=file.pk).update(status=File.Status.CLOSED)
    other = Office.objects.exclude(pk=district.office.pk).first()
    place = copied(district, home)
    assert not (place / f"files/{file.pk}.html").exists()
    assert other is None or not (home / other.code).exists()


def test_the_command_says_what_it_made(district: District, home: Path, capsys: Any) -> None:
    with_papers(district)
    call_command("export_files", office=district.office.code, to=str(home))
    said = capsys.readouterr().out
    assert "1 files, 1 matters, 2 papers (2 copied)" in said
    assert "current/index.html" in said


def test_the_command_refuses_what_it_cannot_do(district: District, settings: Any) -> None:
    settings.STANDBY_FOLDER = None
    with pytest.raises(CommandError, match="STANDBY_FOLDER"):
        call_command("export_files", office=district.office.code)
    with pytest.raises(CommandError, match="No office has the code nowhere"):
        call_command("export_files", office="nowhere", to="/nonexistent")


def test_beat_makes_one_for_each_office_where_a_folder_is_set(
    district: District, home: Path, settings: Any
) -> None:
    settings.STANDBY_FOLDER = None
    assert make_standby_copies() == 0
    settings.STANDBY_FOLDER = home
    assert make_standby_copies() == Office.objects.count()
    assert (home / district.office.code / "current/index.html").exists()


def test_its_size_and_time_stand_on_the_page_of_the_administration(
    district: District, home: Path, sign_in: SignIn, settings: Any
) -> None:
    settings.STANDBY_FOLDER = home
    with_papers(district)
    client = sign_in("dpm")
    copied(district, home)
    said = client.get(reverse("admin_standby")).content.decode()
    made = StandbyCopy.objects.get()
    assert made.folder in said
    assert made.size > 0
