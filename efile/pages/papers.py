"""The correspondence side: the application, what came later, what went out, what was put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from efile.models import Channel, Matter, Movement
from efile.pages import labels
from efile.pages.flags import flagged_kinds, flags_of
from efile.papers import models
from efile.papers.gone import in_its_file
from efile.papers.models import PaperKind
from efile.stood import actor_title
from notings.models import Content
from web.words import digits
from workflows.engine import FlowSpec


@dataclass(frozen=True, slots=True)
class Fact:
    """`ours` is a number kept as digits alone, read in the reader's; what others wrote stays as written."""

    label: str
    value: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper with its place in the file. `text` is None once it was destroyed under an order.

    `flag` is PUC, or FR with its number (CSMOP 25); of what the office laid in itself it is empty.
    `new` is an answer that the desk which asked has not worked on yet; `opens` is the paper to be
    shown first. `watched` says as what the letter is watched (CSMOP 60), `receipt` is its own
    record and `diary` its number there. `left` says how far a letter of the office is, `out` that it is
    issued. What came as a file has `content`; its holder `changes` its title, or strikes it.
    """

    id: UUID
    page: int
    last_page: int
    title: str
    source: str
    at: datetime
    text: str | None
    facts: Sequence[Fact] = ()
    flag: str = ""
    watched: str = ""
    receipt: UUID | None = None
    diary: str = ""
    left: str = ""
    out: bool = False
    new: bool = False
    opens: bool = False
    content: Content | None = None
    struck: bool = False
    changes: bool = False

    @property
    def held(self) -> bool:
        """Whether its bytes are held back, or kept apart, for the virus scanner's sake, or destroyed."""
        return self.content is not None and self.content.held

    @property
    def numbers(self) -> range:
        return range(self.page, self.last_page + 1)


def papers_of(
    matter: Matter, movements: Sequence[Movement], messages: Mapping[int, str | None], spec: FlowSpec
) -> list[Paper]:
    """`messages` holds the texts that came from outside, or went out, by the serial of their movement."""
    by_seq = {row.seq: row for row in movements}
    papers = []
    rows = list(
        matter.papers.select_related("content", "dak__receipt__applicant", "letter").order_by("place")
    )
    leads = ""
    for row in rows:
        leads = leads if row.kind == PaperKind.ENCLOSURE else row.kind
        if row.content is not None:
            in_its_file(row.content, matter.file)
        came = by_seq.get(row.seq) if row.seq else None
        if row.kind == PaperKind.APPLICATION:
            papers.append(_application(row, matter))
        elif row.kind == PaperKind.RECEIPT:
            papers.append(_letter(row))
        elif row.kind == PaperKind.ENCLOSURE:
            papers.append(_enclosure(row, leads))
        elif row.kind == PaperKind.LETTER:
            papers.append(_outgoing(row))
        elif came is None:
            papers.append(_put_in(row))
        elif row.kind == PaperKind.MESSAGE:
            new = matter.closed_at is None and not _worked_on(came, movements)
            papers.append(_message(row, came, messages.get(came.seq), spec, new=new))
        else:
            papers.append(_notice(row, came, messages.get(came.seq), spec))
    fresh = [place for place, paper in enumerate(papers) if paper.new]
    first = fresh[-1] if fresh else 0
    flags = flags_of(flagged_kinds(rows))
    return [
        replace(paper, opens=place == first, flag=flag)
        for place, (paper, flag) in enumerate(zip(papers, flags, strict=True))
    ]


def _worked_on(message: Movement, movements: Sequence[Movement]) -> bool:
    """Whether the stage that the message opened again was left since."""
    return any(
        row.kind == "completed" and row.thread_id == message.thread_id and row.seq > message.seq
        for row in movements
    )


