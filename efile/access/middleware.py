"""No answer that may hold the words of a graded matter goes out without a row in the log of readings."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponseBase
from django.utils import timezone

from efile.access.log import note_reading
from efile.access.models import PageKind
from efile.access.watch import watching
from hierarchy.requests import OfficeRequest

OUR_FAULT = 500


class Readings:
    """Stands after `ActingPost`. What a view opened and logged itself is not logged again."""

    def __init__(self, get_response: Callable[[OfficeRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: OfficeRequest) -> HttpResponseBase:
        with watching() as watch:
            answer = self.get_response(request)
        if request.actor is not None and _has_words(request, answer):
            for matter in watch.unlogged():
                note_reading(matter, request.actor, PageKind.PART, timezone.now())
        return answer


def _has_words(request: OfficeRequest, answer: HttpResponseBase) -> bool:
    """Not that it was done, or the way to another page; nor what HEAD asks."""
    if request.method == "HEAD" or answer.status_code >= OUR_FAULT:
        return False
    return answer.streaming or bool(getattr(answer, "content", b""))
