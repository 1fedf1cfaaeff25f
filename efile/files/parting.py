"""Volumes and part files: page numbers run on, and a part goes back into its main file."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import F, Max

from efile.files import reasons, rules
from efile.files.caring import LONGEST_NUMBER, add_number
from efile.files.linking import check_unlinked
from efile.files.models import NumberKind, Volume
from efile.files.pressed import file_act
from efile.files.recording import enter, lock, lock_own, looks_after
from efile.models import File, Matter
from efile.papers.models import Paper
from efile.papers.numbering import pages_of, take_file_pages
from efile.services.locking import post_of
from efile.services.mandate import check_own_hand
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger import services as ledger
from web.templatetags.office import bn_digits

SUFFIX: Final = {"WB": "পার্ট", "BD": "খণ্ড"}
"""Behind the number of the main file."""


@file_act
def begin_volume(*, actor: Actor, file: UUID, now: datetime) -> None:
    """CSMOP 23: a new volume at 150 to 200 pages; the page numbers of the file run on, so that references of
    notes stay as they are."""
    row = lock_own(actor, file)
    if row.status != File.Status.CURRENT:
        raise Refused(reasons.NOT_CURRENT, state=row.get_status_display())
    pages = pages_in_volume(row)
    refused = rules.may_begin_volume(pages)
    if refused is not None:
        raise Refused(refused, pages=bn_digits(pages))
    last = row.volumes.aggregate(last=Max("number"))["last"] or 1
    Volume.objects.create(
        office_id=row.office_id, file=row, number=last + 1, first_page=pages_of(row.pk) + 1, at=now
    )
    enter(row, actor, "file.volume_begun", now)


def pages_in_volume(row: File) -> int:
    """How many pages its newest volume has."""
    first = row.volumes.aggregate(first=Max("first_page"))["first"] or 1
    return max(0, pages_of(row.pk) - first + 1)


@file_act
def open_part(*, actor: Actor, file: UUID, now: datetime) -> UUID:
    """A part file, for work while the main file is elsewhere: with its subject, its class and its number with
    a suffix."""
    main = lock_own(actor, file)
    refused = rules.may_part(main.status, main.part_of_id is not None)
    if refused is not None:
        raise Refused(refused, state=main.get_status_display())
    place = (main.parts.aggregate(last=Max("part"))["last"] or 0) + 1
    number = f"{main.number} {SUFFIX[main.office.profile]}-{place}"
    if len(number) > LONGEST_NUMBER:
        raise Refused(reasons.NUMBER_WRONG, most=LONGEST_NUMBER)
    row = File.objects.create(
        office_id=main.office_id, number=number, section=main.section, subject=main.subject,
        head_id=main.head_id, retention=main.retention, part_of=main, part=place,
        opened_by_id=post_of(actor), opened_at=now,
    )  # fmt: skip
    enter(row, actor, "file.parted", now, {"other": main.number}, {"subject": row.subject})
    enter(main, actor, "file.part_opened", now, {"other": number})
    return row.pk


@file_act
def merge_part(*, actor: Actor, file: UUID, now: datetime) -> UUID:
    """A part goes back into its main file: its matters lie there with their notes, its papers follow those of
    the main file in the order in which they came, and its number stays as an earlier number.

    What notes refer to keeps its id, so references find it at its new page.
    """
    check_own_hand(actor)
    known = File.objects.filter(pk=file, part_of__isnull=False).values_list("part_of", flat=True).first()
    if known is None:
        raise Refused(reasons.NO_PART)
    rows = lock(actor, file, known)
    part, main = rows[file], rows[known]
    if not looks_after(actor, part):
        raise Refused(reasons.NOT_OF_SECTION, section=part.section.name)
    refused = rules.may_merge(part.status, main.status, part.missing_on is not None)
    if refused is not None:
        raise Refused(refused, state=part.get_status_display())
    check_unlinked(part)
    _move_matters(actor, part, main, now)
    part.status, part.closed_at, part.parked_until = File.Status.MERGED, now, None
    part.save(update_fields=["status", "closed_at", "parked_until"])
    add_number(main, part.number, NumberKind.MERGED, now)
    enter(part, actor, "file.merged", now, {"other": main.number})
    enter(main, actor, "file.part_merged", now, {"other": part.number})
    return main.pk


def _move_matters(actor: Actor, part: File, main: File, now: datetime) -> None:
    """Each matter's record says into which file it came and by how many pages its papers moved."""
    matters = list(Matter.objects.select_for_update(of=("self",)).filter(file=part).order_by("pk"))
    pages = pages_of(part.pk)
    moved = take_file_pages(main.pk, pages) - 1 if pages else 0
    Paper.objects.filter(matter__in=matters).update(first_page=F("first_page") + moved)
    Matter.objects.filter(pk__in=[matter.pk for matter in matters]).update(file=main)
    for matter in matters:
        ledger.append(
            stream=matter.pk,
            stream_kind="matter",
            kind="matter.refiled",
            data={"file": main.pk, "number": main.number, "was": part.number, "pages_moved": moved},
            by=actor.by(),
            at=now,
        )
