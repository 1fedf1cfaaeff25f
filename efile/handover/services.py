"""Hand-over and take-over of charge: the list is fixed, the charge changes, nothing is re-assigned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from efile.handover import reasons
from efile.handover.listing import held_by
from hierarchy import selectors
from hierarchy.actors import Actor
from hierarchy.models import Charge, ChargeKind, HandOver, Post, Row, User
from hierarchy.refusals import Refused
from hierarchy.services.administering import (
    administrative,
    enter,
    local_day,
    lock_office,
    lock_standing,
    person,
)
from hierarchy.services.charges import change_hands
from hierarchy.services.keeping import ADMIN, keeping_an_administrator
from hierarchy.words import clean
from web.templatetags.office import office_moment


@dataclass(frozen=True, slots=True)
class Relief:
    """Who may take the charge after its holder: the person, how, and from when if that is fixed."""

    user: User
    kind: str
    charge: Charge | None = None


def reliefs(post: Post, now: datetime) -> list[Relief]:
    """Whom the holder himself may hand over to: who is put in charge after him, else his superior.

    An officer relieved without a successor gives his charge to the next superior (domain.md f 4).
    """
    coming = Charge.objects.filter(post=post, starts__gt=now).select_related("user", "post")
    found = [Relief(row.user, row.kind, row) for row in coming.order_by("starts")[:1]]
    above = selectors.superior(post.pk)
    holder = selectors.holder_of(above.pk, now) if above and not found else None
    if holder is not None:
        found.append(Relief(User.objects.get(pk=holder.user_id), ChargeKind.IN_CHARGE))
    return found


@administrative
def hand_over(
    *,
    actor: Actor,
    post: UUID,
    to: UUID,
    remarks: str,
    now: datetime,
    kind: str = ChargeKind.SUBSTANTIVE,
    at: datetime | None = None,
) -> HandOver:
    """Fix the list of what the post holds and put the next person in charge from a moment (now when None).

    The administrator names anybody; the holder only his relief.
    """
    office = lock_office(actor.office_id) if actor.office_id else None
    if office is None:
        raise Refused(reasons.UNKNOWN)
    row = lock_standing(office, post, now)
    outgoing = _present(row, now)
    relief = _relief(actor, row, outgoing, to, kind, now)
    rows: list[Row] = []
    gone: list[Row] = []
    charge = relief.charge
    if charge is None:
        moment = max(at or now, now)
        with keeping_an_administrator(office, moment):
            charge, rows, gone = change_hands(row, person(relief.user.pk), relief.kind, moment, now)
    elif HandOver.objects.filter(incoming=charge).exists():
        raise Refused(reasons.GIVEN)
    handover = HandOver.objects.create(
        office=office,
        post=row,
        outgoing=outgoing,
        incoming=charge,
        held=held_by(row, local_day(office, now)),
        remarks=clean(remarks),
        handed_by=actor.by(),
        handed_at=now,
    )
    fresh = [] if relief.charge else [charge]
    enter(
        "charge.handed_over", handover, *fresh, *rows, office=office, actor=actor, now=now, gone=gone,
        counts=_counts(handover),
    )  # fmt: skip
    return handover


@administrative
def take_over(*, actor: Actor, handover: UUID, differences: str, now: datetime) -> HandOver:
    """The receipt of the newcomer: he confirms the list, noting what differs."""
    row = HandOver.objects.select_for_update(of=("self",)).filter(pk=handover, post__in=actor.posts).first()
    if row is None:
        raise Refused(reasons.UNKNOWN)
    if row.incoming.user_id != actor.user_id:
        raise Refused(reasons.NOT_FOR_YOU, who=row.incoming.user.name)
    if row.taken_at is not None:
        raise Refused(reasons.TAKEN, who=row.taker)
    if row.incoming.starts > now:
        raise Refused(reasons.TOO_EARLY, at=office_moment(row.incoming.starts))
    row.taken_at, row.taken_by, row.differences = now, actor.by(), clean(differences)
    row.save(update_fields=["taken_at", "taken_by", "differences"])
    enter("charge.taken_over", row, office=row.office, actor=actor, now=now, counts=_counts(row))
    return row


def holds(actor: Actor, post: Post, now: datetime) -> bool:
    """Whether the actor holds the post himself, not as a deputy or an assistant."""
    present = _present(post, now)
    return present is not None and actor.post_id == post.pk and present.user_id == actor.user_id


def administers(actor: Actor, post: Post) -> bool:
    return actor.office_id == post.office_id and actor.may(ADMIN)


def _present(post: Post, now: datetime) -> Charge | None:
    running = Q(ends__isnull=True) | Q(ends__gt=now)
    return post.charges.filter(running, starts__lte=now).select_related("user").first()


def _relief(actor: Actor, post: Post, outgoing: Charge | None, to: UUID, kind: str, now: datetime) -> Relief:
    own = outgoing is not None and actor.post_id == post.pk and actor.user_id == outgoing.user_id
    may_name = administers(actor, post)
    if not own and not may_name:
        raise Refused(reasons.NOT_YOURS, post=post.title)
    named = next((one for one in reliefs(post, now) if one.user.pk == to), None)
    if named is not None and (named.charge is not None or not may_name):
        return named
    if not may_name:
        raise Refused(reasons.NOT_THE_RELIEF)
    return Relief(person(to), kind)


def _counts(handover: HandOver) -> dict[str, int]:
    return {name: len(rows) for name, rows in handover.held.items()}
