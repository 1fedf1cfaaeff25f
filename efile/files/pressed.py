"""A form of a file's page pressed twice does its act once: the second press finds the answer of the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import transaction

from efile.services.act import Once, act
from hierarchy.actors import Actor
from hierarchy.refusals import Refused
from ledger.services import Key

R = TypeVar("R", None, UUID)
_KEY: Final[ContextVar[Key | None]] = ContextVar("key_of_a_file_act", default=None)


def file_act(service: Callable[..., R]) -> Callable[..., R]:
    """As `act`, of one file, with the form's `key`: the first entry that the act appends carries it. A repeat
    is answered with the file on whose page the act was done."""

    @act
    @wraps(service)
    def run(*, actor: Actor, file: UUID, now: datetime, key: UUID | None = None, **inputs: object) -> Any:
        once = Once.of(actor, key, service.__name__, file, *inputs.values())
        if once is None:
            return service(actor=actor, file=file, now=now, **inputs)
        if answer := once.first_answer():
            return UUID(str(answer["file"]))
        try:
            with transaction.atomic(), keyed(once, file):
                return service(actor=actor, file=file, now=now, **inputs)
        except Refused:
            # It may have waited for the first press, which has done meanwhile what cannot be done twice.
            if answer := once.first_answer():
                return UUID(str(answer["file"]))
            raise

    return run


@contextmanager
def keyed(once: Once | None, file: UUID) -> Iterator[None]:
    """The next entry carries the key, with the file as what a repeat is answered."""
    key = Key(once.user, once.key, once.request, {"file": str(file)}) if once else None
    token = _KEY.set(key)
    try:
        yield
    finally:
        _KEY.reset(token)


def key_of_entry() -> Key | None:
    """Once: an act that tells two records of it carries its key in the first."""
    key = _KEY.get()
    _KEY.set(None)
    return key