def _application(row: models.Paper, matter: Matter) -> Paper:
    receipt = matter.receipt
    if receipt is None:
        raise LookupError("this matter began without an application")
    facts = [
        Fact(_("Receipt"), receipt.number, ours=True),
        Fact(_("Their number"), receipt.foreign_number),
        Fact(_("Applicant"), receipt.applicant.name),
        Fact(_("Address"), receipt.applicant.address),
        Fact(_("Mobile"), receipt.applicant.mobile, ours=True),
        Fact(_("E-mail"), receipt.applicant.email),
        Fact(_("Service"), str(matter.service.name)),
        Fact(_("Subject"), receipt.subject),
    ]
    source = str(Channel(receipt.channel).label)
    shown = [fact for fact in facts if fact.value]
    paper = _paper(row, _("Application"), source, receipt.body)
    return replace(paper, facts=shown, at=receipt.received_at, diary=receipt.number)


def _message(row: models.Paper, came: Movement, text: str | None, spec: FlowSpec, *, new: bool) -> Paper:
    if came.by.get("kind") == "citizen":
        source, drawn = _("From the applicant"), str(labels.element_name(spec, came.stage))
    else:
        source, drawn = _("From outside"), ""
    title = drawn or _("Answer")
    return replace(_paper(row, title, source, text), new=new)


def _notice(row: models.Paper, came: Movement, told: str | None, spec: FlowSpec) -> Paper:
    """`told` are the office's own words, if it said any."""
    title = str(labels.element_name(spec, came.stage)) or _("Notice")
    failed = came.outcome == "failed"
    words = _("It could not be delivered.") if failed else _("It was sent to the applicant.")
    return _paper(row, title, _("To the applicant"), f"{told}\n\n{words}" if told else words)


def _letter(row: models.Paper) -> Paper:
    """A dak that lies here: what stands on it, and its body where it has one. Further scans follow it as
    enclosures. Its title begins with our number, which is read in the reader's digits."""
    dak = getattr(row, "dak", None)
    if dak is None:
        return _paper(row, row.title, _("Letter received"), "")
    receipt = dak.receipt
    facts = [
        Fact(_("Receipt"), receipt.number, ours=True),
        Fact(_("Their number"), receipt.foreign_number),
        Fact(pgettext("sender", "From"), receipt.applicant.name),
        Fact(_("Designation"), dak.designation),
        Fact(_("Subject"), receipt.subject),
    ]
    source = str(Channel(receipt.channel).label)
    shown = [fact for fact in facts if fact.value]
    watched = str(dak.get_watch_display()) if dak.watch else ""
    rest = row.title.removeprefix(receipt.number)
    title = row.title if rest == row.title else digits(receipt.number, get_language()) + rest
    paper = _paper(row, title, source, receipt.body)
    return replace(paper, facts=shown, watched=watched, receipt=receipt.pk, diary=receipt.number)


def _outgoing(row: models.Paper) -> Paper:
    """The office's copy of its own letter, told apart from what came in by its memo and issue numbers."""
    letter = getattr(row, "letter", None)
    if letter is None:
        return _put_in(row)
    facts = [
        Fact(_("Memo no."), letter.memo, ours=True),
        Fact(_("Issue no."), letter.issue_number, ours=True),
    ]
    title = ": ".join(dict.fromkeys([str(letter.form.name), row.title]))
    return replace(
        _paper(row, title, actor_title(row.by), ""),
        facts=[fact for fact in facts if fact.value],
        left=str(letter.get_status_display()),
        out=letter.issued_at is not None,
        changes=True,
    )


def _enclosure(row: models.Paper, leads: str) -> Paper:
    """It came with the paper before it that is no enclosure, whose kind is `leads`."""
    source = _("With the letter") if leads == PaperKind.RECEIPT else _("With the application")
    return replace(_paper(row, row.title, source, ""), changes=True)


def _put_in(row: models.Paper) -> Paper:
    """What an officer laid in as a file."""
    return replace(_paper(row, row.title, actor_title(row.by), ""), changes=True)


def _paper(row: models.Paper, title: str, source: str, text: str | None) -> Paper:
    return Paper(
        id=row.pk,
        page=row.first_page,
        last_page=row.last_page,
        title=title,
        source=source,
        at=row.at,
        text=text,
        content=row.content,
        struck=row.struck_at is not None,
    )
