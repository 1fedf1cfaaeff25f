"""Sections by name, with their office for readers of more than one: codes repeat between offices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from efile.access.arms import offices_in_sight
from hierarchy.actors import Actor
from hierarchy.models import Section

LONGEST_CHOICE: Final = 121
"""Characters of what `choices_of` offers."""
_BETWEEN: Final = "/"


def section_name(section: Section, own: UUID | None) -> str:
    """With the name of its office where that is not the reader's `own`, as of a former office."""
    if section.office_id == own:
        return str(section.name)
    return f"{section.name}, {section.office.name}"


def sections_in_sight(actor: Actor) -> list[Section]:
    """Those of the offices of which the actor sees something."""
    return list(_in_order(Section.objects.filter(office__in=offices_in_sight(actor))))


def choices_of(actor: Actor) -> list[tuple[str, str]]:
    """Sections of the offices in the actor's sight, as a filter offers them; `in_section` reads the value."""
    sections = sections_in_sight(actor)
    if len({row.office_id for row in sections}) < 2:
        return [(row.code, str(row.name)) for row in sections]
    return [(f"{row.office.code}{_BETWEEN}{row.code}", f"{row.name}, {row.office.name}") for row in sections]


def sections_among(wanted: Iterable[UUID]) -> QuerySet[Section]:
    """These sections in the order of the charts, with their offices."""
    return _in_order(Section.objects.filter(pk__in=wanted))


def _in_order(rows: QuerySet[Section]) -> QuerySet[Section]:
    return rows.select_related("office").order_by("office__code", "position", "code")


def in_section(asked: str) -> Q:
    """Of matters: in the section asked for, of every office where it is a code alone."""
    office, _, code = asked.rpartition(_BETWEEN)
    found = Q(section__code=code)
    return found & Q(section__office__code=office) if office else found
