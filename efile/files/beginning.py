"""A file begun without a matter: as a draft that gets its number later, or taken over from paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from efile.files import reasons
from efile.files.caring import LONGEST_NUMBER, as_written
from efile.files.models import FileScan
from efile.files.pressed import file_act, keyed
from efile.files.recording import enter, lock_own, today_at
from efile.models import File
from efile.numbers import file_number
from efile.papers.keeping import Brought, title_of
from efile.papers.numbering import take_file_pages
from efile.services.act import Once, act
from efile.services.locking import post_of
from efile.services.mandate import require
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.heads import heads_on
from hierarchy.models import Office, Section, SubjectHead
from hierarchy.refusals import Refused
from hierarchy.retention import classes_on
from hierarchy.words import Words, clean
from notings.models import Content

BEGIN = Words("নথি খোলা", "Open a file")
LONGEST_SUBJECT = 500
OLDEST_YEAR = 1800


@act
def draft_file(
    *,
    actor: Actor,
    subject: str,
    now: datetime,
    head: UUID | None = None,
    retention: str = "",
    key: UUID | None = None,
) -> UUID:
    """A file of the actor's section with a subject and, if chosen, a head and a class, but no number yet."""
    once = Once.of(actor, key, "draft_file", subject, head, retention)
    if once and (answer := once.first_answer()):
        return UUID(str(answer["file"]))
    row = _begun(actor, subject, now, head, retention)
    row.status = File.Status.DRAFT
    row.save(force_insert=True)
    with keyed(once, row.pk):
        enter(row, actor, "file.drafted", now, texts={"subject": row.subject})
    return row.pk


@file_act
def create(*, actor: Actor, file: UUID, now: datetime) -> None:
    """Give a draft its number: from then on matters are put in it."""
    row = lock_own(actor, file)
    if row.status != File.Status.DRAFT:
        raise Refused(reasons.NOT_A_DRAFT)
    row.number = file_number(row.office, row.section, today_at(row, now), row.head)
    row.status = File.Status.CURRENT
    row.save(update_fields=["number", "status"])
    enter(row, actor, "file.created", now)


@act
def take_over(
    *,
    actor: Actor,
    subject: str,
    number: str,
    year: int | None,
    shelf: str,
    scans: Sequence[Brought],
    now: datetime,
    head: UUID | None = None,
    retention: str = "",
    key: UUID | None = None,
) -> UUID:
    """A paper file goes on here under its own number, with its scanned pages before whatever comes.

    The number is kept as it stands on the cover, byte for byte; the pages are numbered as the file's first.
    """
    once = Once.of(actor, key, "take_over", subject, number, year, shelf, *scans, head, retention)
    if once and (answer := once.first_answer()):
        return UUID(str(answer["file"]))
    row = _begun(actor, subject, now, head, retention)
    today = today_at(row, now)
    own = as_written(number)
    if File.objects.filter(office=row.office, number=own).exists():
        raise Refused(reasons.NUMBER_TAKEN, number=own)
    if year is None or not OLDEST_YEAR <= year <= today.year:
        raise Refused(reasons.YEAR)
    if not scans:
        raise Refused(reasons.NO_SCANS)
    row.number, row.paper_year = own, year
    row.shelf = clean(shelf)[:LONGEST_NUMBER]
    row.save(force_insert=True)
    lay_scans(row, scans, now)
    with keyed(once, row.pk):
        enter(row, actor, "file.taken_over", now, texts={"subject": row.subject})
    return row.pk


def head_of(office: Office, head: UUID | None, now: datetime) -> SubjectHead | None:
    """The head chosen for a new file; Refused for one under which none is opened that day."""
    if head is None:
        return None
    row = heads_on(office, hierarchy.calendar_for(office.pk).local_date(now)).filter(pk=head).first()
    if row is None:
        raise Refused(reasons.HEAD_UNKNOWN)
    return row


def class_of(office: Office, under: SubjectHead | None, retention: str, today: date) -> str:
    """The class with which a file begins: that of its head, or where the head has none, as chosen.

    Another than the head's is an officer's to order, with reasons (domain c 31).
    """
    given = under.retention if under else ""
    if not retention or retention == given:
        return given
    if given:
        raise Refused(reasons.CLASS_OF_HEAD, given=given)
    if retention not in classes_on(office, today):
        raise Refused(reasons.CLASS_UNKNOWN)
    return retention


def _begun(actor: Actor, subject: str, now: datetime, head: UUID | None, retention: str) -> File:
    """Not saved yet. Whoever may note opens files of his own section."""
    if actor.section_id is None or actor.office_id is None:
        raise Refused(reasons.NO_SECTION)
    today = hierarchy.calendar_for(actor.office_id).local_date(now)
    require(actor, "note", BEGIN, today)
    text = clean(subject)
    if not text or len(text) > LONGEST_SUBJECT:
        raise Refused(reasons.SUBJECT, most=LONGEST_SUBJECT)
    section = Section.objects.select_related("office").get(pk=actor.section_id)
    under = head_of(section.office, head, now)
    return File(
        office=section.office,
        section=section,
        subject=text,
        head=under,
        retention=class_of(section.office, under, retention, today),
        opened_by_id=post_of(actor),
        opened_at=now,
    )


def lay_scans(row: File, scans: Sequence[Brought], now: datetime) -> None:
    """Behind the last page that the file has."""
    found = Content.objects.filter(office=row.office).in_bulk([one.content for one in scans])
    last = row.scans.aggregate(last=Max("place"))["last"] or 0
    for place, one in enumerate(scans, last + 1):
        content = found.get(one.content)
        if content is None:
            raise Refused(reasons.NO_SCANS)
        pages = content.pages or 1
        FileScan.objects.create(
            office=row.office, file=row, place=place, title=title_of(one.title), content=content,
            first_page=take_file_pages(row.pk, pages), pages=pages, at=now,
        )  # fmt: skip
