"""Putting a matter in a file, and closing a file whose matters are disposed of."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from efile import reasons, rules
from efile.files.beginning import head_of
from efile.files.caring import check_takes_matters
from efile.files.linking import check_unlinked
from efile.files.pressed import file_act
from efile.files.reasons import NOT_CURRENT
from efile.files.recording import enter, lock, place_in_line
from efile.letters.finished import check_letters_of_file_sent
from efile.models import File
from efile.numbers import file_number
from efile.papers.numbering import move_on
from efile.services.act import Done, Once, act
from efile.services.locking import Held, check_holder, lock_thread, post_of
from efile.services.mandate import require, today_of
from efile.services.recording import record
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Section
from hierarchy.refusals import Reason, Refused
from hierarchy.words import Words, clean
from web.templatetags.office import bn_digits

PUT_IN = Words("নথিভুক্ত করা", "Put in a file")
CLOSE = Words("নথি বন্ধ", "Close the file")
CLOSING_POWER = "dispose"
LONGEST = 4000


@act
def open_file(
    *,
    actor: Actor,
    thread: UUID,
    now: datetime,
    file: UUID | None = None,
    head: UUID | None = None,
    key: UUID | None = None,
) -> Done:
    """Put the matter in a file: the one named, or a new one of its section, under a subject head. Who only
    carries it does not."""
    once = Once.of(actor, key, "open_file", thread, file, head)
    existing = lock_file(actor, file) if file else None
    held = lock_thread(thread, now, once)
    if held.answered:
        return held.answered
    return put_in(held, actor, existing, once, head)


def put_in(
    held: Held, actor: Actor, existing: File | None, once: Once | None, head: UUID | None = None
) -> Done:
    """The matter lies in a locked file, or in a new one of its section; inside the act that asks for it."""
    check_holder(held, actor)
    require(actor, "note", PUT_IN, today_of(held))
    if held.matter.file is not None:
        raise Refused(reasons.HAS_FILE, number=held.matter.file.number)
    if existing is not None and existing.status == File.Status.CLOSED:
        raise Refused(reasons.FILE_CLOSED, number=existing.number)
    if existing is not None:
        check_takes_matters(existing, today_of(held))
    row = existing or _new_file(actor, held, head)
    moved = move_on(held.matter, row.pk)
    held.matter.file = row
    return record(
        held, actor, "filed", data={"file": row.pk, "number": row.number, "pages_moved": moved}, once=once
    )


def lock_file(actor: Actor, file: UUID) -> File:
    """A file of the actor's own office that he may open; others do not exist for him."""
    return lock(actor, file)[file]


def check_line_of_file(actor: Actor, row: File) -> None:
    """A file is closed and reopened by an officer of its section, or by one above it in the line."""
    reason = rules.may_close_file(*place_in_line(actor, row))
    if reason is not None:
        raise Refused(reason, number=row.number, section=row.section.name)


def _new_file(actor: Actor, held: Held, head: UUID | None) -> File:
    matter, clock, now = held.matter, held.clock, held.clock.now
    place = Section.objects.get(pk=matter.section_id)
    under = head_of(clock.office, head, now)
    row = File.objects.create(
        office=clock.office,
        number=file_number(clock.office, place, clock.calendar.local_date(now), under),
        section=place,
        subject=matter.subject,
        head=under,
        retention=under.retention if under else "",
        opened_by_id=post_of(actor),
        opened_at=now,
    )
    enter(row, actor, "file.opened", now, texts={"subject": matter.subject})
    return row


@file_act
def dispose(*, actor: Actor, file: UUID, reason: str, now: datetime) -> None:
    """Close a file, with the reasons. CSMOP 10.2: only when all its matters are finished; 10 box: by an
    officer.
    """
    row = lock_file(actor, file)
    today = hierarchy.calendar_for(row.office_id).local_date(now)
    require(actor, CLOSING_POWER, CLOSE, today)
    check_line_of_file(actor, row)
    if row.status == File.Status.CLOSED:
        raise Refused(reasons.FILE_CLOSED, number=row.number)
    if row.status != File.Status.CURRENT:
        raise Refused(NOT_CURRENT, state=row.get_status_display())
    check_all_disposed(row)
    check_unlinked(row)
    why = said_why(reason, reasons.CLOSE_WHY)
    row.status, row.closed_at = File.Status.CLOSED, now
    row.save(update_fields=["status", "closed_at"])
    enter(row, actor, "file.closed", now, texts={"reason": why})


def check_all_disposed(row: File) -> None:
    """Refused while a matter of the file is open, or a letter of it not out (CSMOP 10.2)."""
    left = row.matters.filter(closed_at__isnull=True).count()
    if left:
        raise Refused(reasons.FILE_OPEN_MATTERS, number=bn_digits(row.number), count=bn_digits(left))
    check_letters_of_file_sent(row)


def said_why(given: str, missing: Reason) -> str:
    """The reasons as they are kept; refused as `missing` when none are given."""
    text = clean(given)
    if not text:
        raise Refused(missing)
    if len(text) > LONGEST:
        raise Refused(reasons.TOO_LONG, field=reasons.REASONS, most=LONGEST)
    return text
