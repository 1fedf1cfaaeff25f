"""Programs of others that look at what was made; what is not on the machine is skipped in the open."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"{' or '.join(names)} is not installed")
    return found


def said_by(*command: str | Path, **more: str) -> str:
    """What the program printed; `more` stands in its environment."""
    parts, known = [str(part) for part in command], os.environ | more
    done = subprocess.run(parts, capture_output=True, text=True, check=False, env=known)
    assert done.returncode == 0, done.stderr
    return done.stdout


def text_of(pdf: Path) -> str:
    return said_by(program("pdftotext"), "-raw", pdf, "-")
