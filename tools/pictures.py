"""Takes the pictures of the README anew from a demonstration that runs (`make run`).

Run as: .venv/bin/python tools/pictures.py [http://127.0.0.1:8000]
"""

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.base.browser import ARGUMENTS, find_chromium

ROOT = Path(__file__).resolve().parent.parent
SIZE = ViewportSize(width=1366, height=768)


def desk(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("j")
    page.locator(".row.on").wait_for()


def file(page: Page) -> None:
    page.goto("/desk/?box=with_me")
    page.locator(".row a", has_text="নৃত্য").first.click()
    page.locator(".sheet").wait_for()


def replay(page: Page) -> None:
    page.goto("/history/?q=নলকূপের")
    page.locator("main a[href^='/history/0']", has_text="পলাশবাড়ি").click()
    slider = page.locator("input[type=range]")
    slider.wait_for()
    slider.fill(str(int(slider.get_attribute("max") or 0) * 2 // 3))


def studio(page: Page) -> None:
    page.goto("/flows/citizen-application/")
    page.locator("form[action$='/draft/open/'] button, .bar a[href$='/draft/']").locator(
        "visible=true"
    ).click()
    page.locator("svg").get_by_text("সিদ্ধান্ত", exact=True).first.click(force=True)


def glance(page: Page) -> None:
    page.goto("/at-a-glance/")


PICTURES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "desk": ("oc-general", desk),
    "file": ("dm", file),
    "replay": ("auditor-1", replay),
    "studio": ("it-officer-1", studio),
    "glance": ("dm", glance),
}


def main() -> None:
    url = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        for name, (post, show) in PICTURES.items():
            take(browser, url, name, post, show)


def take(browser: Browser, url: str, name: str, post: str, show: Callable[[Page], None]) -> None:
    page = browser.new_page(base_url=url, viewport=SIZE, locale="bn-IN")
    page.goto("/")
    page.locator(f"form[action$='/enter/{post}/'] button").first.click()
    page.wait_for_load_state()
    show(page)
    page.wait_for_timeout(2000)
    page.screenshot(path=ROOT / "docs" / "pictures" / f"{name}.png")
    page.close()
    sys.stdout.write(f"{name}.png\n")


if __name__ == "__main__":
    main()
