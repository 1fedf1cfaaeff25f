"""Finding files by number and subject, among those that the reader may open."""

from __future__ import annotations

from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from efile.files.sight import files_visible_to, hide_subjects, shut_to
from efile.finding.asking import Asked, number_says, words_say
from efile.finding.finding import few_of, has
from efile.models import File, Matter
from hierarchy.actors import Actor

MOST_FILES: Final = 5


def with_words(rows: QuerySet[File], typed: list[str], actor: Actor) -> QuerySet[File]:
    """Those in which every typed word begins a part of a number, old or new, or a word of a subject that is
    for this reader."""
    for word in typed:
        rows = rows.filter(has(number_says(word)) | has(words_say(word)) & ~shut_to(actor))
    few = few_of(typed, "file")
    return rows if few is None else rows.filter(pk__in=few)


def find_files(actor: Actor, asked: Asked) -> list[File]:
    """The newest few files in which no matter lies; the others are found by their matters."""
    if not asked.typed or asked.narrows:
        return []
    rows = files_visible_to(File.objects.filter(~Exists(Matter.objects.filter(file=OuterRef("pk")))), actor)
    rows = with_words(rows, asked.typed, actor).select_related("section__office")
    found = list(rows.order_by("-opened_at", "-pk")[:MOST_FILES])
    hide_subjects(found, actor)
    return found
