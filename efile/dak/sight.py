"""Who sees which dak: the grounds and grades of `efile.access.rules`, on the dak's own way."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from efile.access.arms import Arm
from efile.access.rules import CONFIDENTIAL, GRADES, NORMAL, Ground, grades_open, grounds_of_place
from efile.dak import reasons
from efile.dak.models import Dak, DakCopy, DakMove, DakState, Sorter
from efile.models import Matter
from efile.visibility import few_known, reached_by, visible_to
from hierarchy.actors import Actor
from hierarchy.control import PostUnder
from hierarchy.refusals import Refused

SORTED = (NORMAL, CONFIDENTIAL)
"""The grades of which a sorter knows. Secret dak is its addressee's own to open."""
AT_REST = (DakMove.Kind.RECEIVED, DakMove.Kind.READ, DakMove.Kind.RECALLED)


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


def few_dak(actor: Actor) -> list[UUID] | None:
    """All dak that an actor may open, when neither they nor his matters are more than FEW; None for more."""
    if actor.office_id is None or actor.post_id is None:
        return []
    matters = None if grounds_of_place(actor) else few_known(actor)
    if matters is None:
        return None
    lying = Arm(GRADES, Q(matter__in=matters))
    found = reached_by([*_arms(actor), lying], Dak.objects.all())
    if found is None:
        return None
    return list(dak_visible_to(Dak.objects.filter(pk__in=found), actor).values_list("pk", flat=True))


def _grounds(actor: Actor) -> Q:
    found = reduce(or_, (arm.of_each() for arm in _arms(actor)))
    for ground in grounds_of_place(actor):
        found |= Q(office__in=actor.offices, secrecy__in=grades_open(actor, ground))
    matters = visible_to(Matter.objects.filter(pk=OuterRef("matter")), actor)
    return found | Q(Exists(matters), secrecy__lte=F("matter__secrecy"))


def _arms(actor: Actor) -> list[Arm]:
    """What the actor's place and the dak's own way open; not yet the matter in which it lies."""
    posts = actor.posts
    moves = DakMove.objects.exclude(kind__in=AT_REST).filter(Q(from_post__in=posts) | Q(to_post__in=posts))
    copies = DakCopy.objects.filter(post__in=posts)
    chiefs = Sorter.objects.filter(delegate__in=posts, ended_at=None).values("chief")
    reached = {
        Ground.HOLDER: Arm((), Q(holder__in=posts)),
        Ground.TOOK_PART: Arm((), rows=moves, column="dak"),
        Ground.SHOWN: Arm((), rows=copies, column="dak"),
        Ground.RECEIVED: Arm((), Q(receipt__received_by__in=posts)),
        Ground.LINE_OF_HOLDER: Arm((), Q(PostUnder("holder", posts))),
        Ground.SECTION: Arm((), Q(holder__section__in=actor.sections)),
    }
    found = [replace(arm, grades=grades_open(actor, ground)) for ground, arm in reached.items()]
    return [*(arm for arm in found if arm.grades), Arm(SORTED, Q(holder__in=chiefs, state=DakState.OPEN))]
