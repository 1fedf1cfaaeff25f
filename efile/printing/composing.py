"""One print put together: the texts set, the papers laid on leaves, all bound in the order of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from efile import filepage
from efile.files.told import told_of
from efile.models import File, Matter, Secrecy
from efile.pages import labels
from efile.printing import papers, sides
from efile.printing.binding import Bookmark, Cover, Leaf, Stamp, bind
from efile.printing.cover import cover_of
from efile.printing.papers import Piece
from efile.printing.proof import proof_of
from efile.printing.sheets import Block, Sheets, sheets
from efile.visibility import visible_to
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from notings.contents.pressing import Press
from web.templatetags.office import bn_digits

Tell = Callable[[int, int], None]


@dataclass(slots=True)
class Made:
    """`matters` are those whose words stand in the print."""

    matters: list[Matter]
    pages: int
    title: str


@dataclass(slots=True)
class Work:
    """What is to be printed, for whom, where it is put together, and what is known of it so far."""

    file: File | None
    opened: list[filepage.Opened]
    actor: Actor
    now: datetime
    folder: Path
    pieces: list[Piece] = field(default_factory=list)
    laid: dict[object, Path] = field(default_factory=dict)
    leaves: list[Leaf] = field(default_factory=list)
    marks: list[Bookmark] = field(default_factory=list)

    @property
    def title(self) -> str:
        if self.file is not None:
            return bn_digits(self.file.number) or str(self.file.get_status_display())
        return bn_digits(labels.number_of(self.opened[0].matter))

    @property
    def grade(self) -> str:
        highest = max((one.matter.secrecy for one in self.opened), default=0)
        return str(Secrecy(highest).label) if highest else ""

    def set(self, blocks: list[Block], name: str) -> Sheets:
        return sheets(blocks, self.title, get_language() or "", self.folder / f"{name}.pdf")

    def why(self, piece: Piece) -> str:
        """Why a slip stands for the bytes of a paper."""
        if piece.content is None or piece.id in self.laid:
            return ""
        return piece.why or _("Its pages could not be drawn.")


def matters_in(file: File, actor: Actor) -> list[Matter]:
    """Those that the reader may open, in the order in which they were begun."""
    return list(visible_to(Matter.objects.filter(file=file), actor).order_by("opened_at", "pk"))


def compose(
    file: File | None, matters: list[Matter], actor: Actor, now: datetime, folder: Path, out: Path, tell: Tell
) -> Made:
    opened = [filepage.open_matter(actor, one.pk) for one in matters]
    work = Work(file, opened, actor, now, folder)
    work.pieces = papers.pieces_of(file, opened)
    _lay(work, tell)
    _front(work)
    _notes(work)
    _correspondence(work)
    _movement(work)
    by = sides.printed_by(actor, now)
    bind(work.leaves, work.marks, Cover(work.title, by, work.grade, get_language() or ""), folder, out)
    return Made([one.matter for one in opened], len(work.leaves), work.title)


def _lay(work: Work, tell: Tell) -> None:
    wanted = [piece for piece in work.pieces if piece.content is not None and not piece.why]
    with Press(work.folder) as press:
        for at, piece in enumerate(wanted):
            tell(at, len(wanted))
            made = _pressed(press, piece)
            if made is not None:
                work.laid[piece.id] = made
    tell(len(wanted), len(wanted))


def _pressed(press: Press, piece: Piece) -> Path | None:
    """A slip stands for a paper whose bytes are missing or went into quarantine meanwhile."""
    if piece.content is None:
        return None
    try:
        return press.leaves(piece.content, str(piece.id))
    except Refused:
        return None


def _front(work: Work) -> None:
    acts = told_of(work.file.pk) if work.file else []
    said = cover_of(work.file, [one.matter for one in work.opened], acts, work.actor, work.now)
    made = work.set([*said, *papers.contents_of(work.pieces, work.why)], "front")
    begin = _add(work, made, pgettext("print", "Cover"), "A")
    contents = Bookmark(_("Contents of the correspondence"), begin + made.marks["contents"] - 1)
    work.marks.append(Bookmark(pgettext("print", "Cover"), begin, (contents,)))


def _notes(work: Work) -> None:
    said = [block for one in work.opened for block in sides.notes_of(one, work.actor)]
    if said:
        made = work.set(said, "notes")
        begin = _add(work, made, _("Note sheet"), "N")
        work.marks.append(Bookmark(_("Note sheet"), begin, _by_matter(work, made, "notes", begin)))


def _movement(work: Work) -> None:
    said: list[Block] = sides.acts_of(told_of(work.file.pk)) if work.file else []
    said += [block for one in work.opened for block in sides.movements_of(one)]
    made = work.set([*said, *proof_of(work.file, work.opened, work.pieces)], "movement")
    begin = _add(work, made, _("Movement"), "M")
    proof = Bookmark(_("Fingerprint of the record"), begin + made.marks["proof"] - 1)
    under = (*_by_matter(work, made, "movement", begin), proof)
    work.marks.append(Bookmark(_("Movement"), begin, under))


def _by_matter(work: Work, made: Sheets, kind: str, begin: int) -> tuple[Bookmark, ...]:
    return tuple(
        Bookmark(sides.matter_title(one), begin + made.marks[f"{kind}-{one.matter.pk}"] - 1)
        for one in work.opened
    )


def _correspondence(work: Work) -> None:
    """CSMOP 25: in the order, and with the numbers, of the file's own pages."""
    words = [piece for piece in work.pieces if piece.id not in work.laid]
    blocks = [block for piece in words for block in papers.sheet_of(piece, work.why(piece))]
    made = work.set(blocks, "sheets") if words else None
    begin, under = len(work.leaves), []
    for piece in work.pieces:
        under.append(Bookmark(f"{piece.pages}. {piece.title}", len(work.leaves)))
        laid = work.laid.get(piece.id)
        work.leaves += _numbered(work, piece, laid) if laid else _sheets_of(work, piece, made)
    if under:
        work.marks.append(Bookmark(_("Correspondence"), begin, tuple(under)))


def _numbered(work: Work, piece: Piece, laid: Path) -> Iterator[Leaf]:
    for at, page in enumerate(range(piece.first, piece.last + 1), 1):
        yield Leaf(laid, at, _stamp(work, bn_digits(page), page))


def _sheets_of(work: Work, piece: Piece, made: Sheets | None) -> Iterator[Leaf]:
    """Words may need more leaves than the one page that they have in the file."""
    if made is None:
        raise LookupError("the sheets were not set")
    first = made.marks[str(piece.id)]
    for at, leaf in enumerate(range(first, made.end_of(str(piece.id)) + 1)):
        page = f"{piece.pages} ({bn_digits(at + 1)})" if at else piece.pages
        yield Leaf(made.path, leaf, _stamp(work, page, piece.first))


def _stamp(work: Work, said: str, page: int) -> Stamp:
    return Stamp(work.title, _("Correspondence, p. %(page)s") % {"page": said}, ("", page))


def _add(work: Work, made: Sheets, series: str, prefix: str) -> int:
    """The leaves of a text with numbers of their own; where they begin."""
    begin = len(work.leaves)
    for at in range(1, made.count + 1):
        stamp = Stamp(work.title, f"{series}, {bn_digits(at)}", (prefix, at))
        work.leaves.append(Leaf(made.path, at, stamp))
    return begin
