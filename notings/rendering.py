"""A note as HTML. Everything written in it is escaped; only the few elements named here are ours."""

from collections.abc import Callable, Iterable
from typing import Final

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from notings.marking import PLAIN, Block, Item, Line, Listed, Table, blocks

Leaf = Callable[[str], SafeString]
"""Escapes the words of a run; may make links of what it knows."""

ORDER: Final = ("u", "em", "strong")
BREAK: Final = SafeString("<br>")


def as_html(text: str, form: int, leaf: Leaf = escape) -> SafeString:
    """The note as it is shown. A plain one keeps its line breaks by the style of the element around it."""
    if form == PLAIN:
        return leaf(text)
    return _joined(_block(block, leaf) for block in blocks(text))


def _block(block: Block, leaf: Leaf) -> SafeString:
    match block:
        case Table():
            return _table(block, leaf)
        case Listed():
            tag = "ol" if block.numbered else "ul"
            items = _joined(_item(item, leaf) for item in block.items)
            return format_html('<{} class="written">{}</{}>', SafeString(tag), items, SafeString(tag))
        case _:
            return format_html("<p>{}</p>", _lines(block.lines, leaf))


def _item(item: Item, leaf: Leaf) -> SafeString:
    number = format_html('<span class="number">{}</span> ', item.number) if item.number else ""
    return format_html("<li>{}<span>{}</span></li>", number, _lines(item.lines, leaf))


def _table(table: Table, leaf: Leaf) -> SafeString:
    head = format_html("<thead>{}</thead>", _row(table.head, "th", leaf)) if table.head else ""
    rows = _joined(_row(row, "td", leaf) for row in table.rows)
    return format_html('<div class="wide"><table>{}<tbody>{}</tbody></table></div>', head, rows)


def _row(cells: Iterable[Line], tag: str, leaf: Leaf) -> SafeString:
    name = SafeString(tag)
    shown = format_html_join("", "<{}>{}</{}>", ((name, _line(cell, leaf), name) for cell in cells))
    return format_html("<tr>{}</tr>", shown)


def _lines(lines: Iterable[Line], leaf: Leaf) -> SafeString:
    return _joined((_line(line, leaf) for line in lines), BREAK)


def _line(line: Line, leaf: Leaf) -> SafeString:
    return _joined(_run(run.text, run.marks, leaf) for run in line)


def _run(text: str, marks: frozenset[str], leaf: Leaf) -> SafeString:
    shown = leaf(text)
    for mark in ORDER:
        if mark in marks:
            shown = format_html("<{}>{}</{}>", SafeString(mark), shown, SafeString(mark))
    return shown


def _joined(parts: Iterable[SafeString], between: str = "") -> SafeString:
    return SafeString(between.join(parts))
