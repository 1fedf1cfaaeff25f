"""The one place where an act gives a charge or a deputation, and the rules of it.

What the owner of the machine loads at its console (`people`, `charts`) comes before any administrator.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hierarchy.establishment import reasons
from hierarchy.homes import home_of
from hierarchy.models import Charge, ChargeKind, Deputation, HandOver, Post, Row, Scope, User
from hierarchy.refusals import Refused
from hierarchy.services.administering import take_away
from hierarchy.services.keeping import keeping_an_administrator
from hierarchy.spans import Span

REACH: Final = timedelta(days=50 * 366)
"""How far ahead a charge or a deputation is arranged."""


@dataclass(frozen=True, slots=True)
class Given:
    """The new charge, the one before it, the rows changed with it, and those withdrawn."""

    charge: Charge
    before: Charge | None
    changed: list[Row]
    gone: list[Row]


def give(post: Post, user: User, kind: str, starts: datetime, ends: datetime | None, now: datetime) -> Given:
    """Fill a locked post; who stood in for its holder before stands in no longer."""
    with keeping_an_administrator(post.office, starts):
        charge, changed, gone = _seat(post, user, kind, starts, ends, now)
    return Given(charge, None, changed, gone)


def pass_on(post: Post, user: User, kind: str, at: datetime, now: datetime) -> Given:
    """The charge of a locked post goes from its holder to another person at a moment.

    Who comes to a post of his own leaves the one he had in this office.
    """
    with keeping_an_administrator(post.office, at):
        left, freed = _leave(post, user, at) if kind == ChargeKind.SUBSTANTIVE else ([], [])
        before = _relieved(post, user, at, now)
        charge, changed, gone = _seat(post, user, kind, at, None, now)
    ended: list[Row] = [*left, *([before] if before else []), *changed]
    return Given(charge, before, ended, [*freed, *gone])


def stand_in(
    post: Post, user: User, scope: Scope, reason: str, starts: datetime, ends: datetime, now: datetime
) -> Deputation:
    """Somebody acts, or drafts, for a locked post whose holder keeps it."""
    within_reach(now, starts, ends)
    _check_country(post, user, now)
    return Deputation.objects.create(
        office=post.office, post=post, user=user, starts=starts, ends=ends, reason=reason, scope=scope
    )


def _seat(
    post: Post, user: User, kind: str, starts: datetime, ends: datetime | None, now: datetime
) -> tuple[Charge, list[Row], list[Row]]:
    if kind not in ChargeKind.values:
        raise Refused(reasons.MISSING, field=_("kind of charge"))
    not_past(starts, now)
    within_reach(now, starts, ends)
    _check_country(post, user, now)
    if ends is not None and ends <= starts:
        raise Refused(reasons.ENDS_FIRST)
    _check_free(post, starts, ends)
    if kind == ChargeKind.SUBSTANTIVE:
        _check_first_substantive(user, starts, ends)
        _check_left_home(post, user, starts, ends, now)
    charge = Charge.objects.create(
        office=post.office, post=post, user=user, kind=kind, starts=starts, ends=ends
    )
    changed, gone = relieve_deputies(post, starts)
    return charge, changed, gone


def _relieved(post: Post, user: User, at: datetime, now: datetime) -> Charge | None:
    """The charge that ends at the moment."""
    not_past(at, now)
    running = Q(ends__isnull=True) | Q(ends__gt=at)
    before = post.charges.filter(running, starts__lt=at).select_related("user", "post").first()
    if before is not None:
        if before.user_id == user.pk:
            raise Refused(reasons.SAME_PERSON, who=user.name, post=post.title)
        finish(before, at)
    return before


def _leave(post: Post, mover: User, at: datetime) -> tuple[list[Row], list[Row]]:
    own = Charge.objects.filter(during(at, None), user=mover, office=post.office, kind=ChargeKind.SUBSTANTIVE)
    ended: list[Row] = []
    gone: list[Row] = []
    for row in own.filter(starts__lt=at).exclude(post=post).select_related("post", "user"):
        relieved, withdrawn = end_with_deputies(row, at)
        ended += [row, *relieved]
        gone += withdrawn
    return ended, gone


def end_with_deputies(charge: Charge, at: datetime) -> tuple[list[Row], list[Row]]:
    """End a charge; who stood in for its holder, who is away from nothing then, stands in no longer."""
    relieved = relieve_deputies(charge.post, at, charge.ends)
    finish(charge, at)
    return relieved


def deputations(post: Post, at: datetime, until: datetime | None = None) -> QuerySet[Deputation]:
    """Full deputations of a post that run, or would, from one moment to another or for good."""
    rows = Deputation.objects.filter(during(at, until), post=post, scope=Scope.FULL)
    return rows.select_related("user", "post")


def relieve_deputies(post: Post, at: datetime, until: datetime | None = None) -> tuple[list[Row], list[Row]]:
    """Its deputations end at a moment; those that would begin later are withdrawn."""
    ended: list[Row] = []
    withdrawn: list[Row] = []
    for row in deputations(post, at, until):
        if row.starts < at:
            finish(row, at)
            ended.append(row)
        else:
            withdrawn += withdraw(row)
    return ended, withdrawn


def withdraw(row: Charge | Deputation) -> list[Row]:
    """Take away what has not begun, and the list by which it was handed over; ids are kept for the record."""
    if isinstance(row, Charge):
        _check_not_followed(row)
    lists = HandOver.objects.filter(incoming=row.pk) if isinstance(row, Charge) else HandOver.objects.none()
    return take_away(*lists.select_related("post", "incoming__user", "offered_to"), row)


def _check_not_followed(charge: Charge) -> None:
    """Who takes it over later has a list of its holder's, which would be nobody's."""
    lists = HandOver.objects.filter(outgoing=charge)
    later = Charge.objects.filter(pk__in=lists.values("incoming")).select_related("user").first()
    if later is not None:
        span = Span(later.starts, later.ends, charge.post.office.timezone)
        raise Refused(reasons.FOLLOWED, who=later.user.name, post=charge.post.title, span=span)


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


def within_reach(now: datetime, *moments: datetime | None) -> None:
    if any(moment is not None and moment > now + REACH for moment in moments):
        raise Refused(reasons.TOO_FAR)


def during(starts: datetime, ends: datetime | None) -> Q:
    """Rows whose span has a moment in common with this one."""
    overlap = Q(ends__isnull=True) | Q(ends__gt=starts)
    return overlap if ends is None else overlap & Q(starts__lt=ends)


def _check_country(post: Post, user: User, now: datetime) -> None:
    """Offices of two countries do not stand for one another, nor do their officers."""
    home = home_of(user.pk, now)
    if home is not None and home.profile != post.office.profile:
        raise Refused(reasons.ACROSS_THE_BORDER, who=user.name, home=home.name, office=post.office.name)


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


def _check_left_home(post: Post, user: User, starts: datetime, ends: datetime | None, now: datetime) -> None:
    """A post of his own takes a person, and the care of his account, from another office only when that
    office has ended what he holds there."""
    home = home_of(user.pk, now)
    if home is None or home.pk == post.office_id:
        return
    if Charge.objects.filter(during(starts, ends), user=user, office=home).exists():
        raise Refused(reasons.STILL_THERE, who=user.name, office=home.name)
