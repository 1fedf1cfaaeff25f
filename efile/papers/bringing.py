"""Files that come with a form: taken in one by one, and carried along while the form still has faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.core import signing
from django.http import HttpRequest

from efile.papers.keeping import LONGEST_TITLE, Brought
from hierarchy.refusals import Refused
from hierarchy.uploads import let_go
from notings.contents import services as contents
from notings.contents.names import stem_of

FILES: Final = "files"
KEPT: Final = "kept"
SALT: Final = "efile.papers.bringing"
DAY: Final = 24 * 60 * 60


@dataclass(slots=True)
class Bringing:
    """What could be taken in, and a sentence for each file that could not."""

    brought: list[Brought] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def taken_in(request: HttpRequest, office: UUID, now: datetime) -> Bringing:
    """The files of a form, and those that an earlier sending of it brought already."""
    files = request.FILES.getlist(FILES)
    found = Bringing(_kept(request), [why.sentence for why in let_go(request)])
    for file in files:
        name = file.name or "–"
        try:
            content = contents.take_in(office=office, file=file, name=name, now=now)
        except Refused as why:
            found.refused.append(why.sentence)
        else:
            found.brought.append(Brought(content.pk, _title(name)))
    return found


def carried(brought: Sequence[Brought]) -> list[tuple[str, str]]:
    """For the form that comes back: a mark that only this office can make, and the title."""
    return [(signing.dumps([str(one.content), one.title], salt=SALT), one.title) for one in brought]


def _kept(request: HttpRequest) -> list[Brought]:
    found = []
    for mark in request.POST.getlist(KEPT):
        try:
            content, title = signing.loads(mark, salt=SALT, max_age=DAY)
        except signing.BadSignature:
            continue
        found.append(Brought(UUID(content), title))
    return found


def _title(name: str) -> str:
    return (stem_of(name) or name)[:LONGEST_TITLE]
