"""A matter begins: on the version in force today, with a note sheet, at its first desks."""

from __future__ import annotations

from datetime import datetime

from efile import reasons
from efile.models import Matter, Receipt, Thread
from efile.services.act import Done, Once
from efile.services.application import Application
from efile.services.locking import Held, clock_for, post_of
from efile.services.recording import record
from efile.services.stepping import after_step, engine_entry
from hierarchy.actors import Actor
from hierarchy.models import Office, Section
from hierarchy.refusals import Refused
from notings.models import NoteSheet
from workflows import runtime
from workflows.catalogue import current_version, services_served_by
from workflows.models import Service
from workflows.runtime import Clock


def office_of(actor: Actor) -> Office:
    """The office of an officer."""
    if actor.office_id is None:
        raise Refused(reasons.OFFICERS_ONLY)
    return Office.objects.get(pk=actor.office_id)


def service_of(code: str, office: Office, *, internal: bool) -> Service:
    """A service of this office: applied for at the desk, or begun inside by a post."""
    services = services_served_by(office).filter(code=code)
    kind = Service.Kind.INTERNAL
    service = (services.filter(kind=kind) if internal else services.exclude(kind=kind)).first()
    if service is None:
        raise Refused(reasons.NO_SERVICE, service=code)
    return service


def begin_matter(
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
    thread = Thread(
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
