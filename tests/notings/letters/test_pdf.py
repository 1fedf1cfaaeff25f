"""A letter leaves as PDF/A that pikepdf and poppler agree about, with Bengali shaped right."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from hierarchy.refusals import Refused
from hierarchy.words import Words
from notings.letters.kinds import Language
from notings.letters.letter import Signatory
from notings.letters.printing import as_pdf, signature_spot
from tests.notings.letters.samples import CONJUNCTS, letter
from tests.notings.letters.tools import program, said_by, text_of

PDFA = "http://www.aiim.org/pdfa/ns/id/"


def written(folder: Path, content: bytes) -> Path:
    path = folder / "letter.pdf"
    path.write_bytes(content)
    return path


def test_it_claims_pdf_a_and_carries_what_the_claim_needs(tmp_path: Path) -> None:
    with pikepdf.open(written(tmp_path, as_pdf(letter()))) as pdf:
        meta = pdf.open_metadata()
        assert (meta[f"{{{PDFA}}}part"], meta[f"{{{PDFA}}}conformance"]) == ("2", "A")
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.N == 3
        assert pdf.Root.MarkInfo.Marked
        assert not pdf.is_encrypted
        assert meta["dc:title"] == "নলকূপ মেরামতের আবেদন"
        fonts = [font for page in pdf.pages for font in page.resources.Font.values()]
        assert fonts
        assert all(_embedded(font) for font in fonts)
        assert not list(pdf.check_pdf_syntax())


def _embedded(font: pikepdf.Object) -> bool:
    described = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
    return any(name in described for name in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_its_words_can_be_read_out_of_it(tmp_path: Path) -> None:
    said = text_of(written(tmp_path, as_pdf(letter())))
    for words in ("স্মারক নং: সাধারণ/৭/২০২৬/১২", "২২ নভেম্বর ২০২৬", CONJUNCTS, "রহিমা বেওয়া", "সুমনা ঘোষ"):
        assert words in said
    assert "খসড়া" not in said


@pytest.mark.parametrize(
    ("code", "language", "said"),
    [("order", "bn", "ফোন: ০৩৫২৩-২৪৬৬১৮"), ("letter", "en", "Telephone: 03523-246618")],
)
def test_csmop_42_it_carries_its_signatorys_telephone_and_email(
    code: str, language: Language, said: str, tmp_path: Path
) -> None:
    """CSMOP 42."""
    read = text_of(written(tmp_path, as_pdf(letter(kind=code, language=language))))
    assert said in read
    assert "general@office.example" in read


def test_who_has_no_telephone_and_no_email_has_none_printed(tmp_path: Path) -> None:
    bare = letter(signatory=Signatory("সুমনা ঘোষ", "ভারপ্রাপ্ত আধিকারিক"))
    read = text_of(written(tmp_path, as_pdf(bare)))
    assert "ফোন" not in read
    assert "মেইল" not in read


def test_printing_it_again_gives_the_same_bytes() -> None:
    first, second = (hashlib.sha256(as_pdf(letter())).hexdigest() for _ in range(2))
    assert first == second


def test_a_draft_says_so_across_the_page(tmp_path: Path) -> None:
    path = written(tmp_path, as_pdf(letter(memo=None, day=None), draft=True))
    said = text_of(path)
    assert "স্মারক নং: ……" in said
    draft = _ink(path, tmp_path)
    assert draft > _ink(written(tmp_path, as_pdf(letter(memo=None, day=None))), tmp_path)


@pytest.mark.parametrize(
    ("joined", "apart"),
    [
        ("ক্ষ", "ক্\u200cষ"),
        ("জ্ঞ", "জ্\u200cঞ"),
        ("ন্ত্র", "ন্\u200cত্\u200cর"),
        ("র্ক", "র্\u200cক"),
        ("ক্ষ্ম", "ক্\u200cষ্\u200cম"),
    ],
)
def test_a_conjunct_is_one_sign(joined: str, apart: str, tmp_path: Path) -> None:
    """Joined it takes less ink than its letters one after the other with their hasantas."""
    pages = [as_pdf(letter(kind="order", body=text * 30)) for text in (joined, apart)]
    one, several = (_ink(written(tmp_path, page), tmp_path) for page in pages)
    assert one < several


def test_a_letter_of_many_pages_numbers_them_in_its_script(tmp_path: Path) -> None:
    said = text_of(written(tmp_path, as_pdf(letter(body="অনেক কথা। " * 2_000))))
    assert "২" in said.split("\f")[1]


def test_a_grading_stands_at_its_head(tmp_path: Path) -> None:
    said = text_of(written(tmp_path, as_pdf(letter(grading=Words("গোপনীয়", "Confidential")))))
    assert said.startswith("গোপনীয়")


def test_a_sign_that_no_font_has_is_named() -> None:
    with pytest.raises(Refused) as refused:
        as_pdf(letter(body="ভাল 😀"))
    assert "😀" in str(refused.value.sentence)


def test_nothing_written_in_it_is_read_as_a_program(tmp_path: Path) -> None:
    hostile = '#read("/etc/passwd") $x^2$ #panic() <signature> @ref \\\\ {{ }} "'
    said = text_of(written(tmp_path, as_pdf(letter(subject=hostile, body=hostile, to=(hostile,)))))
    assert said.count("#panic()") == 3
    assert signature_spot(letter(body=hostile)).page == 1


def test_the_room_for_the_signature_moves_with_the_text() -> None:
    short, long = signature_spot(letter()), signature_spot(letter(body="অনেক কথা।\n\n" * 90))
    assert short.page == 1
    assert long.page > 1


def _ink(pdf: Path, folder: Path) -> int:
    """How much of the first page is black."""
    said_by(program("pdftoppm"), "-r", "100", "-gray", "-png", "-singlefile", pdf, folder / "page")
    with Image.open(folder / "page.png") as picture:
        return sum((255 - shade) * count for shade, count in enumerate(picture.histogram()))
