"""A letter as .docx, for offices that go on with it in a word processor.

Bengali is a complex script to Word: its font, size and weight are those of `w:cs`, `w:szCs` and `w:bCs`, and
its language is `w:lang w:bidi`. Without them it falls back to whatever the machine has.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, Final

import segno
from docx import Document
from docx.document import Document as File
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from notings.letters.letter import DATE, DRAFT, MEMO, REFERENCE, SUBJECT, TO, Letter, body_of
from notings.letters.printing import numbers
from web.words import digits

BENGALI: Final = "Noto Sans Bengali"
LATIN: Final = "Noto Sans"
POINTS: Final = 11.0
COUNTRIES: Final = {"WB": "IN", "BD": "BD"}
OPEN: Final = "……"


def as_docx(letter: Letter, *, draft: bool = False) -> bytes:
    """The same words in the same order as on the PDF."""
    file = Document()
    _set_up(file, letter)
    writer = _Writer(file, letter)
    writer.head(draft)
    if letter.form.to == "top":
        writer.recipients()
    writer.matter()
    for block in body_of(letter):
        writer.block(block)
    writer.signature()
    if letter.form.to == "foot":
        writer.recipients()
    writer.copies()
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _set_up(file: File, letter: Letter) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(27), Mm(20)
    section.top_margin, section.bottom_margin = Mm(18), Mm(22)
    style = file.styles["Normal"]
    style.font.size = Pt(POINTS)
    properties = style.element.get_or_add_rPr()
    _fonts(properties)
    _sized(properties, POINTS)
    _spoken(properties, letter)
    style.paragraph_format.space_after = Pt(6)
    file.core_properties.title = letter.title
    file.core_properties.author = letter.signatory.name
    file.core_properties.language = f"{letter.language}-{COUNTRIES[letter.profile]}"


def _element(name: str, **values: str) -> Any:
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _replace(properties: Any, name: str, **values: str) -> None:
    for old in properties.findall(qn(name)):
        properties.remove(old)
    properties.append(_element(name, **values))


def _fonts(properties: Any) -> None:
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, face in {"ascii": LATIN, "hAnsi": LATIN, "cs": BENGALI, "eastAsia": LATIN}.items():
        fonts.set(qn(f"w:{name}"), face)


def _sized(properties: Any, points: float) -> None:
    _replace(properties, "w:szCs", val=str(int(points * 2)))


def _spoken(properties: Any, letter: Letter) -> None:
    country = COUNTRIES[letter.profile]
    english = "en-IN" if country == "IN" else "en-GB"
    _replace(properties, "w:lang", val=english, bidi=f"bn-{country}", eastAsia=english)


class _Writer:
    def __init__(self, file: File, letter: Letter) -> None:
        self.file, self.letter = file, letter

    def run(
        self, paragraph: Paragraph, text: str, *, strong: bool = False, em: bool = False, u: bool = False
    ) -> Run:
        run = paragraph.add_run(text)
        run.bold, run.italic, run.underline = strong or None, em or None, u or None
        properties = run._r.get_or_add_rPr()
        _fonts(properties)
        if strong:
            properties.append(_element("w:bCs"))
        if em:
            properties.append(_element("w:iCs"))
        _spoken(properties, self.letter)
        return run

    def say(self, text: str, *, strong: bool = False, points: float = 0, align: Any = None) -> Paragraph:
        paragraph = self.file.add_paragraph()
        paragraph.alignment = align
        run = self.run(paragraph, text, strong=strong)
        if points:
            run.font.size = Pt(points)
            _sized(run._r.get_or_add_rPr(), points)
        return paragraph

    def head(self, draft: bool) -> None:
        letter = self.letter
        if draft:
            self.say(letter.said(DRAFT), strong=True, points=14, align=ALIGN.RIGHT)
        if letter.grading:
            self.say(letter.said(letter.grading), strong=True, align=ALIGN.CENTER)
        for at, words in enumerate(letter.heading):
            self.say(words, strong=at == 1, points=14 if at == 1 else 0, align=ALIGN.CENTER)
        number, days = letter.number or OPEN, "\n".join(letter.dates) or OPEN
        table = self.file.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        self.run(left.paragraphs[0], f"{letter.said(MEMO)}: {number}")
        right.paragraphs[0].alignment = ALIGN.RIGHT
        self.run(right.paragraphs[0], f"{letter.said(DATE)}: {days}")
        if letter.form.titled:
            self.say(letter.said(letter.form.name), strong=True, points=13, align=ALIGN.CENTER)

    def recipients(self) -> None:
        if not self.letter.to:
            return
        self.say(f"{self.letter.said(TO)}:")
        for one in self.letter.to:
            self.say(one).paragraph_format.left_indent = Mm(5)

    def matter(self) -> None:
        letter = self.letter
        for label, text, strong in ((SUBJECT, letter.subject, True), (REFERENCE, letter.reference, False)):
            if text:
                self.say(f"{letter.said(label)}: {text}", strong=strong)
        if letter.opening:
            self.say(letter.opening)

    def block(self, block: dict[str, Any]) -> None:
        match block["block"]:
            case "table":
                self.table(block["head"], block["rows"])
            case "listed":
                for item in block["items"]:
                    self.item(item)
            case _:
                paragraph = self.file.add_paragraph()
                paragraph.alignment = ALIGN.JUSTIFY
                self.lines(paragraph, block["lines"])

    def item(self, item: dict[str, Any]) -> None:
        paragraph = self.file.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(8)
        paragraph.paragraph_format.first_line_indent = Mm(-8)
        self.run(paragraph, f"{item['number'] or '•'}\t")
        self.lines(paragraph, item["lines"])

    def table(self, head: list[Any], rows: list[list[Any]]) -> None:
        every = ([head] if head else []) + rows
        columns = max(len(row) for row in every)
        table = self.file.add_table(rows=0, cols=columns, style="Table Grid")
        for row in every:
            cells = table.add_row().cells
            for cell, line in zip(cells, row, strict=False):
                for run in line:
                    strong = run["strong"] or (bool(head) and row is head)
                    self.run(cell.paragraphs[0], run["text"], strong=strong, em=run["em"], u=run["u"])
        self.file.add_paragraph()

    def lines(self, paragraph: Paragraph, lines: Iterable[Iterable[dict[str, Any]]]) -> None:
        for at, line in enumerate(lines):
            if at:
                paragraph.add_run().add_break()
            for run in line:
                self.run(paragraph, run["text"], strong=run["strong"], em=run["em"], u=run["u"])

    def signature(self) -> None:
        letter = self.letter
        table = self.file.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        picture = io.BytesIO()
        segno.make(letter.mark, error="m", micro=False).save(picture, kind="png", scale=6, border=2)
        picture.seek(0)
        left.paragraphs[0].add_run().add_picture(picture, width=Mm(21))
        paragraph = right.paragraphs[0]
        paragraph.alignment = ALIGN.CENTER
        self.run(paragraph, f"{letter.closing}\n\n\n\n" if letter.closing else "\n\n\n")
        self.run(paragraph, letter.signatory.name, strong=True)
        self.run(paragraph, f"\n{letter.signatory.title}")
        if letter.contact:
            self.run(paragraph, f"\n{letter.contact}")

    def copies(self) -> None:
        for one in self.letter.copy_lists:
            if one.memo:
                memo, day = self.letter.said(MEMO), self.letter.said(DATE)
                self.say(f"{memo}: {digits(one.memo, self.letter.language)}")
                self.say(f"{day}: {' / '.join(self.letter.dates) or OPEN}")
            self.say(f"{self.letter.said(one.heading)}:")
            for number, entry in zip(numbers(self.letter.language), one.entries, strict=False):
                self.item({"number": number, "lines": [[_plain(line)] for line in entry.split("\n")]})
            if one.memo:
                self.say(self.letter.signatory.name, strong=True, align=ALIGN.RIGHT)
                self.say(self.letter.signatory.title, align=ALIGN.RIGHT)


def _plain(text: str) -> dict[str, Any]:
    return {"text": text, "strong": False, "em": False, "u": False}
