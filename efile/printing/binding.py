"""Leaves joined in their order, stamped, with bookmarks and page labels: from files into a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Rectangle

from efile.printing.sheets import strips

STRIP: Final = 36.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands above a leaf. `label` is its number where a reader asks for a page: prefix, number."""

    number: str
    page: str
    label: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Leaf:
    source: Path
    page: int
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Bookmark:
    """`leaf` counts from 0."""

    title: str
    leaf: int
    under: tuple[Bookmark, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """What all leaves have in common."""

    title: str
    by: str
    grade: str
    language: str


def bind(leaves: Sequence[Leaf], marks: Sequence[Bookmark], cover: Cover, folder: Path, out: Path) -> None:
    joined, stamps = folder / "joined.pdf", folder / "strips.pdf"
    _join(leaves, joined)
    # Read as it is written: a mapped file would count as memory of the worker.
    with pikepdf.open(joined, access_mode=pikepdf.AccessMode.stream) as bound:
        widths = [float(cast(Any, page.mediabox)[2]) for page in bound.pages]
        rows = [_row(leaf.stamp, width, cover) for leaf, width in zip(leaves, widths, strict=True)]
        strips(rows, cover.language, stamps)
        with pikepdf.open(stamps) as over:
            for page, strip in zip(bound.pages, over.pages, strict=True):
                _, _, width, height = (float(side) for side in cast(Any, page.mediabox))
                page.add_overlay(strip, Rectangle(0, height - STRIP, width, height))
            _mark(bound, marks)
            bound.Root.PageLabels = _labels(bound, [leaf.stamp.label for leaf in leaves])
            _say(bound, cover)
            bound.save(out, linearize=False)
    joined.unlink()


def _join(leaves: Sequence[Leaf], out: Path) -> None:
    wanted: list[str] = []
    for source, run in groupby(leaves, key=lambda leaf: leaf.source):
        wanted += [str(source), ",".join(str(leaf.page) for leaf in run)]
    pikepdf.Job(["qpdf", "--empty", "--pages", *wanted, "--", str(out)]).run()


def _row(stamp: Stamp, width: float, cover: Cover) -> dict[str, Any]:
    return {"width": width, "number": stamp.number, "page": stamp.page, "grade": cover.grade, "by": cover.by}


def _mark(bound: pikepdf.Pdf, marks: Sequence[Bookmark]) -> None:
    with bound.open_outline() as outline:
        outline.root.extend(_item(mark) for mark in marks)
    bound.Root.PageMode = Name.UseOutlines


def _item(mark: Bookmark) -> OutlineItem:
    item = OutlineItem(mark.title, mark.leaf)
    item.children.extend(_item(one) for one in mark.under)
    return item


def _labels(bound: pikepdf.Pdf, labels: Sequence[tuple[str, int]]) -> Dictionary:
    """ISO 32000, 12.4.2: one entry where the series changes or jumps."""
    found: list[Any] = []
    before: tuple[str, int] | None = None
    for at, (prefix, number) in enumerate(labels):
        if before is None or (prefix, number) != (before[0], before[1] + 1):
            found += [at, Dictionary(S=Name.D, P=pikepdf.String(prefix), St=number)]
        before = (prefix, number)
    return Dictionary(Nums=Array(found))


def _say(bound: pikepdf.Pdf, cover: Cover) -> None:
    with bound.open_metadata(set_pikepdf_as_editor=False) as said:
        said["dc:title"] = cover.title
        said["pdf:Producer"] = "Gotipath"
