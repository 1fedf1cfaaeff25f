"""Who may publish a flow: by the powers of his post, or because the flow was lent to it until a day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from hierarchy import grants
from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import Office
from hierarchy.refusals import Refused
from hierarchy.services.administering import administrative, enter, lock_standing, own_office
from workflows.models import Flow, FlowGrant, Profile

PUBLISH = "flow_publish"


def may_publish(actor: Actor, flow: UUID, now: datetime) -> bool:
    return actor.may(PUBLISH) or lent(actor, now).filter(content_object=flow).exists()


def lent(actor: Actor, now: datetime) -> QuerySet[FlowGrant]:
    """What the actor's posts may publish until a day. An assistant, who only drafts, publishes nothing."""
    posts = frozenset[UUID]() if actor.assistant else actor.posts
    return grants.in_force(FlowGrant, posts, now)


@administrative
def let_publish(
    *,
    actor: Actor,
    flow: UUID,
    post: UUID,
    until: date,
    reason: str,
    now: datetime,
) -> FlowGrant:
    """A post of the office may publish one flow until the end of a day, at most a year away, as the second
    person that it needs; given again, it gets the new end.
    """
    office = own_office(actor)
    row = _flow(office, flow)
    to = lock_standing(office, post, now)
    if actor.post_id is None or to.pk in actor.posts:
        raise Refused(reasons.GRANT_TO_ONESELF)
    grant = grants.give(
        FlowGrant,
        "publish_flow",
        row,
        post=to,
        office=office.pk,
        by=actor.post_id,
        until=grants.last_moment(office, until, now),
        reason=grants.why(reason),
        now=now,
    )
    enter("publishing.lent", grant, office=office, actor=actor, now=now, about=[to.pk])
    return grant


@administrative
def end_publishing(*, actor: Actor, grant: UUID, now: datetime) -> FlowGrant:
    """End it before its day."""
    office = own_office(actor)
    row = grants.end_given(FlowGrant, grant, office, now)
    enter("publishing.ended", row, office=office, actor=actor, now=now, about=[row.post.pk])
    return row


def flows_of(office: Office) -> QuerySet[Flow]:
    """The flows of the office's country."""
    return Flow.objects.filter(profile__in=[office.profile, Profile.BOTH])


def _flow(office: Office, flow: UUID) -> Flow:
    row = flows_of(office).filter(pk=flow).first()
    if row is None:
        raise Refused(reasons.UNKNOWN_ROW)
    return row
