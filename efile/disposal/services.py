"""Drawing up a list, reading its files, withdrawing it and ordering the destruction.

Lock order: files by id, the list, then number series.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import orjson

from efile.disposal import reasons, rules
from efile.disposal.candidates import MOST, Candidate, judged, wholly_known
from efile.disposal.models import Disposal, DisposalItem, Said, State
from efile.disposal.sight import disposal_for, knows_all, shown_of
from efile.files.recording import enter, looks_after, of_its_line, place_in_line
from efile.models import File
from efile.numbers import DISPOSAL, next_serial
from efile.services.act import act
from efile.services.mandate import check_own_hand, require
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Office, Register
from hierarchy.refusals import Reason, Refused
from hierarchy.words import Words, clean
from ledger import services as ledger
from web.templatetags.office import bn_digits

LONGEST = 500
POWER = "dispose"
READ = Words("বিনষ্টের আগে নথি পর্যালোচনা", "Read a file before its destruction")
ORDER = Words("নথি বিনষ্টের আদেশ", "Order the destruction of files")


@act
def draw_up(*, actor: Actor, files: Sequence[UUID], why: str, now: datetime) -> UUID:
    """A list of files that are due, for their sections to read; its number is from the office's series.

    Secretariat Instructions r. 100: each January what may be destroyed that year is listed.
    """
    check_own_hand(actor)
    office, user = _office(actor)
    today = hierarchy.calendar_for(office.pk).local_date(now)
    said = _words(why, reasons.WHY)
    found = _due(_lock(actor, files), today)
    serial = next_serial(office, DISPOSAL, Register.FILE, today)[0]
    row = Disposal.objects.create(
        office=office,
        number=f"{serial}/{today.year}",
        year=today.year,
        serial=serial,
        why=said,
        drawn_user_id=user,
        drawn_by=actor.by(),
        drawn_at=now,
    )
    DisposalItem.objects.bulk_create(_item(row, one) for one in found)
    _enter(row, actor, "disposal.drawn", now, {"files": [one.file.pk for one in found]}, {"why": said})
    return row.pk


def _office(actor: Actor) -> tuple[Office, UUID]:
    if actor.office_id is None or actor.user_id is None:
        raise Refused(reasons.NO_SUCH)
    return Office.objects.get(pk=actor.office_id), actor.user_id


def _lock(actor: Actor, files: Sequence[UUID]) -> list[File]:
    """Files that he may know wholly and looks after, locked by id."""
    if not files:
        raise Refused(reasons.NO_FILES)
    if len(files) > MOST:
        raise Refused(reasons.TOO_MANY, most=bn_digits(MOST))
    known = list(wholly_known(actor).filter(pk__in=files).values_list("pk", flat=True))
    if len(known) < len(set(files)):
        raise Refused(reasons.NO_SUCH)
    rows = list(_locked(known))
    strange = next((row for row in rows if not looks_after(actor, row)), None)
    if strange is not None:
        raise Refused(reasons.NOT_READER, section=strange.section.name)
    return rows


def _locked(files: Sequence[UUID]) -> list[File]:
    rows = File.objects.select_for_update(of=("self",)).select_related("section", "office")
    return list(rows.filter(pk__in=files).order_by("pk"))


def _due(files: Sequence[File], today: date, own: UUID | None = None) -> list[Candidate]:
    found = []
    for row, one in zip(files, judged(files, today, own), strict=True):
        if isinstance(one, Refused):
            raise Refused(reasons.NOT_DUE, number=bn_digits(row.number), why=one.sentence)
        found.append(one)
    return found


def _item(row: Disposal, one: Candidate) -> DisposalItem:
    return DisposalItem(
        disposal=row,
        file=one.file,
        retention=one.kept.code,
        years=one.kept.years or 0,
        source_bn=one.kept.source.bn,
        source_en=one.kept.source.en,
        until=one.until,
    )


@act
def read_file(
    *, actor: Actor, item: UUID, said: str, keep_until: date | None, why: str, now: datetime
) -> UUID:
    """The section's officer has read the file: it may be destroyed, or is kept until a day, with the reason
    (Secretariat Instructions r. 100). Until the order he may say otherwise."""
    own = DisposalItem.objects.filter(pk=item).values_list("disposal", "file").first()
    if own is None:
        raise Refused(reasons.NO_SUCH)
    row = disposal_for(actor, own[0])
    if own[1] not in {one.file_id for one in shown_of(row)}:
        raise Refused(reasons.NO_SUCH)
    (file,) = _locked([own[1]])
    row = _lock_drawn(row)
    found = DisposalItem.objects.get(pk=item)
    today = hierarchy.calendar_for(row.office_id).local_date(now)
    require(actor, POWER, READ, today)
    if not of_its_line(actor, file):
        raise Refused(reasons.NOT_READER, section=file.section.name)
    _say(found, said, keep_until, why, today)
    found.read_user_id, found.read_by, found.read_at = actor.user_id, actor.by(), now
    found.save()
    data = {"disposal": row.number, "said": found.said, "until": found.keep_until}
    texts = {"reason": found.why} if found.why else None
    enter(file, actor, "file.read_for_disposal", now, data, texts)
    return row.pk


def _say(item: DisposalItem, said: str, keep_until: date | None, why: str, today: date) -> None:
    if said == Said.AGREED:
        item.said, item.keep_until, item.why = Said.AGREED, None, ""
        return
    if said != Said.KEPT:
        raise Refused(reasons.SAY)
    reason = rules.may_keep(keep_until, today)
    if reason is not None:
        raise Refused(reason)
    item.said, item.keep_until, item.why = Said.KEPT, keep_until, _words(why, reasons.KEEP_WHY)


@act
def withdraw(*, actor: Actor, disposal: UUID, now: datetime) -> None:
    """By who drew it up, until it is ordered. What the sections said stays on record."""
    row = _lock_drawn(disposal_for(actor, disposal))
    check_own_hand(actor)
    if row.drawn_user_id != actor.user_id:
        raise Refused(reasons.NOT_DRAWER)
    row.state, row.ended_at = State.DROPPED, now
    row.save(update_fields=["state", "ended_at"])
    _enter(row, actor, "disposal.withdrawn", now, {})


@act
def order(*, actor: Actor, disposal: UUID, seen: str, confirmed: bool, now: datetime) -> None:
    """The second person orders the destruction of what the sections agreed to; the worker carries it out.

    `seen` is what `digest` said of the list on the page that he read.
    """
    row = disposal_for(actor, disposal)
    files = {one.pk: one for one in _locked([one.file_id for one in shown_of(row)])}
    row = _lock_drawn(row)
    check_may_order(actor, row, now)
    if digest(row) != seen:
        raise Refused(reasons.CHANGED)
    if not confirmed:
        raise Refused(reasons.NOT_CONFIRMED)
    today = hierarchy.calendar_for(row.office_id).local_date(now)
    items = list(row.items.filter(said=Said.AGREED))
    _due([files[item.file_id] for item in items], today, row.pk)
    row.state, row.ordered_user_id, row.ordered_by, row.ordered_at = (
        State.ORDERED,
        actor.user_id,
        actor.by(),
        now,
    )
    row.save(update_fields=["state", "ordered_user", "ordered_by", "ordered_at"])
    _enter(row, actor, "disposal.ordered", now, {"files": [item.file_id for item in items]})


def check_may_order(actor: Actor, row: Disposal, now: datetime) -> None:
    """Refused with why the actor may not order this list. Who may not know of a file on it may not."""
    require(actor, POWER, ORDER, hierarchy.calendar_for(row.office_id).local_date(now))
    known = disposal_for(actor, row.pk)
    if not knows_all(known):
        raise Refused(reasons.NO_SUCH)
    items = shown_of(known)
    sections = {item.file.section_id: item.file for item in items}
    for file in sections.values():
        if not (actor.heads or place_in_line(actor, file)[1]):
            raise Refused(reasons.NOT_ORDERER, section=file.section.name)
    unread = sum(item.said == Said.UNREAD for item in items)
    reason = rules.may_order(
        same_person=row.drawn_user_id == actor.user_id,
        deputising=actor.deputising,
        unread=unread,
        agreed=sum(item.said == Said.AGREED for item in items),
    )
    if reason is not None:
        section = items[0].file.section.name
        raise Refused(reason, count=bn_digits(unread), section=section)


def digest(row: Disposal) -> str:
    """What stands on the list, so that only what was read is ordered."""
    items = row.items.order_by("id").values_list("pk", "said", "keep_until")
    said = [[str(one) for one in item] for item in items]
    return hashlib.sha256(orjson.dumps(said)).hexdigest()


def _lock_drawn(row: Disposal) -> Disposal:
    found = Disposal.objects.select_for_update(of=("self",)).get(pk=row.pk)
    check_drawn(found)
    return found


def check_drawn(row: Disposal) -> None:
    if row.state != State.DRAWN:
        raise Refused(reasons.NOT_DRAWN)


def _words(given: str, missing: Reason) -> str:
    said = clean(given)
    if not said or len(said) > LONGEST:
        raise Refused(missing, most=bn_digits(LONGEST))
    return said


def _enter(
    row: Disposal,
    actor: Actor,
    kind: str,
    now: datetime,
    data: Mapping[str, object],
    texts: Mapping[str, str] | None = None,
) -> None:
    """In the stream of the office, which keeps the register of disposals."""
    ledger.append(
        stream=row.office_id,
        stream_kind="office",
        kind=kind,
        data={"disposal": row.pk, "number": row.number, **data},
        by=actor.by(),
        at=now,
        texts=texts,
    )
