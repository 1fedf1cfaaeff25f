"""Page numbers of the correspondence: given when a paper comes, moved on once when its matter gets a file."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import F

from efile.models import Matter
from efile.papers.models import PageCounter, Paper

TAKE: Final = """
INSERT INTO efile_pagecounter AS counter (subject, pages) VALUES (%s, %s)
ON CONFLICT (subject) DO UPDATE SET pages = counter.pages + excluded.pages RETURNING pages
"""


def take_pages(matter: Matter, pages: int) -> int:
    """The first of so many new pages, inside the caller's transaction."""
    return _take(matter.file_id or matter.pk, pages)


def take_file_pages(file: UUID, pages: int) -> int:
    """The first of so many new pages of a file itself."""
    return _take(file, pages)


def pages_of(subject: UUID) -> int:
    """How many pages the correspondence of a file has."""
    return PageCounter.objects.filter(subject=subject).values_list("pages", flat=True).first() or 0


def move_on(matter: Matter, file: UUID) -> int:
    """The matter's papers follow those that lie in the file already; by how many pages they moved."""
    own = PageCounter.objects.filter(subject=matter.pk).values_list("pages", flat=True).first()
    if not own:
        return 0
    before = _take(file, own) - 1
    if before:
        Paper.objects.filter(matter=matter).update(first_page=F("first_page") + before)
    return before


def _take(subject: UUID, pages: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [subject, pages])
        (last,) = cursor.fetchone()
    return int(last) - pages + 1
