"""A CSV text as records that know their line; a quote that is not closed costs its own line alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from hierarchy.establishment import sheet_reasons as reasons
from hierarchy.refusals import Reason

LONGEST_LINE = 20_000
"""Characters; a line of the table has a few hundred."""
MOST_BROKEN = 5
"""How many lines a record may take whose cells are broken for their width."""

_LINE_END = re.compile(r"\r\n|\n|\r")


def records(text: str) -> Iterator[tuple[int, list[str] | Reason]]:
    """The number of the line, and its cells or why they cannot be read; empty lines are left out."""
    lines = _LINE_END.split(text)
    number, wanted = 0, 0
    while number < len(lines):
        taken, found = _record(lines[number : number + MOST_BROKEN], wanted)
        if isinstance(found, Reason) or any(found):
            yield number + 1, found
        if not wanted and isinstance(found, list):
            wanted = len(found)
        number += taken


def _record(lines: Sequence[str], wanted: int) -> tuple[int, list[str] | Reason]:
    """How many lines the first record takes, and its cells: as many as the heading has, or it is one line."""
    text = ""
    for taken, line in enumerate(lines, start=1):
        text = f"{text}\n{line}" if taken > 1 else line
        if len(text) > LONGEST_LINE:
            return 1, reasons.LONG_LINE if taken == 1 else reasons.OPEN_QUOTE
        if _is_open(text):
            continue
        cells = next(csv.reader([text]), [])
        if taken == 1 or len(cells) == wanted:
            return taken, cells
        break
    return 1, reasons.OPEN_QUOTE


def _is_open(text: str) -> bool:
    """Whether the text ends within a quoted cell."""
    inside = quoted = False
    at_start = True
    for character in text:
        if character == '"' and (at_start or quoted):
            inside, quoted = not inside, True
        elif character in ",\n" and not inside:
            quoted, at_start = False, True
            continue
        at_start = False
    return inside
