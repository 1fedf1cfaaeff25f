"""A register as an Excel workbook (ECMA-376), written line by line: as long as it may be, a batch is held.

Days and counts are values, so that they sort and add up; all else is a text, which no spreadsheet reads as a
formula. A workbook of more than MOST lines goes on in a further sheet.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from efile.registers.frame import Column, Kind, Line, Value
from efile.registers.headed import Head
from web.templatetags.office import bn_digits

MEDIA: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST: Final = 1_000_000
"""Excel holds 1,048,576 rows a sheet, heads included."""
LONGEST: Final = 32_767
EPOCH: Final = date(1899, 12, 30)
_BARRED: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELS: Final = "application/vnd.openxmlformats-package.relationships+xml"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PLAIN, TITLE, HEAD, DAY, COUNT, OVER = range(6)
"""Places in styles.xml; OVER is a line that runs over the columns."""
STYLES: Final = Path(__file__).with_name("styles.xml").read_text()


class _Out(io.RawIOBase):
    """What the archive has written and nobody has taken yet."""

    def __init__(self) -> None:
        self.kept = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        kept = bytes(data)  # type: ignore[call-overload]  # [the archive writes bytes-like alone]
        self.kept += kept
        return len(kept)

    def take(self) -> bytes:
        found, self.kept = bytes(self.kept), bytearray()
        return found


def workbook(head: Head, columns: Sequence[Column], batches: Iterable[list[Line]]) -> Iterator[bytes]:
    """The workbook in pieces, as the lines come."""
    out = _Out()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        sheets = 0
        for sheets, parts in enumerate(_sheets(head, columns, batches), 1):
            with archive.open(f"xl/worksheets/sheet{sheets}.xml", "w", force_zip64=True) as file:
                for part in parts:
                    file.write(part.encode())
                    if piece := out.take():
                        yield piece
        for name, text in _frame(sheets).items():
            archive.writestr(name, text)
    yield out.take()


def _sheets(head: Head, columns: Sequence[Column], batches: Iterable[list[Line]]) -> Iterator[Iterator[str]]:
    """Each sheet is read to its end before the next is asked for."""
    rest = _Lines(batches)
    yield _sheet(head, columns, rest.next())
    while rest.more:
        yield _sheet(head, columns, rest.next())


class _Lines:
    def __init__(self, batches: Iterable[list[Line]]) -> None:
        self.batches, self.left = iter(batches), list[Line]()
        self.more = True

    def next(self) -> Iterator[list[Line]]:
        room = MOST
        while room:
            if not self.left:
                self.left = next(self.batches, [])
            if not self.left:
                self.more = False
                return
            given, self.left = self.left[:room], self.left[room:]
            room -= len(given)
            yield given


def _sheet(head: Head, columns: Sequence[Column], batches: Iterator[list[Line]]) -> Iterator[str]:
    above = [head.office, head.title, *head.lines]
    top = len(above) + 1
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{column.room * 5}" customWidth="1"/>'
        for at, column in enumerate(columns, 1)
    )
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="{top}"'
        f' topLeftCell="A{top + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>"
    )
    for at, words in enumerate(above):
        yield f"<row>{_text(words, TITLE if at < 2 else OVER)}</row>"
    yield f"<row>{''.join(_text(str(column.title), HEAD) for column in columns)}</row>"
    for lines in batches:
        yield "".join(_row(columns, line) for line in lines)
    yield "</sheetData></worksheet>"


def _row(columns: Sequence[Column], line: Line) -> str:
    pairs = zip(columns, line.values, strict=True)
    return f"<row>{''.join(_cell(column.kind, value) for column, value in pairs)}</row>"


def _cell(kind: Kind, value: Value) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, date):
        return f'<c s="{DAY}"><v>{(value - EPOCH).days}</v></c>'
    if isinstance(value, int | Decimal):
        return f'<c s="{COUNT}"><v>{value}</v></c>'
    return _text(bn_digits(value) if kind is Kind.NUMBER else value, PLAIN)


def _text(words: str, style: int) -> str:
    kept = escape(_BARRED.sub("", words)[:LONGEST])
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{kept}</t></is></c>'


def _frame(sheets: int) -> dict[str, str]:
    """The parts beside the sheets."""
    numbers = range(1, sheets + 1)
    named = "".join(f'<sheet name="{at}" sheetId="{at}" r:id="r{at}"/>' for at in numbers)
    listed = [(f"/xl/worksheets/sheet{at}.xml", "worksheet") for at in numbers]
    ways = [(f"r{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in numbers]
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>'
    return {
        "xl/styles.xml": STYLES,
        "xl/workbook.xml": _XML + book,
        "xl/_rels/workbook.xml.rels": _ways([*ways, ("styles", "styles", "styles.xml")]),
        "_rels/.rels": _ways([("book", "officeDocument", "xl/workbook.xml")]),
        "[Content_Types].xml": _kinds(
            [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles"), *listed]
        ),
    }


def _ways(named: Iterable[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in named
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _kinds(named: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{_SHEET}.{kind}+xml"/>' for name, kind in named
    )
    rels = f'<Default Extension="rels" ContentType="{_RELS}"/>'
    return f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{rels}{listed}</Types>'
