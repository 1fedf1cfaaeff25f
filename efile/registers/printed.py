"""A register on paper, by typst, in parts of so many lines as are bound into one volume."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from efile.registers.frame import Column, Kind, Line
from efile.registers.headed import Head
from efile.registers.written import cells_of
from notings.letters.printing import FONTS, covered
from web.words import digits

TEMPLATE: Final = Path(__file__).with_name("register.typ")
PART: Final = 1000
"""Lines of a part: typst makes it in two seconds and 200 MB; all of a long register, minutes."""
MOST_PAGES: Final = 999
UNKNOWN: Final = "?"


def as_pdf(
    head: Head, columns: Sequence[Column], lines: Iterable[Line], *, first: int = 1, more: bool = False
) -> bytes:
    """PDF/A-2a of these lines, counted from `first`. A sign that no font of ours has is printed as “?”."""
    language = (get_language() or "en")[:2]
    data = {
        "language": language,
        "office": head.office,
        "title": head.title,
        "lines": head.lines,
        "columns": [_("No."), *(str(column.title) for column in columns)],
        "rooms": [0 if column.kind is Kind.DAY else column.room for column in columns],
        "rows": [
            [digits(number, language), *cells_of(columns, line)] for number, line in enumerate(lines, first)
        ],
        "more": _("The register goes on in the next part.") if more else "",
        "pages": [digits(number, language) for number in range(1, MOST_PAGES + 1)],
    }
    return _compiled(printable(json.dumps(data, ensure_ascii=False)))


def _compiled(data: str) -> bytes:
    made = typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"register": data},
        pdf_standards=["a-2a"],
    )
    return bytes(made)


def printable(text: str) -> str:
    known = covered()
    barred = {one for one in set(text) if ord(one) > 32 and ord(one) not in known}
    return text.translate({ord(one): UNKNOWN for one in barred})
