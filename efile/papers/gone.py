"""A paper is as destroyed as the file in which it lies, also where its bytes live on in another file."""

from __future__ import annotations

from efile.models import File
from notings.models import Content


def in_its_file(content: Content, file: File | None) -> Content:
    if file is not None and file.destroyed_at is not None:
        content.destroyed_at = file.destroyed_at
    return content
