"""The filters of a desk's list: what its address says, and what they leave of the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from efile.access.rules import NORMAL
from efile.desk.models import Labelled
from efile.desk.reminders import standing, unanswered
from efile.models import Matter, Priority, Thread
from hierarchy.actors import Actor
from hierarchy.words import clean
from web.words import LATIN_DIGITS

FIELDS: Final = ("box", "show", "tag", "having")
KINDS: Final = ("citizen", "official", "copy", "internal")
SHOWN: Final = ("unread", "urgent", "back", "reminded", "overdue", *KINDS)
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """`show` is one of SHOWN, `tag` a label of the reader, `having` words of subject, number, applicant."""

    box: str = ""
    show: str = ""
    tag: UUID | None = None
    having: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        """What cannot be meant is not asked."""
        box, show = given.get("box", ""), given.get("show", "")
        return cls(
            box if box.replace("_", "").isalpha() else "",
            show if show in SHOWN else "",
            _uuid(given.get("tag", "")),
            clean(given.get("having", ""))[:LONGEST],
        )

    def fields(self) -> dict[str, str]:
        """Of the address, or hidden in a form; without what is not asked."""
        values = {"box": self.box, "show": self.show, "tag": str(self.tag or ""), "having": self.having}
        return {name: value for name, value in values.items() if value}

    def query(self) -> str:
        return urlencode(self.fields())

    @property
    def narrowed(self) -> bool:
        return bool(self.show or self.tag or self.having)


def narrowed(rows: QuerySet[Thread], asked: Asked, actor: Actor, today: date) -> QuerySet[Thread]:
    """The rows that pass every filter. Urgency is the ordinal of the file, never a word of a label."""
    if asked.show == "unread":
        rows = rows.filter(read_at__isnull=True)
    elif asked.show == "urgent":
        rows = rows.filter(matter__priority__gte=Priority.URGENT)
    elif asked.show == "back":
        rows = rows.filter(parked_until__lte=today)
    elif asked.show == "reminded":
        rows = rows.filter(standing())
    elif asked.show == "overdue":
        rows = rows.filter(unanswered(actor, today))
    elif asked.show:
        rows = rows.filter(matter__service__kind=asked.show)
    if asked.tag:
        own = Labelled.objects.filter(label=asked.tag, label__post=actor.post_id, label__user=actor.user_id)
        rows = rows.filter(matter__in=own.values("matter"))
    for word in asked.having.split():
        rows = rows.filter(_holds(word, actor))
    return rows


def _holds(word: str, actor: Actor) -> Q:
    """A graded matter is found by its words by its own holder alone: others may know its number only.

    Asked of each row on the way from the newest: a join would sort the whole desk first.
    """
    digits = word.translate(LATIN_DIGITS)
    said = Q(subject__icontains=word) | Q(receipt__applicant__name__icontains=word)
    said |= Q(file__number__icontains=digits) | Q(receipt__number__icontains=digits)
    own = Matter.objects.filter(said, pk=OuterRef("matter")).values("pk")[:1]
    told = Q(matter__secrecy=NORMAL)
    if not actor.assistant:
        told |= Q(holder__in=actor.posts)
    return Q(IsNull(Subquery(own), False)) & told


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
