"""Which matters a request opens. Their words may stand in its answer, so what no view logged itself is logged
when the answer goes out (`access.middleware.Readings`): a new page cannot forget it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from efile.models import Matter


@dataclass(slots=True)
class Watch:
    """What was opened, what of it was logged by name of its page, and whether the answer tells of none."""

    opened: dict[UUID, Matter] = field(default_factory=dict)
    logged: set[UUID] = field(default_factory=set)
    silent: bool = False

    def unlogged(self) -> list[Matter]:
        return [] if self.silent else [row for pk, row in self.opened.items() if pk not in self.logged]


_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watching() -> Iterator[Watch]:
    watch = Watch()
    token = _watch.set(watch)
    try:
        yield watch
    finally:
        _watch.reset(token)


@contextmanager
def aside() -> Iterator[None]:
    """What is opened here only to see what may be done is not shown."""
    with watching():
        yield


def opened(matter: Matter) -> None:
    """Every selector that hands out one matter, or something in it, to a reader says so here."""
    if watch := _watch.get():
        watch.opened[matter.pk] = matter


def logged(matter: Matter) -> None:
    if watch := _watch.get():
        watch.logged.add(matter.pk)


def tells_nothing() -> None:
    """This answer holds no word of the matter: a list of posts while one types, that a draft was kept."""
    if watch := _watch.get():
        watch.silent = True
