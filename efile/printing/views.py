"""The page on which a print is ordered, how far it is, and the print itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, cast
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe
from kombu.exceptions import OperationalError

from efile.access.models import PageKind
from efile.context import moment_of
from efile.files.sight import file_for
from efile.models import File, Matter
from efile.pages import labels
from efile.papers.views import GUARDED
from efile.printing import ordering
from efile.printing.making import place_of
from efile.printing.models import LIVE, Printout, State
from efile.printing.reasons import NOT_REACHED
from efile.selectors import matter_for
from efile.views.answers import actor_of, go, logged, officers
from hierarchy.requests import OfficeRequest
from notings.contents.kinds import PDF
from notings.contents.names import handed_out_as
from web.htmx import is_htmx

STILL: Final = timedelta(minutes=3)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def print_file(request: OfficeRequest, file: UUID) -> HttpResponse:
    """A whole file, with all of it that the reader may open."""
    row = file_for(actor_of(request), file)
    return _page(request, row, reverse("print_file", args=[file]), reverse("file", args=[file]))


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def print_matter(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """One matter with its notes, papers and way."""
    row = matter_for(actor_of(request), matter)
    return _page(request, row, reverse("print_matter", args=[matter]), reverse("matter", args=[matter]))


def _page(request: OfficeRequest, row: File | Matter, here: str, back: str) -> HttpResponse:
    actor = actor_of(request)
    if request.method == "POST":
        ordering.order(row, actor, get_language() or "", moment_of(request, actor).now)
        _wake(request)
        return redirect(here)
    last = ordering.last_of(row, actor)
    live = last is not None and last.state in LIVE
    if is_htmx(request) and not live:
        return go(request, here)
    context = {
        "number": row.number if isinstance(row, File) else labels.number_of(row),
        "whole": row.file if isinstance(row, Matter) and row.file_id else None,
        "is_file": isinstance(row, File),
        "printout": last,
        "live": live,
        "still": live and last is not None and moment_of(request, actor).now - last.told_at > STILL,
        "there": last is not None and ordering.there(last),
        "failed": last is not None and last.state == State.FAILED,
        "here": here,
        "back": back,
    }
    part = "efile/printing/progress.html" if is_htmx(request) else "efile/printing/print.html"
    return render(request, part, context)


def _wake(request: OfficeRequest) -> None:
    """A broker that is down costs the wake, not the print: beat asks again."""
    from efile.tasks import make_prints

    try:
        make_prints.apply_async(expires=60, retry=False)
    except OperationalError:
        messages.warning(request, str(NOT_REACHED.sentence))


@require_safe
@officers
def printout(request: OfficeRequest, printout: UUID) -> HttpResponse:
    """The reader's own print, as an attachment; each reading of a graded matter in it is logged."""
    row, matters = ordering.to_hand_out(printout, actor_of(request))
    for matter in matters:
        logged(request, matter, PageKind.PRINT)
    place = content_disposition_header(True, _name(row)) or "attachment"
    headers = {**GUARDED, "Cache-Control": "private, no-store", "Content-Disposition": place}
    answer = FileResponse(place_of(row).open("rb"), content_type=PDF.media, headers=headers)
    return cast(HttpResponse, answer)


def _name(row: Printout) -> str:
    number = row.file.number if row.file else labels.number_of(row.matter) if row.matter else ""
    return handed_out_as(number, PDF)
