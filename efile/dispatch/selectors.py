"""Reads for the dispatcher's pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, When

from efile.access.rules import NORMAL
from efile.dispatch.models import Sending, State, Way
from efile.dispatch.sight import known_to, sendable_by
from efile.letters.finished import unsent
from efile.letters.models import Draft, DraftVersion, Status
from hierarchy.actors import Actor

BOXES: Final = ("to_issue", "to_send", "failed", "out")
PAGE: Final = 100
MOST_COVERS: Final = 60


def box(actor: Actor, name: str) -> QuerySet[Draft]:
    """The letters of a box, each with its `subject`; what waits longest first."""
    approved = DraftVersion.objects.filter(draft=OuterRef("pk"), number=OuterRef("approved"))
    rows = sendable_by(actor).annotate(subject=Subquery(approved.values("subject")[:1]))
    rows = rows.select_related("matter__section", "office")
    if name == "to_issue":
        return rows.filter(status=Status.SIGNED).order_by("at", "pk")
    rows = rows.filter(status=Status.ISSUED)
    waiting = unsent(failed=name == "failed").order_by().filter(draft=OuterRef("pk"))
    if name in {"to_send", "failed"}:
        return rows.filter(Exists(waiting)).order_by("issued_at", "pk")
    return rows.exclude(Exists(waiting)).order_by("-issued_at", "-pk")


def with_recipients(letters: Sequence[Draft]) -> list[tuple[Draft, list[str]]]:
    """Each letter with the names of those it goes to, as its approved version has them."""
    rows = DraftVersion.objects.filter(draft__in=[one.pk for one in letters], number=F("draft__approved"))
    names = {row.draft_id: [one.name for one in row.wording.addressed] for row in rows}
    return [(one, names.get(one.pk, [])) for one in letters]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the register is asked for; None and empty for all."""

    since: date | None = None
    until: date | None = None
    section: UUID | None = None
    way: str = ""


def register(actor: Actor, wanted: Wanted) -> QuerySet[Sending]:
    """Every letter sent to somebody that the actor may know of, the newest first."""
    letters = known_to(actor).filter(pk=OuterRef("addressee__draft"), office__in=actor.offices)
    rows = Sending.objects.filter(Exists(letters))
    if wanted.since:
        rows = rows.filter(on__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(on__lte=wanted.until)
    if wanted.section:
        rows = rows.filter(addressee__draft__matter__section=wanted.section)
    if wanted.way in Way.values:
        rows = rows.filter(way=wanted.way)
    near = ("addressee__draft__matter__section", "addressee__draft__office")
    return rows.select_related(*near).order_by(F("on").desc(), F("id").desc())


def postage(rows: QuerySet[Sending]) -> Decimal:
    return rows.order_by().aggregate(sum=Sum("postage"))["sum"] or Decimal(0)


def carried_covers(actor: Actor, letter: UUID | None) -> list[Sending]:
    """What is out by hand, of one letter or of all that the actor sends out."""
    letters = sendable_by(actor).filter(pk=OuterRef("addressee__draft"))
    rows = Sending.objects.filter(Exists(letters), way=Way.HAND, state=State.OUT)
    if letter is not None:
        rows = rows.filter(addressee__draft=letter)
    near = ("addressee__draft__office", "addressee__post")
    return list(rows.select_related(*near).order_by("-at", "addressee__place")[:MOST_COVERS])


def to_carry(actor: Actor) -> QuerySet[Sending]:
    """Covers that are out by hand and not received: those the actor carries (`here`), then those of his
    section, then the rest of his office, each by recipient. A graded one is listed to its carrier alone."""
    mine = Q(carrier__in=actor.posts)
    office = Q(addressee__draft__office__in=actor.offices, addressee__draft__matter__secrecy=NORMAL)
    rows = Sending.objects.filter(mine | office, way=Way.HAND, state=State.OUT).annotate(
        here=Case(When(mine, then=True), default=False),
        near=Case(When(addressee__draft__matter__section__in=actor.sections, then=True), default=False),
    )
    rows = rows.select_related("addressee__post__office", "addressee__draft__matter__section", "carrier")
    return rows.order_by("-here", "-near", "addressee__name", "addressee__memo", "pk")


def carried_by(actor: Actor) -> QuerySet[Sending]:
    """For the side list: the covers that the actor carries."""
    return Sending.objects.filter(carrier__in=actor.posts, way=Way.HAND, state=State.OUT)


def waiting(actor: Actor) -> QuerySet[Draft]:
    """For the side list: letters to issue, of who sends out the office's letters."""
    return sendable_by(actor).filter(office__in=actor.offices, status=Status.SIGNED)
