"""A page of a scan as a picture of a PDF: a photograph's own bytes where they can stay, else its dots."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pikepdf import Dictionary, Name
from PIL import Image, ImageOps

QUALITY: Final = 92
MOST_DOTS: Final = 5000
"""Of a side: more than an A4 page at 400 dots an inch has."""
PHOTOGRAPHS: Final = frozenset({"JPEG", "MPO", "WEBP"})
COLOURS: Final = {"1": Name.DeviceGray, "L": Name.DeviceGray, "RGB": Name.DeviceRGB}
ORIENTATION: Final = 0x0112
START, SCAN, COMMENT = 0xD8, 0xDA, 0xFE
KEPT: Final = frozenset({0xE0, 0xEE})
"""Of the application's segments, those without which the colours are read wrongly."""


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    said: Dictionary
    size: tuple[int, int]


def picture_of(scan: Image.Image, path: Path) -> Picture:
    """Of the page at which the scan stands. What a photograph tells of its maker stays behind."""
    if scan.format == "JPEG" and scan.mode in {"L", "RGB"} and scan.getexif().get(ORIENTATION, 1) == 1:
        bare = bare_jpeg(path.read_bytes())
        if bare is not None:
            return _picture(bare, scan, Name.DCTDecode)
    photograph = scan.format in PHOTOGRAPHS
    if photograph:
        scan.draft("RGB", (MOST_DOTS, MOST_DOTS))
    upright = _flat(ImageOps.exif_transpose(scan))
    upright.thumbnail((MOST_DOTS, MOST_DOTS), Image.Resampling.LANCZOS)
    if photograph:
        made = io.BytesIO()
        upright.save(made, "JPEG", quality=QUALITY)
        return _picture(made.getvalue(), upright, Name.DCTDecode)
    return _picture(zlib.compress(upright.tobytes()), upright, Name.FlateDecode)


def _flat(picture: Image.Image) -> Image.Image:
    """Black and white, grey or coloured, on white paper."""
    if picture.mode in COLOURS:
        return picture
    if picture.mode in {"CMYK", "YCbCr", "LAB", "HSV"}:
        return picture.convert("RGB")
    if picture.mode in {"I;16", "I", "F"}:
        return ImageOps.autocontrast(picture.convert("F").convert("L"))
    seen = picture.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


def _picture(content: bytes, picture: Image.Image, how: Name) -> Picture:
    said = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=COLOURS[picture.mode],
        BitsPerComponent=1 if picture.mode == "1" else 8,
        Filter=how,
    )
    return Picture(content, said, picture.size)


def bare_jpeg(content: bytes) -> bytes | None:
    """The same photograph without what its maker wrote beside it; None for one of an unusual build."""
    kept, at = bytearray(content[:2]), 2
    if kept != bytes((0xFF, START)):
        return None
    while at + 4 <= len(content) and content[at] == 0xFF:
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if kind == SCAN:
            return bytes(kept + content[at:])
        if kind not in KEPT and (0xE0 <= kind <= 0xEF or kind == COMMENT):
            at += 2 + length
            continue
        kept += content[at : at + 2 + length]
        at += 2 + length
    return None
