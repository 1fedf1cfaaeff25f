"""A dak of ours that lies in the dak of another office of this installation: it arrives, or is recalled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile

from efile.dak import reasons
from efile.dak.diarising import from_outside, lay_scans, note_receipt
from efile.dak.letter import Letter
from efile.dak.models import Dak, DakMove, DakState
from efile.dak.recording import Taken, note
from efile.models import Channel
from efile.papers.keeping import Brought
from efile.services.locking import share_post
from hierarchy import selectors as hierarchy
from hierarchy.models import Office
from hierarchy.refusals import Refused
from hierarchy.words import Words
from notings.contents import services as contents


@dataclass(frozen=True, slots=True)
class Destination:
    """An office of this installation, else the name of another with the way there and the number of its
    postal receipt or of the peon book."""

    office: Office | None = None
    name: str = ""
    way: str = ""
    number: str = ""


def brought_to(row: Dak, office: Office, now: datetime) -> list[Brought]:
    """Its scans as contents of the other office, before anything is locked."""
    found = []
    for scan in row.scans.select_related("content"):
        file = ContentFile(b"".join(contents.chunks_of(scan.content)))
        name = f"{scan.title}.{scan.content.kind.ending}"
        found.append(
            Brought(contents.take_in(office=office.pk, file=file, name=name, now=now).pk, scan.title)
        )
    return found


def arrive(taken: Taken, office: Office, scans: Sequence[Brought]) -> Dak:
    """The letter as its writer wrote it, in the dak of the office's head, with the next number of its diary.

    Refused where nobody acts at that post.
    """
    row = taken.dak
    today = hierarchy.calendar_for(office.pk).local_date(taken.now)
    head = share_post(hierarchy.head_of(office).pk, today, taken.now)[0]
    there = from_outside(
        office,
        _letter(row).cleaned(),
        head.pk,
        taken.now,
        priority=row.priority,
        secrecy=row.secrecy,
        paper_at=row.paper_at_id,
    )
    note_receipt(Taken(there, taken.actor, taken.now, None), [], lay_scans(there, office, scans))
    return there


def recall(taken: Taken, there: UUID, office: Words, why: str) -> None:
    """Out of the other office's dak again, while nobody there has opened it."""
    row = Dak.objects.select_related("receipt").select_for_update(of=("self",)).get(pk=there)
    if row.version > 1 or row.state != DakState.OPEN:
        raise Refused(reasons.RECEIVED_THERE, office=office)
    row.state, row.paper_at = DakState.RECALLED, None
    again = Taken(row, taken.actor, taken.now, None)
    note(again, DakMove.Kind.RECALLED, fields=("state", "paper_at"), texts={"reason": why})


def _letter(row: Dak) -> Letter:
    receipt, sender = row.receipt, row.receipt.applicant
    return Letter(
        kind=row.kind,
        subject=receipt.subject,
        sender=sender.name,
        designation=row.designation,
        address=sender.address,
        mobile=sender.mobile,
        email=sender.email,
        channel=Channel.OFFICE,
        number=receipt.foreign_number,
        letter_date=row.letter_date,
        body=receipt.body,
        reply_by=row.reply_by,
        watch=row.watch,
    )
