"""`python -m notings.contents.leaves`: papers as leaves of A4 that can be bound and stamped.

Reads one JSON object a line, {"path", "media", "out"}, and answers each with a line: how many leaves lie in
`out` now, or 0 for what could not be laid on any. In a process of its own that can be killed, as
`notings.contents.look`. Above each paper a strip stays free for the stamp; nothing is covered, nothing is
made larger than it is, and what would run or can be filled in is flattened to what it shows.
"""

from __future__ import annotations

import json
import resource
import sys
import warnings
from pathlib import Path
from typing import Any, Final, cast

import pikepdf
from pikepdf import Dictionary, Name, Rectangle
from PIL import Image

from notings.contents.kinds import PDF
from notings.contents.look import FORMATS, MOST_PIXELS, UNREADABLE
from notings.contents.pictures import picture_of

MEMORY: Final = 2 * 1024 * 1024 * 1024
SECONDS: Final = 120
"""Of the processor, for one paper: a TIFF may have hundreds of pages."""
LARGEST: Final = 2 * 1024 * 1024 * 1024
A4: Final = (595.276, 841.89)
STRIP: Final = 36.0
MARGIN: Final = 14.0


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2
    for line in sys.stdin:
        _bound_next()
        print(_laid(json.loads(line)), flush=True)


def _bound_next() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _laid(job: dict[str, str]) -> int:
    lay = _of_pdf if job["media"] == PDF.media else _of_scan
    try:
        with pikepdf.new() as made:
            lay(Path(job["path"]), made)
            made.save(job["out"])
            return len(made.pages)
    except (pikepdf.PdfError, RecursionError, Image.DecompressionBombError, MemoryError, *UNREADABLE):
        return 0


def _of_pdf(path: Path, made: pikepdf.Pdf) -> None:
    with pikepdf.open(path) as source:
        source.generate_appearance_streams()
        source.flatten_annotations("all")
        for page in source.pages:
            leaf = _leaf(made, *_seen_size(page))
            cast(Any, leaf).add_overlay(page, _room(leaf), expand=False)


def _of_scan(path: Path, made: pikepdf.Pdf) -> None:
    with Image.open(path, formats=FORMATS) as scan:
        for number in range(int(getattr(scan, "n_frames", 1)) if scan.format == "TIFF" else 1):
            scan.seek(number)
            picture = picture_of(scan, path)
            stream = made.make_stream(picture.content, picture.said)
            _hang(made, stream, *picture.size)


def _leaf(made: pikepdf.Pdf, width: float, height: float) -> pikepdf.Page:
    """An empty one, upright or lying as the page that comes onto it."""
    return made.add_blank_page(page_size=A4 if width <= height else A4[::-1])


def _room(leaf: pikepdf.Page) -> Rectangle:
    _, _, width, height = (float(side) for side in cast(Any, leaf.mediabox))
    return Rectangle(MARGIN, MARGIN, width - MARGIN, height - STRIP)


def _seen_size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height as a reader sees them: turned as the page says."""
    left, low, right, high = (float(side) for side in cast(Any, page.trimbox))
    size = abs(right - left), abs(high - low)
    return size[::-1] if _turned(page) % 180 else size


def _turned(page: pikepdf.Page) -> int:
    node: Any = page.obj
    for _ in range(50):
        if "/Rotate" in node:
            return int(node.Rotate)
        if "/Parent" not in node:
            break
        node = node.Parent
    return 0


def _hang(made: pikepdf.Pdf, stream: pikepdf.Stream, width: int, height: int) -> None:
    """A dot of the scan is at most a point."""
    leaf = _leaf(made, width, height)
    room = _room(leaf)
    scale = min(room.width / width, room.height / height, 1)
    wide, high = width * scale, height * scale
    x, y = room.llx + (room.width - wide) / 2, room.lly + (room.height - high) / 2
    leaf.obj.Resources = Dictionary(XObject=Dictionary(Scan=stream))
    drawn = f"q {wide:.3f} 0 0 {high:.3f} {x:.3f} {y:.3f} cm /Scan Do Q".encode()
    leaf.obj.Contents = made.make_stream(drawn)
    leaf.obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)


if __name__ == "__main__":
    main()
