"""Who sees which dak: the grounds and grades of `efile.access.rules`, on the dak's own way."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from efile.access.rules import CONFIDENTIAL, NORMAL, Ground, grades_open, grounds_of_place
from efile.dak import reasons
from efile.dak.models import Dak, DakCopy, DakMove, DakState, Sorter
from efile.models import Matter
from efile.visibility import visible_to
from hierarchy.actors import Actor
from hierarchy.control import PostUnder
from hierarchy.refusals import Refused

SORTED = (NORMAL, CONFIDENTIAL)
"""The grades of which a sorter knows. Secret dak is its addressee's own to open."""
AT_REST = (DakMove.Kind.RECEIVED, DakMove.Kind.READ)


def dak_visible_to(rows: QuerySet[Dak], actor: Actor) -> QuerySet[Dak]:
    """The dak an actor may open if, and only if, a ground of his is enough for its secrecy grade, or he may
    open the matter in which it lies and that is graded no lower."""
    if actor.office_id is None or actor.post_id is None:
        return rows.none()
    return rows.filter(_grounds(actor))


def dak_for(actor: Actor, dak: UUID) -> Dak:
    """A dak the actor may open, with what its page shows; otherwise it does not exist for him."""
    rows = Dak.objects.select_related(
        "receipt__applicant", "receipt__office", "holder", "sender", "paper_at", "file", "matter", "office"
    )
    row = dak_visible_to(rows, actor).filter(pk=dak).first()
    if row is None:
        raise Refused(reasons.UNKNOWN)
    return row


def _grounds(actor: Actor) -> Q:
    posts = actor.posts
    moves = DakMove.objects.filter(dak=OuterRef("pk")).exclude(kind__in=AT_REST)
    part = moves.filter(Q(from_post__in=posts) | Q(to_post__in=posts))
    copies = DakCopy.objects.filter(dak=OuterRef("pk"), post__in=posts)
    found = _graded(actor, Ground.HOLDER, Q(holder__in=posts))
    found |= _graded(actor, Ground.TOOK_PART, Q(Exists(part)))
    found |= _graded(actor, Ground.SHOWN, Q(Exists(copies)))
    found |= _graded(actor, Ground.RECEIVED, Q(receipt__received_by__in=posts))
    found |= _graded(actor, Ground.LINE_OF_HOLDER, Q(PostUnder("holder", posts)))
    sorts = Sorter.objects.filter(chief=OuterRef("holder"), delegate__in=posts, ended_at=None)
    found |= Q(Exists(sorts), secrecy__in=SORTED, state=DakState.OPEN)
    if actor.sections:
        found |= _graded(actor, Ground.SECTION, Q(holder__section__in=actor.sections))
    for ground in grounds_of_place(actor):
        found |= _graded(actor, ground, Q(office__in=actor.offices))
    matters = visible_to(Matter.objects.filter(pk=OuterRef("matter")), actor)
    return found | Q(Exists(matters), secrecy__lte=F("matter__secrecy"))


def _graded(actor: Actor, ground: Ground, reached: Q) -> Q:
    return Q(secrecy__in=grades_open(actor, ground)) & reached
