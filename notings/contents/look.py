"""`python -m notings.contents.look FILE`: says what a file is, in a process of its own that can be killed.

Prints one JSON object: `media`, `pages` and `active`, or `refused` with a code of `notings.reasons`. A name
is never asked; the first bytes say what is claimed, and a parser of that kind must agree.
"""

from __future__ import annotations

import json
import resource
import sys
import warnings
from dataclasses import asdict, dataclass, field
from typing import BinaryIO, Final

import olefile
import pikepdf
from PIL import Image, UnidentifiedImageError

from notings.contents import archives, kinds
from notings.contents.kinds import Kind
from notings.contents.refusing import NotTaken

MEMORY: Final = 1024 * 1024 * 1024
SECONDS: Final = 20
MOST_PIXELS: Final = 120_000_000
"""Of one image: an A3 page scanned at 600 dots an inch has 70 million."""
MOST_IMAGE_PAGES: Final = 2000
HEAD: Final = 16

IMAGES: Final = {
    "JPEG": kinds.JPEG,
    "MPO": kinds.JPEG,
    "PNG": kinds.PNG,
    "GIF": kinds.GIF,
    "WEBP": kinds.WEBP,
    "TIFF": kinds.TIFF,
}
FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "TIFF")
IMAGE_HEADS: Final = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",
    b"MM\0*",
    b"RIFF",
)
UNREADABLE: Final = (UnidentifiedImageError, OSError, ValueError, SyntaxError, KeyError, IndexError, EOFError)
"""What Pillow raises for a damaged picture."""
OLE_STREAMS: Final = {
    "WordDocument": kinds.DOC,
    "Workbook": kinds.XLS,
    "Book": kinds.XLS,
    "PowerPoint Document": kinds.PPT,
}
MACRO_STORAGES: Final = frozenset({"macros", "_vba_project_cur", "vba"})


@dataclass(frozen=True, slots=True)
class Found:
    """`pages` is None for what has none of its own. `active` names what would run or open by itself."""

    media: str
    pages: int | None = None
    active: list[str] = field(default_factory=list)


def main() -> None:
    bound()
    warnings.simplefilter("ignore")
    try:
        with open(sys.argv[1], "rb") as file:
            found = asdict(look(file))
    except NotTaken as refused:
        found = {"refused": refused.code}
    json.dump(found, sys.stdout)


def bound() -> None:
    """No more than this for the process from here on."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def look(file: BinaryIO) -> Found:
    """What the file is; NotTaken with why it is none that an office takes in."""
    head = file.read(HEAD)
    if not head:
        raise NotTaken("empty")
    if head.startswith(archives.HEAD):
        return _archive(file)
    if head.startswith(olefile.MAGIC):
        return _ole(file)  # old documents hold archives of their own
    if archives.ends_as_one(file):
        raise NotTaken("two_kinds")
    file.seek(0)
    if head.startswith(b"%PDF-"):
        return _pdf(file)
    if head.startswith(IMAGE_HEADS):
        return _image(file)
    return _text(file)


def _pdf(file: BinaryIO) -> Found:
    try:
        with pikepdf.open(file) as document:
            pages = len(document.pages)
            if pages == 0:
                raise NotTaken("broken")
            return Found(kinds.PDF.media, pages, _active(document))
    except pikepdf.PasswordError as locked:
        raise NotTaken("password") from locked
    except (pikepdf.PdfError, ValueError, RecursionError, TypeError, KeyError) as broken:
        raise NotTaken("broken") from broken


def _active(document: pikepdf.Pdf) -> list[str]:
    root = document.Root
    names = root.get("/Names", pikepdf.Dictionary())
    signs = {
        "script": "/JavaScript" in names or "/AA" in root,
        "opens": _opens(root),
        "files": "/EmbeddedFiles" in names,
    }
    return [name for name, there in signs.items() if there]


def _opens(root: pikepdf.Object) -> bool:
    """Whether opening it does more than to turn to a page."""
    action = root.get("/OpenAction")
    return isinstance(action, pikepdf.Dictionary) and action.get("/S") != "/GoTo"


def _image(file: BinaryIO) -> Found:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow raises at twice of it
    try:
        with Image.open(file, formats=FORMATS) as image:
            kind = IMAGES[str(image.format)]
            if image.width * image.height > MOST_PIXELS:
                raise NotTaken("too_large_unpacked")
            image.load()
            return Found(kind.media, _image_pages(image, kind))
    except (Image.DecompressionBombError, MemoryError) as bomb:
        raise NotTaken("too_large_unpacked") from bomb
    except UNREADABLE as broken:
        raise NotTaken("broken") from broken


def _image_pages(image: Image.Image, kind: Kind) -> int:
    """A scanner writes several pages into one TIFF; in the other kinds, frames are no pages."""
    pages = int(getattr(image, "n_frames", 1)) if kind is kinds.TIFF else 1
    if pages > MOST_IMAGE_PAGES:
        raise NotTaken("too_large_unpacked")
    return pages


def _ole(file: BinaryIO) -> Found:
    try:
        with olefile.OleFileIO(file) as document:
            parts = {part for entry in document.listdir(streams=True, storages=True) for part in entry}
    except (OSError, ValueError, IndexError, RecursionError) as broken:
        raise NotTaken("broken") from broken
    if "EncryptedPackage" in parts:
        raise NotTaken("password")
    if MACRO_STORAGES & {part.lower() for part in parts}:
        raise NotTaken("macros")
    kind = next((kind for stream, kind in OLE_STREAMS.items() if stream in parts), None)
    if kind is None:
        raise NotTaken("unknown_kind")
    return Found(kind.media)


def _archive(file: BinaryIO) -> Found:
    with archives.opened(file) as archive:
        kind = archives.document_kind(archive)
        if kind is None:
            archives.walk(archive, look)
        return Found((kind or kinds.ZIP).media)


def _text(file: BinaryIO) -> Found:
    """Plain text in UTF-8 without control characters; what begins like markup is no letter."""
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as unknown:
        raise NotTaken("unknown_kind") from unknown
    if any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text):
        raise NotTaken("unknown_kind")
    if text.lstrip().startswith("<"):
        raise NotTaken("markup")
    return Found(kinds.TEXT.media)


if __name__ == "__main__":
    main()
