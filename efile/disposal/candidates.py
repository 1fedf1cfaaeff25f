"""Which closed files are due this year, and why one that is due by its class is not on the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from efile.dak.models import Dak
from efile.dak.sight import dak_visible_to
from efile.dispatch.models import Addressee
from efile.disposal import reasons
from efile.disposal.models import LIVE, DisposalItem, Said
from efile.disposal.rules import Facts, why_not
from efile.files.models import FileLink
from efile.files.sight import files_visible_to, shut_to
from efile.letters.finished import OVER, unsent
from efile.letters.models import Draft
from efile.models import File, Matter
from efile.period import within
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.calendar import WorkingCalendar
from hierarchy.models import Office
from hierarchy.refusals import Refused
from hierarchy.retention import Kept, classes_on

MOST: Final = 200
"""Files of one list."""
IN_USE: Final = (File.Status.CURRENT, File.Status.DRAFT)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file whose retention is over, its class, the last day of it, and why it is not on the list."""

    file: File
    kept: Kept
    until: date
    why: Refused | None


def wholly_known(actor: Actor) -> QuerySet[File]:
    """The files of which the actor may know everything: no graded matter or dak lies in them that is not open
    to him. A file beyond these is never listed, counted or destroyed for him."""
    shut = Dak.objects.filter(file=OuterRef("pk"), secrecy__gt=0)
    opened = dak_visible_to(Dak.objects.filter(pk=OuterRef("pk")), actor)
    rows = files_visible_to(File.objects.filter(office__in=actor.offices), actor)
    return rows.exclude(shut_to(actor)).exclude(Exists(shut.exclude(Exists(opened))))


def candidates(actor: Actor, today: date, section: UUID | None = None) -> list[Candidate]:
    """Closed files that the actor may know wholly and whose last year is complete, the oldest first; at most
    `MOST` of them and one more, so that a page can say that there are more."""
    rows = wholly_known(actor).filter(due_on(actor, today), status=File.Status.CLOSED, destroyed_at=None)
    if section is not None:
        rows = rows.filter(section=section)
    found = list(rows.select_related("section", "office").order_by("closed_at", "pk")[: MOST + 1])
    return list(_judged(found, today))


def due_on(actor: Actor, today: date) -> Q:
    found = Q(pk=None)
    for office in Office.objects.filter(pk__in=actor.offices):
        for kept in classes_on(office, today).values():
            if kept.years is not None:
                last = date(today.year - kept.years - 1, 12, 31)
                found |= Q(office=office, retention=kept.code) & within("closed_at", None, last)
    return found


def kept_longer(today: date) -> Exists:
    """Of a file: its section keeps it, by its last word on it, beyond today."""
    return Exists(DisposalItem.objects.filter(file=OuterRef("pk"), said=Said.KEPT, keep_until__gte=today))


def judged(files: Sequence[File], today: date, own: UUID | None = None) -> list[Candidate | Refused]:
    """Each file as it stands now, in a few queries for all of them; `own` is the list that asks."""
    classes = _classes(files, today)
    return [
        _judgement(row, classes[row.office_id].get(row.retention), facts)
        for row, facts in zip(files, _facts(files, classes, today, own), strict=True)
    ]


def _judgement(file: File, kept: Kept | None, facts: Facts) -> Candidate | Refused:
    refused = why_not(facts)
    if kept is None or facts.until is None:
        return refused or Refused(reasons.NO_CLASS)
    return refused or Candidate(file, kept, facts.until, None)


def _classes(files: Sequence[File], today: date) -> dict[UUID, dict[str, Kept]]:
    offices = {row.office_id: row.office for row in files}
    return {own_id: classes_on(office, today) for own_id, office in offices.items()}


def _judged(files: Sequence[File], today: date) -> Iterator[Candidate]:
    classes = _classes(files, today)
    for row, facts in zip(files, _facts(files, classes, today), strict=True):
        if facts.until is not None:
            yield Candidate(row, classes[row.office_id][row.retention], facts.until, why_not(facts))


def _facts(
    files: Sequence[File], classes: dict[UUID, dict[str, Kept]], today: date, own: UUID | None = None
) -> Iterator[Facts]:
    """In a few queries for all of them."""
    ids = [row.pk for row in files]
    matters = _counted(Matter.objects.filter(file__in=ids, closed_at=None).values_list("file", flat=True))
    drafts = Draft.objects.filter(matter__file__in=ids).exclude(status__in=OVER)
    unsent_rows: QuerySet[Addressee] = unsent().filter(draft__matter__file__in=ids)
    letters = _counted(
        [
            *drafts.values_list("matter__file", flat=True),
            *unsent_rows.values_list("draft__matter__file", flat=True),
        ]
    )
    linked, together = _linked(ids), _together(ids)
    calendars = {own_id: hierarchy.calendar_for(own_id) for own_id in classes}
    items = DisposalItem.objects.filter(file__in=ids).select_related("disposal").order_by("id")
    listed: dict[UUID, str] = {}
    kept_on: dict[UUID, DisposalItem] = {}
    for item in items:
        if item.destroyed_at is None and item.said != Said.KEPT and item.disposal.state in LIVE:
            if item.disposal_id != own:
                listed[item.file_id] = item.disposal.number
        elif item.said == Said.KEPT:
            kept_on[item.file_id] = item
    for row in files:
        kept, longer = classes[row.office_id].get(row.retention), kept_on.get(row.pk)
        yield Facts(
            status=row.status,
            today=today,
            classed=kept is not None,
            forever=kept is not None and kept.forever,
            until=_until(row, kept, calendars[row.office_id]),
            open_matters=matters.get(row.pk, 0),
            open_letters=letters.get(row.pk, 0),
            missing=row.missing_on is not None,
            linked=linked.get(row.pk, ""),
            together=together.get(row.pk, ""),
            kept_until=longer.keep_until if longer else None,
            kept_why=longer.why if longer else "",
            listed=listed.get(row.pk, ""),
            destroyed=row.number if row.destroyed_at else "",
        )


def _until(row: File, kept: Kept | None, calendar: WorkingCalendar) -> date | None:
    if kept is None or kept.years is None or row.closed_at is None:
        return None
    closed_on = calendar.local_date(row.closed_at)
    return date(closed_on.year + kept.years, 12, 31)


def _counted(files: Iterable[UUID | None]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for file in files:
        if file is not None:
            found[file] = found.get(file, 0) + 1
    return found


def _linked(ids: Sequence[UUID]) -> dict[UUID, str]:
    """CSMOP 26: read with another one on which there is action."""
    found: dict[UUID, str] = {}
    for one, two in (("file", "other"), ("other", "file")):
        rows = FileLink.objects.filter(ended_at=None, **{f"{one}__in": ids, f"{two}__status__in": IN_USE})
        found |= dict(rows.values_list(one, f"{two}__number"))
    return found


def _together(ids: Sequence[UUID]) -> dict[UUID, str]:
    """A part of a main file at work, or a main file whose part is."""
    found: dict[UUID, str] = {}
    mains = File.objects.filter(pk__in=ids, part_of__status__in=IN_USE)
    found |= dict(mains.values_list("pk", "part_of__number"))
    parts = File.objects.filter(part_of__in=ids, status__in=IN_USE)
    return found | {own: number for own, number in parts.values_list("part_of", "number") if own}
