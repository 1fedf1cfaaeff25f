"""Who holds a post, from when to when. A charge is ended, never rewritten."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.handing import fix_list
from hierarchy.models import Charge, Office
from hierarchy.refusals import Refused
from hierarchy.services.administering import (
    administrative,
    enter,
    lock_posts,
    lock_standing,
    own_office,
    person,
)
from hierarchy.services.giving import end_with_deputies, give, not_past, pass_on, relieve_deputies, withdraw
from hierarchy.services.homes import tell_home
from hierarchy.services.keeping import keeping_an_administrator


@administrative
def give_charge(
    *,
    actor: Actor,
    post: UUID,
    user: UUID,
    kind: str,
    now: datetime,
    starts: datetime | None = None,
    ends: datetime | None = None,
) -> Charge:
    """Put a person in charge of a post from a moment (now when None) until another one or for good."""
    office = own_office(actor)
    row, holder = lock_standing(office, post, now), person(user)
    done = give(row, holder, kind, starts or now, ends, now)
    rows = (done.charge, *done.changed)
    enter("charge.given", *rows, office=office, actor=actor, now=now, gone=done.gone, concerned=[holder.pk])
    tell_home(done.charge, actor, now)
    return done.charge


@administrative
def end_charge(*, actor: Actor, charge: UUID, now: datetime, ends: datetime | None = None) -> Charge:
    """End a charge at a moment (now when None); one that would not have begun by then is withdrawn.

    Who stood in for its holder stands in no longer: a deputation is of a holder's absence.
    """
    office = own_office(actor)
    row = lock_charge(office, charge, now)
    at = not_past(ends or now, now)
    if at <= row.starts:
        gone = withdraw(row)
        relieved, freed = relieve_deputies(row.post, row.starts, row.ends)
        enter(
            "charge.withdrawn",
            *relieved,
            office=office,
            actor=actor,
            now=now,
            gone=[*gone, *freed],
            concerned=[row.user_id],
        )
        return row
    with keeping_an_administrator(office, at):
        relieved, gone = end_with_deputies(row, at)
    enter(
        "charge.ended",
        row,
        *relieved,
        office=office,
        actor=actor,
        now=now,
        gone=gone,
        concerned=[row.user_id],
    )
    return row


@administrative
def transfer(
    *,
    actor: Actor,
    post: UUID,
    user: UUID,
    kind: str,
    now: datetime,
    at: datetime | None = None,
    remarks: str = "",
) -> Charge:
    """End the present charge of a post and start another person's at the same moment (now when None).

    What the post holds is listed for both of them to sign. Who is transferred to a post of his own leaves
    the one he had in this office at that moment.
    """
    office = own_office(actor)
    row, mover = lock_standing(office, post, now), person(user)
    done = pass_on(row, mover, kind, at or now, now)
    listed = fix_list(row, done.before, done.charge, remarks, actor, now)
    rows = (listed, done.charge, *done.changed)
    enter(
        "charge.transferred",
        *rows,
        office=office,
        actor=actor,
        now=now,
        gone=done.gone,
        concerned=[mover.pk],
        counts=listed.counts,
    )
    tell_home(done.charge, actor, now)
    return done.charge


def lock_charge(office: Office, charge: UUID, now: datetime) -> Charge:
    """A charge that has not ended, its post locked."""
    row = Charge.objects.filter(pk=charge, office=office).select_related("user", "post").first()
    if row is None:
        raise Refused(reasons.UNKNOWN_ROW)
    lock_posts(office, row.post_id)
    row.refresh_from_db(fields=["starts", "ends"])
    if row.ends is not None and row.ends <= now:
        raise Refused(reasons.ENDED)
    return row
