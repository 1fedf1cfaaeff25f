"""The folder of an office's copies: the newest under one name, papers linked from the copy before.

current -> copies/20261123-053000    what a reader opens
copies/…                             whole ones, the newest two
making/                              the one that is being written; a run that was cut short goes on here
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from notings.contents.services import check_open, chunks_of
from notings.models import Content

KEPT: Final = 2
PRIVATE: Final = 0o700
ASSETS: Final = Path(__file__).with_name("assets")


class Busy(Exception):
    """Another run is writing into this folder."""


class Folder:
    """`copied` counts the papers that were not there before; `size` all bytes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.making = home / "making"
        self.copied = 0
        self.papers: set[str] = set()

    @contextmanager
    def held(self) -> Iterator[None]:
        """One run at a time; who dies gives it up."""
        self.home.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        with (self.home / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as taken:
                raise Busy(str(self.home)) from taken
            yield

    def begin(self) -> None:
        """Pages of a run that was cut short are written anew; its papers stay."""
        self.making.mkdir(mode=PRIVATE, exist_ok=True)
        for left in self.making.iterdir():
            if left.name != "papers":
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        (self.making / "papers").mkdir(mode=PRIVATE, exist_ok=True)
        for asset in ASSETS.iterdir():
            shutil.copyfile(asset, self.making / asset.name)

    def write(self, name: str, text: str) -> None:
        place = self.making / name
        place.parent.mkdir(mode=PRIVATE, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def paper(self, content: Content) -> str:
        """Where its bytes lie in the copy. Refused as the paper itself is."""
        check_open(content)
        name = f"papers/{content.sha256[:2]}/{content.sha256}.{content.kind.ending}"
        place = self.making / name
        self.papers.add(name)
        if place.exists() and place.stat().st_size == content.size:
            return name
        place.parent.mkdir(mode=PRIVATE, exist_ok=True)
        if not self._linked(name, place, content.size):
            self._fetch(content, place)
            self.copied += 1
        return name

    def _linked(self, name: str, place: Path, size: int) -> bool:
        """Whether the copy before has it, and this disk can give one file two names."""
        before = self.home / "current" / name
        try:
            if before.stat().st_size != size:
                return False
            place.unlink(missing_ok=True)
            os.link(before, place)
        except OSError:
            return False
        return True

    def _fetch(self, content: Content, place: Path) -> None:
        """Whole or not there: a name is given when the bytes are on the disk."""
        coming = place.with_suffix(".coming")
        with coming.open("wb") as file:
            for chunk in chunks_of(content):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        coming.replace(place)

    def size(self) -> int:
        return sum(one.stat().st_size for one in self.making.rglob("*") if one.is_file())

    def finish(self, name: str) -> None:
        """The new copy takes the place of the old one at once; what no page of it names is left out."""
        for left in (self.making / "papers").rglob("*"):
            if left.is_file() and str(left.relative_to(self.making)) not in self.papers:
                left.unlink()
        os.sync()
        copies = self.home / "copies"
        copies.mkdir(mode=PRIVATE, exist_ok=True)
        self.making.rename(copies / name)
        pointer = self.home / ".current"
        pointer.unlink(missing_ok=True)
        pointer.symlink_to(Path("copies") / name)
        pointer.replace(self.home / "current")
        for old in sorted(copies.iterdir())[:-KEPT]:
            shutil.rmtree(old)
