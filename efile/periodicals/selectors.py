"""Reads of the periodicals of a section."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from efile.dak.models import Dak
from efile.dak.sight import dak_visible_to
from efile.letters.models import Draft
from efile.models import Matter, Secrecy
from efile.periodicals.models import Periodical, PeriodicalTurn
from efile.visibility import visible_to
from hierarchy.actors import Actor

SOON: Final = timedelta(days=7)


def kept_by(actor: Actor) -> QuerySet[Periodical]:
    """Those of the actor's section that still run, what is due first first."""
    rows = Periodical.objects.filter(section__in=actor.sections, ended_at=None)
    return rows.order_by("due_on", "pk")


def due_for(actor: Actor, today: date) -> QuerySet[Periodical]:
    """Those of them that are late or due within a week."""
    return kept_by(actor).filter(due_on__lte=today + SOON).order_by()


def last_turns(rows: Iterable[Periodical]) -> dict[UUID, PeriodicalTurn]:
    """By periodical the last turn that is done, with its letter: one row of each, however many were done."""
    turns = PeriodicalTurn.objects.filter(periodical__in=[row.pk for row in rows])
    found = turns.order_by("periodical", "-due_on").distinct("periodical")
    return {turn.periodical_id: turn for turn in found.select_related("dak__receipt", "letter")}


def letters_open(turns: Collection[PeriodicalTurn], actor: Actor) -> set[UUID]:
    """Of the letters that tick them off, those that the actor may open. A letter may have been graded since:
    a received one by the matter in which it lies."""
    matters = visible_to(Matter.objects.all(), actor)
    lies = Q(matter=None) | Q(matter__secrecy=Secrecy.NORMAL) | Q(matter__in=matters)
    daks = Dak.objects.filter(lies, pk__in=[turn.dak_id for turn in turns if turn.dak_id])
    letters = Draft.objects.filter(
        pk__in=[turn.letter_id for turn in turns if turn.letter_id], matter__in=matters
    )
    return {
        *dak_visible_to(daks, actor).values_list("pk", flat=True),
        *letters.values_list("pk", flat=True),
    }
