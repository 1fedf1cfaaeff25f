"""The whole file as one PDF: what stands in it, in which order, under which page numbers."""

from __future__ import annotations

import io
from typing import Any, cast

import pikepdf
import pytest
from django.urls import reverse
from PIL import Image

from efile.confirming import services as confirming
from efile.confirming.models import Confirmation
from efile.models import File, Matter
from efile.papers import services as papers
from efile.papers.models import Paper
from efile.printing.models import Printout
from hierarchy.selectors import calendar_for
from ledger import selectors as ledger
from notings.contents.models import Content, Found
from notings.models import Paragraph
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from tests.efile.printing.conftest import brought, page_saying, photograph, printed, put_in
from tests.efile.test_filing import put_in_file
from tests.notings.contents import samples

NOTE = "ক্ষমতাপ্রাপ্ত আধিকারিকের কাছে জ্ঞাতার্থে পেশ করা হল; মন্ত্রণালয়, কার্যালয়, র‍্যাব, লক্ষ্মী, কি, কো।"


def with_papers(district: District) -> tuple[File, Matter, Matter]:
    """Two matters in one file: words, three pages of PDF, a photograph, a workbook."""
    first, second = district.marked(), district.marked()
    file = put_in_file(district, first)
    put_in_file(district, second, file=file)
    deed = brought(district, page_saying("DEED ONE", "DEED TWO", "DEED THREE"), "দলিল")
    put_in(district, first, deed, brought(district, photograph(), "জমির ছবি"))
    put_in(district, second, brought(district, samples.docx(), "হিসাব"))
    district.note("oc-general", first, NOTE)
    district.complete("oc-general", first, "recommend")
    return file, first, second


def test_cover_contents_notes_papers_and_movement_in_their_order(district: District, sign_in: SignIn) -> None:
    """CSMOP 24: notes before correspondence."""
    file, first, _second = with_papers(district)
    made = printed(sign_in, "oc-general", file)
    assert [title for title, _under in made.marks()] == ["Cover", "Note sheet", "Correspondence", "Movement"]
    cover = made.text(1, 1)
    actor = district.actor("oc-general")
    office = file.office.name.en
    for words in (file.number, file.section.name.en, office, "Printed on", actor.name.en):
        assert words in cover, words
    places = [made.leaf_of(f"{words}") for words in ("Note sheet, 1", "DEED ONE", "Movement, 1")]
    assert places == sorted(places)
    note = made.text(made.leaf_of("Note sheet, 1"), made.leaf_of("Note sheet, 1"))
    assert actor.name.en in note
    assert actor.post_title.en in note
    assert first.receipt is not None
    assert first.receipt.number in note


def test_who_confirmed_what_was_said_stands_beside_the_paragraph(district: District, sign_in: SignIn) -> None:
    """CSMOP 19, 20."""
    file, first, _second = with_papers(district)
    paragraph = Paragraph.objects.get(sheet=first.sheet_id)
    codes = ("udc-jm", "adm-general", "cic-general")
    officer = district.actor("oc-general")
    asked = {"actor": officer, "matter": first.pk, "number": paragraph.number}
    posts = [district.post(code) for code in codes]
    confirming.ask(**asked, posts=posts, now=district.wait(minutes=1))  # type: ignore[arg-type]  # [named above]
    for code, agrees, words in ((codes[0], True, ""), (codes[1], False, "তদন্ত মঙ্গলবার।")):
        confirming.answer(
            **asked | {"actor": district.actor(code)},  # type: ignore[arg-type]  # [named above]
            agrees=agrees,
            words=words,
            now=district.wait(minutes=1),
        )
    made = printed(sign_in, "oc-general", file)
    leaf = made.leaf_of("Confirmed:")
    assert leaf == made.leaf_of("Note sheet, 1"), "beside the paragraph"
    said = " ".join(made.text(leaf, leaf).split())
    yes, no, none = (district.actor(code) for code in codes)
    answered = Confirmation.objects.get(post=district.post(codes[0])).answered_at
    assert answered is not None
    day = calendar_for(file.office_id).local_date(answered)
    assert f"Confirmed: {yes.name.en}, {yes.post_title.en} · {day:%d.%m.%Y}" in said
    assert f"It was otherwise: {no.name.en}, {no.post_title.en}" in said
    assert "মঙ্গলবার" in said
    assert f"Not yet confirmed: {none.post_title.en}" in said


