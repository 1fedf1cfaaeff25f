"""A note as HTML. Everything written in it is escaped; only the few elements named here are ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from notings.marking import PLAIN, Block, Item, Line, Listed, Reference, Run, Table, blocks

Leaf = Callable[[str], SafeString]
"""Escapes the words of a run; may make links of what it knows."""
Refer = Callable[[Reference, str], SafeString]
"""A reference with its words as they were signed."""

ORDER: Final = ("u", "em", "strong")
BREAK: Final = SafeString("<br>")


def as_signed(_reference: Reference, words: str) -> SafeString:
    return format_html('<span class="ref">{}</span>', words)


def as_html(text: str, form: int, leaf: Leaf = escape, refer: Refer = as_signed) -> SafeString:
    """The note as it is shown. A plain one keeps its line breaks by the style of the element around it."""
    if form == PLAIN:
        return leaf(text)
    hands = _Hands(leaf, refer)
    return _joined(_block(block, hands) for block in blocks(text))


@dataclass(frozen=True, slots=True)
class _Hands:
    """What writes the words and what writes the references."""

    leaf: Leaf
    refer: Refer


def _block(block: Block, hands: _Hands) -> SafeString:
    match block:
        case Table():
            return _table(block, hands)
        case Listed():
            tag = "ol" if block.numbered else "ul"
            items = _joined(_item(item, hands) for item in block.items)
            return format_html('<{} class="written">{}</{}>', SafeString(tag), items, SafeString(tag))
        case _:
            return format_html("<p>{}</p>", _lines(block.lines, hands))


def _item(item: Item, hands: _Hands) -> SafeString:
    number = format_html('<span class="number">{}</span> ', item.number) if item.number else ""
    return format_html("<li>{}<span>{}</span></li>", number, _lines(item.lines, hands))


def _table(table: Table, hands: _Hands) -> SafeString:
    head = format_html("<thead>{}</thead>", _row(table.head, "th", hands)) if table.head else ""
    rows = _joined(_row(row, "td", hands) for row in table.rows)
    return format_html('<div class="wide"><table>{}<tbody>{}</tbody></table></div>', head, rows)


def _row(cells: Iterable[Line], tag: str, hands: _Hands) -> SafeString:
    name = SafeString(tag)
    shown = format_html_join("", "<{}>{}</{}>", ((name, _line(cell, hands), name) for cell in cells))
    return format_html("<tr>{}</tr>", shown)


def _lines(lines: Iterable[Line], hands: _Hands) -> SafeString:
    return _joined((_line(line, hands) for line in lines), BREAK)


def _line(line: Line, hands: _Hands) -> SafeString:
    return _joined(_run(run, hands) for run in line)


def _run(run: Run, hands: _Hands) -> SafeString:
    shown = hands.refer(run.refers, run.text) if run.refers else hands.leaf(run.text)
    for mark in ORDER:
        if mark in run.marks:
            shown = format_html("<{}>{}</{}>", SafeString(mark), shown, SafeString(mark))
    return shown


def _joined(parts: Iterable[SafeString], between: str = "") -> SafeString:
    return SafeString(between.join(parts))
