"""What a table would make, row by row, for the page before it is confirmed: what weighs most stands first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from hierarchy.administration.place import Place
from hierarchy.establishment.sheet import SheetRow
from hierarchy.models import ChargeKind, Post, Rank, Section
from hierarchy.powers import NAMES, in_words, strong_of
from hierarchy.services.importing import Outcome
from hierarchy.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """A post that is made, or a person who comes to one; `strong` are the powers that weigh."""

    row: SheetRow
    post: str
    rank: Words
    powers: tuple[str, ...]
    strong: frozenset[str]
    new_post: bool
    new_person: bool
    comes: bool

    @property
    def weighs(self) -> bool:
        return bool(self.strong)

    @property
    def kind(self) -> str:
        return str(ChargeKind(self.row.kind).label)

    @property
    def may(self) -> list[tuple[str, bool]]:
        """Each power in words, and whether it weighs."""
        return [(in_words(power), power in self.strong) for power in self.powers]


def made_of(outcome: Outcome, place: Place) -> dict[str, object]:
    """The lines with posts, persons or charges that are made: the strong ones, then the rest by section."""
    lines = sorted(_lines(outcome, place), key=lambda one: one.row.line)
    strong = [one for one in lines if one.weighs]
    strong.sort(key=lambda one: (-len(one.strong), one.row.line))
    plain = sorted((one for one in lines if not one.weighs), key=lambda one: one.row.section)
    names = dict(Section.objects.filter(office=place.office).values_list("code", "name_bn"))
    groups = [(rows[0].row.section_name, rows) for rows in _by_section(plain)]
    new = [row for row in outcome.made["sections"] if row.section not in names]
    return {"strong": strong, "groups": groups, "new_sections": new}


def _by_section(lines: list[Line]) -> Iterator[list[Line]]:
    for _section, rows in groupby(lines, key=lambda one: one.row.section):
        yield list(rows)


def _lines(outcome: Outcome, place: Place) -> Iterator[Line]:
    ranks = {rank.code: rank for rank in Rank.objects.filter(profile=place.office.profile)}
    standing = Post.objects.filter(office=place.office, abolished_on=None).select_related("rank")
    highest = min((post.rank.level for post in standing), default=1)
    posts = {row.post for row in outcome.made["posts"]}
    people = {row.username for row in outcome.made["persons"]}
    comes = {row.post for row in outcome.made["charges"]}
    for row in {row.line: row for kind in ("posts", "charges") for row in outcome.made[kind]}.values():
        rank = ranks[row.rank]
        powers = tuple(power for power in NAMES if power in rank.powers)
        strong = strong_of(rank.powers, heads=rank.level <= highest)
        arrives = row.post in comes
        yield Line(
            row=row,
            post=str(row.title),
            rank=rank.name,
            powers=powers,
            strong=strong,
            new_post=row.post in posts,
            new_person=arrives and row.username in people,
            comes=arrives,
        )
