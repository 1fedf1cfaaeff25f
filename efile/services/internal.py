"""A matter that a post begins itself, without an application."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from efile import reasons
from efile.models import Priority, Secrecy
from efile.services.act import Done, Once, act
from efile.services.application import Application
from efile.services.filing import lock_file, put_in
from efile.services.locking import lock_thread
from efile.services.mandate import check_own_hand
from efile.services.starting import begin_matter, office_of, service_of
from hierarchy.actors import Actor
from hierarchy.refusals import Refused


@act
def start(
    *,
    actor: Actor,
    service: str,
    subject: str,
    now: datetime,
    priority: int = Priority.ORDINARY,
    secrecy: int = Secrecy.NORMAL,
    file: UUID | None = None,
    key: UUID | None = None,
) -> Done:
    """Open a matter without an application, begun by a post; in a file that is at work already, if named."""
    once = Once.of(actor, key, "start", service, subject, priority, secrecy, *([file] if file else []))
    if once and (answer := once.first_answer()):
        return Done.from_answer(answer)
    check_own_hand(actor)
    if not actor.may("note", service):
        raise Refused(reasons.NOT_NOTING)
    form = Application(service, subject, "", priority=priority, secrecy=secrecy).cleaned()
    if not form.subject:
        raise Refused(reasons.MISSING, field=reasons.FIELD_NAMES["subject"])
    office = office_of(actor)
    row = service_of(form.service, office, internal=True)
    existing = lock_file(actor, file) if file else None
    begun = begin_matter(office, actor, row, form, None, now, once)
    if existing is not None:
        put_in(lock_thread(begun.thread, now), actor, existing, None)
    return begun
