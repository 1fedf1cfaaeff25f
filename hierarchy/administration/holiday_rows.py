"""The holidays of a calendar as rows to fill in; a whole table may be pasted below them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from itertools import zip_longest
from typing import Any, Final

from django import forms
from django.utils.datastructures import MultiValueDict

CELLS: Final = ("on", "name_bn", "name_en", "source")
MOST_ROWS: Final = 200
"""More are shown as lines: a form has a bounded number of fields."""


class HolidayRows(forms.Widget):
    """Value: the lines of text that `holidays.read_lines` reads.

    Each row posts one field a cell, `<name>-<cell>`; `<name>-pasted` holds further lines, and the button
    `<name>-drop` the place of a row that is taken away, `<name>-add` asks for another one.
    """

    template_name = "hierarchy/administration/parts/holiday_rows.html"

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> str:
        if name in data or not isinstance(data, MultiValueDict):
            return str(data.get(name, ""))
        columns = [data.getlist(f"{name}-{cell}") for cell in CELLS]
        rows = [list(row) for row in zip_longest(*columns, fillvalue="")]
        dropped = str(data.get(f"{name}-drop", ""))
        if dropped.isdecimal() and int(dropped) < len(rows):
            del rows[int(dropped)]
        pasted = str(data.get(f"{name}-pasted", ""))
        return _as_text(row for row in [*rows, *_cells(pasted)] if any(cell.strip() for cell in row))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        return not any(one == name or one.startswith(f"{name}-") for one in data)

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        rows = list(_cells(str(value or "")))
        fits = len(rows) <= MOST_ROWS and all(len(row) <= len(CELLS) for row in rows)
        shown = [dict(zip_longest(CELLS, row, fillvalue="")) for row in rows] if fits else []
        return {
            **super().get_context(name, value, attrs),
            "rows": [*shown, dict.fromkeys(CELLS, "")],
            "pasted": "" if fits else str(value),
        }


def _cells(text: str) -> Iterable[list[str]]:
    """A table copied out of a spreadsheet comes with tabs, a file with commas."""
    dialect = csv.excel_tab if "\t" in text else csv.excel
    return (row for row in csv.reader(StringIO(text, newline=""), dialect) if any(row))


def _as_text(rows: Iterable[list[str]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
