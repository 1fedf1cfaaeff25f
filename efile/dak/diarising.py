"""A dak is entered in the diary: a number, a main recipient, copies. CSMOP 11: who first receives it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from efile import reasons as common
from efile.dak import reasons
from efile.dak.answering import law_gives
from efile.dak.known import check_new
from efile.dak.letter import Letter
from efile.dak.models import Dak, DakCopy, DakMove, DakScan
from efile.dak.recording import Noted, Taken, need, note
from efile.papers.keeping import Brought, title_of
from efile.services.act import Once, act
from efile.services.locking import post_of, share_post
from efile.services.mandate import check_own_hand
from efile.services.receiving import diarise_receipt
from efile.services.starting import office_of
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Office, Post
from hierarchy.refusals import Refused
from hierarchy.words import Words
from notings.models import Content
from workflows.catalogue import services_served_by
from workflows.models import Service


@act
def diarise(
    *,
    actor: Actor,
    letter: Letter,
    to: UUID,
    now: datetime,
    copies: Sequence[UUID] = (),
    received_at: datetime | None = None,
    reminds: UUID | None = None,
    enclosures: Sequence[Brought] = (),
    again: bool = True,
    key: UUID | None = None,
) -> Noted:
    """Enter a dak and send it to its main recipient; it starts no flow. It may have come before `now`.

    Refused when one that is the same was entered before, unless it may be entered `again`.
    """
    once = Once.of(actor, key, "diarise", letter, to, *copies, received_at, reminds, *enclosures)
    if once and (answer := once.first_answer()):
        return Noted.from_answer(answer)
    check_own_hand(actor)
    need(actor, "receive", reasons.DIARISE, now)
    office, came = office_of(actor), received_at or now
    if not again:
        check_new(actor, office, letter)
    if came > now:
        raise Refused(common.NOT_YET)
    today = hierarchy.calendar_at(office.pk, now).local_date(now)
    posts = [_of_office(share_post(one, today, now)[0], office) for one in dict.fromkeys([to, *copies])]
    row = _enter(actor, office, letter.cleaned(), posts[0], came)
    row.reminds_id = reminds
    row.save(force_insert=True)
    for copy in posts[1:]:
        DakCopy.objects.create(dak=row, post=copy, sent_at=now)
    scans = lay_scans(row, office, enclosures)
    return note_receipt(Taken(row, actor, now, once), [copy.pk for copy in posts[1:]], scans)


def default_service(office: Office) -> Service:
    """Under which a dak is worked once it is put up: the office's internal file. Its limit gives the day by
    which the writer may expect something."""
    found = services_served_by(office).filter(kind=Service.Kind.INTERNAL).order_by("code").first()
    if found is None:
        raise Refused(common.NO_SERVICE, service="internal-file")
    return found


def _enter(actor: Actor, office: Office, letter: Letter, to: Post, came: datetime) -> Dak:
    calendar = hierarchy.calendar_at(office.pk, came)
    today = calendar.local_date(came)
    by_law = law_gives(letter.watch, office.profile, today, calendar)
    letter = replace(letter, reply_by=letter.reply_by or by_law)
    letter.check(today)
    service = default_service(office)
    form = letter.application(service.code)
    form.check()
    receipt = diarise_receipt(office, actor, form, service, came)
    return Dak(
        office=office,
        receipt=receipt,
        kind=letter.kind,
        holder=to,
        sender_id=post_of(actor),
        arrived_at=came,
        designation=letter.designation,
        letter_date=letter.letter_date,
        priority=letter.priority,
        secrecy=letter.secrecy,
        physical=letter.physical,
        paper_at_id=post_of(actor) if letter.physical else None,
        watch=letter.watch,
        reply_by=letter.reply_by,
        quotes=letter.quotes,
    )


def from_outside(
    office: Office,
    letter: Letter,
    holder: UUID,
    now: datetime,
    *,
    priority: int,
    secrecy: int,
    paper_at: UUID | None = None,
) -> Dak:
    """As the registry would enter a cleaned letter that nobody of the office took in. `paper_at` is the post
    of another office that has the physical item."""
    letter.check(hierarchy.calendar_at(office.pk, now).local_date(now))
    service = default_service(office)
    form = letter.application(service.code)
    form.check()
    row = Dak(
        office=office,
        receipt=diarise_receipt(office, Actor.portal(Words("", "")), form, service, now),
        kind=letter.kind,
        holder_id=holder,
        arrived_at=now,
        designation=letter.designation,
        letter_date=letter.letter_date,
        priority=priority,
        secrecy=secrecy,
        physical=paper_at is not None,
        paper_at_id=paper_at,
        watch=letter.watch,
        reply_by=letter.reply_by,
        quotes=letter.quotes,
    )
    row.save(force_insert=True)
    return row


def _of_office(post: Post, office: Office) -> Post:
    if post.office_id != office.pk:
        raise Refused(reasons.OTHER_OFFICE, to=post.title)
    return post


def lay_scans(row: Dak, office: Office, brought: Sequence[Brought]) -> list[DakScan]:
    found = Content.objects.filter(office=office.pk).in_bulk([one.content for one in brought])
    if len(found) < len({one.content for one in brought}):
        raise Refused(common.NOT_VISIBLE)
    scans = [
        DakScan(dak=row, place=place, title=title_of(one.title), content=found[one.content])
        for place, one in enumerate(brought, start=1)
    ]
    return DakScan.objects.bulk_create(scans)


def note_receipt(taken: Taken, copies: Sequence[UUID], scans: Sequence[DakScan]) -> Noted:
    row = taken.dak
    receipt, applicant = row.receipt, row.receipt.applicant
    return note(
        taken,
        DakMove.Kind.RECEIVED,
        to=row.holder_id,
        data={
            "number": receipt.number,
            "service": receipt.service.code,
            "channel": receipt.channel,
            "received_at": receipt.received_at,
            "promised_on": receipt.promised_on,
            "copies": list(copies),
            "physical": row.physical,
            "reply_by": row.reply_by,
            "reminds": row.reminds_id,
            "scans": [[scan.place, scan.content.sha256] for scan in scans],
        },
        texts={
            "subject": receipt.subject,
            "applicant": applicant.name,
            "address": applicant.address,
            "mobile": applicant.mobile,
            "email": applicant.email,
            "body": receipt.body,
            "foreign_number": receipt.foreign_number,
            "designation": row.designation,
            "quotes": row.quotes,
            **{f"title_{scan.place}": scan.title for scan in scans},
        },
    )
