"""What becomes of every file of the attachment cases: `python -m tests.efile.attachments` writes the table.

The cases lie outside the project: GOTIPATH_CASES, or ../shared/cases beside it. `docs/attachments.md` is
made here and checked by `tests/efile/test_attachment_corpus.py`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

BASE: Final = Path(__file__).resolve().parents[2]
TABLE: Final = BASE / "docs" / "attachments.md"
HEAD: Final = """# What became of the attachment cases

Every file of the attachment cases (damaged, hostile and plain ones gathered from the tests of pypdf, pikepdf,
Pillow, python-docx, defusedxml and others) put into a file by an officer. Made by
`python -m tests.efile.attachments`; `tests/efile/test_attachment_corpus.py` puts each in through the page, a
sample in every run and all of them with `GOTIPATH_SOAK=1`, and finds what stands here: what is taken in comes
out byte for byte, as an attachment under a sandbox; what is refused leaves nothing behind.

A file is known by its content, never by its name. “Would run” says what a PDF carries that a reader might run
or open by itself: it is kept as it came, and the viewer of the file page runs none of it.

"""


@dataclass(frozen=True, slots=True)
class Fate:
    """`taken` is the ending of the kind it is taken in as; else `refused` is a code of `content.*`."""

    taken: str
    pages: int | None
    active: tuple[str, ...]
    refused: str

    @property
    def cells(self) -> str:
        if self.refused:
            return f"| | refused: {self.refused.replace('_', ' ')} | |"
        return f"| {self.taken} | {self.pages or ''} | {', '.join(self.active)} |"


def folder() -> Path:
    return Path(os.environ.get("GOTIPATH_CASES") or BASE.parent / "shared" / "cases") / "attachments"


def files(of: Path) -> list[Path]:
    return sorted(path for path in of.rglob("*") if path.is_file() and path.parent != of)


def fate_of(path: Path) -> Fate:
    """By the look alone, as the officer's page asks it."""
    from notings.contents.kinds import KINDS
    from notings.contents.looking import looked_at

    looked = looked_at(path)
    return Fate(
        "" if looked.refused else KINDS[looked.media].ending, looked.pages, looked.active, looked.refused
    )


def row(name: str, size: int, fate: Fate) -> str:
    return f"| {name} | {size} {fate.cells}"


def table(of: Path) -> Iterator[str]:
    fates = {path: fate_of(path) for path in files(of)}
    counted = Counter(fate.refused for fate in fates.values())
    yield HEAD
    yield f"{len(fates)} files: {counted.pop('')} taken in, {sum(counted.values())} refused.\n\n"
    yield "| refused because | files | what the sender reads |\n|---|---|---|\n"
    for code, count in counted.most_common():
        yield f"| {code.replace('_', ' ')} | {count} | {sentence(code)} |\n"
    yield "\n| file | bytes | taken in as | pages, or why refused | would run |\n|---|---|---|---|---|\n"
    for path, fate in fates.items():
        yield row(path.relative_to(of).as_posix(), path.stat().st_size, fate) + "\n"


def sentence(code: str, name: str = "…") -> str:
    from notings.contents.reasons import NOT_TAKEN

    return str(NOT_TAKEN[code].sentence) % {"name": name}


def main() -> None:
    import django
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    with translation.override("en"):
        written = "".join(table(folder()))
    TABLE.write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
