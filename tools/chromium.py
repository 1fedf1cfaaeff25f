"""Finds Chromium for the browser tests, or installs it, and says which it is.

Run as: .venv/bin/python tools/chromium.py
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.base.browser import find_chromium


def main() -> None:
    found = find_chromium() or install()
    if found:
        say(f"browser tests use {found}")
    elif os.environ.get("CI"):
        sys.exit("setup: no Chromium could be installed, and CI does not go without the browser tests.")
    else:
        say("no Chromium could be installed; the browser tests will be skipped (CHROMIUM=path helps)")


def install() -> str | None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("no Chromium here: installing Debian's package")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update", "-qq"], quiet)
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], quiet)
    if find_chromium() is None:
        say("installing Playwright's own Chromium")
        run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))
    return find_chromium()


def run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def say(text: str) -> None:
    print(f"setup: {text}", flush=True)


if __name__ == "__main__":
    main()
