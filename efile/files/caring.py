"""Looking after a file: its earlier numbers, its class, and parking it until a day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from efile.files import reasons, rules
from efile.files.models import FileNumber, NumberKind
from efile.files.pressed import file_act
from efile.files.recording import enter, lock, lock_own, of_its_line, today_at, why
from efile.models import File
from efile.services.mandate import require
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.retention import classes_on
from hierarchy.words import Words, clean
from web.templatetags.office import office_date
from web.words import LATIN_DIGITS

LONGEST_NUMBER = 100
CLASSING = Words("নথির শ্রেণি বদলানো", "Change the class of a file")
CLASSING_POWER = "dispose"


@file_act
def note_number(*, actor: Actor, file: UUID, number: str, kind: str, now: datetime) -> None:
    """Enter a number by which the file was known before or is known elsewhere, as it is written there.

    Domain (c) 29: old numbers stay; the file is found by each of them, in either script.
    """
    row = lock_own(actor, file)
    if kind not in NumberKind.values or kind == NumberKind.MERGED:
        raise Refused(reasons.NUMBER_KIND)
    add_number(row, number, kind, now)
    enter(row, actor, "file.numbered", now)


def add_number(row: File, number: str, kind: str, now: datetime) -> FileNumber:
    """Refused when it is none, or there already."""
    text = as_written(number)
    if text == row.number or row.numbers.filter(number=text).exists():
        raise Refused(reasons.NUMBER_THERE, number=text)
    return FileNumber.objects.create(
        office_id=row.office_id, file=row, number=text, folded=folded(text), kind=kind, at=now
    )


def as_written(number: str) -> str:
    """The number byte for byte, without spaces at its ends; Refused when it is none or no row can hold it."""
    text = number.strip()
    if len(clean(text).splitlines()) != 1 or len(text) > LONGEST_NUMBER or "\0" in text:
        raise Refused(reasons.NUMBER_WRONG, most=LONGEST_NUMBER)
    return text


def folded(number: str) -> str:
    return clean(number).translate(LATIN_DIGITS)


@file_act
def change_class(*, actor: Actor, file: UUID, retention: str, reason: str, now: datetime) -> None:
    """Another class of retention, with the reason. By an officer of the section or above, as a file is
    closed. Domain (c) 31: C is raised to A or B with reasons recorded; 34: the Collector may order longer."""
    row = lock(actor, file)[file]
    today = today_at(row, now)
    require(actor, CLASSING_POWER, CLASSING, today)
    if not of_its_line(actor, row):
        raise Refused(reasons.NOT_OF_SECTION, section=row.section.name)
    if retention not in classes_on(row.office, today):
        raise Refused(reasons.CLASS_UNKNOWN)
    if retention == row.retention:
        raise Refused(reasons.CLASS_SAME)
    words, was = why(reason), row.retention
    row.retention = retention
    row.save(update_fields=["retention"])
    enter(row, actor, "file.classed", now, {"was": was, "class": retention}, {"reason": words})


@file_act
def park(*, actor: Actor, file: UUID, until: date | None, reason: str, now: datetime) -> None:
    """Put the file by until a day, with the reason; on that day it is current again without an act."""
    row = lock_own(actor, file)
    today = today_at(row, now)
    refused = rules.may_park(row.status, _open_matters(row), until or today, today)
    if refused is not None:
        raise Refused(refused, state=row.get_status_display())
    words = why(reason)
    row.parked_until = until
    row.save(update_fields=["parked_until"])
    enter(row, actor, "file.parked", now, {"until": until}, {"reason": words})


@file_act
def take_up(*, actor: Actor, file: UUID, now: datetime) -> None:
    """Make a parked file current before its day."""
    row = lock_own(actor, file)
    if not row.parked(today_at(row, now)):
        raise Refused(reasons.NOT_PARKED)
    row.parked_until = None
    row.save(update_fields=["parked_until"])
    enter(row, actor, "file.taken_up", now)


def takes_matters(row: File, today: date) -> bool:
    return row.status == File.Status.CURRENT and not row.parked(today)


def check_takes_matters(row: File, today: date) -> None:
    """Refused while it is parked, a draft, closed or merged."""
    if row.parked(today) and row.parked_until is not None:
        raise Refused(reasons.PARKED, number=row.number, until=office_date(row.parked_until))
    if row.status != File.Status.CURRENT:
        raise Refused(reasons.NOT_CURRENT, state=row.get_status_display())


def _open_matters(row: File) -> int:
    return row.matters.filter(closed_at__isnull=True).count()
