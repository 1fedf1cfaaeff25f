"""What the lines of an establishment's table say together, and against what the office has. No queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hierarchy.establishment import sheet_reasons as reasons
from hierarchy.establishment.sheet import Fault, SheetRow, fault
from hierarchy.models import ChargeKind
from hierarchy.words import Words


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post of the office: who holds it or will, and whether anybody ever did."""

    rank: str
    reports_to: str
    gone: bool = False
    holder: str = ""
    holder_name: Words = field(default_factory=lambda: Words("", ""))
    held_before: bool = False


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person with an account; `own` is the post he holds substantively, `elsewhere` that he holds one in
    another office, `home` the name of the other office that looks after his account."""

    name: Words
    active: bool = True
    elsewhere: bool = False
    own: str = ""
    home: Words | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The office as it is: by code its posts and closed sections, by user name the people of the table.

    `levels` are those of the ranks, where known. `first` is the first loading of an office that nobody
    administers yet: charges then begin when they began.
    """

    ranks: frozenset[str]
    today: date
    posts: Mapping[str, KnownPost] = field(default_factory=dict)
    closed_sections: frozenset[str] = frozenset()
    people: Mapping[str, KnownPerson] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    first: bool = True


def faults_of(rows: Sequence[SheetRow], known: Known) -> list[Fault]:
    """Every fault, in the order of the lines. Of a row with faulty cells the sound ones are looked at."""
    found = [
        *_ranks(rows, known),
        *_twice(rows),
        *_names(rows),
        *_superiors(rows, known),
        *_beside_the_head(rows, known),
        *_loops(rows, known),
        *_sections(rows, known),
        *_standing(rows, known),
        *_people(rows, known),
        *_substantive(rows, known),
    ]
    return sorted(found, key=lambda one: one.line)


def _ranks(rows: Iterable[SheetRow], known: Known) -> Iterator[Fault]:
    for row in rows:
        if row.sound("rank") and row.rank not in known.ranks:
            yield fault(row.line, reasons.UNKNOWN_RANK, value=row.rank)


