"""The worker's side: what was ordered is destroyed file by file; what a dead worker left is gone on with.

A file is one transaction: its words, the marks of its papers and the entries. The bytes go after it, and
`cleared_at` says that they are gone; until then every run begins with them again.
"""

from __future__ import annotations

import logging
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from efile.dak.models import Dak
from efile.disposal.candidates import judged
from efile.disposal.models import Disposal, DisposalItem, Said, State
from efile.disposal.papers import contents_of, given_up, remove_prints
from efile.disposal.words import Doomed, blank, doomed_of
from efile.files.recording import said_of
from efile.models import File, Matter
from efile.papers.numbering import pages_of
from hierarchy import selectors as hierarchy
from hierarchy.refusals import Refused
from ledger import services as ledger
from ledger.models import Payload, Stream
from notings.contents import giving_up
from web.language import language_for

log = logging.getLogger(__name__)
KIND: Final = "file.destroyed"


def carry_out_all() -> int:
    """Everything that is ordered and not carried out; how many files were destroyed."""
    done = 0
    for own_id in (
        Disposal.objects.filter(state=State.ORDERED).order_by("ordered_at").values_list("pk", flat=True)
    ):
        done += carry_out(own_id)
    return done


def carry_out(disposal: UUID) -> int:
    done = 0
    items = DisposalItem.objects.filter(disposal=disposal, said=Said.AGREED, cleared_at=None).order_by("id")
    for own_id in items.values_list("pk", flat=True):
        done += destroy(own_id, timezone.now())
        clear(own_id)
    _end(disposal)
    return done


def waiting(disposal: UUID) -> int:
    """Files of the order that are not destroyed whole yet."""
    rows = DisposalItem.objects.filter(disposal=disposal, said=Said.AGREED)
    return rows.filter(cleared_at=None).count()


@transaction.atomic(durable=True)
def destroy(item: UUID, now: datetime) -> bool:
    """Once: a second worker waits for the first and finds nothing to do. A file that came to life again since
    the order is left and stays on the list as such."""
    row = _locked(item)
    if row.destroyed_at is not None or row.said != Said.AGREED:
        return False
    today = hierarchy.calendar_for(row.file.office_id).local_date(now)
    (found,) = judged([row.file], today, row.disposal_id)
    if isinstance(found, Refused):
        log.warning("file %s of disposal %s is left: %s", row.file_id, row.disposal.number, found)
        return _leave(row, today, found)
    doomed = doomed_of(row.file_id)
    _destroy(row, doomed, now)
    return True


def _locked(item: UUID) -> DisposalItem:
    """File, then matters, dak and the item, each locked."""
    file = DisposalItem.objects.values_list("file", flat=True).get(pk=item)
    list(File.objects.select_for_update().filter(pk=file))
    list(Matter.objects.select_for_update().filter(file=file).order_by("pk"))
    list(Dak.objects.select_for_update().filter(pk__in=doomed_of(file).daks).order_by("pk"))
    rows = DisposalItem.objects.select_related("disposal", "file__office").select_for_update(of=("self",))
    return rows.get(pk=item)


def _destroy(row: DisposalItem, doomed: Doomed, now: datetime) -> None:
    before = _destroyed_in(doomed, row)
    File.objects.filter(pk__in=doomed.files).update(destroyed_at=now)
    papers = given_up(doomed)
    giving_up.mark([one.pk for one in papers], now)
    row.destroyed_at, row.pages, row.size = now, pages_of(row.file_id), sum(one.size for one in papers)
    row.save(update_fields=["destroyed_at", "pages", "size"])  # the trigger takes the words that are fixed
    blank(doomed)
    taken = [one for one in _payloads(doomed, row) if one[0] not in before]
    row.texts = len(taken)
    row.entry = _tell(row, doomed, [one.sha256 for one in papers], taken, now)
    row.save(update_fields=["texts", "entry"])


def _payloads(doomed: Doomed, row: DisposalItem) -> list[tuple[UUID, UUID]]:
    streams = [*doomed.streams, row.disposal.office_id]
    rows = Payload.objects.filter(stream__in=streams, destroyed_under=row.disposal.number)
    return list(rows.order_by("stream", "id").values_list("id", "stream"))


def _destroyed_in(doomed: Doomed, row: DisposalItem) -> set[UUID]:
    return {own for own, _stream in _payloads(doomed, row)}


def _tell(
    row: DisposalItem, doomed: Doomed, papers: list[str], taken: list[tuple[UUID, UUID]], now: datetime
) -> str:
    """`payload.destroyed` in each stream that lost a text, `file.destroyed` in each file; the hash of that of
    the file on the list."""
    number, by = row.disposal.number, row.disposal.ordered_by or {}
    named: dict[UUID, list[UUID]] = {}
    for payload, stream in taken:
        named.setdefault(stream, []).append(payload)
    kinds = dict(Stream.objects.filter(pk__in=named).values_list("pk", "kind"))
    for stream, payloads in sorted(named.items()):
        ledger.append(
            stream=stream,
            stream_kind=kinds[stream],
            kind="payload.destroyed",
            data={"order": number, "disposal": row.disposal_id, "payloads": payloads},
            by=by,
            at=now,
        )
    said = {"disposal": row.disposal_id, "order": number, "papers": papers, "texts": len(taken)}
    persons = {"drawn_by": row.disposal.drawn_by, "read_by": row.read_by}
    hashes = {
        file.pk: ledger.append(
            stream=file.pk,
            stream_kind="file",
            kind=KIND,
            data={
                "number": file.number,
                "section": file.section_id,
                "file": said_of(file),
                **said,
                **persons,
            },
            by=by,
            at=now,
        ).hash
        for file in File.objects.filter(pk__in=doomed.files).order_by("pk")
    }
    return hashes[row.file_id].hex()


def _leave(row: DisposalItem, today: date, found: Refused) -> bool:
    with override(language_for(row.file.office.profile)):
        row.said, row.keep_until, row.why = Said.KEPT, today, str(found.sentence)[:500]
    row.save(update_fields=["said", "keep_until", "why"])
    return False


def clear(item: UUID) -> None:
    """The bytes of what was given up leave the disk, and the prints; once more where it was cut short."""
    row = DisposalItem.objects.get(pk=item)
    if row.destroyed_at is None or row.cleared_at is not None:
        return
    doomed = doomed_of(row.file_id)
    giving_up.clear(contents_of(doomed).exclude(destroyed_at=None).values_list("pk", flat=True))
    remove_prints(doomed)
    DisposalItem.objects.filter(pk=item, cleared_at=None).update(cleared_at=timezone.now())


@transaction.atomic
def _end(disposal: UUID) -> None:
    row = Disposal.objects.select_for_update().get(pk=disposal)
    if row.state != State.ORDERED or waiting(disposal):
        return
    row.state, row.ended_at = State.DONE, timezone.now()
    row.save(update_fields=["state", "ended_at"])
    gone = row.items.exclude(destroyed_at=None)
    ledger.append(
        stream=row.office_id,
        stream_kind="office",
        kind="disposal.carried_out",
        data={"disposal": row.pk, "number": row.number, "files": list(gone.values_list("file", flat=True))},
        by=row.ordered_by or {},
        at=row.ended_at,
    )
