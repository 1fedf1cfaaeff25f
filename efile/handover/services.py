"""Hand-over and take-over of charge by those concerned: the list is fixed, nothing is re-assigned.

The administrator transfers a charge (`hierarchy.services.transfer`), which fixes the same list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from efile.handover import reasons
from hierarchy import selectors
from hierarchy.actors import Actor
from hierarchy.handing import fix_list, short
from hierarchy.models import Charge, ChargeKind, HandOver, Post, Row, User
from hierarchy.refusals import Refused
from hierarchy.services.administering import (
    administrative,
    enter,
    lock_office,
    lock_standing,
    person,
    take_away,
)
from hierarchy.services.giving import pass_on
from hierarchy.services.homes import tell_home
from hierarchy.services.keeping import ADMIN
from web.templatetags.office import office_moment


@dataclass(frozen=True, slots=True)
class Relief:
    """Who takes the charge after its holder: whom the administrator has put in charge, else a superior."""

    user: User
    kind: str
    charge: Charge | None = None


def relief_of(post: Post, now: datetime) -> Relief | None:
    """An officer relieved without a successor gives his charge to the next superior (domain.md f 4).

    A superior who holds the post himself, or whose own post is vacant, is passed over for the next one.
    """
    running, outgoing = _running(now), _present(post, now)
    coming = Charge.objects.filter(post=post, starts__gt=now).select_related("user", "post")
    first = coming.order_by("starts").first()
    if first is not None:
        return Relief(first.user, first.kind, first)
    line = selectors.line_of(post.pk)
    held = Charge.objects.filter(running, starts__lte=now, post__in=line, user__is_active=True)
    holders = {row.post_id: row.user for row in held.select_related("user")}
    for above in line:
        user = holders.get(above.pk)
        if user is not None and (outgoing is None or user.pk != outgoing.user_id):
            return Relief(user, ChargeKind.IN_CHARGE)
    return None


@administrative
def hand_over(*, actor: Actor, post: UUID, to: UUID, remarks: str, now: datetime) -> HandOver:
    """The holder fixes the list of what his post holds, for his relief.

    To whom the administrator put in charge, it is the list of that charge. To a superior it is an offer:
    the charge passes when he confirms the list, and until then its holder keeps it.
    """
    office = lock_office(actor.office_id) if actor.office_id else None
    if office is None:
        raise Refused(reasons.UNKNOWN)
    row = lock_standing(office, post, now)
    outgoing = _present(row, now)
    if outgoing is None or not _is_holder(actor, row, outgoing):
        raise Refused(reasons.NOT_YOURS, post=row.title)
    relief = relief_of(row, now)
    if relief is None or relief.user.pk != to:
        raise Refused(reasons.NOT_THE_RELIEF)
    _check_not_given(relief, outgoing)
    handover = fix_list(row, outgoing, relief.charge or relief.user, remarks, actor, now)
    kind = "charge.handed_over" if relief.charge else "charge.offered"
    enter(kind, handover, office=office, actor=actor, now=now, alone=True, counts=handover.counts)
    return handover


@administrative
def take_back(*, actor: Actor, handover: UUID, now: datetime) -> Post:
    """The holder keeps the charge that he had offered to a superior who has not confirmed."""
    row = _locked(handover, Q(outgoing__user=actor.user_id))
    if row.incoming_id is not None:
        raise Refused(reasons.TAKEN, who=row.taker)
    enter("charge.taken_back", office=row.office, actor=actor, now=now, gone=take_away(row), alone=True)
    return row.post


@administrative
def take_over(*, actor: Actor, handover: UUID, differences: str, now: datetime) -> HandOver:
    """The receipt of the newcomer: he confirms the list, noting what differs.

    Who accepts an offer is in charge from this moment: its holder and he are the two who wanted it. Where
    another office cares for his account, that is told in its stream too.
    """
    own = Q(incoming__user=actor.user_id) | Q(offered_to=actor.user_id)
    row = _locked(handover, Q(post__in=actor.posts) | own)
    if row.newcomer.pk != actor.user_id or actor.assistant:
        raise not_for(row)
    if row.taken_at is not None:
        raise Refused(reasons.TAKEN, who=row.taker)
    over = row.lapsed(now)
    if over is not None:
        raise Refused(reasons.LAPSED, at=office_moment(over))
    if row.begins is not None and row.begins > now:
        raise Refused(reasons.TOO_EARLY, at=office_moment(row.begins))
    if row.incoming is not None and row.post_id not in actor.posts:
        raise Refused(reasons.ELSEWHERE, post=row.post.title)
    offered = row.incoming is None
    changed, told = _accept(row, now) if offered else ([], {})
    row.taken_at, row.taken_by, row.differences = (
        now,
        actor.by(),
        short(differences, str(reasons.DIFFERENCES)),
    )
    row.save(update_fields=["incoming", "taken_at", "taken_by", "differences"])
    told = {**told, "counts": row.counts}
    enter("charge.taken_over", row, *changed, office=row.office, actor=actor, now=now, alone=True, **told)
    if offered and row.incoming is not None:
        tell_home(row.incoming, actor, now)
    return row


def not_for(row: HandOver) -> Refused:
    """Who confirms the list is another; of an offer that waits nothing is handed over yet."""
    waits = row.incoming_id is None and row.taken_at is None
    return Refused(reasons.OFFERED_TO if waits else reasons.NOT_FOR_YOU, who=row.newcomer.name)


def holds(actor: Actor, post: Post, now: datetime) -> bool:
    """Whether the actor holds the post himself, not as a deputy or an assistant."""
    present = _present(post, now)
    return present is not None and _is_holder(actor, post, present)


def holding(post: Post, now: datetime) -> Charge | None:
    """The charge of who holds the post now, whoever acts there meanwhile."""
    return _present(post, now)


def holds_own(actor: Actor, now: datetime) -> bool:
    """Whether the actor holds the post he acts for."""
    running = Charge.objects.filter(_running(now), post=actor.post_id, user=actor.user_id, starts__lte=now)
    return actor.charge != ChargeKind.LINK and not actor.assistant and running.exists()


def has_another_post(actor: Actor, post: Post, now: datetime) -> bool:
    rows = Charge.objects.filter(_running(now), user=actor.user_id, starts__lte=now)
    return rows.exclude(post=post).exists()


def administers(actor: Actor, post: Post) -> bool:
    return actor.office_id == post.office_id and actor.may(ADMIN)


def offered(post: Post, now: datetime) -> HandOver | None:
    """The list by which the holder has offered the charge of the post, not accepted yet."""
    rows = HandOver.objects.filter(HandOver.lasting(now), post=post, incoming__isnull=True)
    return rows.select_related("offered_to", "outgoing", "post").first()


def _accept(row: HandOver, now: datetime) -> tuple[Iterable[Row], dict[str, Any]]:
    """The charge of the post passes; the withdrawn rows of deputies who would have begun are told with it."""
    post = lock_standing(row.office, row.post_id, now)
    user = person(row.newcomer.pk)
    done = pass_on(post, user, ChargeKind.IN_CHARGE, now, now)
    row.incoming = done.charge
    return [done.charge, *done.changed], {"gone": done.gone}


def _locked(handover: UUID, concerned: Q) -> HandOver:
    """The list, its office locked first like every change of charges."""
    rows = HandOver.objects.filter(concerned, pk=handover)
    found = rows.values_list("office", flat=True).first()
    if found is None or lock_office(found) is None:
        raise Refused(reasons.UNKNOWN)
    row = rows.select_for_update(of=("self",)).select_related("office", "post").first()
    if row is None:
        raise Refused(reasons.UNKNOWN)
    return row


def _check_not_given(relief: Relief, outgoing: Charge) -> None:
    """Once by the holder; a list that the administrator's transfer made is his to make anew."""
    if relief.charge is None:
        if HandOver.objects.filter(outgoing=outgoing, incoming__isnull=True).exists():
            raise Refused(reasons.OFFERED)
        return
    listed = HandOver.objects.filter(incoming=relief.charge).first()
    if listed is not None and listed.handed_by.get("user") == str(outgoing.user_id):
        raise Refused(reasons.GIVEN)


def _is_holder(actor: Actor, post: Post, charge: Charge) -> bool:
    return actor.post_id == post.pk and actor.user_id == charge.user_id and not actor.assistant


def _present(post: Post, now: datetime) -> Charge | None:
    return post.charges.filter(_running(now), starts__lte=now).select_related("user", "post").first()


def _running(now: datetime) -> Q:
    return Q(ends__isnull=True) | Q(ends__gt=now)
