"""What a register is, and how its lines are read: a page, a part or all of it, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import reduce
from operator import attrgetter, or_
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise

from efile.keyset import Keyset, rest
from efile.pages.moment import Moment
from efile.period import within
from efile.registers.asked import Asked
from hierarchy.actors import Actor
from hierarchy.models import Office

BATCH: Final = 500
Option = tuple[str, Promise | str]
Value = str | int | Decimal | date | None
"""A cell before it is written: words, a count, a sum or a day. None where there is nothing to say."""


class Kind(Enum):
    """How a column is written. A NUMBER is an identifier of ours, shown in the digits of the reader's
    script; WORDS are kept as they came, also a foreign number."""

    WORDS = "words"
    NUMBER = "number"
    COUNT = "count"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """`room` is its share of the width of a printed line."""

    name: str
    title: Promise | str
    kind: Kind = Kind.WORDS
    room: int = 3


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and when; all a line needs beside its row."""

    actor: Actor
    moment: Moment

    def day(self, moment: datetime | None) -> date | None:
        return None if moment is None else self.moment.calendar.local_date(moment)


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is told, a value for each column. `url` opens what it names; `links` the figure of a
    column; `hidden` says that the reader is told the number alone."""

    values: Sequence[Value]
    url: str = ""
    links: Sequence[str] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Some lines, and after which row the next ones begin; None at the end."""

    lines: list[Line]
    next: Keyset | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter beside days and section: `q` gives the condition of a code. Its options may be an office's."""

    name: str
    title: Promise | str
    options: Sequence[Option] | Callable[[Office], Sequence[Option]]
    q: Callable[[str, Moment], Q]

    def options_at(self, office: Office) -> Sequence[Option]:
        return self.options(office) if callable(self.options) else self.options


@dataclass(frozen=True, slots=True)
class Register:
    """One register. `rows` are those that the actor may know of; asked with a filter (`narrowed`), only those
    that he may read, so that a filter tells nothing of a line of which he knows the number alone.

    `order` is the moment by which it is kept; `dated` what a period is asked of (default: the same);
    `section` names the ways to the id of a section; none where it is not asked for. `always` holds of
    them on this day.
    """

    code: str
    title: Promise | str
    about: Promise | str
    source: str
    columns: Sequence[Column]
    rows: Callable[[Actor, bool], QuerySet[Any]]
    lines: Callable[[Sequence[Any], Reader], list[Line]]
    order: str
    dated: str = ""
    section: Sequence[str] = ()
    oldest_first: bool = False
    choices: Sequence[Choice] = ()
    always: Callable[[Reader], Q] | None = None

    def found(self, asked: Asked, reader: Reader) -> QuerySet[Any]:
        """The rows that are asked for, in order."""
        rows = self.rows(reader.actor, asked.narrows)
        if self.always is not None:
            rows = rows.filter(self.always(reader))
        rows = rows.filter(within(self.dated or self.order, asked.since, asked.until))
        if asked.section and self.section:
            rows = rows.filter(reduce(or_, (Q(**{way: asked.section}) for way in self.section)))
        for choice in self.choices:
            if code := asked.chosen.get(choice.name):
                rows = rows.filter(choice.q(code, reader.moment))
        if self.oldest_first:
            return rows.order_by(F(self.order).asc(), F("pk").asc())
        return rows.order_by(F(self.order).desc(), F("pk").desc())

    def after(self, rows: QuerySet[Any], key: Keyset | None) -> QuerySet[Any]:
        return rest(rows, self.order, key, oldest_first=self.oldest_first)

    def key_of(self, row: Any) -> Keyset:
        return Keyset(attrgetter(self.order.replace("__", "."))(row), row.pk)

    def told(
        self, asked: Asked, reader: Reader, after: Keyset | None = None, most: int = 0
    ) -> Iterator[Told]:
        """The lines after a key in batches, each read for itself; at most so many, 0 for all."""
        rows, left = self.found(asked, reader), most
        while True:
            size = min(left, BATCH) if most else BATCH
            found = list(self.after(rows, after)[: size + 1])
            more = len(found) > size
            after = self.key_of(found[size - 1]) if more else None
            left -= size
            yield Told(self.lines(found[:size], reader), after)
            if not more or (most and left <= 0):
                return

    def filled(self, asked: Asked, _reader: Reader) -> Asked:
        return asked


@dataclass(frozen=True, slots=True)
class Statement:
    """A report of a few lines, each counting rows of a register; `filled` gives the days that it is of when
    none are asked for. It counts what the reader may read."""

    code: str
    title: Promise | str
    about: Promise | str
    source: str
    columns: Sequence[Column]
    lines: Callable[[Asked, Reader], list[Line]]
    days: Callable[[Asked, Reader], Asked]
    section: Sequence[str] = ("section",)
    choices: Sequence[Choice] = ()

    def told(
        self, asked: Asked, reader: Reader, after: Keyset | None = None, most: int = 0
    ) -> Iterator[Told]:
        yield Told(self.lines(asked, reader), None)

    def filled(self, asked: Asked, reader: Reader) -> Asked:
        return self.days(asked, reader)


def number_alone(register: Register, number: str, marks: str) -> Line:
    """The line of which the reader is told its number and its grade, which stand first and last."""
    between: list[Value] = [None] * (len(register.columns) - 2)
    return Line([number, *between, marks], hidden=True)
