"""Which papers go with a file: those that no living file, dak or guard file refers to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.apps import apps
from django.db.models import ForeignKey, Model, Q, QuerySet

from efile.dak.models import DakScan
from efile.disposal.words import Doomed
from efile.files.models import FileScan
from efile.letters.models import Draft
from efile.models import Matter
from efile.papers.models import Paper
from efile.printing.making import place_of
from efile.printing.models import Printout
from notings.models import Content

GONE: Final[dict[type[Model], Q]] = {
    Paper: Q(matter__file__destroyed_at__isnull=False),
    Draft: Q(matter__file__destroyed_at__isnull=False),
    FileScan: Q(file__destroyed_at__isnull=False),
    DakScan: Q(dak__matter__file__destroyed_at__isnull=False)
    | Q(dak__file__destroyed_at__isnull=False)
    | Q(dak__receipt__matter__file__destroyed_at__isnull=False),
}
"""By model: which of its rows lie in a destroyed file. Every row of another model keeps its paper."""


def contents_of(doomed: Doomed) -> QuerySet[Content]:
    """All papers of a file, each once."""
    ids: set[UUID | None] = set()
    ids |= set(Paper.objects.filter(matter__in=doomed.matters).values_list("content", flat=True))
    ids |= set(Draft.objects.filter(matter__in=doomed.matters).values_list("fair", flat=True))
    ids |= set(FileScan.objects.filter(file__in=doomed.files).values_list("content", flat=True))
    ids |= set(DakScan.objects.filter(dak__in=doomed.daks).values_list("content", flat=True))
    return Content.objects.filter(pk__in=ids - {None})


def given_up(doomed: Doomed) -> list[Content]:
    """Those that nothing living refers to, locked, so that no other file takes one up meanwhile. The files
    are marked as destroyed before."""
    rows = list(contents_of(doomed).filter(destroyed_at=None).select_for_update().order_by("pk"))
    living = {own for own_ids in _living([row.pk for row in rows]) for own in own_ids}
    return [row for row in rows if row.pk not in living]


def _living(contents: list[UUID]) -> Iterator[set[UUID]]:
    """By every column of any table that refers to a content."""
    for model in apps.get_models():
        for own in model._meta.fields:
            if isinstance(own, ForeignKey) and own.related_model is Content:
                rows = model._default_manager.filter(**{f"{own.name}__in": contents})
                if gone := GONE.get(model):
                    rows = rows.exclude(pk__in=rows.filter(gone).values("pk"))
                yield set(rows.values_list(own.name, flat=True))


def remove_prints(doomed: Doomed) -> None:
    """The kept bytes of prints in which these matters stand."""
    within = Q(file__in=doomed.files) | Q(matter__in=doomed.matters)
    for matter in Matter.objects.filter(pk__in=doomed.matters):
        within |= Q(matters__contains=[str(matter.pk)])
    for row in Printout.objects.filter(within):
        place_of(row).unlink(missing_ok=True)
