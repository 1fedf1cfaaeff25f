"""Pictures of a day at the desk, and what axe says of each page."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page

from tests.e2e.hierarchy.looking import faults

KEPT: Final = {"enter-dak": "dak", "precedents": "precedents", "draft-letter": "letter", "sent": "dispatch"}
"""Of the looks those that the guides show, by the name of their picture."""
COLOURS: Final = 64


class Camera:
    """Each page as it was looked at, with what axe says of it on both screens."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.found = folder, list[object]()

    def looks(self, page: Page, name: str) -> None:
        self.found += faults(page)
        page.screenshot(path=self.folder / f"{name}-390.png", full_page=True)
        page.set_viewport_size({"width": 1366, "height": 768})
        page.screenshot(path=self.folder / f"{name}.png", full_page=True)
        if "PICTURES" in os.environ and name in KEPT:
            keep(page, Path(os.environ["PICTURES"]) / f"{KEPT[name]}.png")


def keep(page: Page, path: Path) -> None:
    """As small as a picture in a guide may be: one screen, in few colours."""
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        few = shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(path, "PNG", optimize=True)
