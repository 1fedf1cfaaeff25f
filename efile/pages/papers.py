"""The correspondence side: the application, what came later, what went out, in the order of the dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from efile.models import Channel, Matter, Movement
from efile.pages import labels
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

    `new` is an answer that the desk which asked has not worked on yet; `opens` is the paper to be
    shown first.
    """

    page: int
    title: str
    source: str
    at: datetime
    facts: list[Fact]
    text: str | None
    new: bool = False
    opens: bool = False


def papers_of(
    matter: Matter, movements: Sequence[Movement], messages: Mapping[int, str | None], spec: FlowSpec
) -> list[Paper]:
    """`messages` holds the texts that came from outside, or went out, by the serial of their movement."""
    papers = [_application(matter)] if matter.receipt is not None else []
    for row in movements:
        if row.kind == "message":
            new = matter.closed_at is None and not _worked_on(row, movements)
            papers.append(_message(row, messages.get(row.seq), len(papers) + 1, spec, new=new))
        elif row.kind == "effect":
            papers.append(_notice(row, messages.get(row.seq), len(papers) + 1, spec))
    fresh = [place for place, paper in enumerate(papers) if paper.new]
    first = fresh[-1] if fresh else 0
    return [replace(paper, opens=place == first) for place, paper in enumerate(papers)]


def _worked_on(message: Movement, movements: Sequence[Movement]) -> bool:
    """Whether the stage that the message opened again was left since."""
    return any(
        row.kind == "completed" and row.thread_id == message.thread_id and row.seq > message.seq
        for row in movements
    )


def _application(matter: Matter) -> Paper:
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
    return Paper(
        page=1,
        title=_("Application"),
        source=str(Channel(receipt.channel).label),
        at=receipt.received_at,
        facts=[fact for fact in facts if fact.value],
        text=receipt.body,
    )


def _message(row: Movement, text: str | None, page: int, spec: FlowSpec, *, new: bool) -> Paper:
    citizen = row.by.get("kind") == "citizen"
    source = _("From the applicant") if citizen else _("From outside")
    title = str(labels.element_name(spec, row.stage)) or _("Answer")
    return Paper(page, title, source, row.at, [], text, new)


def _notice(row: Movement, told: str | None, page: int, spec: FlowSpec) -> Paper:
    """`told` are the office's own words, if it said any."""
    title = str(labels.element_name(spec, row.stage)) or _("Notice")
    failed = row.outcome == "failed"
    words = _("It could not be delivered.") if failed else _("It was sent to the applicant.")
    return Paper(page, title, _("To the applicant"), row.at, [], f"{told}\n\n{words}" if told else words)
