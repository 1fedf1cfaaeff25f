"""What the ids and codes in entries of an office's stream are called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from efile.officerecord.rows import WENT, Name
from efile.periodicals.models import Periodical
from efile.sectionnames import section_name
from hierarchy.bodies import day_in
from hierarchy.cases import Case, cases_of
from hierarchy.facts import TABLES
from hierarchy.models import Body, Office, Post, Section
from hierarchy.words import Words
from ledger.selectors import EntryView
from workflows.limits import all_limit_lines


@dataclass(frozen=True, slots=True)
class Names:
    """What ids in the entries mean: posts, sections, offices and periodicals; committees, services and limits
    by code."""

    rows: Mapping[str, Name]
    bodies: Mapping[str, str]
    cases: Mapping[str, Case]
    limits: Mapping[str, Words]
    periodicals: Mapping[str, str]

    @classmethod
    def of(cls, office: Office, entries: Iterable[EntryView]) -> Names:
        """In a query for each kind of row; of limits only where an entry names one."""
        told = list(entries)
        asked = {UUID(one) for entry in told for one in _asked(entry.kind, entry.data)}
        bodies = {row.code: str(row.name) for row in Body.objects.filter(office=office)}
        limits = {}
        if any(entry.kind.startswith("limit.") for entry in told):
            lines = all_limit_lines(office, day_in(office, timezone.now()))
            limits = {line.code: line.purpose for line in lines if line.uses}
        named = _named(asked, office) if asked else {}
        return cls(named, bodies, cases_of(office), limits, _periodicals(told, office))


def _periodicals(entries: Collection[EntryView], office: Office) -> dict[str, str]:
    """By its name, the section that keeps it, and whether that sends or receives it."""
    asked = {UUID(one.data["periodical"]) for one in entries if "periodical" in one.data}
    rows = Periodical.objects.filter(pk__in=asked).select_related("section__office") if asked else ()
    return {
        str(row.pk): f"{row.name} · {row.get_direction_display()} · {section_name(row.section, office.pk)}"
        for row in rows
    }


def _named(asked: Collection[UUID], office: Office) -> dict[str, Name]:
    """Each with its own office, where that is another one."""
    found = {str(row.pk): Name(str(row.name)) for row in Office.objects.filter(pk__in=asked)}
    posts = Post.objects.filter(pk__in=asked).select_related("office")
    sections = Section.objects.filter(pk__in=asked).select_related("office")
    called = [
        *((post.pk, post.title, post.office) for post in posts),
        *((section.pk, section.name, section.office) for section in sections),
    ]
    for pk, name, of in called:
        elsewhere = of.pk != office.pk
        found[str(pk)] = Name(f"{name}, {of.name}", str(office.name)) if elsewhere else Name(str(name))
    return found


def _asked(kind: str, data: Mapping[str, Any]) -> Iterator[str]:
    """Ids that an entry does not label itself."""
    for name in ("chief", "delegate"):
        if data.get(name):
            yield str(data[name])
    fields = ("successor", *WENT[kind][:1]) if kind in WENT else ("successor",)
    for table in TABLES:
        rows = data.get(table)
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                yield from (str(row[name]) for name in fields if row.get(name))
