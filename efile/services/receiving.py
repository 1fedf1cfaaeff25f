"""An application comes in: it gets a number, a promised date, a matter and a running flow."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from efile import reasons
from efile.models import Applicant, Channel, Matter, Priority, Receipt, Secrecy, Thread
from efile.numbers import next_serial
from efile.services.act import Done, Held, Once, act, clock_for, post_of, record
from efile.services.completing import after_step, engine_entry
from efile.tracking import new_code
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Office, Section
from hierarchy.refusals import Refused
from hierarchy.words import clean
from ledger import services as ledger
from notings.models import NoteSheet
from workflows import runtime
from workflows.catalogue import current_version, due_on, limit_in_force
from workflows.models import Service
from workflows.runtime import Clock

MOBILE = re.compile(r"\+?[0-9]{10,13}")


@dataclass(frozen=True, slots=True)
class Application:
    """What the front desk enters. All text is cleaned (NFC, no control characters) on the way in."""

    service: str
    subject: str
    applicant: str
    address: str = ""
    mobile: str = ""
    email: str = ""
    channel: str = "counter"
    body: str = ""
    foreign_number: str = ""
    priority: int = Priority.ORDINARY
    secrecy: int = Secrecy.NORMAL

    def cleaned(self) -> Application:
        texts = {name: clean(getattr(self, name)) for name in TEXTS}
        return Application(**texts, priority=self.priority, secrecy=self.secrecy)


TEXTS = (
    "service",
    "subject",
    "applicant",
    "address",
    "mobile",
    "email",
    "channel",
    "body",
    "foreign_number",
)
BENGALI_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")


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
    key: UUID | None = None,
) -> Received:
    """Diarise an application and start its matter. `received_at` may lie before `now`."""
    once = Once.of(actor, key, "receive", application)
    if once and (answer := once.first_answer()):
        return Received(UUID(str(answer["receipt"])), UUID(str(answer["matter"])))
    if "receive" not in actor.powers:
        raise Refused(reasons.NOT_RECEIVING)
    form = application.cleaned()
    _check(form)
    office = _office(actor)
    service = _service(form.service, office, internal=False)
    came = received_at or now
    if came > now:
        raise Refused(reasons.NOT_YET)
    receipt = _diarise(office, actor, form, service, came)
    matter = _open_matter(office, actor, service, form, receipt, came)
    ledger.append(
        stream=receipt.pk,
        stream_kind="receipt",
        kind="receipt.received",
        data={
            "number": receipt.number,
            "service": service.code,
            "channel": receipt.channel,
            "received_at": receipt.received_at,
            "promised_on": receipt.promised_on,
            "matter": matter,
        },
        by=actor.by(),
        at=now,
        texts={
            name: value
            for name, value in {
                "subject": form.subject,
                "applicant": form.applicant,
                "address": form.address,
                "mobile": receipt.applicant.mobile,
                "email": form.email,
                "body": form.body,
                "foreign_number": form.foreign_number,
            }.items()
            if value
        },
        key=ledger.Key(
            once.user,
            once.key,
            once.request,
            {"receipt": str(receipt.pk), "matter": str(matter)},
        )
        if once
        else None,
    )
    return Received(receipt.pk, matter)


@act
def start(
    *,
    actor: Actor,
    service: str,
    subject: str,
    now: datetime,
    priority: int = Priority.ORDINARY,
    secrecy: int = Secrecy.NORMAL,
    key: UUID | None = None,
) -> Done:
    """Open a matter without an application: an internal file begun by a post."""
    once = Once.of(actor, key, "start", service, subject, priority, secrecy)
    if once and (answer := once.first_answer()):
        return Done.from_answer(answer)
    if "note" not in actor.powers:
        raise Refused(reasons.NOT_NOTING)
    form = Application(service, subject, "", priority=priority, secrecy=secrecy).cleaned()
    if not form.subject:
        raise Refused(reasons.MISSING, field=reasons.FIELD_NAMES["subject"])
    office = _office(actor)
    row = _service(form.service, office, internal=True)
    return _start(office, actor, row, form, None, now, once)


def _office(actor: Actor) -> Office:
    if actor.office_id is None:
        raise Refused(reasons.OFFICERS_ONLY)
    return Office.objects.get(pk=actor.office_id)


def _check(form: Application) -> None:
    for name in ("service", "subject", "applicant"):
        if not getattr(form, name):
            raise Refused(reasons.MISSING, field=reasons.FIELD_NAMES[name])
    if form.channel not in Channel.values:
        raise Refused(reasons.BAD_CHANNEL, channel=form.channel)
    mobile = form.mobile.translate(BENGALI_DIGITS).replace(" ", "").replace("-", "")
    if mobile and not MOBILE.fullmatch(mobile):
        raise Refused(reasons.BAD_MOBILE, mobile=form.mobile)
    for name, most in LENGTHS.items():
        if len(getattr(form, name)) > most:
            raise Refused(reasons.TOO_LONG, field=reasons.FIELD_NAMES[name], most=most)


LENGTHS = {
    "subject": 500,
    "applicant": 200,
    "address": 400,
    "email": 254,
    "foreign_number": 100,
    "body": 20_000,
}


def _service(code: str, office: Office, *, internal: bool) -> Service:
    """A service of this office: applied for at the desk, or begun inside by a post."""
    services = Service.objects.select_related("flow").filter(code=code, profile__in=[office.profile, "both"])
    kind = Service.Kind.INTERNAL
    service = (services.filter(kind=kind) if internal else services.exclude(kind=kind)).first()
    if service is None:
        raise Refused(reasons.NO_SERVICE, service=code)
    return service


def _diarise(office: Office, actor: Actor, form: Application, service: Service, came: datetime) -> Receipt:
    calendar = hierarchy.calendar_for(office.pk)
    limit = limit_in_force(service.limit, office, calendar.local_date(came))
    applicant = Applicant.objects.create(
        office=office,
        name=form.applicant,
        address=form.address,
        mobile=form.mobile.translate(BENGALI_DIGITS).replace(" ", "").replace("-", ""),
        email=form.email,
    )
    year = calendar.local_date(came).year
    serial = next_serial(office, "receipt", year)
    return Receipt.objects.create(
        office=office,
        number=f"{serial}/{year}",
        serial=serial,
        year=year,
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


def _open_matter(
    office: Office,
    actor: Actor,
    service: Service,
    form: Application,
    receipt: Receipt,
    came: datetime,
) -> UUID:
    return _start(office, actor, service, form, receipt, came, None).matter


def _start(
    office: Office,
    actor: Actor,
    service: Service,
    form: Application,
    receipt: Receipt | None,
    now: datetime,
    once: Once | None,
) -> Done:
    """A matter on the version in force today, bound to its first desks."""
    clock = Clock(office, now)
    version = current_version(service.flow)
    instance, stepped = runtime.begin(version, service.facts, clock)
    matter = Matter(
        office=office,
        receipt=receipt,
        instance=instance,
        service=service,
        sheet=NoteSheet.objects.create(office=office),
        section=_section(office, service, actor),
        opened_by_id=actor.post_id,
        subject=form.subject,
        priority=form.priority,
        secrecy=form.secrecy,
        promised_on=receipt.promised_on if receipt else None,
        opened_at=now,
    )
    matter.save(force_insert=True)
    thread = Thread.objects.create(
        office=office, matter=matter, holder_id=post_of(actor), act="started", arrived_at=now, version=0
    )
    held = Held(matter, thread, clock_for(matter, now))
    held.touch(thread)
    after_step(held, actor, stepped, "started")
    return record(
        held,
        actor,
        "started",
        to=thread.holder_id,
        data={
            "receipt": receipt.pk if receipt else None,
            "service": service.code,
            "instance": instance.pk,
            "version": version.pk,
            "sha256": version.sha256,
            "section": matter.section_id,
            "priority": matter.priority,
            "secrecy": matter.secrecy,
            "promised_on": matter.promised_on,
            "engine": engine_entry(stepped, "start", None, facts=service.facts),
        },
        texts={"subject": form.subject},
        once=once,
    )


def _section(office: Office, service: Service, actor: Actor) -> Section:
    """The service's section; a file that a post begins belongs to the post's own section."""
    own = Section.objects.filter(pk=actor.section_id).first() if actor.section_id else None
    if own is not None and service.kind == Service.Kind.INTERNAL:
        return own
    section = Section.objects.filter(office=office, code=service.section).first()
    if section is None:
        raise Refused(reasons.NO_SECTION, section=service.section, service=service.name)
    return section
