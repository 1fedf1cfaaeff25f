"""Pictures of a day at the desk, and what axe says of each page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.e2e.hierarchy.looking import faults


class Camera:
    """Each page as it was looked at, with what axe says of it on both screens."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.found = folder, list[object]()

    def looks(self, page: Page, name: str) -> None:
        self.found += faults(page)
        page.screenshot(path=self.folder / f"{name}-390.png", full_page=True)
        page.set_viewport_size({"width": 1366, "height": 768})
        page.screenshot(path=self.folder / f"{name}.png", full_page=True)
