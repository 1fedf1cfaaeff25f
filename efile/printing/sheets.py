"""Text leaves and stamps by typst, with the fonts of letters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pikepdf
import typst
from django.conf import settings

from notings.letters.printing import FONTS, covered
from web.words import is_bengali

PRINT: Final = Path(__file__).with_name("print.typ")
STRIPS: Final = Path(__file__).with_name("strips.typ")
ARROW: Final = str.maketrans({"→": "–"})
Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheets:
    """A PDF of `count` text leaves; `marks` says on which of them, from 1, each mark stands, in order."""

    path: Path
    count: int
    marks: dict[str, int]

    def end_of(self, mark: str) -> int:
        """The last leaf before the next mark, where each mark begins a leaf of its own."""
        later = [page for page in self.marks.values() if page > self.marks[mark]]
        return min(later) - 1 if later else self.count


def sheets(blocks: Sequence[Block], title: str, language: str, out: Path) -> Sheets:
    inputs = _given({"blocks": blocks, "title": title}, language)
    _compile(PRINT, inputs, out)
    found = typst.query(
        PRINT,
        "<mark>",
        field="value",
        root=settings.BASE_DIR,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    with pikepdf.open(out) as made:
        count = len(made.pages)
    return Sheets(out, count, {one["id"]: int(one["page"]) for one in json.loads(found)})


def strips(rows: Sequence[Block], language: str, out: Path) -> None:
    """One leaf as high as the strip for each row: `width` in points, `number`, `page`, `grade`, `by`."""
    _compile(STRIPS, _given({"strips": rows}, language), out)


def _compile(template: Path, inputs: dict[str, str], out: Path) -> None:
    typst.compile(
        template,
        out,
        root=settings.BASE_DIR,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
    )


def _given(data: dict[str, Any], language: str) -> dict[str, str]:
    said = {**data, "language": "bn" if is_bengali(language) else "en"}
    return {"given": json.dumps(printable(said), ensure_ascii=False)}


def printable(value: Any) -> Any:
    """What no font of ours has stands as its code, [U+1F600]: a print leaves nothing out silently."""
    if isinstance(value, dict):
        return {name: printable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    if not isinstance(value, str):
        return value
    return "".join(
        sign if sign == "\n" or ord(sign) in covered() else _named(sign) for sign in value.translate(ARROW)
    )


def _named(sign: str) -> str:
    return " " if sign.isspace() else f"[U+{ord(sign):04X}]"
