"""Reopening: the decision of a disposed matter, or its closed file alone, with the reasons."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from efile import filepage, reasons, services
from efile.context import moment_of
from efile.filepage import Opened
from efile.pages import labels
from efile.reopenable import may_reopen, may_reopen_file
from efile.services.reopening import refusal
from efile.views.answers import actor_of, as_uuid, go, officers
from efile.views.dialogs import in_dialog, part
from hierarchy.refusals import Refused
from hierarchy.requests import OfficeRequest
from ledger.ids import uuid7
from web.htmx import is_htmx

FILE = "file"


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def reopen(request: OfficeRequest, matter: UUID) -> HttpResponse:
    """GET asks for the reasons; POST reopens the matter, or with `what=file` only the file it lies in."""
    opened = filepage.open_matter(actor_of(request), matter)
    if request.method != "POST" or "ask" in request.POST:
        return _dialog(request, opened)
    try:
        _act(request, opened)
    except Refused as refused:
        answer = _dialog(request, opened, refused.sentence)
        return in_dialog(answer, refused)
    return go(request, reverse("matter", args=[matter]))


def _act(request: OfficeRequest, opened: Opened) -> None:
    actor, row = actor_of(request), opened.matter
    now, why = moment_of(request, actor).now, request.POST.get("reason", "")
    if request.POST.get("what") != FILE:
        key = as_uuid(request.POST.get("key"))
        services.reopen(actor=actor, matter=row.pk, reason=why, now=now, key=key)
        return
    if row.file_id is None:
        raise Refused(reasons.NO_CLOSED_FILE)
    services.reopen_file(actor=actor, file=row.file_id, reason=why, now=now)


def _why_not(request: OfficeRequest, opened: Opened) -> Refused:
    actor, moment = actor_of(request), moment_of(request, actor_of(request))
    if opened.matter.closed_at is None:
        return Refused(reasons.NOT_TO_REOPEN)
    found = refusal(opened.matter, opened.movements, opened.spec, actor, moment.today, moment.now)
    return found or Refused(reasons.NOT_TO_REOPEN)


def _dialog(request: OfficeRequest, opened: Opened, sentence: str = "") -> HttpResponse:
    actor = actor_of(request)
    decided = may_reopen(opened.matter, opened.movements, opened.spec, actor, moment_of(request, actor).now)
    filed = may_reopen_file(opened.matter, actor)
    if request.method != "POST" and not (decided or filed):
        raise _why_not(request, opened)
    context = {
        "matter": opened.matter,
        "number": labels.number_of(opened.matter),
        "may_decide": decided,
        "may_file": filed,
        "only_file": request.POST.get("what") == FILE or (filed and not decided),
        "reason": request.POST.get("reason", ""),
        "sentence": sentence,
        "address": request.path,
        "page": not is_htmx(request),
        "key": as_uuid(request.POST.get("key")) or uuid7(),
        "back_url": reverse("matter", args=[opened.matter.pk]),
    }
    return render(request, part(request, "reopen"), context)
