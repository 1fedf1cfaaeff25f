"""Finds LibreOffice, which must open every letter, or installs it, and says which it is.

Run as: .venv/bin/python tools/libreoffice.py
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.debian import install, say


def main() -> None:
    if shutil.which("soffice") is None:
        install("libreoffice-writer-nogui")
    found = shutil.which("soffice")
    say(
        f"letters are opened by {found}"
        if found
        else "no LibreOffice: the test that opens letters is skipped"
    )


if __name__ == "__main__":
    main()