def test_each_leaf_of_the_correspondence_has_its_number_in_the_file(
    district: District, sign_in: SignIn
) -> None:
    file, first, _second = with_papers(district)
    made = printed(sign_in, "oc-general", file)
    deed = Paper.objects.get(matter=first, title="দলিল")
    for at, words in enumerate(("DEED ONE", "DEED TWO", "DEED THREE")):
        leaf = made.leaf_of(words)
        assert f"Correspondence, p. {deed.first_page + at}\n" in made.text(leaf, leaf)
    with pikepdf.open(made.path) as pdf:
        labels = [str(cast(Any, page).label) for page in pdf.pages]
    assert labels[made.leaf_of("DEED TWO") - 1] == str(deed.first_page + 1)
    assert labels[0] == "A1"


def test_bookmarks_name_each_paper_with_its_pages(district: District, sign_in: SignIn) -> None:
    file, first, _second = with_papers(district)
    made = printed(sign_in, "oc-general", file)
    deed = Paper.objects.get(matter=first, title="দলিল")
    under = dict(made.marks())["Correspondence"]
    assert f"{deed.first_page}–{deed.last_page}. দলিল" in under
    assert len(under) == Paper.objects.filter(matter__file=file).count()


def test_what_has_no_pages_is_a_slip_that_names_it_with_its_hash(district: District, sign_in: SignIn) -> None:
    file, _first, second = with_papers(district)
    made = printed(sign_in, "oc-general", file)
    content = Paper.objects.get(matter=second, title="হিসাব").content
    assert content is not None
    slip = made.text(made.leaf_of("kind that has no pages"), made.row.pages)
    assert content.sha256 in slip


@pytest.mark.parametrize(
    ("found", "words"), [(Found.INFECTED, "virus was found"), (Found.WAITING, "waits for the virus scanner")]
)
def test_a_paper_in_quarantine_is_a_slip(
    district: District, sign_in: SignIn, found: Found, words: str
) -> None:
    file, first, _second = with_papers(district)
    deed = Paper.objects.get(matter=first, title="দলিল")
    assert deed.content_id is not None
    Content.objects.filter(pk=deed.content_id).update(found=found)
    made = printed(sign_in, "oc-general", file)
    assert "DEED ONE" not in made.text()
    leaf = made.leaf_of(f"Correspondence, p. {deed.first_page}–{deed.last_page}")
    assert words in made.text(leaf, leaf)
    assert "3 pages of the file" in made.text(leaf, leaf)


def test_a_struck_paper_keeps_its_pages_and_is_not_shown(district: District, sign_in: SignIn) -> None:
    file, first, _second = with_papers(district)
    third = district.marked()
    put_in_file(district, third, file=file)
    put_in(district, third, brought(district, page_saying("NOT OURS"), "ভুল কাগজ"))
    wrong = Paper.objects.get(matter=third, title="ভুল কাগজ")
    papers.strike(
        actor=district.actor("oc-general"), paper=wrong.pk, reason="অন্য নথির", now=district.wait(minutes=1)
    )
    made = printed(sign_in, "oc-general", file)
    assert "NOT OURS" not in made.text()
    leaf = made.leaf_of("struck as put in by mistake, and keeps")
    assert first.pk != third.pk
    assert f"p. {wrong.first_page}" in made.text(made.leaf_of(f"Correspondence, p. {wrong.first_page}\n"))
    assert leaf


def test_what_is_not_signed_yet_is_no_part_of_it(district: District, sign_in: SignIn) -> None:
    file, _first, second = with_papers(district)
    district.note("oc-general", second, "YELLOW WORDS OF MINE")
    made = printed(sign_in, "oc-general", file)
    assert "YELLOW" not in made.text()


