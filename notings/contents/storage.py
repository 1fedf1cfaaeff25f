"""Where the bytes lie: a folder of the installation, or any Django storage named in the settings."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

ALIAS: Final = "papers"
CHUNK: Final = 1024 * 1024


class NotReached(Exception):
    """The storage does not answer, or does not let us in; what was asked may be asked again."""


class DurableFolder(FileSystemStorage):
    """Files that are whole or not there: written beside, forced to the disk, then given their name.

    A file kept under a name that stands for its content is never written again.
    """

    def _save(self, name: str, content: File[Any]) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=".coming-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks(CHUNK):
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, target)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        for folder in (target.parent, target.parent.parent, target.parent.parent.parent):
            _force(folder)
        return name


def _force(folder: Path) -> None:
    """A name is on the disk when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def papers() -> Storage:
    return storages[ALIAS]


def keep(place: str, file: File[Any]) -> None:
    """The file lies at `place` for good when this returns."""
    if not papers().exists(place):
        file.seek(0)
        papers().save(place, file)


def chunks(place: str) -> Iterator[bytes]:
    """Raises FileNotFoundError at once for what is not there, NotReached when that cannot be told."""
    return _read(papers().open(place))


def _read(file: File[Any]) -> Iterator[bytes]:
    with file:
        yield from file.chunks(CHUNK)
