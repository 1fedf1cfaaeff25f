"""What stands for each post and section of an office that is merged into another."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Final
from uuid import UUID

from hierarchy.models import Office, Post, Section

COLUMNS: Final = ("kind", "code", "successor")
KINDS: Final = ("post", "section")


@dataclass(frozen=True, slots=True)
class Pair:
    """A post or section that ends, and the one there that stands for it; None: nobody has named one."""

    kind: str
    row: Post | Section
    heir: Post | Section | None


@dataclass(slots=True)
class Successors:
    """Every standing post and section with its successor; `faults` are sentences about the table."""

    pairs: list[Pair] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def of(self, kind: str) -> dict[UUID, UUID]:
        return {one.row.pk: one.heir.pk for one in self.pairs if one.kind == kind and one.heir}


def read_table(text: str) -> tuple[dict[tuple[str, str], str], list[str]]:
    """By kind and code the code there; columns `kind,code,successor`."""
    rows, faults = csv.DictReader(StringIO(text, newline="")), []
    if tuple(rows.fieldnames or ()) != COLUMNS:
        return {}, [f"The first line must be “{','.join(COLUMNS)}”."]
    named: dict[tuple[str, str], str] = {}
    for row in rows:
        kind, code, to = ((row[name] or "").strip() for name in COLUMNS)
        if kind not in KINDS:
            faults.append(f"Line {rows.line_num}: “{kind}” is no kind; write post or section.")
        elif (kind, code) in named:
            faults.append(f"Line {rows.line_num}: the {kind} “{code}” stands twice.")
        else:
            named[kind, code] = to
    return named, faults


def successors(
    office: Office, heir: Office, named: Mapping[tuple[str, str], str], rest: Mapping[str, str]
) -> Successors:
    """As the table names them, else of the same code there, else `rest`, by kind the code of one there."""
    found = Successors()
    posts = office.posts.filter(abolished_on=None).order_by("rank__level", "position", "code")
    sections = office.sections.filter(closed_on=None).order_by("position", "code")
    _match(found, "post", posts, {row.code: row for row in heir.posts.filter(abolished_on=None)}, named, rest)
    there = {row.code: row for row in heir.sections.filter(closed_on=None)}
    _match(found, "section", sections, there, named, rest)
    ending = {(one.kind, one.row.code) for one in found.pairs}
    found.faults += [
        f"There is no standing {kind} “{code}” in {office.code}."
        for kind, code in named
        if (kind, code) not in ending
    ]
    return found


def _match(
    found: Successors,
    kind: str,
    rows: Iterable[Post | Section],
    there: Mapping[str, Post] | Mapping[str, Section],
    named: Mapping[tuple[str, str], str],
    rest: Mapping[str, str],
) -> None:
    for row in rows:
        own = row.code if row.code in there else rest.get(kind, "")
        code = named.get((kind, row.code)) or own
        heir = there.get(code)
        if code and heir is None:
            found.faults.append(f"The {kind} “{code}”, named for “{row.code}”, does not stand there.")
        elif heir is None:
            found.faults.append(f"The {kind} “{row.code}” has no successor.")
        found.pairs.append(Pair(kind, row, heir))
