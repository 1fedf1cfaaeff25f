"""Matters found by search, each as two lines like those of the desk with the places where the words stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from efile.finding.asking import Asked
from efile.finding.extracts import Extract, Piece, extracts_of, pieces_of
from efile.models import Matter, Thread
from efile.pages import labels
from efile.pages.due import Due, due_of
from efile.pages.moment import Moment
from efile.pages.rows import Row, disposal_words, file_url, number_alone, place_of


@dataclass(frozen=True, slots=True)
class Hit:
    """A row; subject and applicant in pieces, the words looked for marked; and where else they stand."""

    row: Row
    subject: list[Piece]
    applicant: list[Piece]
    extracts: list[Extract]


def hits_of(matters: list[Matter], asked: Asked, moment: Moment, own: UUID | None) -> list[Hit]:
    """Numbers of other offices than the reader's `own` are told with their office: they may repeat."""
    places = extracts_of(matters, asked)
    rows = [(matter, _of_office(matter, hit_of(matter, moment), own)) for matter in matters]
    return [
        Hit(row, pieces_of(row.subject, asked), pieces_of(row.applicant, asked), places.get(matter.pk, []))
        for matter, row in rows
    ]


def _of_office(matter: Matter, row: Row, own: UUID | None) -> Row:
    return row if matter.office_id == own else replace(row, number=f"{row.number}, {matter.office.name}")


def hit_of(matter: Matter, moment: Moment) -> Row:
    """`matter.live_threads` holds its open threads, the root first."""
    if matter.hidden:
        return number_alone(matter, matter.pk)
    live: list[Thread] = getattr(matter, "live_threads", [])
    receipt = matter.receipt
    where, stage = _where(matter, live)
    return Row(
        id=matter.pk,
        url=reverse("matter", args=[matter.pk]),
        peek_url="",
        unread=False,
        chips=labels.chips_of(matter),
        subject=labels.subject_of(matter),
        number=labels.number_of(matter),
        applicant=labels.applicant_of(matter),
        place=place_of(receipt.applicant.address) if receipt else "",
        from_who=where,
        act=stage,
        held=moment.since(live[0].arrived_at) if live else "",
        due=_due(matter, moment),
        file_url=file_url(matter),
    )


def _where(matter: Matter, live: list[Thread]) -> tuple[str, str]:
    if not live:
        return "", ""
    thread = live[0]
    if thread.waiting_for:
        return labels.waits_words(thread.waiting_for), ""
    if thread.pool is not None:
        return labels.pool_title(thread), _("nobody has taken it")
    return str(thread.present.title), labels.in_place_of(thread)


def _due(matter: Matter, moment: Moment) -> Due | None:
    if matter.closed_at is not None:
        return Due(disposal_words(matter.disposal) or _("Finished"), "done", 0, 0)
    begun = moment.calendar.local_date(matter.opened_at)
    return due_of(matter.promised_on, begun, moment.today, moment.calendar)
