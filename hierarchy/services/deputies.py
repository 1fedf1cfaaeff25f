"""Who stands in for a holder on leave, and who drafts for him. The holder keeps his charge."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import Charge, Deputation, Office, Post, Scope, User
from hierarchy.refusals import Refused
from hierarchy.services.administering import (
    administrative,
    enter,
    lock_posts,
    lock_standing,
    own_office,
    person,
)
from hierarchy.services.giving import during, finish, not_past, stand_in, withdraw
from hierarchy.services.homes import tell_home
from hierarchy.services.keeping import keeping_an_administrator
from hierarchy.spans import Span
from hierarchy.words import clean


@administrative
def name_deputy(
    *,
    actor: Actor,
    post: UUID,
    user: UUID,
    reason: str,
    ends: datetime,
    now: datetime,
    starts: datetime | None = None,
) -> Deputation:
    """A link officer acts for the post until a moment (domain.md c 2: absence strands nothing)."""
    return _name(actor, post, user, reason, starts or now, ends, now, Scope.FULL)


@administrative
def name_assistant(
    *,
    actor: Actor,
    post: UUID,
    user: UUID,
    reason: str,
    ends: datetime,
    now: datetime,
    starts: datetime | None = None,
) -> Deputation:
    """A personal assistant writes drafts for the post; only the officer's act makes them notes."""
    return _name(actor, post, user, reason, starts or now, ends, now, Scope.DRAFT)


@administrative
def end_deputation(
    *, actor: Actor, deputation: UUID, now: datetime, ends: datetime | None = None
) -> Deputation:
    """End a deputation at a moment (now when None); one that has not begun by then is withdrawn."""
    office = own_office(actor)
    row = _locked(office, deputation, now)
    at = not_past(ends or now, now)
    with keeping_an_administrator(office, at):
        begun = row.starts < at
        if begun:
            finish(row, at)
        else:
            withdraw(row)
    if begun:
        enter("deputation.ended", row, office=office, actor=actor, now=now, concerned=[row.user_id])
    else:
        enter(
            "deputation.withdrawn",
            office=office,
            actor=actor,
            now=now,
            gone=[row],
            concerned=[row.user_id],
        )
    return row


def _name(
    actor: Actor,
    post: UUID,
    user: UUID,
    reason: str,
    starts: datetime,
    ends: datetime,
    now: datetime,
    scope: Scope,
) -> Deputation:
    office = own_office(actor)
    row, deputy = lock_standing(office, post, now), person(user)
    why = clean(reason)
    if not why:
        raise Refused(reasons.MISSING, field=_("reason"))
    not_past(starts, now)
    if ends <= starts:
        raise Refused(reasons.ENDS_FIRST)
    _check_not_holder(row, deputy, starts, ends)
    _check_free(row, deputy, starts, ends, scope)
    if scope == Scope.FULL:
        _check_held(row, starts, ends)
        _check_there(deputy, starts, ends)
    named = stand_in(row, deputy, scope, why, starts, ends, now)
    kind = "deputy.named" if scope == Scope.FULL else "assistant.named"
    enter(kind, named, office=office, actor=actor, now=now, concerned=[deputy.pk])
    tell_home(named, actor, now)
    return named


def _check_not_holder(post: Post, deputy: User, starts: datetime, ends: datetime) -> None:
    if post.charges.filter(during(starts, ends), user=deputy).exists():
        raise Refused(reasons.OWN_DEPUTY, who=deputy.name, post=post.title)


def _check_free(post: Post, deputy: User, starts: datetime, ends: datetime, scope: Scope) -> None:
    """One deputy of a post at a time; several assistants, each once."""
    rows = post.deputations.filter(during(starts, ends), scope=scope)
    _refuse_deputed(rows if scope == Scope.FULL else rows.filter(user=deputy))


def _refuse_deputed(rows: QuerySet[Deputation]) -> None:
    other = rows.select_related("user", "post__office").order_by("starts").first()
    if other is not None:
        span = Span(other.starts, other.ends, other.post.office.timezone)
        raise Refused(reasons.DEPUTED, who=other.user.name, post=other.post.title, span=span)


def _check_held(post: Post, starts: datetime, ends: datetime) -> None:
    """A deputy stands in for a holder, all his days: what nobody holds is given in charge (domain.md c 2)."""
    charge = post.charges.filter(during(starts, None), starts__lte=starts).select_related("user").first()
    if charge is None:
        raise Refused(reasons.DEPUTY_OF_NOBODY, post=post.title)
    if charge.ends is not None and charge.ends < ends:
        span = Span(charge.starts, charge.ends, post.office.timezone)
        raise Refused(reasons.DEPUTY_OUTLASTS, who=charge.user.name, post=post.title, span=span)


def _check_there(deputy: User, starts: datetime, ends: datetime) -> None:
    """A person whose own posts another acts for is away: two on leave cannot stand for one another."""
    own = Charge.objects.filter(during(starts, ends), user=deputy).values("post")
    rows = Deputation.objects.filter(during(starts, ends), post__in=own, scope=Scope.FULL)
    away = rows.select_related("user", "post__office").order_by("starts").first()
    if away is not None:
        span = Span(away.starts, away.ends, away.post.office.timezone)
        raise Refused(reasons.DEPUTY_AWAY, who=deputy.name, deputy=away.user.name, span=span)


def _locked(office: Office, deputation: UUID, now: datetime) -> Deputation:
    row = Deputation.objects.filter(pk=deputation, office=office).select_related("user", "post").first()
    if row is None:
        raise Refused(reasons.UNKNOWN_ROW)
    lock_posts(office, row.post_id)
    row.refresh_from_db(fields=["starts", "ends"])
    if row.ends <= now:
        raise Refused(reasons.ENDED)
    return row
