"""Pages of scans as pictures that browsers show: made once, kept beside the paper, made anew if lost."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.base import ContentFile

from hierarchy.refusals import Refused
from notings.contents import reasons, storage
from notings.contents.looking import drawn
from notings.contents.models import Content
from notings.contents.services import chunks_of, reached


def page_of(content: Content, page: int) -> bytes:
    """PNG, or JPEG of a photograph. Refused as the paper itself is, and where there is no such page."""
    chunks = chunks_of(content)
    if not content.kind.drawn or not 1 <= page <= (content.pages or 1):
        raise Refused(reasons.NO_PAGE)
    place = f"{content.place}.pages/{page}"
    with reached():
        if storage.papers().exists(place):
            return b"".join(storage.chunks(place))
    with NamedTemporaryFile(prefix="gotipath-drawing-") as copy:
        copy.writelines(chunks)
        copy.flush()
        picture = drawn(Path(copy.name), page)
    if picture is None:
        raise Refused(reasons.NO_PAGE)
    with reached():
        storage.keep(place, ContentFile(picture))
    return picture