def test_fingerprints_are_those_of_the_record(district: District, sign_in: SignIn) -> None:
    file, first, second = with_papers(district)
    made = printed(sign_in, "oc-general", file)
    said = made.text()
    for stream in (file.pk, first.pk, second.pk):
        head = ledger.head_of(stream)
        assert head is not None
        assert head.fault is None
        assert head.hash.hex() in said
    content = Paper.objects.get(matter=first, title="দলিল").content
    assert content is not None
    assert content.sha256 in said


def test_the_movement_names_every_hop(district: District, sign_in: SignIn) -> None:
    file, first, _second = with_papers(district)
    made = printed(sign_in, "oc-general", file)
    leaf = made.leaf_of("Movement, 1")
    said = made.text(leaf)
    assert "Received" in said
    assert district.actor("dm").name.en in said
    assert first.moves >= 2


def test_a_photograph_keeps_its_own_bytes_without_what_its_maker_wrote(
    district: District, sign_in: SignIn
) -> None:
    told = Image.Exif()
    told[0x010F] = "CAMERA OF SOMEBODY"
    first = district.marked()
    file = put_in_file(district, first)
    photo = photograph("blue", exif=told)
    assert b"CAMERA" in photo
    put_in(district, first, brought(district, photo, "ছবি"))
    made = printed(sign_in, "oc-general", file)
    assert b"CAMERA" not in made.path.read_bytes()
    with pikepdf.open(made.path) as pdf:
        found = [stream for stream in pdf.objects if _is_scan(stream)]
        assert len(found) == 1
        dots = Image.open(io.BytesIO(found[0].read_raw_bytes()))
        assert dots.tobytes() == Image.open(io.BytesIO(photo)).tobytes()


def _is_scan(found: object) -> bool:
    return isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Image"


def test_a_lying_page_lies_and_a_turned_one_is_turned(district: District, sign_in: SignIn) -> None:
    first = district.marked()
    file = put_in_file(district, first)
    lying = brought(district, page_saying("LYING", size=(842, 595)), "নকশা")
    turned = brought(district, page_saying("TURNED", rotate=90), "ঘোরানো")
    put_in(district, first, lying, turned)
    made = printed(sign_in, "oc-general", file)
    with pikepdf.open(made.path) as pdf:
        for words in ("LYING", "TURNED"):
            _, _, width, height = (float(side) for side in pdf.pages[made.leaf_of(words) - 1].mediabox)
            assert width > height, words


def test_signs_that_no_font_has_are_named_not_dropped(district: District, sign_in: SignIn) -> None:
    matter = district.receive(subject="নলকূপ 😀 মেরামত")
    district.complete("dm", matter, "mark", to="oc-general")
    file = put_in_file(district, matter)
    made = printed(sign_in, "oc-general", file)
    assert "[U+1F600]" in made.text()


def test_a_matter_is_printed_by_itself(district: District, sign_in: SignIn) -> None:
    file, first, second = with_papers(district)
    made = printed(sign_in, "oc-general", first)
    assert "DEED ONE" in made.text()
    assert "হিসাব" not in made.text()
    assert file.number in made.text(1, 1)
    assert made.row.matters == [str(first.pk)]
    assert second.pk != first.pk


def test_in_bengali_with_its_digits(district: District, sign_in: SignIn) -> None:
    file, first, _second = with_papers(district)
    made = printed(sign_in, "oc-general", file, "bn-in")
    assert [title for title, _under in made.marks()] == ["প্রচ্ছদ", "নোট শিট", "পত্রাংশ", "গতিবিধি"]
    assert first.receipt is not None
    assert "১" in made.text(1, 1)


def test_its_hash_and_size_are_on_record(district: District, sign_in: SignIn) -> None:
    import hashlib

    file, first, _second = with_papers(district)
    made = printed(sign_in, "oc-general", file)
    row = Printout.objects.get(pk=made.row.pk)
    assert row.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert row.size == made.path.stat().st_size
    with pikepdf.open(made.path) as pdf:
        assert len(pdf.pages) == row.pages
    page = sign_in("oc-general").get(reverse("print_file", args=[file.pk])).content.decode()
    assert row.sha256 in page
    assert first.pk
