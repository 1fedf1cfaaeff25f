"""The correspondence side: each paper with its pages in the file, as leaves of its own or as a slip."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from efile.filepage import Opened, papers_of
from efile.files.models import FileScan
from efile.models import File
from efile.pages.papers import Fact
from efile.printing.cover import receipt_of
from efile.printing.sheets import Block
from notings.models import Content
from web.templatetags.office import bn_digits, office_date


@dataclass(frozen=True, slots=True)
class Piece:
    """A paper that was laid into the file. `why` says in words what keeps its bytes out of the print."""

    id: UUID
    first: int
    last: int
    title: str
    source: str
    at: datetime
    matter: str
    text: str | None = ""
    facts: tuple[Fact, ...] = ()
    content: Content | None = None
    why: str = ""
    struck: bool = False

    @property
    def pages(self) -> str:
        ends = (self.first,) if self.last <= self.first else (self.first, self.last)
        return bn_digits("–".join(str(one) for one in ends))


def pieces_of(file: File | None, opened: Iterable[Opened]) -> list[Piece]:
    """In the order of the file's pages: what was scanned from the paper file lies before its matters."""
    found = [_scan(one) for one in file.scans.select_related("content")] if file and not file.hidden else []
    found += [piece for one in opened for piece in _of_matter(one)]
    return sorted(found, key=lambda piece: (piece.first, piece.at))


def _scan(row: FileScan) -> Piece:
    source = row.source
    why = kept_out(row.content)
    return Piece(
        row.pk, row.first_page, row.last_page, row.title, source, row.at, "", content=row.content, why=why
    )


def _of_matter(opened: Opened) -> list[Piece]:
    number = receipt_of(opened.matter)
    return [
        Piece(
            id=paper.id,
            first=paper.page,
            last=paper.last_page,
            title=paper.title,
            source=paper.source,
            at=paper.at,
            matter=bn_digits(paper.diary or number),
            text=paper.text,
            facts=tuple(paper.facts),
            content=paper.content,
            why=_struck() if paper.struck else kept_out(paper.content) if paper.content else "",
            struck=paper.struck,
        )
        for paper in papers_of(opened)
    ]


def _struck() -> str:
    return _("It was struck as put in by mistake, and keeps its pages.")


def kept_out(content: Content) -> str:
    """Why a content is not shown in a print; empty for what is."""
    from notings.models import Found

    if content.destroyed_at is not None:
        return _("It was destroyed under an order on %(day)s.") % {"day": office_date(content.destroyed_at)}
    if content.found == Found.INFECTED:
        return _("A virus was found in it; it is kept apart.")
    if content.found == Found.WAITING:
        return _("It waits for the virus scanner.")
    if not content.kind.shown:
        return _("It is a file of a kind that has no pages to print.")
    return ""


def sheet_of(piece: Piece, why: str) -> list[Block]:
    """Words alone, or the slip that stands for what cannot be shown."""
    said: list[Block] = [
        {"is": "new"},
        {"is": "mark", "id": str(piece.id)},
        {"is": "head", "text": piece.title},
        {"is": "quiet", "text": f"{piece.source}, {office_date(piece.at)}"},
    ]
    if piece.facts:
        rows = [(one.label, bn_digits(one.value) if one.ours else one.value) for one in piece.facts]
        said.append({"is": "facts", "rows": rows})
    if piece.text is None:
        text = _("This text was destroyed under an order; that it came is on record.")
        said.append({"is": "words", "text": text})
    elif piece.text:
        said.append({"is": "words", "text": piece.text})
    return [*said, *_slip(piece, why)] if piece.content else said


def _slip(piece: Piece, why: str) -> list[Block]:
    content = piece.content
    if content is None:
        return []
    count = piece.last - piece.first + 1
    told = ngettext(
        "This leaf stands for %(count)s page of the file: the paper itself is not in this print.",
        "This leaf stands for %(count)s pages of the file: the paper itself is not in this print.",
        count,
    ) % {"count": bn_digits(count)}
    kind = f"{content.media} (.{content.kind.ending}), {bn_digits(content.size)} B"
    rows = [(_("Pages"), piece.pages), (_("Format of the paper"), kind), ("SHA-256", content.sha256)]
    return [{"is": "words", "text": f"{told}\n{why}"}, {"is": "facts", "rows": rows}]


def contents_of(pieces: list[Piece], why: Callable[[Piece], str]) -> list[Block]:
    head, slip = [_("Pages"), _("Paper"), _("Receipt"), _("Date")], _("a slip")
    rows = [
        [
            piece.pages,
            piece.title + (f"\n{slip}: {why(piece)}" if why(piece) else ""),
            piece.matter,
            office_date(piece.at),
        ]
        for piece in pieces
    ]
    said: list[Block] = [{"is": "new"}, {"is": "mark", "id": "contents"}]
    said.append({"is": "head", "text": _("Contents of the correspondence")})
    if not rows:
        return [*said, {"is": "words", "text": _("No paper lies here that your post may open.")}]
    return [*said, {"is": "table", "columns": [0, 1, 0, 0], "head": head, "rows": rows}]
