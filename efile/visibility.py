"""Who sees which matters: one set-based filter for every list, page and search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from hierarchy.actors import Actor
from hierarchy.models import Post

if TYPE_CHECKING:
    from efile.models import Matter

NORMAL = 0


def visible_to(matters: QuerySet[Matter], actor: Actor) -> QuerySet[Matter]:
    """The matters an actor may open if, and only if:

    he audits the office; or his post holds a thread, may take one that lies in his section's pool,
    took part in a movement; or the matter carries no secrecy grade and he received it, it belongs to
    his section, lies in a section under his line of control, or he is the head of the office.
    """
    from efile.models import Movement, Thread

    if actor.office_id is None or actor.post_id is None:
        return matters.none()
    own = matters.filter(office__in=actor.offices)
    if actor.may("audit"):
        return own
    held = Q(holder__in=actor.posts)
    if actor.sections:
        held |= Q(pool__in=actor.sections, closed_at__isnull=True)
    threads = Thread.objects.filter(held, matter=OuterRef("pk"))
    moves = Movement.objects.filter(matter=OuterRef("pk")).filter(
        Q(from_post__in=actor.posts) | Q(to_post__in=actor.posts)
    )
    received = Q(Exists(moves)) | Q(opened_by__in=actor.posts)
    worked = Q(Exists(moves.exclude(kind="started")))
    return own.filter(Q(Exists(threads)) | worked | Q(secrecy=NORMAL) & (received | _by_office(actor)))


def _by_office(actor: Actor) -> Q:
    if actor.level == 1:
        return Q()
    sections = Post.objects.filter(reports_to__in=actor.posts).values("section")
    return Q(section__in=actor.sections) | Q(section__in=sections)
