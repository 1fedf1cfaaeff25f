"""What lies in the repository speaks of the product and not of the machine it was written on."""

import re
import subprocess
from pathlib import Path

import pytest

from config.environment import BASE_DIR

HOME_FOLDERS = re.compile(r"(?<![\w.}/-])/(?:root|work|home/[a-z][\w-]*|Users/\w+)/[\w.]")
BINARY = {".png", ".jpg", ".woff2", ".gz", ".ico", ".pdf"}


@pytest.fixture(scope="module")
def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=BASE_DIR, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so there is no list of tracked files")
    files = [BASE_DIR / name for name in listed.stdout.split("\0") if name]
    return [path for path in files if path.is_file() and path.suffix not in BINARY]


def test_no_tracked_file_carries_a_path_of_this_machine(tracked_files: list[Path]) -> None:
    here = str(BASE_DIR)
    wrong = [
        f"{path.relative_to(BASE_DIR)}:{number}: {line.strip()[:100]}"
        for path in tracked_files
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if here in line or HOME_FOLDERS.search(line)
    ]

    assert wrong == []


def test_generated_files_are_not_tracked(tracked_files: list[Path]) -> None:
    generated = {".mo", ".pyc", ".log", ".db"}

    assert [path.name for path in tracked_files if path.suffix in generated] == []
    assert not [path for path in tracked_files if "node_modules" in path.parts]


@pytest.mark.parametrize(
    ("line", "carries"),
    [
        ("open('/" + "root/notes.txt')", True),
        ("cd /" + "home/somebody/gotipath", True),
        ("https://example.org/work/x", False),
        ("GET /work", False),
    ],
)
def test_the_rule_itself(line: str, carries: bool) -> None:
    assert bool(HOME_FOLDERS.search(line)) is carries
