"""The files a matter may be put in."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from efile.files.selectors import numbered
from efile.files.sight import files_visible_to, shut_to
from efile.models import File, Matter
from efile.visibility import visible_to
from hierarchy.actors import Actor
from hierarchy.words import clean

MOST = 20


def open_files(actor: Actor, matter: Matter, wanted: str = "") -> list[File]:
    """Files still at work in which the matter may be put: those of its own section come first."""
    return files_at_work(actor, [matter.section_id, *actor.sections], wanted)


def files_at_work(actor: Actor, near: list[UUID], wanted: str = "") -> list[File]:
    """Files still at work: current, not parked, with a matter that is not finished and that the actor may
    open, or with none yet.

    A file with a graded matter that he may not open is not offered: its subject would say too much.

    Those of the sections that are near come first, in their order, each the newest first. Without a word
    typed only these sections' files are offered. Digits may be of either script.
    """
    live = visible_to(Matter.objects.filter(file=OuterRef("pk"), closed_at__isnull=True), actor)
    anything = Matter.objects.filter(file=OuterRef("pk"))
    rows = files_visible_to(File.objects.filter(office__in=actor.offices), actor)
    rows = rows.filter(Exists(live) | ~Exists(anything), status=File.Status.CURRENT)
    today = timezone.localdate()
    rows = rows.filter(Q(parked_until__isnull=True) | Q(parked_until__lte=today)).exclude(shut_to(actor))
    words = clean(wanted).split()
    if not words:
        rows = rows.filter(section__in=near)
    for word in words:
        rows = rows.filter(numbered(word) | Q(subject__icontains=word))
    return list(_nearest_first(rows, near))


def _nearest_first(rows: QuerySet[File], near: list[UUID]) -> QuerySet[File]:
    places = [When(section=section, then=Value(place)) for place, section in enumerate(near)]
    first = [Case(*places, default=Value(len(near)))] if places else []
    return rows.select_related("section").order_by(*first, "-opened_at", "-pk")[:MOST]
