"""Finds Chromium for the browser tests, or installs it, and says which it is.

Run as: .venv/bin/python tools/chromium.py
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.base.browser import find_chromium
from tools.debian import install, run, say


def main() -> None:
    found = find_chromium() or installed()
    if found:
        say(f"browser tests use {found}")
    elif os.environ.get("CI"):
        sys.exit("setup: no Chromium could be installed, and CI does not go without the browser tests.")
    else:
        say("no Chromium could be installed; the browser tests will be skipped (CHROMIUM=path helps)")


def installed() -> str | None:
    install("chromium")
    if find_chromium() is None:
        say("installing Playwright's own Chromium")
        run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))
    return find_chromium()


if __name__ == "__main__":
    main()
