"""Which subject heads an office opens its files under, and by which number each section stands in them."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from typing import Final
from uuid import UUID

from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.heads import numbers_on
from hierarchy.models import Office, Register, SectionNumber, SubjectHead
from hierarchy.numbering import Parts, too_wide
from hierarchy.refusals import Refused
from hierarchy.retention import classes_on
from hierarchy.services.administering import administrative, enter, local_day, own_office
from hierarchy.services.posts import standing_section
from hierarchy.words import Words, clean
from web.words import LATIN_DIGITS

PATH: Final = re.compile(r"[0-9A-Za-z]{1,9}(\.[0-9A-Za-z]{1,9}){0,3}")
CODE: Final = re.compile(r"[0-9A-Za-z-]{1,12}")
MOST_LINES: Final = 500
LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A head as it is typed or imported: the codes from the basic head down joined by dots, and its names."""

    path: str
    name: Words
    retention: str = ""


def read_heads(text: str) -> list[HeadLine]:
    """Lines of code, Bengali name, English name and, if any, class, parted by commas. Refused, with the
    number of the line, for one that cannot be read."""
    rows = list(csv.reader(StringIO(clean(text))))
    found = [(place, row) for place, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if not found:
        raise Refused(reasons.HEADS_NONE)
    if len(found) > MOST_LINES:
        raise Refused(reasons.HEADS_TOO_MANY, most=MOST_LINES)
    lines = [_line(place, [clean(cell) for cell in row]) for place, row in found]
    known = set()
    for (place, _row), line in zip(found, lines, strict=True):
        if line.path in known:
            raise Refused(reasons.HEAD_TWICE, line=place, code=line.path)
        known.add(line.path)
    return lines


def _line(place: int, cells: list[str]) -> HeadLine:
    path = cells[0].translate(LATIN_DIGITS)
    if not PATH.fullmatch(path):
        raise Refused(reasons.HEAD_CODE, line=place, code=cells[0])
    if len(cells) not in {3, 4} or not cells[1] or not cells[2]:
        raise Refused(reasons.HEAD_LINE, line=place)
    if max(map(len, cells)) > LONGEST_NAME or (len(cells) == 4 and len(cells[3]) > 4):
        raise Refused(reasons.HEAD_LINE, line=place)
    return HeadLine(path, Words(cells[1], cells[2]), cells[3] if len(cells) == 4 else "")


@administrative
def set_heads(
    *, actor: Actor, lines: Sequence[HeadLine], now: datetime, starts: date | None = None
) -> list[SubjectHead]:
    """Add heads from a day on (today when None), or give those that are there other names and classes.

    CSMOP 45: a head stands under one of the tier above. Refused where that one is missing. Files keep the
    head and the number that they have.
    """
    office = own_office(actor)
    today = local_day(office, now)
    first = starts or today
    if first < today:
        raise Refused(reasons.IN_THE_PAST)
    _check_lines(office, lines, first)
    known = {row.path: row for row in office.subject_heads.select_for_update()}
    changed = []
    for line in sorted(lines, key=lambda one: one.path.count(".")):
        above = line.path.rpartition(".")[0]
        if above and (above not in known or known[above].ends is not None):
            raise Refused(reasons.HEAD_ABOVE, code=line.path, above=above)
        row = known.setdefault(line.path, SubjectHead(office=office, path=line.path, starts=first))
        row.name_bn, row.name_en, row.retention = line.name.bn, line.name.en, line.retention
        row.ends = None
        row.save()
        changed.append(row)
    enter("heads.set", *changed, office=office, actor=actor, now=now, alone=True)
    return changed


def _check_lines(office: Office, lines: Sequence[HeadLine], day: date) -> None:
    classes = classes_on(office, day)
    for line in lines:
        if line.retention and line.retention not in classes:
            raise Refused(
                reasons.HEAD_CLASS, **{"class": line.retention, "known": ", ".join(sorted(classes))}
            )
        if not _fits(office, day, Parts(0, 0, "", heads=tuple(line.path.split(".")))):
            raise Refused(reasons.HEAD_TOO_WIDE, code=line.path)


def _fits(office: Office, day: date, parts: Parts) -> bool:
    """In the numbers of files as they are written that day, and as they are ordered to be later."""
    orders = office.number_schemes.filter(register=Register.FILE)
    now = orders.filter(starts__lte=day).order_by("-starts").values_list("pattern", flat=True)[:1]
    later = orders.filter(starts__gt=day).values_list("pattern", flat=True)
    return not any(too_wide(pattern, parts) for pattern in (*now, *later))


@administrative
def end_head(*, actor: Actor, head: UUID, now: datetime) -> list[SubjectHead]:
    """From tomorrow on no file is opened under it, nor under those below it."""
    office = own_office(actor)
    row = office.subject_heads.select_for_update().filter(pk=head, ends__isnull=True).first()
    if row is None:
        raise Refused(reasons.HEAD_UNKNOWN)
    today = local_day(office, now)
    below = office.subject_heads.select_for_update().filter(path__startswith=f"{row.path}.", ends=None)
    ended = [row, *below.order_by("path")]
    for one in ended:
        one.ends = max(today, one.starts)
        one.save(update_fields=["ends"])
    enter("head.ended", *ended, office=office, actor=actor, now=now, alone=True)
    return ended


@administrative
def number_section(
    *, actor: Actor, section: UUID, code: str, now: datetime, starts: date | None = None
) -> SectionNumber:
    """From a day on the section stands in file numbers by this code, which no other standing section has:
    noughts before a number do not tell two apart."""
    office = own_office(actor)
    row = standing_section(office, section)
    text, today = clean(code).translate(LATIN_DIGITS), local_day(office, now)
    first = starts or today
    if not CODE.fullmatch(text):
        raise Refused(reasons.SECTION_NUMBER_WRONG)
    if first < today:
        raise Refused(reasons.IN_THE_PAST)
    if row.numbers.filter(starts=first).exists():
        raise Refused(reasons.SECTION_NUMBERED, section=row.name)
    others = [one for one in office.sections.filter(closed_on__isnull=True) if one != row]
    for other, taken in numbers_on(others, first).items():
        if taken and bare(taken) == bare(text):
            raise Refused(reasons.SECTION_NUMBER_TAKEN, code=text, section=other.name)
    if not _fits(office, first, Parts(0, 0, "", number=text)):
        raise Refused(reasons.HEAD_TOO_WIDE, code=text)
    made = SectionNumber.objects.create(office=office, section=row, code=text, starts=first)
    enter("section.numbered", made, office=office, actor=actor, now=now, alone=True)
    return made


def bare(code: str) -> str:
    """Without the noughts that a width fills in."""
    return code.lstrip("0").upper()
