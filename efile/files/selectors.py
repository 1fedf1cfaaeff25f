"""Reads for the pages of files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import F, Q, QuerySet

from efile.access.watch import opened
from efile.files.sight import files_visible_to, hide_subjects, shut_to
from efile.finding.finding import lines_of
from efile.models import File, Matter
from efile.papers.models import PageCounter, Paper
from efile.selectors import PAGE, Keyset
from efile.visibility import known_to, visible_to
from hierarchy.actors import Actor
from hierarchy.words import clean
from web.words import LATIN_DIGITS

STATES: Final = ("current", "closed", "all")
PLACES: Final = ("section", "office")
PAPERS: Final = 100


def files_of(actor: Actor, state: str, place: str, wanted: str) -> QuerySet[File]:
    """The files the actor may open, newest first: of his own section, or of all; found by every word."""
    rows = files_visible_to(File.objects.filter(_in_state(state)), actor)
    if place == "section" and actor.sections:
        rows = rows.filter(section__in=actor.sections)
    for word in clean(wanted).split():
        rows = rows.filter(_numbered(word) | Q(subject__icontains=word) & ~Q(shut_to(actor)))
    return rows.select_related("section").order_by(F("opened_at").desc(), F("pk").desc())


def page_of(actor: Actor, rows: QuerySet[File], after: Keyset | None) -> tuple[list[File], bool]:
    """One page after a key, and whether more follow."""
    if after is not None:
        rows = rows.filter(Q(opened_at__lt=after.arrived_at) | Q(opened_at=after.arrived_at, pk__lt=after.id))
    found = list(rows[: PAGE + 1])
    hide_subjects(found[:PAGE], actor)
    return found[:PAGE], len(found) > PAGE


def matters_of(actor: Actor, file: File, after: Keyset | None = None) -> tuple[list[Matter], bool]:
    """The matters in the file of which the reader may know, newest first; `hidden` says that he may know a
    number alone."""
    rows = known_to(Matter.objects.filter(file=file), actor)
    if after is not None:
        rows = rows.filter(Q(opened_at__lt=after.arrived_at) | Q(opened_at=after.arrived_at, pk__lt=after.id))
    return lines_of(rows, actor)


@dataclass(frozen=True, slots=True)
class Contents:
    """A stretch of the correspondence: its papers, and at which page the next stretch begins."""

    papers: list[Paper]
    following: int | None


def contents_of(actor: Actor, file: File, page: int = 1) -> Contents:
    """The papers of the matters that the reader may open, from a page of the file on, in their order.

    CSMOP 25: one series of page numbers over the whole file.
    """
    matters = visible_to(Matter.objects.filter(file=file), actor)
    rows = Paper.objects.filter(matter__in=matters, first_page__gte=page)
    rows = rows.select_related("matter", "content").order_by("first_page", "at")
    found = list(rows[: PAPERS + 1])
    for paper in found[:PAPERS]:
        opened(paper.matter)
    return Contents(found[:PAPERS], found[PAPERS].first_page if len(found) > PAPERS else None)


def pages_in(file: File) -> int:
    """How many pages of correspondence the file has."""
    return PageCounter.objects.filter(subject=file.pk).values_list("pages", flat=True).first() or 0


def key_of(file: File) -> str:
    return str(Keyset(file.opened_at, file.pk))


def _in_state(state: str) -> Q:
    return Q() if state == "all" else Q(status=state)


def _numbered(word: str) -> Q:
    return Q(number__icontains=word.translate(LATIN_DIGITS)) | Q(number__icontains=word)
