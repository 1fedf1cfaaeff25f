"""A signed letter is issued: a number in the office's register, and its recipients fixed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from efile.dispatch import reasons
from efile.dispatch.models import Addressee
from efile.dispatch.recording import lock_outgoing
from efile.letters import selectors
from efile.letters.keeping import enter
from efile.letters.models import Draft, Status
from efile.letters.recipients import numbered
from efile.letters.wording import Wording
from efile.numbers import issue_number
from efile.services.act import Done, Once, act
from efile.services.mandate import today_of
from hierarchy.actors import Actor
from hierarchy.refusals import Refused


@act
def issue(*, actor: Actor, draft: UUID, now: datetime, key: UUID | None = None) -> Done:
    """domain.md a2 (পত্রজারি): from here on its approval stands, and it goes to its recipients."""
    once = Once.of(actor, key, "issue_letter", draft)
    held, row = lock_outgoing(actor, draft, now, once)
    if held.answered:
        return held.answered
    if row.status == Status.ISSUED:
        raise Refused(reasons.ISSUED, number=row.issue_number)
    if row.status != Status.SIGNED:
        raise Refused(reasons.NOT_SIGNED, status=row.get_status_display())
    day = today_of(held)
    row.issue_serial, row.issue_number = issue_number(held.matter.office, day)
    row.status, row.issue_year = Status.ISSUED, day.year
    row.issued_at, row.issued_by = now, actor.by()
    row.save(update_fields=["status", "issue_number", "issue_year", "issue_serial", "issued_at", "issued_by"])
    made = _fix(row, selectors.version_of(row, row.approved).wording)
    data = {
        "version": row.approved,
        "number": row.issue_number,
        "year": row.issue_year,
        "serial": row.issue_serial,
        "addressees": [[one.place, one.role, one.memo] for one in made],
    }
    return enter(held, actor, "letter.issued", row, data, {}, once)


def _fix(row: Draft, said: Wording) -> list[Addressee]:
    """The recipients of the approved version, each with the number of his copy."""
    rows = said.addressed
    return Addressee.objects.bulk_create(
        Addressee(
            draft=row,
            place=place,
            role=one.role,
            name=one.name,
            address=one.address,
            email=one.email,
            mobile=one.mobile,
            post_id=one.post_id,
            memo=memo,
        )
        for place, (one, memo) in enumerate(zip(rows, numbered(rows, row.memo), strict=True), start=1)
    )
