"""Forms for a file that begins without a matter: a new one, and one taken over from paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from efile.context import moment_of
from efile.files import beginning
from efile.files.sight import file_for
from efile.models import File
from efile.papers.bringing import carried, taken_in
from efile.services.mandate import require
from efile.views.answers import actor_of, as_uuid, office_of, officers
from hierarchy.heads import heads_on
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from hierarchy.retention import classes_on
from ledger.ids import uuid7
from web.numbers import whole


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def new_file(request: OfficeRequest) -> HttpResponse:
    """A file with a subject and a head; kept as a draft, or created with its number at once."""
    actor = actor_of(request)
    moment = moment_of(request, actor)
    require(actor, "note", beginning.BEGIN, moment.today)
    if request.method != "POST":
        return _form(request, "new.html")
    given = request.POST
    try:
        file = beginning.draft_file(
            actor=actor,
            subject=given.get("subject", ""),
            head=as_uuid(given.get("head")),
            retention=given.get("retention", ""),
            now=moment.now,
            key=as_uuid(given.get("key")),
        )
    except Refused as refused:
        return _form(request, "new.html", [refused.sentence])
    if "create" in given and file_for(actor, file).status == File.Status.DRAFT:
        from efile.files.views import page

        try:
            beginning.create(actor=actor, file=file, now=moment.now)
        except Refused as refused:
            return page(request, file_for(actor, file), refused.sentence, refused.reason.status)
    return redirect("file", file)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def take_over_file(request: OfficeRequest) -> HttpResponse:
    """A paper file with its own number, its year, its shelf place and its scanned pages."""
    actor = actor_of(request)
    moment = moment_of(request, actor)
    require(actor, "note", beginning.BEGIN, moment.today)
    if request.method != "POST":
        return _form(request, "take_over.html")
    given, found = request.POST, taken_in(request, office_of(request).pk, moment.now)
    if found.refused:
        return _form(request, "take_over.html", found.refused, scans=carried(found.brought))
    try:
        file = beginning.take_over(
            actor=actor,
            subject=given.get("subject", ""),
            number=given.get("number", ""),
            year=_year(given.get("year", "")),
            shelf=given.get("shelf", ""),
            head=as_uuid(given.get("head")),
            retention=given.get("retention", ""),
            scans=found.brought,
            now=moment.now,
            key=as_uuid(given.get("key")),
        )
    except Refused as refused:
        return _form(request, "take_over.html", [refused.sentence], scans=carried(found.brought))
    return redirect("file", file)


def _year(text: str) -> int | None:
    try:
        return whole(text)
    except ValueError:
        return None


def _form(
    request: OfficeRequest, template: str, sentences: list[str] | None = None, **context: Any
) -> HttpResponse:
    today = moment_of(request, actor_of(request)).today
    context |= {
        "heads": heads_on(office_of(request), today),
        "classes": classes_on(office_of(request), today).values(),
        "given": request.POST,
        "head": as_uuid(request.POST.get("head")),
        "sentences": sentences or [],
        "key": uuid7(),
    }
    return render(request, f"efile/files/{template}", context, status=422 if sentences else 200)
