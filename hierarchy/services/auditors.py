"""Opening the office to an auditor of another office until a day, and closing it before that."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from hierarchy import ability, grants
from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import Effect, Office, OfficeGrant, Post, PowerRow
from hierarchy.refusals import Refused
from hierarchy.services.administering import administrative, enter, local_day, own_office

AUDIT = "audit"


@administrative
def open_to_auditor(*, actor: Actor, post: UUID, until: date, reason: str, now: datetime) -> OfficeGrant:
    """Until the end of a day, at most a year away; given again, it gets the new end. The post reads what
    the office's own auditor reads, and acts on nothing.
    """
    office = own_office(actor)
    to = _auditor(office, post, now)
    row = grants.give(
        OfficeGrant,
        "audit_office",
        office,
        post=to,
        office=office.pk,
        by=_giver(actor),
        until=grants.last_moment(office, until, now),
        reason=grants.why(reason),
        now=now,
    )
    enter("auditor.admitted", row, office=office, actor=actor, now=now, about=[to.pk])
    return row


@administrative
def close_to_auditor(*, actor: Actor, grant: UUID, now: datetime) -> OfficeGrant:
    """End it before its day."""
    office = own_office(actor)
    row = grants.end_given(OfficeGrant, grant, office, now)
    enter("auditor.dismissed", row, office=office, actor=actor, now=now, about=[row.post.pk])
    return row


def _auditor(office: Office, post: UUID, now: datetime) -> Post:
    """A standing post of another office of the same country that audits there."""
    found = ability.share(post, local_day(office, now), now)
    if found is None:
        raise Refused(reasons.UNKNOWN_ROW)
    row = found.post
    if row.abolished_on is not None:
        raise Refused(reasons.POST_GONE, post=row.title)
    if row.office_id == office.pk:
        raise Refused(reasons.OWN_AUDITOR, post=row.title)
    if row.office.profile != office.profile:
        raise Refused(reasons.AUDITOR_ABROAD, post=row.title)
    if not found.powers.may(AUDIT):
        raise Refused(reasons.NOT_AN_AUDITOR, post=row.title)
    return row


def _giver(actor: Actor) -> UUID:
    if actor.post_id is None:
        raise LookupError("an administrator has a post")
    return actor.post_id


def auditors_elsewhere(office: Office, today: date) -> QuerySet[Post]:
    """Posts of other offices of the country whose rank, or an order of their own office, lets them audit."""
    orders = PowerRow.objects.filter(power=AUDIT, effect=Effect.GIVES, starts__lte=today).exclude(
        ends__lte=today
    )
    able = Q(rank__powers__contains=[AUDIT]) | Q(pk__in=orders.values("post"))
    posts = Post.objects.filter(able, abolished_on__isnull=True, office__profile=office.profile)
    posts = posts.exclude(office=office)
    return posts.select_related("office", "rank").order_by("office__code", "rank__level", "code")
