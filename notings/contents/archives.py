"""Archives walked before anything in them is taken: how many, how large unpacked, and what each one is."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from notings.contents import kinds
from notings.contents.kinds import Kind
from notings.contents.refusing import NotTaken

MOST_MEMBERS: Final = 2000
MOST_UNPACKED: Final = 256 * 1024 * 1024
HEAD: Final = b"PK\x03\x04"

MAIN_PARTS: Final = {
    kinds.DOCX.media + ".main+xml": kinds.DOCX,
    kinds.XLSX.media + ".main+xml": kinds.XLSX,
    kinds.PPTX.media + ".main+xml": kinds.PPTX,
}
OPEN_DOCUMENTS: Final = {kind.media: kind for kind in (kinds.ODT, kinds.ODS, kinds.ODP)}
TYPES: Final = "[Content_Types].xml"
MOST_TYPES: Final = 256 * 1024


@contextmanager
def opened(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The archive, once its list of members, and what they say of their sizes, is within bounds."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check_list(archive.infolist())
            yield archive
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as broken:
        raise NotTaken("broken") from broken


def _check_list(members: list[zipfile.ZipInfo]) -> None:
    if not members:
        raise NotTaken("empty")
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise NotTaken("too_large_unpacked")
    if any(member.flag_bits & 1 for member in members):
        raise NotTaken("password")
    if len({member.filename for member in members}) < len(members):
        raise NotTaken("broken")


def document_kind(archive: zipfile.ZipFile) -> Kind | None:
    """The office document this archive is, if it is one; one that carries macros is refused."""
    names = {member.filename for member in archive.infolist()}
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise NotTaken("macros")
    if TYPES in names:
        return _microsoft(archive)
    if "mimetype" in names:
        return _open_document(archive, names)
    return None


def _microsoft(archive: zipfile.ZipFile) -> Kind:
    types = read(archive, TYPES, MOST_TYPES).decode("utf-8", "replace")
    if "macroEnabled" in types:
        raise NotTaken("macros")
    kind = next((kind for part, kind in MAIN_PARTS.items() if part in types), None)
    if kind is None:
        raise NotTaken("unknown_kind")
    return kind


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    kind = OPEN_DOCUMENTS.get(read(archive, "mimetype", 200).decode("ascii", "replace").strip())
    if kind is None:
        raise NotTaken("unknown_kind")
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise NotTaken("macros")
    return kind


def read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """One member, of at most so many bytes whatever the list of members says."""
    with archive.open(name) as member:
        content = member.read(most + 1)
    if len(content) > most:
        raise NotTaken("too_large_unpacked")
    return content


def ends_as_one(file: BinaryIO) -> bool:
    """Whether the file is an archive to whoever reads it from its end, whatever its beginning says."""
    try:
        with zipfile.ZipFile(file) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def walk(archive: zipfile.ZipFile, look: Callable[[BinaryIO], object]) -> None:
    """Looks at every member; an archive among them is taken when it is a document, and not walked again."""
    left = MOST_UNPACKED
    for member in archive.infolist():
        if member.is_dir():
            continue
        content = read(archive, member.filename, left)
        left -= len(content)
        file = io.BytesIO(content)
        if content.startswith(HEAD) and not _is_document(file):
            raise NotTaken("nested")
        file.seek(0)
        look(file)


def _is_document(file: BinaryIO) -> bool:
    with opened(file) as inner:
        return document_kind(inner) is not None
