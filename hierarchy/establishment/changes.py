"""What a table would change of the rows that an office has: field by field, as it was and as it becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hierarchy.establishment.sheet import SheetRow
from hierarchy.models import Charge, Post, Section, User
from hierarchy.words import Words


@dataclass(frozen=True, slots=True)
class Difference:
    """`field` is name, title, reports_to, section, telephone, charge or from; posts and sections by codes."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A stored section, post or person that the table's line gives something new."""

    kind: str
    code: str
    line: int
    differences: tuple[Difference, ...]

    @property
    def weighs(self) -> bool:
        """Whether it changes more than a telephone, which gives nobody anything."""
        return any(one.field != "telephone" for one in self.differences)


def of_section(stored: Section | None, row: SheetRow) -> tuple[Difference, ...]:
    return () if stored is None else tuple(_words("name", stored.name, row.section_name))


def of_person(stored: User | None, row: SheetRow) -> tuple[Difference, ...]:
    return () if stored is None else tuple(_words("name", stored.name, row.name))


def of_post(stored: Post | None, row: SheetRow) -> tuple[Difference, ...]:
    if stored is None:
        return ()
    above = stored.reports_to.code if stored.reports_to else ""
    section = stored.section.code if stored.section else ""
    number = stored.telephone if row.telephone is None else row.telephone
    pairs = (
        ("reports_to", above, row.reports_to),
        ("section", section, row.section),
        ("telephone", stored.telephone, number),
    )
    codes = (Difference(field, old, new) for field, old, new in pairs if old != new)
    return (*_words("title", stored.title, row.title), *codes)


def of_charge(stored: Charge | None, row: SheetRow, began: date | None) -> tuple[Difference, ...]:
    """What the table says otherwise of a charge that stands; an import changes none."""
    if stored is None or stored.user.username != row.username:
        return ()
    pairs = (
        ("charge", stored.kind, row.kind),
        ("from", str(began or ""), str(row.starts or began or "")),
    )
    return tuple(Difference(field, old, new) for field, old, new in pairs if old != new)


def _words(field: str, old: Words, new: Words) -> Iterator[Difference]:
    """Both languages, since either may be what changes."""
    if old != new:
        yield Difference(field, f"{old.bn} / {old.en}", f"{new.bn} / {new.en}")
