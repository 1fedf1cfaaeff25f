"""A file whose papers are lost: declared missing, then found again or rebuilt. CSMOP 46."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from efile.files import reasons
from efile.files.beginning import lay_scans
from efile.files.models import COPY
from efile.files.pressed import file_act
from efile.files.recording import check_not_ordered, enter, lock, lock_own, today_at, why
from efile.models import File, Movement, Secrecy
from efile.papers.keeping import LONGEST_TITLE, Brought
from efile.services.filing import CLOSING_POWER, check_line_of_file
from efile.services.mandate import check_own_hand, require
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import Words, clean

MISSING: Final = Words("নথি হারানোর ঘোষণা", "Declare a file missing")
LONGEST_NOTE: Final = 4000


@dataclass(frozen=True, slots=True)
class LastHolder:
    """With which post, called as today, a matter of the file lay last, and since when."""

    post: Words
    since: datetime


def last_holder(row: File) -> LastHolder | None:
    """As the tracker says (CSMOP 47). Where a graded matter went is told to nobody by its file."""
    moves = Movement.objects.filter(matter__file=row, matter__secrecy=Secrecy.NORMAL, to_post__isnull=False)
    newest = moves.select_related("to_post").order_by("-at", "-pk").first()
    if newest is None or newest.to_post is None:
        return None
    return LastHolder(newest.to_post.title, newest.at)


@file_act
def declare_missing(*, actor: Actor, file: UUID, since: date | None, reason: str, now: datetime) -> None:
    """Its papers are missing since a day, with what was done to find them. By who may close it; the matters
    in it go on."""
    row = _lock(actor, file, now)
    if row.status not in {File.Status.CURRENT, File.Status.CLOSED} or row.missing_on is not None:
        raise Refused(reasons.NOT_TO_MISS)
    if since is None or since > today_at(row, now):
        raise Refused(reasons.MISSING_SINCE)
    words, last = why(reason), last_holder(row)
    row.missing_on = since
    row.save(update_fields=["missing_on"])
    held = {"last_with": last.post.both(), "last_since": last.since} if last else {}
    enter(row, actor, "file.missing", now, {"since": since, **held}, {"reason": words})


@file_act
def lay_copies(*, actor: Actor, file: UUID, scans: Sequence[Brought], now: datetime) -> None:
    """Copies of what stands elsewhere, behind its last page: letters issued, copies of dak, scans."""
    row = lock_own(actor, file)
    check_not_ordered(row)
    if row.missing_on is None:
        raise Refused(reasons.NOT_MISSING)
    copies = [replace(one, title=f"{COPY}{one.title}"[:LONGEST_TITLE]) for one in scans]
    if not copies:
        raise Refused(reasons.NO_SCANS)
    lay_scans(row, copies, now)
    enter(row, actor, "file.copies_laid", now)


@file_act
def declare_found(*, actor: Actor, file: UUID, reason: str, now: datetime) -> None:
    """Its papers are there again, with where they were. Copies laid in meanwhile stay."""
    row = _missing(actor, file, now)
    words = why(reason)
    row.missing_on = None
    row.save(update_fields=["missing_on"])
    enter(row, actor, "file.found", now, texts={"reason": words})


@file_act
def declare_rebuilt(*, actor: Actor, file: UUID, note: str, now: datetime) -> None:
    """CSMOP 46: a lost file is rebuilt with a self-contained note of what it held and what was decided."""
    row = _missing(actor, file, now)
    text = clean(note)
    if not text or len(text) > LONGEST_NOTE:
        raise Refused(reasons.REBUILT_NOTE, most=LONGEST_NOTE)
    row.missing_on, row.rebuilt_on = None, today_at(row, now)
    row.save(update_fields=["missing_on", "rebuilt_on"])
    enter(row, actor, "file.rebuilt", now, texts={"note": text})


def may_declare(row: File, actor: Actor) -> bool:
    if actor.assistant or not actor.may(CLOSING_POWER):
        return False
    try:
        check_line_of_file(actor, row)
    except Refused:
        return False
    return row.status in {File.Status.CURRENT, File.Status.CLOSED}


def _lock(actor: Actor, file: UUID, now: datetime) -> File:
    row = lock(actor, file)[file]
    check_own_hand(actor)
    require(actor, CLOSING_POWER, MISSING, today_at(row, now))
    check_line_of_file(actor, row)
    return row


def _missing(actor: Actor, file: UUID, now: datetime) -> File:
    row = _lock(actor, file, now)
    if row.missing_on is None:
        raise Refused(reasons.NOT_MISSING)
    return row
