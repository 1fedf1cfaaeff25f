"""An application comes in: it gets a number, a promised date, a matter and a running flow."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from efile import reasons
from efile.models import Applicant, Matter, Receipt
from efile.numbers import receipt_number
from efile.papers.keeping import Brought, entry_of, lay_all, lay_in, titles_of
from efile.papers.models import Paper, PaperKind
from efile.services.act import Once, act
from efile.services.application import Application
from efile.services.mandate import check_own_hand
from efile.services.starting import begin_matter, office_of, service_of
from efile.tracking import new_code
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Office
from hierarchy.refusals import Refused
from ledger import services as ledger
from workflows.catalogue import due_on, limit_in_force
from workflows.models import Service

__all__ = ["Application", "Received", "receive"]


@dataclass(frozen=True, slots=True)
class Received:
    """The front desk's slip: ids, number, promised date and tracking code are on the receipt."""

    receipt: UUID
    matter: UUID


@act
def receive(
    *,
    actor: Actor,
    application: Application,
    now: datetime,
    received_at: datetime | None = None,
    enclosures: Sequence[Brought] = (),
    key: UUID | None = None,
) -> Received:
    """Diarise an application with its enclosures and start its matter. `received_at` may lie before `now`."""
    once = Once.of(actor, key, "receive", application, *enclosures)
    if once and (answer := once.first_answer()):
        return Received(UUID(str(answer["receipt"])), UUID(str(answer["matter"])))
    check_own_hand(actor)
    if not actor.may("receive", application.service):
        raise Refused(reasons.NOT_RECEIVING)
    form = application.cleaned()
    form.check()
    office = office_of(actor)
    service = service_of(form.service, office, internal=False)
    came = received_at or now
    if came > now:
        raise Refused(reasons.NOT_YET)
    receipt = diarise_receipt(office, actor, form, service, came)
    matter = begin_matter(office, actor, service, form, receipt, came, None).matter
    row = Matter.objects.get(pk=matter)
    laid = [lay_in(row, actor, PaperKind.APPLICATION, came)]
    laid += lay_all(row, actor, PaperKind.ENCLOSURE, enclosures, came)
    _enter(actor, receipt, laid, now, once)
    return Received(receipt.pk, matter)


def _enter(actor: Actor, receipt: Receipt, papers: Sequence[Paper], now: datetime, once: Once | None) -> None:
    """The receipt's entry in the ledger; what the citizen wrote lies in texts that can be destroyed."""
    applicant = receipt.applicant
    texts = {
        "subject": receipt.subject,
        "applicant": applicant.name,
        "address": applicant.address,
        "mobile": applicant.mobile,
        "email": applicant.email,
        "body": receipt.body,
        "foreign_number": receipt.foreign_number,
        **titles_of(papers[1:]),
    }
    paper = papers[0]
    answer = {"receipt": str(receipt.pk), "matter": str(paper.matter_id)}
    ledger.append(
        stream=receipt.pk,
        stream_kind="receipt",
        kind="receipt.received",
        data={
            "number": receipt.number,
            "service": receipt.service.code,
            "channel": receipt.channel,
            "received_at": receipt.received_at,
            "promised_on": receipt.promised_on,
            "matter": paper.matter_id,
            "paper": entry_of(paper),
            **({"papers": [entry_of(one) for one in papers[1:]]} if papers[1:] else {}),
        },
        by=actor.by(),
        at=now,
        texts={name: value for name, value in texts.items() if value},
        key=ledger.Key(once.user, once.key, once.request, answer) if once else None,
    )


def diarise_receipt(
    office: Office, actor: Actor, form: Application, service: Service, came: datetime
) -> Receipt:
    """The next number of the diary, with who wrote; inside the act that takes it in."""
    calendar = hierarchy.calendar_at(office.pk, came)
    limit = limit_in_force(service.limit, office, calendar.local_date(came))
    applicant = Applicant.objects.create(
        office=office,
        name=form.applicant,
        address=form.address,
        mobile=form.number_of_mobile,
        email=form.email,
    )
    day = calendar.local_date(came)
    serial, number = receipt_number(office, day)
    return Receipt.objects.create(
        office=office,
        number=number,
        serial=serial,
        year=day.year,
        service=service,
        channel=form.channel,
        applicant=applicant,
        subject=form.subject,
        body=form.body,
        foreign_number=form.foreign_number,
        received_at=came,
        received_by_id=actor.post_id,
        promised_on=due_on(limit, calendar, came),
        tracking=new_code(secrets.randbits),
    )
