"""Which letters an actor issues and sends out, and which he finds in the register."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from efile.access.rules import NORMAL
from efile.access.watch import opened
from efile.dispatch import reasons
from efile.letters.models import Draft, Status
from efile.letters.selectors import ISSUE
from efile.models import Matter, Thread
from efile.visibility import visible_of, visible_to
from hierarchy.actors import Actor
from hierarchy.refusals import Refused

DISPATCH = "dispatch"
OUTGOING = (Status.SIGNED, Status.ISSUED)


def known_to(actor: Actor) -> QuerySet[Draft]:
    """The signed and issued letters that an actor may read if, and only if, he may open their matter, or he
    sends out the office's letters and the matter is of no grade."""
    matters = visible_to(Matter.objects.filter(pk=OuterRef("matter")), actor)
    return _known(actor, Q(Exists(matters)))


def listed_for(actor: Actor) -> QuerySet[Draft]:
    """The same for a long list, which costs statements at once (`visibility.visible_of`)."""
    return _known(actor, visible_of(actor, "matter"))


def _known(actor: Actor, found: Q) -> QuerySet[Draft]:
    if actor.may(DISPATCH) and not actor.assistant:
        found |= Q(office__in=actor.offices, matter__secrecy=NORMAL)
    return Draft.objects.filter(found, status__in=OUTGOING)


def sendable_by(actor: Actor) -> QuerySet[Draft]:
    """Those that he may issue and send: the office's dispatcher, or who holds the file and issues letters.

    NIC eFile: dispatch by self, or by the central registry. A graded letter is sent out by who may open it.
    """
    if actor.assistant:
        return Draft.objects.none()
    allowed = Q(office__in=actor.offices) if actor.may(DISPATCH) else Q(pk=None)
    if actor.may(ISSUE):
        mine = Thread.objects.filter(
            matter=OuterRef("matter"), holder__in=actor.posts, pool=None, closed_at=None
        )
        allowed |= Q(Exists(mine))
    return known_to(actor).filter(allowed)


def letter_for(actor: Actor, draft: UUID) -> Draft:
    """A letter that the actor may read as one of those that go out; others do not exist for him."""
    rows = known_to(actor).select_related(
        "matter__office", "matter__file", "matter__section", "office", "fair", "paper__content"
    )
    row = rows.filter(pk=draft).first()
    if row is None:
        raise Refused(reasons.UNKNOWN)
    opened(row.matter)
    return row


def may_send(actor: Actor, draft: Draft) -> bool:
    return sendable_by(actor).filter(pk=draft.pk).exists()
