"""A letter as .docx: Bengali has its own font, size, weight and language, and LibreOffice opens it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from notings.letters.kinds import KINDS
from notings.letters.printing import FONTS
from notings.letters.word import as_docx
from tests.notings.letters.samples import CONJUNCTS, letter
from tests.notings.letters.tools import program, said_by, text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return etree.fromstring(file.read(f"word/{name}.xml"))


def test_every_run_of_words_names_the_bengali_font_and_language() -> None:
    runs = [run for run in part(as_docx(letter()), "document").iter(f"{W}r") if run.findtext(f"{W}t")]
    assert len(runs) > 15
    for run in runs:
        fonts, spoken = run.find(f"{W}rPr/{W}rFonts"), run.find(f"{W}rPr/{W}lang")
        assert fonts is not None
        assert fonts.get(f"{W}cs") == "Noto Sans Bengali"
        assert spoken is not None
        assert spoken.get(f"{W}bidi") == "bn-IN"


def test_bold_and_large_bengali_is_bold_and_large() -> None:
    document = part(as_docx(letter()), "document")
    bold = [run for run in document.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
    assert bold
    assert all(run.find(f"{W}rPr/{W}bCs") is not None for run in bold)
    for run in document.iter(f"{W}r"):
        size, own = run.find(f"{W}rPr/{W}sz"), run.find(f"{W}rPr/{W}szCs")
        assert (size is None) == (own is None)
        assert size is None or own is None or size.get(f"{W}val") == own.get(f"{W}val")


def test_the_style_under_it_has_the_size_of_bengali_too() -> None:
    styles = part(as_docx(letter()), "styles")
    normal = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "Normal")
    size = normal.find(f"{W}rPr/{W}szCs")
    assert size is not None
    assert size.get(f"{W}val") == "22"


def test_bangladesh_has_its_own_bengali() -> None:
    languages = {
        spoken.get(f"{W}bidi") for spoken in part(as_docx(letter(profile="BD")), "document").iter(f"{W}lang")
    }
    assert languages == {"bn-BD"}


@pytest.mark.parametrize("code", KINDS)
def test_the_same_words_stand_in_it_as_on_paper(code: str) -> None:
    file = Document(io.BytesIO(as_docx(letter(kind=code))))
    said = "\n".join(node.text or "" for node in file.element.body.iter(f"{W}t"))
    for words in ("জেলাশাসকের করণ, উত্তর দিনাজপুর", "সাধারণ/৭/২০২৬/১২", CONJUNCTS, "রহিমা বেওয়া", "সুমনা ঘোষ"):
        assert words in said
    for way in ("ফোন: ০৩৫২৩-২৪৬৬১৮", "ই-মেইল: general@office.example"):
        assert way in said
    assert ("প্রাপক" in said) == (KINDS[code].to != "none")


def test_libreoffice_opens_every_kind(tmp_path: Path) -> None:
    """With the letters' own fonts, as on a machine that has Bengali ones. A reader of the text layer breaks
    lines inside conjuncts, so spaces do not count.
    """
    office = program("soffice", "libreoffice")
    fonts, sources = tmp_path / "fonts.conf", [tmp_path / f"{code}.docx" for code in KINDS]
    fonts.write_text(f"<fontconfig><dir>{FONTS}</dir><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>")
    for source in sources:
        source.write_bytes(as_docx(letter(kind=source.stem)))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    asked: list[str | Path] = ["--headless", "--convert-to", "pdf", "--outdir", tmp_path, *sources]
    said_by(office, profile, *asked, FONTCONFIG_FILE=str(fonts))
    for source in sources:
        made = source.with_suffix(".pdf")
        assert "".join(CONJUNCTS.split()) in "".join(text_of(made).split())
        used = {
            line.split()[0].partition("+")[2] for line in said_by(program("pdffonts"), made).splitlines()[2:]
        }
        assert (
            {"NotoSansBengali-Regular", "NotoSansBengali-Bold"}
            <= used
            <= {face.stem for face in FONTS.glob("*.ttf")}
        )
