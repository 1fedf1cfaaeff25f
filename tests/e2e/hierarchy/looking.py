"""A page as it stands, asked for what shuts somebody out: the axe rules and its width, on two screens."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

MONITOR: ViewportSize = {"width": 1366, "height": 768}
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
LANGUAGES = ("bn-in", "en")


def violations(page: Page) -> list[dict[str, Any]]:
    """What the axe rules find. They are put into a page once, and what holds stays there: it is the most."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
    )
    return found


def looked_at(page: Page, size: ViewportSize) -> list[object]:
    """What is wrong with the page as it stands, with the address."""
    page.set_viewport_size(size)
    wide = page.evaluate("document.documentElement.scrollWidth") > size["width"]
    inside = page.locator("main").evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    found = violations(page)
    said: list[object] = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
    return said + (["wider than the page"] if wide or not inside else [])


def faults(page: Page) -> list[object]:
    return [(page.url, one) for size in (MONITOR, TELEPHONE) for one in looked_at(page, size)]
