"""Who holds a post, from when to when. A charge is ended, never rewritten."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hierarchy import witnesses
from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import Charge, ChargeKind, Deputation, HandOver, Office, Post, Row, Scope, User
from hierarchy.refusals import Refused
from hierarchy.services.administering import (
    administrative,
    enter,
    lock_posts,
    lock_standing,
    own_office,
    person,
    take_away,
)
from hierarchy.services.keeping import keeping_an_administrator
from hierarchy.spans import Span


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
    second: User | None = None,
) -> Charge:
    """Put a person in charge of a post from a moment (now when None) until another one or for good.

    `second` is the witness, who gave his password, where `witnesses` asks for one.
    """
    office = own_office(actor)
    row, holder = lock_standing(office, post, now), person(user)
    with keeping_an_administrator(office, starts or now):
        charge, changed, gone = give(row, holder, kind, starts or now, ends, now)
    witness = witnesses.for_a_person(actor, row, holder, second, now)
    enter("charge.given", charge, *changed, office=office, actor=actor, now=now, gone=gone, **witness)
    return charge


@administrative
def end_charge(*, actor: Actor, charge: UUID, now: datetime, ends: datetime | None = None) -> Charge:
    """End a charge at a moment (now when None); one that would not have begun by then is withdrawn."""
    office = own_office(actor)
    row = lock_charge(office, charge, now)
    at = not_past(ends or now, now)
    if at <= row.starts:
        enter("charge.withdrawn", office=office, actor=actor, now=now, gone=withdraw(row))
        return row
    with keeping_an_administrator(office, at):
        finish(row, at)
    enter("charge.ended", row, office=office, actor=actor, now=now)
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
    second: User | None = None,
) -> Charge:
    """End the present charge of a post and start another person's at the same moment (now when None).

    Who is transferred to a post of his own leaves the one he had in this office at that moment.
    """
    office = own_office(actor)
    row, mover, moment = lock_standing(office, post, now), person(user), at or now
    with keeping_an_administrator(office, moment):
        left = _leave(office, row, mover, moment) if kind == ChargeKind.SUBSTANTIVE else []
        charge, changed, gone = change_hands(row, mover, kind, moment, now)
    witness = witnesses.for_a_person(actor, row, mover, second, now)
    rows = (charge, *left, *changed)
    enter("charge.transferred", *rows, office=office, actor=actor, now=now, gone=gone, **witness)
    return charge


def _leave(office: Office, post: Post, mover: User, at: datetime) -> list[Row]:
    own = Charge.objects.filter(during(at, None), user=mover, office=office, kind=ChargeKind.SUBSTANTIVE)
    rows: list[Row] = []
    for row in own.filter(starts__lt=at).exclude(post=post).select_related("post", "user"):
        finish(row, at)
        rows.append(row)
    return rows


def change_hands(
    post: Post, user: User, kind: str, at: datetime, now: datetime
) -> tuple[Charge, list[Row], list[Row]]:
    """The new charge, the rows changed with it and those withdrawn. The post is locked."""
    not_past(at, now)
    before = post.charges.filter(starts__lt=at).filter(Q(ends__isnull=True) | Q(ends__gt=at)).first()
    if before is not None:
        if before.user_id == user.pk:
            raise Refused(reasons.SAME_PERSON, who=user.name, post=post.title)
        finish(before, at)
    charge, changed, gone = give(post, user, kind, at, None, now)
    return charge, [*([before] if before else []), *changed], gone


def give(
    post: Post, user: User, kind: str, starts: datetime, ends: datetime | None, now: datetime
) -> tuple[Charge, list[Row], list[Row]]:
    """The new charge of a locked post; who stood in for the holder before stands in no longer."""
    if kind not in ChargeKind.values:
        raise Refused(reasons.MISSING, field=_("kind of charge"))
    not_past(starts, now)
    if ends is not None and ends <= starts:
        raise Refused(reasons.ENDS_FIRST)
    _check_free(post, starts, ends)
    if kind == ChargeKind.SUBSTANTIVE:
        _check_first_substantive(user, starts, ends)
    charge = Charge.objects.create(
        office=post.office, post=post, user=user, kind=kind, starts=starts, ends=ends
    )
    changed, gone = relieve_deputies(post, starts)
    return charge, changed, gone


def relieve_deputies(post: Post, at: datetime) -> tuple[list[Row], list[Row]]:
    """Full deputations of a post end at a moment; those that would begin later are withdrawn."""
    ended: list[Row] = []
    withdrawn: list[Row] = []
    rows = Deputation.objects.filter(post=post, scope=Scope.FULL, ends__gt=at)
    for row in rows.select_related("user", "post"):
        if row.starts < at:
            finish(row, at)
            ended.append(row)
        else:
            withdrawn += withdraw(row)
    return ended, withdrawn


def withdraw(row: Charge | Deputation) -> list[Row]:
    """Take away what has not begun, and the list by which it was handed over; ids are kept for the record."""
    lists = HandOver.objects.filter(incoming=row.pk) if isinstance(row, Charge) else HandOver.objects.none()
    return take_away(*lists.select_related("post", "incoming__user"), row)


def finish(row: Charge | Deputation, at: datetime) -> None:
    if row.ends is not None and row.ends <= at:
        raise Refused(reasons.ENDED)
    row.ends = at
    row.save(update_fields=["ends"])


def not_past(moment: datetime, now: datetime) -> datetime:
    """Who acted until now is on record; nobody holds a post backwards."""
    if moment < now:
        raise Refused(reasons.IN_THE_PAST)
    return moment


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


def during(starts: datetime, ends: datetime | None) -> Q:
    """Rows whose span has a moment in common with this one."""
    overlap = Q(ends__isnull=True) | Q(ends__gt=starts)
    return overlap if ends is None else overlap & Q(starts__lt=ends)


def _check_free(post: Post, starts: datetime, ends: datetime | None) -> None:
    other = post.charges.filter(during(starts, ends)).select_related("user").order_by("starts").first()
    if other is not None:
        span = Span(other.starts, other.ends, post.office.timezone)
        raise Refused(reasons.HELD, who=other.user.name, post=post.title, span=span)


def _check_first_substantive(user: User, starts: datetime, ends: datetime | None) -> None:
    """A person has one post of his own; what he holds beside it is an additional charge."""
    rows = Charge.objects.filter(during(starts, ends), user=user, kind=ChargeKind.SUBSTANTIVE)
    other = rows.select_related("post__office").order_by("starts").first()
    if other is not None:
        span = Span(other.starts, other.ends, other.post.office.timezone)
        raise Refused(reasons.SECOND_SUBSTANTIVE, who=user.name, post=other.post.title, span=span)
