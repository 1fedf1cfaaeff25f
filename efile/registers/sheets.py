"""A register as an Excel workbook, row by row into a file: as long as it may be, a batch is held.

Days and counts are values, so that they sort and add up; all else is a text, which no spreadsheet reads as a
formula. A workbook of more than MOST lines goes on in a further sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import IO, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from efile.registers.frame import Column, Kind, Line, Value
from efile.registers.headed import Head
from web.templatetags.office import bn_digits

MEDIA: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST: Final = 1_000_000
"""Excel holds 1,048,576 rows a sheet, heads included."""
LONGEST: Final = 32_767
FONT: Final = {"font_name": "Nirmala UI", "font_size": 11}
BODY: Final = FONT | {"valign": "top"}
HEADING: Final = BODY | {"bold": True, "bg_color": "#E3F1ED", "text_wrap": True}


def workbook(head: Head, columns: Sequence[Column], batches: Iterable[list[Line]]) -> IO[bytes]:
    """The finished workbook, at its beginning."""
    out = TemporaryFile()  # noqa: SIM115 [who sends it closes it]
    with Workbook(out, {"constant_memory": True}) as book:
        writer = _Writer(book, columns)
        lines = chain.from_iterable(batches)
        for first in chain([next(lines, None)], lines):
            writer.sheet(head, islice(chain([first] if first else [], lines), MOST))
    out.seek(0)
    return out


class _Writer:
    """The columns of one register with the formats of its workbook."""

    def __init__(self, book: Workbook, columns: Sequence[Column]) -> None:
        self.book, self.columns = book, columns
        self.over = book.add_format(FONT)
        self.title = book.add_format(FONT | {"bold": True, "font_size": 14})
        self.heading = book.add_format(HEADING)
        self.plain = book.add_format(BODY | {"text_wrap": True})
        self.day = book.add_format(BODY | {"num_format": "dd.mm.yyyy", "align": "left"})
        self.count = book.add_format(BODY | {"num_format": "#,##0"})

    def sheet(self, head: Head, lines: Iterator[Line]) -> None:
        sheet = self.book.add_worksheet()
        above = [head.office, head.title, *head.lines]
        for place, column in enumerate(self.columns):
            sheet.set_column(place, place, column.room * 5)
        sheet.freeze_panes(len(above) + 1, 0)
        for row, words in enumerate(above):
            _write(sheet, row, 0, words, self.title if row < 2 else self.over)
        for place, column in enumerate(self.columns):
            _write(sheet, len(above), place, str(column.title), self.heading)
        for row, line in enumerate(lines, len(above) + 1):
            for place, (column, value) in enumerate(zip(self.columns, line.values, strict=True)):
                self._cell(sheet, row, place, column.kind, value)

    def _cell(self, sheet: Worksheet, row: int, place: int, kind: Kind, value: Value) -> None:
        if value is None or value == "":
            sheet.write_blank(row, place, None, self.plain)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, datetime.combine(value, time.min), self.day)
        elif isinstance(value, int | Decimal):
            sheet.write_number(row, place, value, self.count)
        else:
            _write(sheet, row, place, bn_digits(value) if kind is Kind.NUMBER else value, self.plain)


def _write(sheet: Worksheet, row: int, place: int, words: str, style: Format) -> None:
    sheet.write_string(row, place, words[:LONGEST], style)
