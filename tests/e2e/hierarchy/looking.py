"""A page as it stands, asked for what shuts somebody out: the axe rules and its width, on two screens."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

MONITOR: ViewportSize = {"width": 1366, "height": 768}
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
LANGUAGES = ("bn-in", "en")


def looked_at(page: Page, size: ViewportSize) -> list[object]:
    """What is wrong with the page as it stands, with the address."""
    page.set_viewport_size(size)
    wide = page.evaluate("document.documentElement.scrollWidth") > size["width"]
    inside = page.locator("main").evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    found = Axe().run(page).response["violations"]
    said: list[object] = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
    return said + (["wider than the page"] if wide or not inside else [])


def faults(page: Page) -> list[object]:
    return [(page.url, one) for size in (MONITOR, TELEPHONE) for one in looked_at(page, size)]
