"""`python -m notings.contents.draw FILE PAGE`: a page of a scan as a picture that browsers show.

In a process of its own that can be killed, as `notings.contents.look`. What the picture carries besides dots
(where it was taken, by which telephone) is left behind; a photograph lying on its side is stood up. Exit
status 1 says that it cannot be drawn.
"""

from __future__ import annotations

import sys
import warnings
from typing import Final

from PIL import Image, ImageOps

from notings.contents.look import FORMATS, IMAGES, MOST_PIXELS, UNREADABLE, bound

WIDEST: Final = 1240
"""An A4 page at 150 dots an inch."""
TALLEST: Final = 8 * WIDEST
PHOTOGRAPHS: Final = frozenset({"image/jpeg", "image/webp"})


def main() -> None:
    bound()
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2
    try:
        draw(sys.argv[1], int(sys.argv[2]))
    except (Image.DecompressionBombError, MemoryError, *UNREADABLE):
        sys.exit(1)


def draw(path: str, page: int) -> None:
    """`page` counts from 1."""
    with Image.open(path, formats=FORMATS) as scan:
        media = IMAGES[str(scan.format)].media
        if page > 1:
            scan.seek(page - 1)
        if media in PHOTOGRAPHS:
            scan.draft("RGB", (WIDEST, TALLEST))
        upright = ImageOps.exif_transpose(scan)
        picture = upright.convert("RGB" if upright.mode in {"CMYK", "YCbCr", "RGB", "LAB", "HSV"} else "RGBA")
        picture.thumbnail((WIDEST, TALLEST), Image.Resampling.LANCZOS)
        if media in PHOTOGRAPHS:
            picture.convert("RGB").save(sys.stdout.buffer, "JPEG", quality=85)
        else:
            picture.quantize(64).save(sys.stdout.buffer, "PNG", optimize=True)


if __name__ == "__main__":
    main()
