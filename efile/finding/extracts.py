"""Where in a matter the words stand: a few words around each, with those that were looked for marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar
from uuid import UUID

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Exists, F, Func, Model, OuterRef, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from efile.finding.asking import Asked
from efile.finding.folding import marked, words_of
from efile.letters.models import DraftVersion
from efile.models import Matter, Secrecy, Thread
from efile.papers.models import Paper
from notings.marking import plain
from notings.models import Paragraph
from web.templatetags.office import bn_digits

AROUND: Final = 70
"""Characters before and after the first word found."""
MOST: Final = 2
"""Extracts of a matter."""

LETTER: Final = ("subject", Value(" "), "body", Value(" "), "to", Value(" "), "copies")

M = TypeVar("M", bound=Model)
Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Extract:
    """`where` names note, letter or paper, `url` leads to it; `pieces` are words and whether marked."""

    where: str
    url: str
    pieces: list[Piece]


def extracts_of(matters: Iterable[Matter], asked: Asked) -> dict[UUID, list[Extract]]:
    """By matter. None of graded ones: their words are read on their page, which keeps who read them."""
    wanted = [folded for word in asked.typed for folded in words_of(word)]
    rows = {row.pk: row for row in matters if not row.hidden and row.secrecy == Secrecy.NORMAL}
    found: dict[UUID, list[Extract]] = defaultdict(list)
    if not wanted or not rows:
        return found
    for own_id, where, anchor, text in _texts(rows, wanted):
        if len(found[own_id]) < MOST:
            url = f"{reverse('matter', args=[own_id])}{anchor}"
            found[own_id].append(Extract(where, url, around(text, wanted)))
    return found


def pieces_of(text: str, asked: Asked) -> list[Piece]:
    """A line with the words marked that were looked for."""
    wanted = [folded for word in asked.typed for folded in words_of(word)]
    return list(marked(text, wanted)) if wanted else [(text, False)]


def around(text: str, wanted: list[str]) -> list[Piece]:
    """The part of the text about the first word that was looked for, cut at words."""
    flat = " ".join(text.split())
    pieces = list(marked(flat, wanted))
    first = len(pieces[0][0]) if len(pieces) > 1 else 0
    start = flat.rfind(" ", 0, max(first - AROUND, 0)) + 1 if first > AROUND else 0
    end = flat.find(" ", first + 2 * AROUND)
    part = flat[start : end if end > 0 else len(flat)]
    before, after = "… " if start else "", " …" if end > 0 else ""
    return list(marked(f"{before}{part}{after}", wanted))


def _texts(rows: dict[UUID, Matter], wanted: list[str]) -> Iterator[tuple[UUID, str, str, str]]:
    """(matter, where, anchor, text) of notes, letters, papers and applications that have a word."""
    sheets = {row.sheet_id: own_id for own_id, row in rows.items()}
    open_part = Thread.objects.filter(pk=OuterRef("lane"), closed_at__isnull=True)
    notes = _with(Paragraph.objects.filter(~Exists(open_part), sheet__in=sheets), F("text"), wanted)
    for note in notes.order_by("sheet", "-number"):
        where = _("Note %(number)s") % {"number": bn_digits(note.number)}
        yield sheets[note.sheet_id], where, f"#para-{note.number}", plain(note.text, note.form)
    letters = DraftVersion.objects.filter(draft__matter__in=rows, number=F("draft__approved"))
    said = Concat(*LETTER, output_field=TextField())
    for letter in _with(letters.select_related("draft"), said, wanted):
        where = _("Letter %(number)s") % {"number": bn_digits(letter.draft.memo or letter.draft.place)}
        text = "\n".join((letter.subject, letter.body, letter.to, letter.copies))
        yield letter.draft.matter_id, where, "", text
    for paper in _with(Paper.objects.filter(matter__in=rows), F("title"), wanted):
        where = _("Page %(number)s") % {"number": bn_digits(paper.first_page)}
        yield paper.matter_id, where, f"#page-{paper.first_page}", paper.title
    for own_id, row in rows.items():
        body = row.receipt.body if row.receipt else ""
        if any(word.startswith(tuple(wanted)) for word in words_of(body)):
            yield own_id, _("Application"), "", body


def _with(rows: QuerySet[M], said: Combinable, wanted: list[str]) -> QuerySet[M]:
    words = Func(said, function="efile_words", output_field=SearchVectorField())
    found: QuerySet[M] = rows.alias(its_words=words).filter(its_words__begin_any=wanted)
    return found
