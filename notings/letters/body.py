"""What is written with marks (notings.marking) as data for `body.typ`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from notings.marking import Block, Item, Line, Listed, Run, Table

Said = Callable[[Run], str]


def as_written(run: Run) -> str:
    return run.text


def for_printer(blocks: Iterable[Block], said: Said = as_written) -> list[dict[str, Any]]:
    """The blocks with their runs; `said` gives the words of a run, which may be a reference."""
    return [_block(block, said) for block in blocks]


def _block(block: Block, said: Said) -> dict[str, Any]:
    match block:
        case Table():
            rows = [[_line(cell, said) for cell in row] for row in block.rows]
            return {"block": "table", "head": [_line(cell, said) for cell in block.head], "rows": rows}
        case Listed():
            return {"block": "listed", "items": [_item(item, said) for item in block.items]}
        case _:
            return {"block": "words", "lines": [_line(line, said) for line in block.lines]}


def _item(item: Item, said: Said) -> dict[str, Any]:
    return {"number": item.number, "lines": [_line(line, said) for line in item.lines]}


def _line(line: Line, said: Said) -> list[dict[str, Any]]:
    return [{"text": said(run), **_marks(run)} for run in line]


def _marks(run: Run) -> dict[str, bool]:
    return {name: name in run.marks for name in ("strong", "em", "u")}
