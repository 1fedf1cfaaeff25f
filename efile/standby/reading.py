"""What goes into the copy: current files and open matters, without anything graded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from efile import filepage
from efile.access.rules import NORMAL
from efile.files.told import told_of
from efile.models import File, Matter, Thread, name_present
from efile.pages import labels
from efile.printing import sides
from efile.printing.cover import file_facts, matter_facts
from efile.printing.papers import Piece, pieces_of
from efile.printing.sheets import Block
from hierarchy.models import Office
from web.templatetags.office import bn_digits


@dataclass(frozen=True, slots=True)
class Line:
    """One matter in a list of the copy."""

    page: str
    anchor: str
    number: str
    subject: str
    applicant: str
    where: str
    desk: str
    section: str
    file: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the copy: a file, or a matter that lies in none yet."""

    page: str
    title: str
    subject: str
    facts: list[tuple[str, str]]
    acts: list[Block]
    matters: list[tuple[Line, list[Block], list[Block]]]
    pieces: list[Piece]
    section: str
    earlier: list[str]


def files_of(office: Office) -> QuerySet[File]:
    """Current ones with their parts; drafts have no number yet, and closed ones are no work of the day."""
    rows = File.objects.filter(office=office, status=File.Status.CURRENT)
    return rows.select_related("section", "office", "head").order_by("number", "pk")


def matters_of(file: File) -> QuerySet[Matter]:
    return _readable(Matter.objects.filter(file=file)).order_by("opened_at", "pk")


def unfiled(office: Office) -> QuerySet[Matter]:
    """Open matters that lie in no file yet."""
    rows = Matter.objects.filter(office=office, file=None, closed_at=None)
    return _readable(rows).order_by("opened_at", "pk")


def _readable(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    """ADR 32: whoever has the folder reads the copy, so nothing graded goes into it."""
    near = ("office", "receipt__applicant", "file", "service", "section", "instance")
    return rows.filter(secrecy=NORMAL).select_related(*near)


def sheet_of_file(file: File, now: datetime) -> Sheet:
    file.hidden = Matter.objects.filter(file=file).exclude(secrecy=NORMAL).exists()
    acts = told_of(file.pk)
    opened = [filepage.whole(matter) for matter in matters_of(file)]
    page = f"files/{file.pk}.html"
    return Sheet(
        page=page,
        title=bn_digits(file.number),
        subject="" if file.hidden else file.subject,
        facts=file_facts(file, acts, None, now),
        acts=sides.acts_of(acts),
        matters=list(_matters(opened, page)),
        pieces=pieces_of(file, opened),
        section=str(file.section.name),
        earlier=[one.number for one in file.numbers.all()],
    )


def sheet_of_matter(matter: Matter) -> Sheet:
    opened, page = filepage.whole(matter), f"matters/{matter.pk}.html"
    return Sheet(
        page=page,
        title=bn_digits(labels.number_of(matter)),
        subject=matter.subject,
        facts=matter_facts(matter),
        acts=[],
        matters=list(_matters([opened], page)),
        pieces=pieces_of(None, [opened]),
        section=str(matter.section.name),
        earlier=[],
    )


def _matters(opened: list[filepage.Opened], page: str) -> Iterator[tuple[Line, list[Block], list[Block]]]:
    name_present([one.thread for one in opened])
    for one in opened:
        yield _line(one, page), sides.notes_of(one, None), sides.movements_of(one)


def _line(opened: filepage.Opened, page: str) -> Line:
    matter, thread = opened.matter, _where(opened)
    open_one = thread is not None and thread.closed_at is None
    return Line(
        page=f"{page}#matter-{matter.pk}",
        anchor=f"matter-{matter.pk}",
        number=bn_digits(matter.receipt.number if matter.receipt else ""),
        subject=matter.subject,
        applicant=labels.applicant_of(matter),
        where=_held(thread) if thread and open_one else _("Finished"),
        desk=str(thread.present.title) if thread and open_one and thread.pool_id is None else "",
        section=str(matter.section.name),
        file=bn_digits(matter.file.number) if matter.file else "",
    )


def _where(opened: filepage.Opened) -> Thread | None:
    """The thread at which it is worked: a part that is open, else the root."""
    live = [one for one in opened.threads if one.closed_at is None]
    return next((one for one in live if one.stage_id is not None), live[0] if live else None)


def _held(thread: Thread) -> str:
    return labels.pool_title(thread) or labels.holder_title(thread)