def _twice(rows: Iterable[SheetRow]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for row in rows:
        if not row.sound("post"):
            continue
        first = seen.setdefault(row.post, row.line)
        if first != row.line:
            yield fault(row.line, reasons.POST_TWICE, post=row.post, first=first)


def _names(rows: Iterable[SheetRow]) -> Iterator[Fault]:
    """A section, and a person, is called the same wherever it stands."""
    sections: dict[str, SheetRow] = {}
    people: dict[str, SheetRow] = {}
    for row in rows:
        if row.section and row.sound("section", "section_bn", "section_en"):
            section = sections.setdefault(row.section, row)
            if section.section_name != row.section_name:
                yield fault(row.line, reasons.SECTION_NAMES, section=row.section, first=section.line)
        if row.username and row.sound("username", "name_bn", "name_en"):
            person = people.setdefault(row.username, row)
            if person.name != row.name:
                yield fault(row.line, reasons.PERSON_NAMES, who=row.username, first=person.line)


def _superiors(rows: Sequence[SheetRow], known: Known) -> Iterator[Fault]:
    """Every post but the head reports to one of the table or a standing one of the office."""
    named = {row.post for row in rows}
    there = named | {code for code, post in known.posts.items() if not post.gone}
    heads = [
        code
        for code, post in known.posts.items()
        if not post.gone and not post.reports_to and code not in named
    ]
    for row in rows:
        if not row.sound("reports_to"):
            continue
        if row.reports_to and row.reports_to not in there:
            yield fault(row.line, reasons.NO_SUPERIOR, value=row.reports_to)
        elif not row.reports_to:
            if heads:
                yield fault(row.line, reasons.SECOND_HEAD, head=heads[0])
            heads.append(row.post)


def _beside_the_head(rows: Sequence[SheetRow], known: Known) -> Iterator[Fault]:
    """Ranks of the head's level open every file: a new post has one only where it is itself the head."""
    standing = {
        code: post.rank for code, post in known.posts.items() if not post.gone and not post.reports_to
    }
    heads = standing or {row.post: row.rank for row in rows if not row.reports_to}
    level, head = min(
        ((known.levels[rank], code) for code, rank in heads.items() if rank in known.levels),
        default=(0, ""),
    )
    for row in rows:
        new = row.sound("post", "rank") and row.post not in known.posts and row.post != head
        if new and known.levels.get(row.rank, level + 1) <= level:
            yield fault(row.line, reasons.HEAD_LEVEL, rank=row.rank, head=head)


def _loops(rows: Iterable[SheetRow], known: Known) -> Iterator[Fault]:
    """The line upward of each post of the table, with what the office keeps; told on every line of a ring."""
    above = {code: post.reports_to for code, post in known.posts.items()}
    above |= {row.post: row.reports_to if row.sound("reports_to") else "" for row in rows}
    sound: set[str] = {""}
    for row in rows:
        if not row.sound("post"):
            continue
        way: list[str] = []
        place = row.post
        while place not in sound and place not in way:
            way.append(place)
            place = above.get(place, "")
        if place in sound:
            sound.update(way)
        elif place == row.post:
            yield fault(row.line, reasons.LOOP, post=row.post, way=" → ".join([*way[1:], row.post]))


def _sections(rows: Iterable[SheetRow], known: Known) -> Iterator[Fault]:
    for row in rows:
        if row.sound("section") and row.section in known.closed_sections:
            yield fault(row.line, reasons.SECTION_CLOSED, section=row.section)


def _standing(rows: Iterable[SheetRow], known: Known) -> Iterator[Fault]:
    """A post that the office has keeps its rank, and its holder until it is handed over."""
    for row in rows:
        post = known.posts.get(row.post) if row.sound("post") else None
        if post is None:
            if row.username and row.sound("post", "username", "from") and _past(row, known):
                yield from _begun(row, known)
            continue
        if post.gone:
            yield fault(row.line, reasons.POST_GONE, post=row.post)
            continue
        if row.sound("rank") and post.rank != row.rank:
            yield fault(row.line, reasons.OTHER_RANK, post=row.post, rank=post.rank)
        if row.username and row.sound("username"):
            yield from _held(row, post, known)


def _held(row: SheetRow, post: KnownPost, known: Known) -> Iterator[Fault]:
    if post.holder not in {"", row.username}:
        yield fault(row.line, reasons.HELD, who=post.holder_name, post=row.post)
    elif not post.holder and post.held_before and _past(row, known):
        yield fault(row.line, reasons.BACKWARDS, post=row.post)
    elif not post.holder and _past(row, known):
        yield from _begun(row, known)


def _begun(row: SheetRow, known: Known) -> Iterator[Fault]:
    """As on the pages, nobody is said to have held a post before he was given it."""
    if not known.first:
        yield fault(row.line, reasons.PAST, post=row.post)


def _past(row: SheetRow, known: Known) -> bool:
    return row.starts is not None and row.starts < known.today


def _people(rows: Iterable[SheetRow], known: Known) -> Iterator[Fault]:
    for row in rows:
        person = known.people.get(row.username) if row.sound("username") else None
        if person is None:
            continue
        if not person.active:
            yield fault(row.line, reasons.CLOSED_ACCOUNT, who=row.username)
        if row.sound("name_bn", "name_en") and person.elsewhere and person.name != row.name:
            yield fault(row.line, reasons.OTHER_PERSON, who=row.username, name=person.name)


def _substantive(rows: Iterable[SheetRow], known: Known) -> Iterator[Fault]:
    """A person has one post of his own; charges of the table run until further orders, so they overlap."""
    own = {name: person.own for name, person in known.people.items() if person.own}
    for row in rows:
        if row.username and row.kind == ChargeKind.SUBSTANTIVE and row.sound("username", "post"):
            other = own.setdefault(row.username, row.post)
            person = known.people.get(row.username)
            who = person.name if person else row.name
            if other != row.post:
                yield fault(row.line, reasons.TWO_POSTS, who=who, other=other)
            elif person is not None and person.home is not None:
                yield fault(row.line, reasons.STILL_THERE, who=who, office=person.home)
