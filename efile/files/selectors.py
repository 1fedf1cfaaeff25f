"""Reads for the pages of files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from efile.access.watch import opened
from efile.files.models import FileNumber
from efile.files.sight import files_visible_to, hide_subjects
from efile.finding.asking import Asked
from efile.finding.files import with_words
from efile.finding.finding import lines_of
from efile.keyset import Keyset, rest
from efile.models import File, Matter
from efile.papers.models import Paper
from efile.selectors import PAGE
from efile.visibility import known_to, visible_to
from hierarchy.actors import Actor
from hierarchy.words import clean
from web.words import LATIN_DIGITS

STATES: Final = ("current", "parked", "draft", "closed", "missing", "all")
PLACES: Final = ("section", "office")
PAPERS: Final = 100


def files_of(actor: Actor, state: str, place: str, wanted: str, today: date) -> QuerySet[File]:
    """The files the actor may open, newest first: of his own section, or of all; found by every word."""
    rows = files_visible_to(File.objects.filter(_in_state(state, today)), actor)
    if place == "section" and actor.sections:
        rows = rows.filter(section__in=actor.sections)
    asked = Asked(clean(wanted))
    if asked.text and not asked.typed:
        return rows.none()
    rows = with_words(rows, asked.typed, actor)
    return rows.select_related("section__office").order_by(F("opened_at").desc(), F("pk").desc())


def page_of(actor: Actor, rows: QuerySet[File], after: Keyset | None) -> tuple[list[File], bool]:
    """One page after a key, and whether more follow."""
    found = list(rest(rows, "opened_at", after)[: PAGE + 1])
    hide_subjects(found[:PAGE], actor)
    return found[:PAGE], len(found) > PAGE


def matters_of(actor: Actor, file: File, after: Keyset | None = None) -> tuple[list[Matter], bool]:
    """The matters in the file of which the reader may know, newest first; `hidden` says that he may know a
    number alone."""
    rows = known_to(Matter.objects.filter(file=file), actor)
    return lines_of(rest(rows, "opened_at", after), actor)


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


def by_number(actor: Actor, number: str) -> File | None:
    """The file the actor may open that has this number, old or new, in either script."""
    wanted = clean(number)
    if not wanted:
        return None
    digits = wanted.translate(LATIN_DIGITS)
    earlier = FileNumber.objects.filter(Q(number=number.strip().replace("\0", "")) | Q(folded=digits)).values(
        "file"
    )
    rows = File.objects.filter(Q(number=wanted) | Q(number=digits) | Q(pk__in=earlier))
    return files_visible_to(rows.filter(office__in=actor.offices), actor).order_by("pk").first()


def numbered(word: str, prefix: str = "") -> Q:
    """Of files, or of rows that name one with `prefix`: those whose number, old or new, has the word in it.
    Numbers are kept as written; digits may be typed in either script."""
    digits = word.translate(LATIN_DIGITS)
    earlier = FileNumber.objects.filter(Q(number__icontains=word) | Q(folded__icontains=digits)).values(
        "file"
    )
    found = Q(**{f"{prefix}number__icontains": digits}) | Q(**{f"{prefix}number__icontains": word})
    return found | Q(**{f"{prefix}pk__in" if prefix else "pk__in": earlier})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A volume with its pages; `last` is None while it grows."""

    number: int
    first: int
    last: int | None


def volumes_of(file: File) -> list[Stretch]:
    """Its volumes in order; none of a file that has only the first."""
    begun = [(1, 1), *file.volumes.values_list("number", "first_page")]
    if len(begun) == 1:
        return []
    ends = [first - 1 for _number, first in begun[1:]]
    return [Stretch(number, first, last) for (number, first), last in zip(begun, [*ends, None], strict=True)]


def near_ids(file: File) -> list[UUID]:
    """The files that its page names: main file, parts, and those it is linked with."""
    found = [*file.parts.values_list("pk", flat=True), *file.links.values_list("other", flat=True)]
    found += file.linked_by.filter(ended_at=None).values_list("file", flat=True)
    return [*found, file.part_of_id] if file.part_of_id else found


def key_of(file: File) -> str:
    return str(Keyset(file.opened_at, file.pk))


def _in_state(state: str, today: date) -> Q:
    parked = Q(status=File.Status.CURRENT, parked_until__gt=today)
    match state:
        case "all":
            return Q()
        case "parked":
            return parked
        case "closed":
            return Q(status__in=(File.Status.CLOSED, File.Status.MERGED))
        case "draft":
            return Q(status=File.Status.DRAFT)
        case "missing":
            return Q(missing_on__isnull=False)
        case _:
            return Q(status=File.Status.CURRENT) & ~parked
