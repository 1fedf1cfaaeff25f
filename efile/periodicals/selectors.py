"""Reads of the periodicals of a section."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet

from efile.periodicals.models import Periodical
from hierarchy.actors import Actor

SOON: Final = timedelta(days=7)


def kept_by(actor: Actor) -> QuerySet[Periodical]:
    """Those of the actor's section that still run, what is due first first."""
    rows = Periodical.objects.filter(section__in=actor.sections, ended_at=None)
    return rows.order_by("due_on", "pk")


def due_for(actor: Actor, today: date) -> QuerySet[Periodical]:
    """Those of them that are late or due within a week."""
    return kept_by(actor).filter(due_on__lte=today + SOON).order_by()
