"""Files read together while there is action, and parted after it. CSMOP 26."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from efile.files import reasons, rules
from efile.files.models import FileLink
from efile.files.pressed import file_act
from efile.files.recording import enter, lock, looks_after, why
from efile.files.selectors import by_number
from efile.models import File
from efile.services.mandate import check_own_hand
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from hierarchy.words import clean

LONGEST_EXTRACTS = 4000


@file_act
def link(*, actor: Actor, file: UUID, number: str, reason: str, now: datetime) -> None:
    """Link the file that has a number, old or new, with the reason. Both records tell of it."""
    found = by_number(actor, number)
    if found is None:
        raise Refused(reasons.LINK_WHICH, number=number)
    row, other = _both(actor, file, found.pk)
    linked = FileLink.objects.filter(file=row, other=other, ended_at=None).exists()
    refused = rules.may_link(row.status, other.status, row.pk == other.pk, linked)
    if refused is not None:
        raise Refused(refused, state=row.get_status_display())
    words = why(reason)
    FileLink.objects.create(office_id=row.office_id, file=row, other=other, reason=words, at=now)
    enter(row, actor, "file.linked", now, {"other": other.number}, {"reason": words})
    enter(other, actor, "file.linked_to", now, {"other": row.number})


@file_act
def unlink(*, actor: Actor, file: UUID, link: UUID, extracts: str, now: datetime) -> None:
    """De-link after action. What was used of the other file is kept here in words, with its pages."""
    known = FileLink.objects.filter(pk=link, file=file).first()
    if known is None:
        raise Refused(reasons.NO_LINK)
    row, other = _both(actor, file, known.other_id)
    one = FileLink.objects.select_for_update().get(pk=link)
    if one.ended_at is not None:
        raise Refused(reasons.NO_LINK)
    text = clean(extracts)
    if not text or len(text) > LONGEST_EXTRACTS:
        raise Refused(reasons.EXTRACTS)
    one.ended_at, one.extracts = now, text
    one.save(update_fields=["ended_at", "extracts"])
    enter(row, actor, "file.unlinked", now, {"other": other.number}, {"extracts": text})
    enter(other, actor, "file.unlinked_from", now, {"other": row.number})


def check_unlinked(row: File) -> None:
    """Refused while it is linked to another one: it is closed when the action is over."""
    if row.links.filter(ended_at=None).exists():
        raise Refused(reasons.STILL_LINKED, number=row.number)


def _both(actor: Actor, file: UUID, other: UUID) -> tuple[File, File]:
    """Who looks after the file links it; of the other he need only know. That one stays where it is."""
    check_own_hand(actor)
    rows = lock(actor, file)
    if not looks_after(actor, rows[file]):
        raise Refused(reasons.NOT_OF_SECTION, section=rows[file].section.name)
    theirs = File.objects.select_related("section").get(pk=other)
    return rows[file], theirs
