"""Several people act at the same moment, each in a thread with a connection of his own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection
from django.utils import translation

from efile.models import Matter
from efile.verification import check_stream
from hierarchy.refusals import Refused
from ledger import selectors as ledger

T = TypeVar("T")


def together(*acts: Callable[[], T]) -> list[T | Refused]:
    """Each act's answer or refusal, in the order given; all are let go at once."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T | Refused:
        try:
            connection.ensure_connection()
            barrier.wait()
            with translation.override("en"):
                return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def accepted(answers: list[T | Refused]) -> list[T]:
    return [answer for answer in answers if not isinstance(answer, Refused)]


def refused(answers: list[T | Refused]) -> list[Refused]:
    return [answer for answer in answers if isinstance(answer, Refused)]


def agrees(matter: Matter) -> bool:
    return check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None
